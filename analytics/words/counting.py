"""Counts and lists of what was found in a file: "12 rows", "A, B and 7 more"."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.words import formats


def listing(names: Sequence[str], most: int = 10) -> str:
    """ "A, B and C", or "A, B ... and 7 more"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return formats.join(names) if names else "nothing"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 row", "12 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
