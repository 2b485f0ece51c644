"""The first picture first: what frames a page is held until its picture is on the way to the reader, so that the picture
waits neither for the server to make the frame nor for the browser to draw it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

Draw = Callable[[], None]

_held: ContextVar[tuple[Draw, ...]] = ContextVar("held", default=())
"""Of one run of a page; each runs in a thread of its own."""
_sent: ContextVar[Draw | None] = ContextVar("sent", default=None)
"""Sends what is kept back, while anything is: what comes up to the picture, then what follows it."""
_ends: ContextVar[bool] = ContextVar("ends", default=False)
"""Whether the page says when it ends: what is kept back is sent then, so of any other nothing may be."""
PAUSE = 0.06
"""Seconds in which a browser draws a picture. What comes meanwhile it draws in the same stroke: twice as much work."""
_STANDS = "page_that_stands"


def hold(page: str, *draws: Draw) -> None:
    """Draw these after the first picture, in places kept for them, where the page stands already. Of a page that is just
    opened nothing stands yet, and what came late would push down what is there: all is drawn in its order."""
    stands = st.session_state.get(_STANDS) == page
    st.session_state[_STANDS] = page
    _held.set((_keep_back, *draws) if stands else draws)
    if not stands:
        release()


def none() -> None:
    """Forget what an earlier run in this thread held and did not come to draw, because another press ended it."""
    _held.set(())


def later(draw: Draw) -> None:
    """Draw this after the first picture, in a place that is kept for it, if the frame is held; else at once."""
    place, held = st.container(), _held.get()  # the same place either way: what stood in it stays until then

    def in_place() -> None:
        with place:
            draw()

    if held:
        _held.set((*held, in_place))
    else:
        in_place()


def release() -> None:
    """Draw what is held: after the first picture, or where a page comes to its end without one."""
    draws = _held.get()
    if not draws:
        return
    _held.set(())
    _send()
    for draw in draws:
        draw()


@contextmanager
def to_the_end() -> Iterator[None]:
    """All of a page that holds anything: at its end nothing is held any more, nor kept back. Of a page that stands, what
    comes up to its picture is sent with it: each part that came alone would make the browser draw the whole page again."""
    _ends.set(True)
    if _keep_back in _held.get():
        _keep(waits=False)  # until the picture is made, or takes too long: who waits shall see the rest
    try:
        yield
    finally:
        try:
            release()
        finally:
            _ends.set(False)
            _send()


def _send() -> None:
    if send := _sent.get():
        send()


def _keep_back() -> None:
    """Send nothing until the browser has drawn the picture; the page is made on meanwhile."""
    if _ends.get():
        _keep(waits=True)


def _keep(waits: bool) -> None:
    """Send nothing before `PAUSE` is over. `_send` ends it before then, at once or, if it `waits`, when that is over.

    Streamlit has no name for that: what its elements are sent with is the context's own.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    straight, kept, until = context._enqueue, list[ForwardMsg](), time.monotonic() + PAUSE

    def send() -> None:
        if waits:
            time.sleep(max(0.0, until - time.monotonic()))
        context._enqueue = straight
        _sent.set(None)
        for message in kept:
            straight(message)

    def keep(message: ForwardMsg) -> None:
        kept.append(message)
        if time.monotonic() >= until:
            send()

    context._enqueue = keep
    _sent.set(send)
