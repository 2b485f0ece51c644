"""A measure of an organisation over time, with its control chart, and what is written on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import learning, reorganised
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.keeping import annotations as notes
from analytics.methods import rare, spc
from analytics.methods.spc import recalculate
from analytics.model import Assurance, Audience, Charted, Grain, Organisation, Recalculation, Series, State, Variation
from analytics.series import one

RARE = rare.RARE
"""Events a period, on average, below which `between_events` speaks."""


def chart(data: Data, asked: Question) -> Charted:
    """The series up to the end of the view and its control chart. Empty, with a note that says why, where nothing fits."""
    found = one.series(
        data.resolved(asked.measure), data.organisations[asked.organisation], asked.start, asked.end, asked.grain
    )
    found = _as_published(data, found)
    if not len(found):
        return Charted(found, spc.chart(found))
    judged = data.verdicts(asked.measure, found.grain, asked.end).chart(asked.organisation)
    first = found.points["period"].iloc[0]
    if asked.start and pd.Timestamp(asked.start) > first and judged.signals:
        cropped = words.outlook.cropped(first)
        found = replace(found, notes=(*found.notes, cropped))
    if told := reorganised.notes(data, found):
        found = replace(found, notes=(*told, *found.notes))
    return Charted(found, judged, asked.start)


def _as_published(data: Data, found: Series) -> Series:
    """A series with what a reader must know of what is hidden; itself where all is shown."""
    if data.audience is Audience.INTERNAL:
        return found
    published, code = data.publication(found.measure.slug), found.organisation.code
    if not published.has_rule:
        return found
    if not len(found) and code in published.grain:
        return replace(found, notes=(words.published.nothing(found.organisation),))
    return replace(found, notes=(*found.notes, *words.published.notes(found.points["status"])))


def has_values(data: Data, asked: Question) -> bool:
    """Whether `chart` has anything to draw; far cheaper to ask than the chart."""
    resolved, organisation = data.resolved(asked.measure), data.organisations[asked.organisation]
    return one.has_values(resolved, organisation, asked.start, asked.end, asked.grain)


def between_events(data: Data, asked: Question) -> Charted | None:
    """How many people went by between events, where events are too rare for a share; None where they are not."""
    series = chart(data, asked).series
    between = rare.between_events(series) if rare.is_rare(series) else None
    return None if between is None else Charted(between, spc.chart(between), asked.start)


def between_or_usual(data: Data, asked: Question) -> Charted:
    """`between_events`, or the usual chart with a note that says why it is that one."""
    if between := between_events(data, asked):
        return between
    usual = chart(data, asked)
    if not len(usual.series):
        return usual
    why = (
        "Too few events have happened to count the people between them"
        if rare.is_rare(usual.series)
        else f"Only events of a share that are rare, fewer than {RARE:g} a period, are told by the people between them"
    )
    noted = replace(usual.series, notes=(*usual.series.notes, f"{why}: this is the usual chart."))
    return replace(usual, series=noted)


def signalled(charted: Charted) -> list[date]:
    """The periods, by their first days, that are signals, and so may have a reason."""
    periods = charted.series.points["period"]
    marked = [str(state) not in (State.COMMON, State.BLANK) for state in charted.chart.state]
    return [periods.iloc[at].date() for at, is_signal in enumerate(marked) if is_signal]


def icons(data: Data, measure: str, organisation: Organisation) -> tuple[Variation, Assurance] | None:
    """Both icons of a chart of all the data, None where there is nothing to draw."""
    grain = one.chosen_grain(data.resolved(measure), organisation)
    if grain is None:
        return None
    verdicts = data.verdicts(measure, grain)
    at = verdicts.grid.place[organisation.code]
    if not verdicts.grid.has_value[at]:
        return None
    return Variation(verdicts.charts.variation[at]), Assurance(verdicts.charts.assurance[at])


def grains(data: Data, measure: str, organisation: str) -> list[Grain]:
    """The grains that an organisation's numbers bear, finest first."""
    return list(data.resolved(measure).grains(organisation))


def reported(data: Data, charted: Charted) -> tuple[float, float]:
    """How many members stand behind the last point of a chart, and how many are expected."""
    series = charted.series
    grid = data.resolved(series.measure.slug).grid(series.grain)
    at = None if grid is None else grid.place.get(series.organisation.code)
    if grid is None or at is None or not len(series):
        return 1.0, 1.0
    last = int(grid.periods.searchsorted(series.points["period"].iloc[-1].to_numpy()))
    return (float(grid.covered[at, last]), float(grid.expected[at, last])) if grid.row[at, last] else (1.0, 1.0)


def events(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """Dated events of the organisation, those above it and the nation that belong to the measure or to all."""
    line = {organisation, *(o.code for o in data.organisations.ancestors(organisation))}
    of = data.whose_events
    belongs = [at for code in line for at in (*of.get((code, ""), ()), *of.get((code, measure), ()))]
    return data.events.iloc[sorted(set(belongs))].sort_values("date", ignore_index=True)


def drawn_events(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """Those of `events` that belong on a picture, with the days on which the organisation took others over and the stories
    of the measure."""
    found = notes.drawn(events(data, measure, organisation))
    others = (reorganised.marks(data.organisations, organisation), learning.marks(data, measure, organisation))
    marks = [some for some in others if len(some)]
    if not marks:
        return found
    both = pd.concat([found.astype({"date": "datetime64[ms]"}), *marks], ignore_index=True)
    return both.sort_values("date", ignore_index=True)


def suggestion(data: Data, asked: Question) -> Recalculation | None:
    """Where the limits of a chart might start again, unless that was turned down already."""
    charted = chart(data, asked)
    series = charted.series
    days = notes.recalculations(data.events, asked.organisation, asked.measure)
    starts, _ = recalculate.starts_at(series.points["period"], days)
    found = recalculate.for_series(series, charted.chart, rebase=starts)
    declined = notes.declined(data.events, asked.organisation, asked.measure)
    return None if found is None or series.points["period"].iloc[found.start].date() in declined else found
