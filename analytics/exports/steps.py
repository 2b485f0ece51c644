"""How a long export tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analytics.model.collection import Collection, Item

Step = Callable[[int, int], None]
"""Told (done, of) before each exhibit. It stops the export by raising `Stopped`."""


class Stopped(Exception):
    """The export was stopped: there is no file, nor half of one."""


def untold(done: int, of: int) -> None:
    """A step for who does not ask."""


def items(collection: Collection, step: Step) -> Iterator[Item]:
    """The exhibits in order, each after its step was told."""
    of = len(collection.items)
    for done, item in enumerate(collection.items):
        step(done, of)
        yield item
    step(of, of)
