"""A clean table, polluted in one of the ways that files come in: the rows are the same, or what is lost is named.

No row may ever be kept that the clean table does not have; a row that is not kept has a problem with its number, or the
whole file is refused with a reason and a remedy.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import ingest
from analytics.model import Severity
from tests.ingest.inputs import Rows, book, pairs, reading, rows_named

HEAD = ["org_code", "period", "measure", "numerator", "denominator"]
NAMES = {
    "R0A": "Manchester University NHS Foundation Trust",
    "RJ1": "Guy's and St Thomas' NHS Foundation Trust",
    "RR8": "Leeds Teaching Hospitals NHS Trust",
    "RJZ": "King's College Hospital NHS Foundation Trust",
}
Table = list[list[str]]


@dataclass(frozen=True)
class Polluted:
    """A file, and the rows of it (as a spreadsheet counts them) that may be left out if they are named."""

    data: bytes
    name: str = "x.csv"
    touched: frozenset[int] = frozenset()


def as_csv(head: list[str], rows: Table, ends: str = "\n") -> bytes:
    quoted = ([f'"{c}"' if "," in c else c for c in row] for row in [head, *rows])
    return "".join(",".join(row) + ends for row in quoted).encode()


def cell(rows: Table, at: int, column: int, text: str) -> Polluted:
    """One cell of the table changed."""
    changed = [list(row) for row in rows]
    changed[at][column] = text
    return Polluted(as_csv(HEAD, changed), touched=frozenset({at + 2}))


def periods(write: Callable[[str], str]) -> Callable[[Table, int], Polluted]:
    return lambda rows, _at: Polluted(as_csv(HEAD, [[r[0], write(r[1]), *r[2:]] for r in rows]))


def month_end(period: str) -> str:
    year, month = int(period[:4]), int(period[5:])
    return f"{calendar.monthrange(year, month)[1]:02d}/{month:02d}/{year}"


def whole_month(period: str) -> str:
    return f"01/{period[5:]}/{period[:4]} - {month_end(period)}"


def organisations(write: Callable[[str], str]) -> Callable[[Table, int], Polluted]:
    return lambda rows, _at: Polluted(as_csv(HEAD, [[write(r[0]), *r[1:]] for r in rows]))


def stacked(rows: Table, at: int) -> Polluted:
    head = ["org_code", "period", "numerator", "denominator"]
    bare = [[r[0], r[1], r[3], r[4]] for r in rows]
    cut = max(1, at)
    parts = [part for part in (bare[:cut], bare[cut:]) if part]
    return Polluted(b"\n".join(b"Optimal cord management\n" + as_csv(head, part) for part in parts))


def sheet_per_trust(rows: Table, _at: int) -> Polluted:
    sheets = [
        (org, [HEAD[1:], *([r[1], r[2], int(r[3]), int(r[4])] for r in rows if r[0] == org)])
        for org in dict.fromkeys(r[0] for r in rows)
    ]
    return Polluted(book(*sheets), "x.xlsx")


def formula(rows: Table, at: int) -> Polluted:
    values: list[list[object]] = [[*r[:3], int(r[3]), int(r[4])] for r in rows]
    values[at][3] = "=1+1"
    return Polluted(book(("Data", [HEAD, *values])), "x.xlsx", frozenset({at + 2}))


def repeated_labels_blank(rows: Table, _at: int) -> Polluted:
    changed = [[r[0] if i == 0 or r[0] != rows[i - 1][0] else "", *r[1:]] for i, r in enumerate(rows)]
    return Polluted(as_csv(HEAD, changed), touched=frozenset(i + 2 for i, r in enumerate(changed) if not r[0]))


def cut_off(rows: Table, at: int) -> Polluted:
    data = as_csv(HEAD, rows)
    last = data.rstrip().rfind(b"\n") + 1
    ends = data.find(b",", last + at) if data.find(b",", last + at) > 0 else last + 2
    return Polluted(data[: min(ends, data.rfind(b",") - 1)], touched=frozenset({len(rows) + 1}))


def page(rows: Table, _at: int) -> Polluted:
    lines = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in [HEAD, *rows])
    return Polluted(f"<html><body><table>{lines}</table></body></html>".encode(), "x.xls")


def short(rows: Table, at: int) -> Polluted:
    changed = [r[: 5 - (i == at)] for i, r in enumerate(rows)]
    return Polluted(as_csv(HEAD, changed), touched=frozenset({at + 2}))


def grouped(rows: Table, _at: int) -> Polluted:
    return Polluted(as_csv([*HEAD, "ethnicity"], [[*r, "White"] for r in rows]))


def cells(column: int, write: Callable[[str], str]) -> Callable[[Table, int], Polluted]:
    return lambda rows, _at: Polluted(
        as_csv(HEAD, [[write(c) if i == column else c for i, c in enumerate(r)] for r in rows])
    )


def with_shares(rows: Table, _at: int) -> Polluted:
    return Polluted(as_csv(HEAD, [[*r[:3], f"{r[3]} ({100 * int(r[3]) / int(r[4]):.1f}%)", r[4]] for r in rows]))


def in_one_cell(write: Callable[[str, str], str]) -> Callable[[Table, int], Polluted]:
    return lambda rows, _at: Polluted(as_csv([*HEAD[:3], "value"], [[*r[:3], write(r[3], r[4])] for r in rows]))


def flagged(title: str, good: str, bad: str) -> Callable[[Table, int], Polluted]:
    """A column that says of one row that it does not count."""

    def pollute(rows: Table, at: int) -> Polluted:
        changed = [[*r, bad if i == at else good] for i, r in enumerate(rows)]
        return Polluted(as_csv([*HEAD, title], changed), touched=frozenset({at + 2}))

    return pollute


def said_of_all(title: str, text: str) -> Callable[[Table, int], Polluted]:
    """A column that says of every row that it is no result of its month: only asked about."""
    every = lambda rows: frozenset(range(2, len(rows) + 2))  # noqa: E731
    return lambda rows, _at: Polluted(as_csv([*HEAD, title], [[*r, text] for r in rows]), touched=every(rows))


def slipped(rows: Table, at: int) -> Polluted:
    changed = [[*r[:2], *r[3:]] if i == at else r for i, r in enumerate(rows)]
    return Polluted(as_csv(HEAD, changed), touched=frozenset({at + 2}))


def counts_on_sheets(rows: Table, _at: int) -> Polluted:
    def sheet(part: int) -> list[list[object]]:
        return [[*HEAD[:3], "value"], *([*r[:3], int(r[3 + part])] for r in rows)]

    return Polluted(book(("Numerator", sheet(0)), ("Denominator", sheet(1))), "x.xlsx")


def cells_of(write: Callable[[list[str]], list[str]]) -> Callable[[Table, int], Polluted]:
    return lambda rows, _at: Polluted(as_csv(HEAD, [write(r) for r in rows]))


def in_both_counts(code: str) -> Callable[[Table, int], Polluted]:
    def pollute(rows: Table, at: int) -> Polluted:
        changed = [[*r[:3], code, code] if i == at else r for i, r in enumerate(rows)]
        return Polluted(as_csv(HEAD, changed), touched=frozenset({at + 2}))

    return pollute


def sections(rows: Table, _at: int) -> Polluted:
    """Each trust in a row of its own above its months."""
    lines: Table = []
    for org in dict.fromkeys(r[0] for r in rows):
        lines += [[org, "", "", ""], *(r[1:] for r in rows if r[0] == org)]
    return Polluted(as_csv(HEAD[1:], lines))


def around(write: Callable[[str], str]) -> Callable[[Table, int], Polluted]:
    """A text around the table that says of all its rows that somebody is left out: only asked about."""

    def pollute(rows: Table, _at: int) -> Polluted:
        return Polluted(write(as_csv(HEAD, rows).decode()).encode(), touched=frozenset(range(2, len(rows) + 5)))

    return pollute


def from_1904(rows: Table, _at: int) -> Polluted:
    """Months as days counted from 1904, which are only asked about."""
    day = {p: str((date(int(p[:4]), int(p[5:]), 1) - date(1904, 1, 1)).days) for p in {r[1] for r in rows}}
    return Polluted(as_csv(HEAD, [[r[0], day[r[1]], *r[2:]] for r in rows]), touched=frozenset(range(2, len(rows) + 2)))


POLLUTIONS: dict[str, Callable[[Table, int], Polluted]] = {
    "month ends": periods(month_end),
    "ranges": periods(whole_month),
    "eight digits": periods(lambda p: f"{p.replace('-', '')}01"),
    "moments": periods(lambda p: f"{p}-01T00:00:00+01:00" if 4 <= int(p[5:]) <= 10 else f"{p}-01T00:00:00Z"),
    "provisional": periods(lambda p: f"{p} (provisional)"),
    "names": organisations(NAMES.get),
    "no apostrophes": organisations(lambda o: NAMES[o].replace("'", "")),
    "name and code": organisations(lambda o: f"{NAMES[o]} ({o})"),
    "code and name": organisations(lambda o: f"{o} - {NAMES[o]}"),
    "footnotes": organisations(lambda o: f"{NAMES[o]} [1]"),
    "stacked": stacked,
    "sheet per trust": sheet_per_trust,
    "formula": formula,
    "labels blank": repeated_labels_blank,
    "cut off": cut_off,
    "page": page,
    "short": short,
    "grouped": grouped,
    "error": lambda rows, at: cell(rows, at, 3, "#REF!"),
    "division": lambda rows, at: cell(rows, at, 4, "#DIV/0!"),
    "mark": lambda rows, at: cell(rows, at, 3, f"{rows[at][3]}*"),
    "blank trust": lambda rows, at: cell(rows, at, 0, ""),
    "far ahead": lambda rows, at: cell(rows, at, 1, f"2099{rows[at][1][4:]}"),
    "a day": lambda rows, at: cell(rows, at, 1, f"{rows[at][1]}-17"),
    "suppressed": lambda rows, at: cell(rows, at, 3, "*"),
    "shares in brackets": with_shares,
    "stroke between": in_one_cell(lambda n, d: f"{n}/{d}"),
    "of between": in_one_cell(lambda n, d: f"{n} of {d}"),
    "babies": cells(4, lambda d: f"{d} babies"),
    "one of two figures": lambda rows, at: cell(rows, at, 3, f"{rows[at][3]} (40%)"),
    "code in both": in_both_counts("999"),
    "code below": lambda rows, at: cell(rows, at, 4, "9999"),
    "sections": sections,
    "counts beside": cells_of(lambda r: [*r[:3], f"{r[3]}/{r[4]}", r[4]]),
    "left out": around(lambda text: f"Excludes twins\n\n{text}"),
    "left out below": around(lambda text: f"{text}\nExcludes twins\n"),
    "from 1904": from_1904,
    "deleted": flagged("deleted", "N", "Y"),
    "forecast": flagged("actual_or_forecast", "A", "F"),
    "rolling": said_of_all("basis", "Rolling 12 months"),
    "quarterly": said_of_all("frequency", "Quarterly"),
    "thousands": said_of_all("scale", "thousands"),
    "slipped": slipped,
    "counts on sheets": counts_on_sheets,
    "weekdays": periods(
        lambda p: (
            f"{calendar.day_name[calendar.weekday(int(p[:4]), int(p[5:]), 1)]} 1 {calendar.month_name[int(p[5:])]} {p[:4]}"
        )
    ),
    "digits": periods(lambda p: f"{p[5:]}-{p[:4]}"),
    "points": periods(lambda p: p.replace("-", ".")),
    "told to be text": lambda rows, _at: Polluted(
        "".join(",".join(f'="{c}"' for c in r) + "\n" for r in [HEAD, *rows]).encode()
    ),
    "line ends": lambda rows, _at: Polluted(as_csv(HEAD, rows, "\r\n")),
    "quoted lines": lambda rows, _at: Polluted("".join(f'"{",".join(r)}"\n' for r in [HEAD, *rows]).encode()),
    "tabs": lambda rows, _at: Polluted(as_csv([f"{h}\t" for h in HEAD], [[f"{c}\t" for c in r] for r in rows])),
    "remarks": lambda rows, _at: Polluted(as_csv([*HEAD, ""], [[*r, "late"] for r in rows])),
}


@st.composite
def clean(draw: st.DrawFn) -> Table:
    """Rows of some trusts in successive months."""
    months = [f"{2022 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(draw(st.integers(2, 5)))]
    figures = st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(max(n, 1), 60)))
    return [
        [org, month, "Optimal cord management", *map(str, draw(figures))]
        for org in list(NAMES)[: draw(st.integers(2, 4))]
        for month in months
    ]


def expected(rows: Table) -> Rows:
    return {(r[0], r[1]): (float(r[3]), float(r[4])) for r in rows}


@pytest.mark.slow
@settings(max_examples=120)
@given(st.sampled_from(sorted(POLLUTIONS)), clean(), st.data())
def test_no_figure_is_wrong_and_none_is_lost_without_a_word(way: str, rows: Table, data: st.DataObject):
    at = data.draw(st.integers(0, len(rows) - 1))
    polluted = POLLUTIONS[way](rows, at)
    found = reading(polluted.data, polluted.name)
    right, kept = expected(rows), pairs(found)
    assert len(kept) == len(found.rows)
    assert all((key in right and np.isnan(n)) or (n, d) == right.get(key) for key, (n, d) in kept.items()), way
    if not found.kept:
        refusals = [p for p in found.problems if p.severity is Severity.ERROR]
        assert refusals
        assert all(p.message and p.remedy for p in refusals)
        assert polluted.touched or way == "grouped", f"{way}: a good file was turned away: {refusals[0].message}"
        return
    lost = {i + 2 for i, r in enumerate(rows) if (r[0], r[1]) not in kept}
    assert lost <= polluted.touched & rows_named(found.problems), way
    if not polluted.touched:
        assert kept == right, way


@pytest.mark.slow
def test_each_way_is_tried():
    rows = [
        [org, month, "Optimal cord management", "3", "9"] for org in ("R0A", "RJ1") for month in ("2023-04", "2023-05")
    ]
    for way, pollute in POLLUTIONS.items():
        polluted = pollute(rows, 1)
        assert isinstance(reading(polluted.data, polluted.name), ingest.Reading), way
