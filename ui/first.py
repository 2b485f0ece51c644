"""The first picture first: what frames a page is held until its picture is on the way to the reader, so that the picture
waits neither for the server to make the frame nor for the browser to draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from ui import sending

Draw = Callable[[], None]

_held: ContextVar[tuple[Draw, ...]] = ContextVar("held", default=())
"""Of one run of a page; each runs in a thread of its own."""
_STANDS = "page_that_stands"


def hold(page: str, *draws: Draw) -> None:
    """Draw these after the first picture, in places kept for them, where the page stands already. Of a page that is just
    opened nothing stands yet, and what came late would push down what is there: all is drawn in its order."""
    stands = st.session_state.get(_STANDS) == page
    st.session_state[_STANDS] = page
    _held.set((sending.pause if stands else sending.go_on, *draws))
    if not stands:
        release()


def gather() -> None:
    """Send nothing of a run before its first picture, where a page stands: where nothing does, each part is welcome."""
    if _STANDS in st.session_state:
        sending.pause()


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
    for draw in draws:
        draw()


@contextmanager
def to_the_end() -> Iterator[None]:
    """All of a page that holds anything: at its end nothing is held any more."""
    try:
        yield
    finally:
        release()
