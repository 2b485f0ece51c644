"""What a row of the events table is."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """What a row of the events table is. Only code says so: a row of a file is an EVENT, whatever its title.

    REASON explains a signal; RECALCULATION starts limits again, DECLINED turned that down; DEFINITION describes a local
    measure, REORGANISATION changes the tree of organisations. A VIEW is one that somebody saved, a BOARD some of them in an
    order: neither belongs on a chart.
    """

    EVENT = "event"
    REASON = "reason"
    RECALCULATION = "recalculation"
    DECLINED = "declined"
    DEFINITION = "definition"
    REORGANISATION = "reorganisation"
    VIEW = "view"
    BOARD = "board"
