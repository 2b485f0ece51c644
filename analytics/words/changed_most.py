"""Who changed most, in plain English: by the strength of the evidence, with the largest jump beside it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.model import ChangedMost, Measure, labels
from analytics.model.titles import within
from analytics.words import deciles, formats

Row = Mapping[Hashable, Any] | pd.Series
STRONGEST = 50
"""Above this many standard errors a number says nothing more."""
HOW = """
Each organisation’s values are cut in two where two level lines fit them best, at least six values from either end. The
**strength** is the difference between the two levels divided by its standard error, which is larger where the values jump
about a straight line through either part, where there are few of them, and where neighbouring months are alike (people who
count in one month mostly count in the next). From 4.5 on it is called a signal: of organisations in which nothing changed,
fewer than 1 in 100 get there if months are independent and fewer than 5 in 100 if they are much alike, so among {many}
organisations chance alone may make one or two. A steady fall is a change too, and has its step near the middle. A change of
the last five months is too short to be judged here: the control charts see it first.
"""
"""How the strength is worked out, as Markdown; `many` is how many are judged."""


def sentence(found: ChangedMost, own: Collection[str] = ()) -> str:
    """How many changed by more than chance, the strongest, where the chosen ones stand (at most one is told), and the
    largest jump within a year, which may be noise."""
    return " ".join(p for p in (_strongest(found), _own(found, own), _jump(found)) if p)


def brief(found: ChangedMost) -> str:
    """How many have a signal: "3 of 7 regions"."""
    return f"{len(found.signals)} of {len(found.rows)} {labels.shorts(found.level.value)}"


def how(found: ChangedMost) -> str:
    """How the strength is worked out."""
    return HOW.format(many=len(found.rows))


def none(measure: Measure) -> str:
    """Why nobody is listed."""
    return f"Nobody has enough figures of {within(measure.short_title)} that can be compared to say who changed."


def row(found: ChangedMost, one: Row) -> str:
    """One organisation's change in words: "fell by 19% since July 2021, for the better"."""
    return _row(one, f" since {formats.period(one['since'], found.grain)}")


def short_row(one: Row) -> str:
    """The same beside a column that says since when: "fell by 19%, for the better"."""
    return _row(one, "")


def _row(one: Row, since: str) -> str:
    way = "rose" if one["after"] > one["before"] else "fell"
    text = f"{way} by {change(one)}{since}"
    if not one["signal"]:
        return f"{text}: may be chance"
    return f"{text}, for the {one['better']}" if one["better"] else text


def levels(found: ChangedMost, one: Row) -> str:
    """The levels before and after: "1.44 to 1.17"."""
    before, after = (deciles.value(found.measure, float(one[end]), short=True) for end in ("before", "after"))
    return f"{before} to {after}"


def change(one: Row) -> str:
    """The size of a step as a share of what was before, or in the measure's own numbers where that was nothing."""
    size = abs(float(one["after"]) - float(one["before"]))
    if one["before"] <= 0:
        return f"{size:.2g}"
    share = 100 * size / float(one["before"])
    return f"{share:.0f}%" if share >= 1 else "less than 1%"


def strength(one: Row) -> str:
    """The strength as it is read: 7.3, or "over 50"."""
    figure = float(one["strength"])
    return f"over {STRONGEST}" if figure > STRONGEST else f"{figure:.1f}"


def _strongest(found: ChangedMost) -> str:
    rows, many, signals = found.rows, labels.shorts(found.level.value), found.signals
    if signals.empty:
        return f"None of the {len(rows)} {many} has changed by more than chance often makes."
    better, worse = ((signals["better"] == side).sum() for side in ("better", "worse"))
    sides = f" ({better} for the better, {worse} for the worse)" if better or worse else ""
    first = signals.iloc[0]
    return (
        f"{len(signals)} of {len(rows)} {many} changed by more than chance often makes{sides}. The evidence is strongest "
        f"for **{first['name']}**, which {row(found, first)} ({levels(found, first)})."
    )


def _own(found: ChangedMost, own: Collection[str]) -> str:
    mine = found.rows.index[found.rows["code"].isin(own)]
    if len(mine) != 1 or mine[0] == 0:
        return ""
    one = found.rows.loc[mine[0]]
    place = formats.ordinal(int(mine[0]) + 1)
    return f"**{one['name']}** is {place} of {len(found.rows)}: it {row(found, one)} ({levels(found, one)})."


def _jump(found: ChangedMost) -> str:
    one = found.jumped
    if one is None:
        return ""
    earlier, latest = (deciles.value(found.measure, float(one[end]), short=True) for end in ("earlier", "latest"))
    size = f"{formats.signed(100 * float(one['jump']), 0)}%"
    text = f"The largest jump within a year is {one['name']}’s ({earlier} to {latest}, {size})"
    return f"{text}; it has a signal too." if one["signal"] else f"{text}; without a signal behind it, it may be noise."
