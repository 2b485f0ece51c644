"""What a filled quarterly return says against the quarter before, in plain English."""

from __future__ import annotations

from analytics.model import Returned
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats
from analytics.words.counting import counted


def sentence(returned: Returned) -> str:
    """How many stages moved up, went back, stayed, are new, and are missing."""
    changes = [m.changes for m in returned.movements]
    up = sum(int((c["after"] > c["before"]).sum()) for c in changes)
    back = sum(int((c["after"] < c["before"]).sum()) for c in changes)
    compared, joined = (sum(getattr(m, n) for m in returned.movements) for n in ("compared", "joined"))
    text = (
        f"Held against {formats.day(returned.before)}: of {counted(compared, 'stage')} known on both days, {up:,} moved up, "
        f"{back:,} went back and {compared - up - back:,} stayed."
    )
    if joined:
        text += f" {joined:,} more {'is' if joined == 1 else 'are'} known for the first time: that is no movement."
    missing = len(returned.missing)
    were, are = ("was", "is") if missing == 1 else ("were", "are")
    text += f" {missing:,} that {were} known then {are} missing." if missing else " Nothing known then is missing."
    if any(m.illustrative for m in returned.movements):
        text += f" The quarter before is {ILLUSTRATIVE.lower()}."
    return text
