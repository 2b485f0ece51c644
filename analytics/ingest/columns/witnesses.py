"""Other columns of organisations beside the one that is read: a code and a name that disagree are named by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.shape import Context, Sheet
from analytics.model import Problem, Severity
from analytics.organisations import Match

KNOWN = 0.5
"""Share of a column's texts that must be organisations for it to say anything."""
MOST_PAIRS = 20_000
"""Different pairs that are compared."""


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
        for both, rows in pairs.groupby(["own", "other"], sort=False).groups.items():
            one, other = (str(text) for text in both)  # type: ignore[attr-defined]
            if _two(known[one], known[other], context):
                yield _said(sheet, one, other, title, known[other], rows)


def _two(one: Match, other: Match, context: Context) -> bool:
    """Whether they are two organisations of one kind, neither of which became the other."""
    a, b = one.named, other.named
    if a is None or b is None or a.code == b.code or a.kind is not b.kind:
        return False
    now = [{o.code for o in context.organisations.became(o.code)} for o in (a, b)]
    return not now[0] & now[1]


def _said(sheet: Sheet, one: str, other: str, title: str, match: Match, at: pd.Index) -> Problem:
    rows = distinct(sheet.row_numbers[at.to_numpy()])
    assert match.named is not None
    message = f"{rows_text(rows, 'Row')}: “{one}” stands beside “{other}”, which is {match.named.code}; read as “{one}”"
    return Problem(Severity.WARNING, message, "Check which of the two is meant.", rows, title, other)
