"""Other columns of organisations beside the one that is read: a code and a name that disagree are named by row, and a column
of the smaller organisations below them is asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analytics.ingest.cells import periods
from analytics.ingest.columns.assignment import words
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.shape import Ask, Context, Sheet
from analytics.model import Kind, Problem, Severity
from analytics.organisations import Match

KNOWN = 0.5
"""Share of a column's texts that must be organisations for it to say anything."""
LOOKED_AT = 2_000
"""Rows by which it is told whose organisations a column has."""
WHOSE = "whose"
"""The question which of two columns of organisations the figures are of."""
MOST_NAMED = 25
"""Boards to which an organisation does not belong that are named."""
_BOARD = re.compile(r"\b(?:icbs?|ics|integrated care|boards?|regions?|systems?)\b")
_ABOVE = (Kind.ICB, Kind.REGION)
Group = tuple[str, str, pd.Index]
"""Two texts that stand beside each other, and their rows."""
MOST_PAIRS = 20_000
"""Different pairs that are compared."""


def smaller(sheet: Sheet, own: int, used: Collection[int], context: Context) -> tuple[Sheet, Ask] | None:
    """The question whose the figures are, where another column has organisations that stand below those that are read; and
    the sheet as it was answered, with the two columns exchanged. None where there is no such column."""
    for i, title in enumerate(sheet.header):
        if i == own or i in used or not len(sheet):
            continue
        pairs = sheet.cells[[own, i]].head(LOOKED_AT).apply(lambda column: column.str.strip()).drop_duplicates()
        known = context.organisations.match_many([*pairs[own], *pairs[i]])
        below = [_below(known[str(a)], known[str(b)], context) for a, b in pairs.itertuples(index=False)]
        if sum(below) <= KNOWN * len(below):
            continue
        options = tuple((sheet.header[at], f"Those of “{sheet.header[at]}”") for at in (i, own))
        question = f"“{title}” has organisations below those of “{sheet.header[own]}”: whose are the figures?"
        answer = context.answers.get(WHOSE)
        ask = Ask(WHOSE, question, options, answer if answer in dict(options) else None)
        if answer != title:
            return sheet, ask
        cells = sheet.cells.copy()
        cells[own], cells[i] = sheet.cells[i], sheet.cells[own]
        return replace(sheet, cells=cells), ask
    return None


def _below(large: Match, small: Match, context: Context) -> bool:
    """Whether the second is one of the organisations below the first."""
    a, b = large.named, small.named
    return a is not None and b is not None and a.code != b.code and context.organisations.within(b.code, a.code)


def disagreeing(sheet: Sheet, own: int, used: Collection[int], context: Context) -> Iterable[Problem]:
    """A warning for each pair of a code and a name that are two organisations of one kind."""
    for i, title in enumerate(sheet.header):
        if i == own or i in used or not len(sheet):
            continue
        first = [t for t in sheet.cells[i].head(200).str.strip().unique() if t]
        found = context.organisations.match_many(first)
        if not first or sum(bool(m.named) for m in found.values()) < KNOWN * len(first):
            continue
        pairs = pd.DataFrame({"own": sheet.cells[own].str.strip(), "other": sheet.cells[i].str.strip()})
        known = context.organisations.match_many([*pairs["own"].unique(), *pairs["other"].unique()])
        found_pairs = pairs.groupby(["own", "other"], sort=False).groups.items()
        groups: list[Group] = [(str(both[0]), str(both[1]), rows) for both, rows in found_pairs]  # type: ignore[index]
        yield from _of_another_board(sheet, title, groups, known, context)
        for one, other, rows in groups:
            if _two(known[one], known[other], context):
                yield _said(sheet, one, other, title, known[other], rows)


def other_years(sheet: Sheet, used: Mapping[str, int]) -> Iterable[Problem]:
    """A warning for the rows whose period is not in the financial year beside it."""
    for i, title in enumerate(sheet.header):
        if "period" not in used or i in used.values() or not re.search(r"\byear\b|\bfy\b", words(title)):
            continue
        texts = sheet.cells[i].str.strip()
        if texts.nunique() > MOST_NAMED or set(periods.parse(texts.drop_duplicates())["grain"]) != {"year"}:
            continue
        both = pd.DataFrame({"period": sheet.cells[used["period"]].str.strip(), "year": texts})
        told = both.drop_duplicates()
        first, year = (periods.parse(told[name])["first_day"].to_numpy() for name in ("period", "year"))
        start = pd.to_datetime(first) - pd.DateOffset(months=3)
        wrong = told[(start.year != pd.to_datetime(year).year) & ~pd.isna(first)]
        for period, beside in wrong.head(MOST_NAMED).itertuples(index=False):
            rows = distinct(sheet.row_numbers[((both["period"] == period) & (both["year"] == beside)).to_numpy()])
            message = (
                f"{rows_text(rows, 'Row')}: “{period}” stands beside “{beside}”, in which it is not; read as “{period}”"
            )
            yield Problem(Severity.WARNING, message, "Check which of the two is meant.", rows, title, str(beside))


def _two(one: Match, other: Match, context: Context) -> bool:
    """Whether they are two organisations of one kind, neither of which became the other."""
    a, b = one.named, other.named
    if a is None or b is None or a.code == b.code or a.kind is not b.kind:
        return False
    now = [{o.code for o in context.organisations.became(o.code)} for o in (a, b)]
    return not now[0] & now[1]


def _of_another_board(
    sheet: Sheet, title: str, groups: Sequence[Group], known: Mapping[str, Match], context: Context
) -> Iterable[Problem]:
    """A warning for the rows whose organisation does not belong to the board or region beside it, where most do or the
    column is called by what organisations belong to."""
    held = [(g, known[g[0]].named, known[g[1]].named) for g in groups]
    nested = [
        (g, a, b) for g, a, b in held if a and b and b.kind in _ABOVE and a.kind.level > b.kind.level and not b.closed
    ]
    wrong = [g for g, a, b in nested if not context.organisations.within(a.code, b.code)]
    if 2 * len(wrong) > len(nested) and not _BOARD.search(words(title)):
        return
    for one, other, at in wrong[:MOST_NAMED]:
        rows = distinct(sheet.row_numbers[at.to_numpy()])
        message = (
            f"{rows_text(rows, 'Row')}: “{one}” stands beside “{other}”, to which it does not belong; read as “{one}”"
        )
        yield Problem(Severity.WARNING, message, "Check which of the two is meant.", rows, title, other)


def _said(sheet: Sheet, one: str, other: str, title: str, match: Match, at: pd.Index) -> Problem:
    rows = distinct(sheet.row_numbers[at.to_numpy()])
    assert match.named is not None
    message = f"{rows_text(rows, 'Row')}: “{one}” stands beside “{other}”, which is {match.named.code}; read as “{one}”"
    return Problem(Severity.WARNING, message, "Check which of the two is meant.", rows, title, other)
