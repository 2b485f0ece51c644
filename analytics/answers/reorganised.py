"""A board that became another on a day: its mark on charts, and what is said of its figures of before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics import words
from analytics.answers.data import Data
from analytics.model import EventKind, Kind, Organisation, RollUp, Series
from analytics.organisations import Organisations, common_name
from analytics.series.grid import Grid, month_number
from analytics.series.one import members_words
from analytics.words.reorganised import Before


def marks(tree: Organisations, code: str) -> pd.DataFrame:
    """A dated event for each day on which an organisation took others over, by the tree's day. Nothing of it is stored."""
    days = sorted({s.day for s in tree.predecessors(code)})
    if not days:
        return pd.DataFrame()
    titles = [words.reorganised.title(*_made(tree, code, day), _is_new(tree[code], day)) for day in days]
    texts = ["; ".join(dict.fromkeys(s.source for s in tree.predecessors(code) if s.day == day)) for day in days]
    return pd.DataFrame(
        {
            "date": pd.to_datetime(pd.Series(days, dtype=object)).astype("datetime64[ms]"),
            "org_code": code,
            "measure": "",
            "title": titles,
            "text": "",
            "source": texts,
            "kind": EventKind.EVENT.value,
        }
    )


def notes(data: Data, series: Series) -> tuple[str, ...]:
    """What is said of a board's figures of before the day on which it became what it is."""
    tree, board = data.organisations, series.organisation
    grid = data.resolved(series.measure.slug).grid(series.grain)
    days = {s.day for s in tree.predecessors(board.code)}
    if board.kind is not Kind.ICB or not days or grid is None or board.code not in grid.place:
        return ()
    return tuple(_note(data, series, grid, day) for day in sorted(days))


def _note(data: Data, series: Series, grid: Grid, day: date) -> str:
    tree, board, at = data.organisations, series.organisation, grid.place[series.organisation.code]
    made, new = _made(tree, board.code, day), _is_new(board, day)
    earlier = grid.row[at] & np.isfinite(grid.value[at]) & (grid.months < month_number(day))
    if series.measure.roll_up is RollUp.GIVEN_ONLY and new and not earlier.any():
        before = Before.PEOPLE
    elif not earlier.any():
        before = Before.NOWHERE
    elif (grid.given[at] & earlier).any():
        before = Before.ITSELF
    else:
        before = Before.MEMBERS if made[1] else Before.WHOLE
    unknown = _unknown(tree, board, day, series) if before is Before.MEMBERS else []
    apart = grid.apart is not None and bool(grid.apart[at].any())
    return words.reorganised.sentence(
        common_name(board), day, made, new, before, members_words(series.measure), unknown, apart
    )


def _made(tree: Organisations, code: str, day: date) -> tuple[list[str], list[str]]:
    """The names of those that went in wholly, and in part."""
    into = [s for s in tree.predecessors(code) if s.day == day]
    names = [(common_name(tree[s.predecessor]), s.whole) for s in into]
    return [name for name, whole in names if whole], [name for name, whole in names if not whole]


def _is_new(organisation: Organisation, day: date) -> bool:
    return organisation.opened == day


def _unknown(tree: Organisations, board: Organisation, day: date, series: Series) -> list[str]:
    """Members of the boards that were split, of whom nobody has said where they belong."""
    measure = series.measure
    split = {s.predecessor for s in tree.predecessors(board.code) if s.day == day and not s.whole}
    members = [tree[code] for former in tree.formers if former.code in split for code in former.members]
    return [
        common_name(o)
        for o in members
        if o.open_question and o.kind is measure.reported_by and (o.maternity or not measure.maternity_only)
    ]
