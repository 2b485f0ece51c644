"""Weeks as text: "w/c 03/04/2023", "Week ending 9 April 2023", "2023-W14"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from analytics.ingest.cells.spelled import plain

_NAMED = re.compile(
    r"(?:w\s?/?\s?[ceb]|(?:week|wk)s?\s*(?:commencing|comm|beginning|starting|start|ending|ended|end|of)?)\b[\s.:-]*(?P<day>.*\d.*)"
)
_ISO = re.compile(r"(\d{4})-?\s?w(\d{1,2})")


def day_of(text: str) -> str | None:
    """The day that a text gives for a week, as text: as it is written, or the Monday of a numbered week of ISO 8601. None
    where the text is no week that has a day."""
    told = plain(text)
    if m := _ISO.fullmatch(told):
        try:
            return date.fromisocalendar(int(m[1]), int(m[2]), 1).isoformat()
        except ValueError:
            return None
    named = _NAMED.fullmatch(told)
    return named["day"] if named and not named["day"].isdigit() else None


def share(texts: Sequence[str]) -> float:
    """The share of texts that are weeks."""
    return sum(day_of(t) is not None for t in texts) / len(texts) if len(texts) else 0.0
