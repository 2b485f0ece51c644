"""A process that stops: what is being kept is finished first, and nothing new begins."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from analytics.store.failures import NotKept


class Closing:
    """Who is keeping something just now, by thread, and whether anybody else may begin."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._inside: dict[int, int] = {}
        self._closed = False

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Something is being kept. What belongs to it, or takes it back, may begin in it even while the process stops."""
        me = threading.get_ident()
        with self._turn:
            if self._closed and me not in self._inside:
                raise NotKept("The app is being stopped, so nothing was kept.", "Try again in a minute.")
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._turn:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._turn.notify_all()

    def close(self, patience: float) -> bool:
        """Let nothing new begin and wait for what is under way; says whether all of it is finished."""
        until = time.monotonic() + patience
        with self._turn:
            self._closed = True
            return self._turn.wait_for(lambda: not self._inside, until - time.monotonic())


_process = Closing()
under_way, close = _process.under_way, _process.close
