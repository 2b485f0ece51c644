"""What a band of tenths says in plain English: where the chosen one lies, since when, and who is always at an end."""

from __future__ import annotations

import numpy as np

from analytics.model import Better, Deciles, Kind, Measure, Tenth, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import formats

MOST_NAMED = 6
STEADY = 12
"""So many periods on end in a tenth are worth a name."""
ENDS = {Tenth.HIGHEST: "highest", Tenth.LOWEST: "lowest"}
HOW_TO_READ = """
- The **band** runs from the 10th to the 90th percentile: each month eight in ten organisations lie within it, one in ten
  above and one in ten below. The **dashed line** is the median, with half of them on either side.
- The **blue line with points** is the chosen organisation, or the one that it belongs to.
- Somebody is always in the highest tenth. What matters is who **stays** there, and whether the chosen line moves against
  the band: where both fall together, everybody's prescribing fell.
- Values are rates, never counts, so that large and small can be held side by side. A month in which fewer than 80% of the
  organisations have a figure has no band.
"""
"""The key to a decile band, as Markdown."""


def value(measure: Measure, figure: float, short: bool = False) -> str:
    """A value as it is compared: a count as its rate."""
    if measure.unit is not Unit.COUNT or not np.isfinite(figure):
        return formats.value(measure, figure, short)
    number = formats.number(Unit.RATE, float(figure))
    return number if short else f"{number} {measure.per_text}"


def sentence(found: Deciles) -> str:
    """Where the chosen organisation lies, and since when."""
    return _chosen(found)


def brief(found: Deciles) -> tuple[str, str]:
    """How many have long been in the end that is worse (the highest where neither is), as a figure and what it counts."""
    end = Tenth.LOWEST if found.measure.better is Better.INCREASE else Tenth.HIGHEST
    figure = f"{len(_long(found, end))} of {len(found.codes)} {labels.shorts(found.level.value)}"
    return figure, f"in the {ENDS[end]} tenth for {STEADY} {labels.GRAINS[found.grain].shorts} or longer"


def unit(measure: Measure) -> str:
    """The unit in which values are compared, in words."""
    return "percent" if measure.unit is Unit.PERCENT else measure.per_text or "the measure’s own unit"


def axis(measure: Measure) -> str:
    """What the axis of values is headed."""
    return measure.per_text if measure.unit is Unit.COUNT else formats.axis(measure)


def none(measure: Measure) -> str:
    """Why there is no band."""
    if measure.unit is Unit.COUNT and not measure.compare_per:
        return "Counts without a denominator say who is large, so they are not held side by side here."
    return f"Fewer than ten organisations have figures of {within(measure.short_title)} that can be compared in this period."


def alt(found: Deciles) -> str:
    """A text alternative: what is drawn, the band's ends at the newest period, and the chosen one's place."""
    at, many = found.last, labels.shorts(found.level.value)
    low, median, high = (value(found.measure, edge[at], short=True) for edge in (found.low, found.median, found.high))
    text = f"Decile band of {within(found.measure.short_title)}, {found.count[at]} {many}, by {found.grain.value}. "
    text += f"In {_when(found, at)} eight in ten lie between {low} and {high}, with a median of {median}."
    if np.isfinite(found.own[at]):
        text += f" {found.chosen.short_name} has {value(found.measure, found.own[at])}."
    return text + (f" {ILLUSTRATIVE}." if found.illustrative else "")


def name(found: Deciles) -> str:
    """The chosen one as its line is labelled."""
    return "England as a whole" if found.chosen.kind is Kind.NATION else found.chosen.short_name


def _chosen(found: Deciles) -> str:
    known = np.flatnonzero(np.isfinite(found.own) & np.isfinite(found.median))
    if not known.size:
        return (
            "" if found.chosen.kind is Kind.NATION else f"{name(found)} has no figure of its own to hold against them."
        )
    at, many = int(known[-1]), labels.shorts(found.level.value)
    text = f"**{name(found)}** has {value(found.measure, found.own[at])} in {_when(found, at)}"
    median = f"the median of the {found.count[at]} {many} is {value(found.measure, found.median[at], short=True)}"
    if found.chosen.code not in found.codes:
        return f"{text}; {median}."
    place = found.codes.index(found.chosen.code)
    return f"{text}, {_where(found, place)}; {median}."


def _where(found: Deciles, place: int) -> str:
    tenth, since = Tenth(found.tenth[place]), int(found.since[place])
    where = f"in the {ENDS[tenth]} tenth" if tenth in ENDS else "between the highest and the lowest tenth"
    first = int(np.flatnonzero(np.isfinite(found.median))[0])
    began = f"all through, since {_when(found, since)}" if since <= first else f"since {_when(found, since)}"
    return f"{where} {began}"


def steady(found: Deciles) -> str:
    """Who has been in the highest or the lowest tenth for `STEADY` periods on end, by name."""
    short = labels.GRAINS[found.grain].shorts
    named = {end: _long(found, tenth) for tenth, end in ENDS.items()}
    told = [f"in the {end} tenth {_listed(names)}" for end, names in named.items() if names]
    if not told:
        many = labels.shorts(found.level.value)
        return f"None of the {many} has been in the highest or the lowest tenth for {STEADY} {short} on end."
    return f"For {STEADY} {short} or longer without a break: {'; '.join(told)}."


def _long(found: Deciles, tenth: Tenth) -> list[str]:
    long = (found.since >= 0) & (found.last - found.since + 1 >= STEADY) & (found.tenth == tenth)
    return sorted(found.names[at] for at in np.flatnonzero(long))


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return f"{', '.join(names[:MOST_NAMED])} and {more} more" if more > 0 else formats.join(names)


def _when(found: Deciles, at: int) -> str:
    return formats.period(found.period[at], found.grain)
