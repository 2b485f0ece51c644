"""What a session sends goes out as it comes, but for the moment in which a browser draws a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui import sending

T = TypeVar("T")


class Session:
    """What one session has to send and what went out, each time that the server asks."""

    def __init__(self) -> None:
        self.queue: list[ForwardMsg] = []
        self.went: list[str] = []
        self.outgoing = sending.Outgoing(self.taken, self.ask)

    def taken(self) -> list[ForwardMsg]:
        """All of the queue."""
        queue, self.queue = self.queue, []
        return queue

    def draw(self, *words: str) -> None:
        """A run draws this, and the server asks after each."""
        for word in words:
            self.queue.append(ForwardMsg(hash=word))
            self.ask()

    def ask(self) -> None:
        """The server sends what may go."""
        self.went += [message.hash for message in self.outgoing.flush()]


def run_apart(within: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run it in an event loop of its own: of a browser's tests before these one may still run in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(within())).result()


def shown(run: Callable[[Session], None], wait: float = 0) -> list[str]:
    """What went out when a run has come to its end, or so many seconds later."""

    async def within() -> list[str]:
        session = Session()
        run(session)
        await asyncio.sleep(wait)
        return session.went

    return run_apart(within)


def paused(session: Session) -> None:
    session.draw("status")
    session.outgoing.pause()
    session.draw("heading", "picture")
    session.outgoing.pause()
    session.draw("frame", "below")


def test_all_goes_as_it_comes_without_a_pause() -> None:
    assert shown(lambda session: session.draw("heading", "picture")) == ["heading", "picture"]


def test_what_was_there_goes_out_and_what_follows_waits() -> None:
    assert shown(paused) == ["status", "heading", "picture"]


def test_what_waits_goes_out_in_its_order_though_nobody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAUSE", 0.01)
    assert shown(paused, wait=0.1) == ["status", "heading", "picture", "frame", "below"]


def test_a_pause_lasts_as_long_as_it_says_after_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first pause does not end the second."""

    async def within() -> None:
        session = Session()
        monkeypatch.setattr(sending, "PAUSE", 0.05)
        session.outgoing.pause()
        monkeypatch.setattr(sending, "PAUSE", 30.0)
        session.outgoing.pause()
        session.draw("below")
        await asyncio.sleep(0.2)
        assert session.went == []

    run_apart(within)


def test_it_goes_on_when_it_is_told_to() -> None:
    def run(session: Session) -> None:
        session.outgoing.pause()
        session.draw("menu")
        session.outgoing.go_on()
        session.draw("heading")

    assert shown(run) == ["menu", "heading"]


def test_without_a_server_nothing_is_told() -> None:
    sending.pause()
    sending.go_on()
