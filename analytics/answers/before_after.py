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
from analytics.model import ENGLAND, BeforeAfter, Grain, Series, State


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


def offered(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """What a reader may pick, the most telling first: events of the nation, then those nearer by, then stories from here.

    `date`, `org_code`, `title`, `source` and `told`, when it was in words. A story is known by its quarter alone: its day is
    the first of it, and `told` says so.
    """
    known = candidates(data, measure, organisation)
    known = known.assign(
        told=[words.formats.day(day) for day in known["date"]], source=known["source"].fillna(""),
        near=known["org_code"] != ENGLAND, story=False,
    )  # fmt: skip
    both = pd.concat([known, _stories(data, measure, organisation)], ignore_index=True)
    both["date"] = pd.to_datetime(both["date"])
    ordered = both.sort_values(["story", "near", "date"], ascending=[True, True, False], ignore_index=True)
    return ordered[["date", "org_code", "title", "source", "told"]]


def _stories(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """Stories of the measure's programme from the organisation, those above it and its collaborative."""
    tree, rows = data.organisations, data.stored.rows("stories")
    line = {organisation, *(o.code for o in tree.ancestors(organisation)), tree.psc_of(tree[organisation])} - {
        ENGLAND,
        None,
    }
    where = rows["org_code"].where(rows["org_code"].fillna("") != "", rows["psc"])
    told = rows.assign(org_code=where)[where.isin(line) & (rows["programme"] == data.measures[measure].programme)]
    days = [pd.Period(_quarter(q), "Q-MAR").start_time for q in told["quarter"]]
    said = [f"reported for {words.formats.period(day, Grain.QUARTER, short=True)}" for day in days]
    return told.assign(date=pd.DatetimeIndex(days), told=said, near=True, story=True, source=told["source"].fillna(""))[
        ["date", "org_code", "title", "source", "told", "near", "story"]
    ]


def _quarter(text: str) -> str:
    """ "2023-24 Q2" as pandas names the quarter of a year that ends in March: "2024Q2"."""
    year, quarter = text.split(" ")
    return f"{int(year[:4]) + 1}{quarter}"


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
