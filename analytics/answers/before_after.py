"""A measure before and after a day on which something began, held against organisations that it did not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import controls
from analytics.answers.chart import events
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.keeping import annotations as notes
from analytics.methods import spc
from analytics.methods.before_after import regression as its
from analytics.model import BeforeAfter, Series, State


def before_after(data: Data, asked: Question, day: date, where: str) -> BeforeAfter:
    """The measure before and after a day on which something began at `where`, a code at or above the organisation's."""
    found, tree, code = data.resolved(asked.measure), data.organisations, asked.organisation
    series = controls.fitting_series(found, tree[code], asked.start, asked.end, asked.grain)
    series = _between_breaks(series, day)
    frame, name, why = controls.control(found, tree, series, where)
    result = its.analyse(series, day, frame, name)
    if result.own is None:
        return result
    earlier = spc.chart(replace(series, points=series.points.iloc[: result.event]))
    others = {o.code for o in controls.unexposed(tree, code, where)} if result.difference else set()
    theirs = its.near(notes.reasons(data.events), day)
    belongs = theirs["org_code"].isin(others) & (theirs["measure"].isna() | theirs["measure"].isin(["", asked.measure]))
    return replace(
        result,
        control_note=result.control_note or why,
        signal_before=any(str(s) not in (State.COMMON, State.BLANK) for s in earlier.state),
        bad_run=any(str(s) == State.CONCERN for s in earlier.state[-its.RECENT :]),
        events_of_others=int(theirs.loc[belongs, "org_code"].nunique()),
    )


def candidates(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """The dated events that may be why a figure changed: those of `chart.events` that happened."""
    return notes.reasons(events(data, measure, organisation))


def nearby(data: Data, measure: str, organisation: str, day: date, title: str) -> tuple[str, ...]:
    """The other candidates so close to a day that they cannot be told apart from `title`, in words."""
    close = its.near(candidates(data, measure, organisation), day)
    pairs = zip(close["title"], close["date"], strict=True)
    return tuple(f"“{name}” ({words.formats.day(when)})" for name, when in pairs if name != title)


def _between_breaks(series: Series, day: date) -> Series:
    """The points around a day over which the same things are counted."""
    periods, when = series.points["period"], pd.Timestamp(day)
    since = max((b for b in series.breaks if b <= when), default=None)
    until = min((b for b in series.breaks if b > when), default=None)
    kept = pd.Series(True, index=periods.index)
    if since is not None:
        kept &= periods >= since
    if until is not None:
        kept &= periods < until
    return series if kept.all() else replace(series, points=series.points[kept].reset_index(drop=True))
