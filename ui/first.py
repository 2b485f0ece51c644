"""The first picture first: what frames a page is held until its picture is on the way to the reader, so that the picture
waits neither for the server to make the frame nor for the browser to draw it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar

import streamlit as st

_held: ContextVar[tuple[Callable[[], None], ...]] = ContextVar("held", default=())
"""Of one run of a page; each runs in a thread of its own."""
_PAUSE = 0.06
"""Seconds in which a browser draws a picture. What comes meanwhile it draws in the same stroke: twice as much work."""
_STANDS = "page_that_stands"


def hold(page: str, *draws: Callable[[], None]) -> None:
    """Draw these after the first picture, in places kept for them, where the page stands already. Of a page that is just
    opened nothing stands yet, and what came late would push down what is there: all is drawn in its order."""
    stands = st.session_state.get(_STANDS) == page
    st.session_state[_STANDS] = page
    _held.set((_pause, *draws) if stands else draws)
    if not stands:
        release()


def later(draw: Callable[[], None]) -> None:
    """Draw this after the first picture, in the place that stands open, where the frame is held; at once where it is not."""
    held = _held.get()
    if not held:
        draw()
        return
    place = st.container()

    def in_place() -> None:
        with place:
            draw()

    _held.set((*held, in_place))


def release() -> None:
    """Draw what is held: after the first picture, or where a page comes to its end without one."""
    draws = _held.get()
    if not draws:
        return
    _held.set(())
    for draw in draws:
        draw()


def _pause() -> None:
    time.sleep(_PAUSE)
