"""What is new in a chart since somebody last looked, each in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.model import Series, Since, State
from analytics.model.labels import GRAINS
from analytics.model.titles import within
from analytics.words import formats
from analytics.words.counting import counted, listing
from analytics.words.terms import ASSURANCE_WORDS, VARIATION_WORDS

FEW = 3
"""So many periods are named one by one; of more, the first and the last."""
SIGNALS = {
    State.IMPROVEMENT: "improvement",
    State.CONCERN: "concern",
    State.NEUTRAL_HIGH: "a high special cause",
    State.NEUTRAL_LOW: "a low special cause",
}


def sentences(found: Since) -> tuple[str, ...]:
    """What is new, the gravest first: icons, signals lost and gained, data revised, new periods. Empty where nothing is."""
    if not found.comparable:
        return (_not_comparable(found),) if found.before is not None or found.series.has_values else ()
    if found.nothing:
        return ()
    return (*_icons(found), *_signals(found), *_figures(found))


def summary(changed: int, shown: int, since: str) -> str:
    """How many of the views of a board have news since a day."""
    if not changed:
        return f"Nothing is new in the {counted(shown, 'view')} of this board since {since}."
    return f"{changed} of {counted(shown, 'view')} {'has' if changed == 1 else 'have'} news since {since}."


def _not_comparable(found: Since) -> str:
    if found.before is None:
        return "There were no figures then, and now there are."
    if not found.series.has_values:
        return "There were figures then, and now there are none."
    was, now = (_periods_of(series) for series in (found.before, found.series))
    return (
        f"Each point now covers another period ({now}, before {was}), so the points cannot be held against each other."
    )


def _periods_of(series: Series) -> str:
    return GRAINS[series.grain].shorts


def _icons(found: Since) -> list[str]:
    (varied, varies), (assured, assures) = found.variation, found.assurance
    said = []
    if varied != varies:
        said.append(f"{VARIATION_WORDS[varies]}; before: {within(VARIATION_WORDS[varied])}.")
    if assured != assures:
        said.append(f"{ASSURANCE_WORDS[assures]}; before: {within(ASSURANCE_WORDS[assured])}.")
    return said


def _signals(found: Since) -> list[str]:
    lost = [(one.was, one.period) for one in found.lost]
    gained = [(one.now, one.period) for one in (*found.gained, *found.new_signals)]
    return [
        f"{_capital(_periods(found, days))} {verb} {'signals' if len(days) > 1 else 'a signal'} of {SIGNALS[state]}."
        for verb, turned in (("lost", lost), ("gained", gained))
        for state in SIGNALS
        if (days := sorted(day for one, day in turned if one is state))
    ]


def _figures(found: Since) -> list[str]:
    said = []
    if found.became_real:
        said.append("The figures were made up then, and now they are real.")
    if found.revised:
        said.append(_revised(found))
    if found.gone:
        are = "has no figure" if len(found.gone) == 1 else "have no figures"
        said.append(f"{_capital(_periods(found, found.gone))} {are} any more.")
    if found.new:
        said.append(_new(found))
    return said


def _revised(found: Since) -> str:
    measure, grain = found.series.measure, found.series.grain
    if len(found.revised) > 1:
        return f"{len(found.revised)} figures were revised{_which(found, [day for day, _, _ in found.revised])}."
    day, was, now = found.revised[0]
    named = formats.period(day, grain, short=True)
    before, after = (formats.value(measure, figure, short=True) for figure in (was, now))
    return (
        f"{named} was revised from {before} to {after}."
        if before != after
        else f"{named} was revised by less than is shown of it: it is {after}, as before."
    )


def _new(found: Since) -> str:
    latest = found.series.latest
    value = ""
    if latest is not None and latest["period"] == max(found.new):
        value = f"; the latest is {formats.value(found.series.measure, latest['value'])}"
    figures = "A new figure" if len(found.new) == 1 else f"{len(found.new)} new figures"
    return f"{figures}{_which(found, found.new)}{value}."


def _periods(found: Since, days: Sequence[pd.Timestamp]) -> str:
    """Periods by name, many by their number: as the subject of a sentence."""
    many = f"{len(days)} periods" if len(days) > FEW else ""
    return f"{many}{_which(found, days)}" if many else listing(_names(found, days))


def _which(found: Since, days: Sequence[pd.Timestamp]) -> str:
    """Which periods are meant, after their number: of many the first and the last."""
    names = _names(found, days)
    return f": {listing(names)}" if len(names) <= FEW else f" between {names[0]} and {names[-1]}"


def _names(found: Since, days: Sequence[pd.Timestamp]) -> list[str]:
    return [formats.period(day, found.series.grain, short=True) for day in days]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
