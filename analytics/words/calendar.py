"""Signal or calendar: what working days and the length of months explain of a figure, in words."""

from __future__ import annotations

import math

import pandas as pd

from analytics.model import Estimate, Measure, SignalOrCalendar, Unit
from analytics.words import formats

TAKEN_OUT = (
    "Calendar taken out: each month is shown as if it had the average number of working days and of days, and is judged "
    "anew. These are worked out figures, not those that were reported."
)
NOT_TAKEN_OUT = "The calendar is not taken out: what cannot be told from chance would only add chance to the chart."
MONTHS_ONLY = "Only figures by month can be held against working days."
SOME = 0.005
"""A smaller share would be printed as none."""
MOST_ASKED = 4
"""So many months are told in sentences; the table has all."""
LOOKS_BACK = (
    "People count here if they had an opioid in this month and in each of the three before. So the calendar decides only "
    "who falls in or out at the edge: somebody whose prescription slips over a month's end is missed for up to four months. "
    "The regression sees the month itself, not the three before."
)


def sentence(found: SignalOrCalendar, name: str) -> str:
    """Whether the calendar moves the figures at all, and by how much."""
    effect = found.effect
    if effect.note or effect.working_day is None or effect.month_day is None:
        return effect.note
    day = f"one more working day in place of a day off goes with {_change(effect.working_day)}"
    length = f"a month that is a day off longer with {_change(effect.month_day)}"
    if effect.found:
        return f"The calendar moves the figures of {name}: {day}, and {length}."
    return f"No effect of the calendar on the figures of {name} can be told from chance: {day}, and {length}."


def headline(found: SignalOrCalendar) -> str:
    """What the calendar explains of the months beyond the limits: the answer in one sentence."""
    if found.effect.note:
        return found.effect.note
    grain = found.charted.series.grain
    rows = [row for _, row in found.months[found.months["period"].isin(found.asked[-MOST_ASKED:])].iterrows()]
    if not rows:
        return "No month is beyond the limits, so there is nothing that the calendar would have to explain."
    told = [f"{formats.period(r['period'], grain)} {brief(found, r)}" for r in rows]
    which = f"the newest {MOST_ASKED} months" if len(found.asked) > MOST_ASKED else "the months"
    return f"What the calendar explains of {which} beyond the limits: {formats.join(told)}."


def asked(found: SignalOrCalendar) -> tuple[str, ...]:
    """The months beyond the limits around the furthest one, one sentence each: the newest, where there are many."""
    lines = tuple(of_month(found, month) for month in found.asked[-MOST_ASKED:])
    if len(found.asked) <= MOST_ASKED:
        return lines
    since, many = formats.period(found.asked[0], found.charted.series.grain), len(found.asked)
    return (
        f"Beyond the limits since {since}: {many} months in a row, longer than a calendar lasts. The newest:",
        *lines,
    )


def of_month(found: SignalOrCalendar, month: pd.Timestamp) -> str:
    """How much of a month's distance from the average the calendar explains."""
    row = found.months[found.months["period"] == month].iloc[0]
    series, measure = found.charted.series, found.charted.series.measure
    when = formats.period(month, series.grain)
    days = f"{when} had {row['working_days']:.0f} working days in {row['days']:.0f}"
    if not math.isfinite(row["distance"]):
        return f"{days}. There are too few figures for an average to measure it from."
    side = "above" if row["distance"] > 0 else "below"
    kind = "a special cause" if row["special"] else "common cause"
    far = f"{days}. Its figure is {_size(measure, row, row['distance'])} {side} the average ({kind})"
    return f"{far}; {_part(found, row)}."


def brief(found: SignalOrCalendar, row: pd.Series) -> str:
    """The same in a few words: "31%", "at most 27%", "the other way"."""
    share = _explained(found, row)
    if share is None:
        return formats.NOT_KNOWN
    if not _told(found, row):
        most = _most(row)
        return "at most all of it" if most >= 1 else f"{'at most ' if most >= SOME else ''}{_percent_of(most)}"
    if share <= 0:
        return "the other way"
    return "all of it" if share >= 1 else _percent_of(share)


