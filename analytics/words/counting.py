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


def would_change(turned: int, looked_at: int, new: int, opened: int, gone: int, left: int) -> str:
    """What keeping a file would do to the charts: how many turn, come, go, and were not looked at."""
    charts = counted(looked_at, "chart")
    parts = [f"{turned or 'None'} of {charts} that have these numbers in them would change colour or icon."] * bool(
        looked_at
    )
    if new:
        parts.append(f"{counted(new, 'chart')} would have real numbers for the first time.")
    if opened:
        parts.append(
            f"{counted(opened, 'chart')} would be drawn for the first time, because whoever they are of opens."
        )
    if gone:
        parts.append(f"{counted(gone, 'chart')} would be drawn no longer, because whoever they are of closes.")
    if left:
        parts.append(f"{left:,} more were too many to look at here.")
    return " ".join(parts)
