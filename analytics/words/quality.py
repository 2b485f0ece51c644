"""How complete and how timely figures are, in plain English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.model import Grain, labels
from analytics.model.quality import Quality
from analytics.words import formats

NAMED = 6
"""So many late organisations are named for a measure."""
HOW = (
    "This covers the last year of each measure, up to the newest period that is due. A period is due once at least half of "
    "all who send the measure in England have sent it. Whoever has sent a measure before is expected to send every period; "
    "one in which nobody was eligible counts as known. A hidden (suppressed) figure was sent, so it is not late, but it is "
    "not known either. Measures that are worked out from others are not listed."
)


def sentence(found: Quality, name: str) -> str:
    """How complete the figures are, and how many organisations owe some."""
    if found.complete is None:
        return f"Nobody at or below {name} has sent figures of any measure."
    rows = found.rows
    missing, hidden = int(rows["missing"].sum()), int(rows["suppressed"].sum())
    told = f"**{share(found.complete)}** of the figures expected from {name} in the last year are known"
    lacks = [f"{missing:,} missing" * bool(missing), f"{hidden:,} suppressed" * bool(hidden)]
    told += f" ({formats.join([part for part in lacks if part])})." if missing or hidden else "."
    owed = owes(found)
    return f"{told} {owed or 'Nobody is late.'}"


def owes(found: Quality) -> str:
    """How many organisations owe how many measures; empty where nobody is late."""
    late = found.late
    if late.empty:
        return ""
    who, what = late["org_code"].nunique(), late["measure"].nunique()
    many = "1 organisation owes" if who == 1 else f"{who} organisations owe"
    return f"{many} figures of {what} measure{'' if what == 1 else 's'} that most others have."


def owed(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Who owes one measure: "Sep 2023 is due from Bolton (newest: Jun 2023) and Oldham"."""
    grain, due = Grain(rows["grain"].iloc[0]), rows["due"].iloc[0]
    told = [
        f"{names[code]} ({'nothing yet' if pd.isna(newest) else f'newest: {formats.period(newest, grain, short=True)}'})"
        for code, newest in zip(rows["org_code"], rows["newest"], strict=True)
    ]
    more = len(told) - NAMED
    named = [*told[:NAMED], f"{more} more"] if more > 0 else told
    return f"{formats.period(due, grain, short=True)} is due from {formats.join(named)}"


def alt(found: Quality, name: str, measures: int) -> str:
    """The heat map for who cannot see it."""
    many = len(found.by_place["place"].unique())
    level = labels.KINDS[found.level]
    return (
        f"Heat map of {measures} measures by {many} {level.shorts if many != 1 else level.short} of {name}: the share of "
        f"expected figures that are known, the darker the fewer. {sentence(found, name)}".replace("**", "")
    )


def cell(expected: int, known: int, suppressed: int, late: int, senders: int) -> str:
    """One cell in words: "70 of 72 figures; 2 missing; 2 of 6 senders late"."""
    missing = expected - known - suppressed
    parts: Sequence[str] = (
        f"{known:,} of {expected:,} figures",
        f"{missing:,} missing" * bool(missing),
        f"{suppressed:,} suppressed" * bool(suppressed),
        f"{late} of {senders} sender{'' if senders == 1 else 's'} late" * bool(late),
    )
    return "; ".join(part for part in parts if part)


def completeness(expected: int, known: int, late: int) -> str:
    """The same in a few letters, to stand beside a rate: "◕ 98%, 2 late"."""
    of = known / expected if expected else 0.0
    sign = "●" if of >= 1 else "◕" if of >= 0.95 else "◑" if of >= 0.5 else "◔"
    return f"{sign} {share(of)}" + (f", {late} late" if late else "")


def share(known: float) -> str:
    """A share that is 100% only where nothing is missing."""
    return "100%" if known >= 1 else f"{min(known, 0.99):.0%}"