def working(found: SignalOrCalendar) -> tuple[str, ...]:
    """How it was worked out, in sentences."""
    effect, series = found.effect, found.charted.series
    if effect.working_day is None or effect.unseasoned is None:
        return ()
    lines = [
        f"{effect.working_day.method} ({effect.working_day.source}), on {effect.months} months. Intervals are 95%, for both "
        "terms together; that of a month is 95% for itself.",
        "Working days are Monday to Friday without England's bank holidays (three in May 2023). The reference is a month of "
        "average working days and length.",
        "The season is in the regression, because December has few working days and yet much is dispensed ahead of the "
        f"holidays. Without it a working day would seem to go with {_change(effect.unseasoned)}.",
    ]
    if effect.unlike.any():
        named = [formats.period(p, series.grain) for p in series.points["period"][effect.unlike]]
        lines.append(f"Left out of the estimate, because they resemble no other month: {formats.join(named)}.")
    return tuple(lines)


def table(found: SignalOrCalendar) -> pd.DataFrame:
    """The special-cause points, newest first, in words and units."""
    rows, measure = found.months[found.months["special"]].iloc[::-1], found.charted.series.measure
    each = [row for _, row in rows.iterrows()]
    return pd.DataFrame(
        {
            "Month": [formats.period(p, found.charted.series.grain) for p in rows["period"]],
            "Working days": rows["working_days"].to_numpy(),
            "Days": rows["days"].to_numpy(),
            "Figure": [formats.value(measure, v, short=True) for v in rows["value"]],
            "From the average": [_signed(measure, row, "distance") for row in each],
            "The calendar's part": [_signed(measure, row, "calendar") for row in each],
            "95% interval": [f"{_signed(measure, row, 'low')} to {_signed(measure, row, 'high')}" for row in each],
            "Explained": [brief(found, row) for row in each],
        }
    )


def _part(found: SignalOrCalendar, row: pd.Series) -> str:
    measure, share = found.charted.series.measure, _explained(found, row)
    if share is None:
        return "what the calendar makes of it is not known"
    reach = f"{_signed(measure, row, 'low')} to {_signed(measure, row, 'high')}"
    if not _told(found, row):
        return f"the calendar may explain none of it, {brief(found, row)} ({reach})"
    part = f"({_signed(measure, row, 'calendar')}, {reach})"
    if share <= 0:
        return f"the calendar works the other way {part}"
    rest = "" if share >= 1 else f", and the other {_size(measure, row, row['distance'] - row['calendar'])} is not"
    return f"the calendar explains {brief(found, row)} {part}{rest}"


def _explained(found: SignalOrCalendar, row: pd.Series) -> float | None:
    """The share of the distance from the average that the calendar makes; None where either is not known."""
    known = (
        found.effect.working_day is not None and math.isfinite(row["calendar"] * row["distance"]) and row["distance"]
    )
    return float(row["calendar"] / row["distance"]) if known else None


def _told(found: SignalOrCalendar, row: pd.Series) -> bool:
    return found.effect.found and (row["low"] > 0 or row["high"] < 0)


def _most(row: pd.Series) -> float:
    """The largest share of the distance that the interval allows."""
    return max(row["low"] / row["distance"], row["high"] / row["distance"], 0.0)


def _percent_of(share: float) -> str:
    return f"{share:.0%}" if share >= SOME else "less than 1%"


def _size(measure: Measure, row: pd.Series, amount: float) -> str:
    size = round(abs(amount)) if measure.unit is Unit.COUNT else abs(amount)
    return formats.number(measure.unit, float(size), float(row["value"]))


def _signed(measure: Measure, row: pd.Series, name: str) -> str:
    if not math.isfinite(row[name]):
        return formats.NOT_KNOWN
    size = _size(measure, row, row[name])
    sign = "" if not size.strip("0.") else "−" if row[name] < 0 else "+"
    return f"{sign}{size}"


def _change(effect: Estimate) -> str:
    digits = 1 if effect.high - effect.low >= 0.01 else 2
    middle, low, high = (_percent(share, digits) for share in (effect.value, effect.low, effect.high))
    return f"{middle} ({low} to {high})"


def _percent(share: float, digits: int) -> str:
    return f"{'−' if round(share, digits + 2) < 0 else '+'}{abs(share):.{digits}%}"
