"""Inputs with known right answers: files kept beside the repository, and the nine rows that most of them hold."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from analytics import ingest
from analytics.model import Problem, Severity

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases" / "files"
TODAY = date(2026, 6, 15)
WHO, WHEN = ("R0A", "RJ1", "RR8"), ("2023-04", "2023-05", "2023-06")
Rows = dict[tuple[str, str], tuple[float, float]]
BASE: Rows = {
    (org, month): (11.0 + i, 22.0 + 2 * i) for i, (org, month) in enumerate((o, m) for o in WHO for m in WHEN)
}
"""Numerators 11 to 19 and denominators 22 to 38 of three trusts in three months."""
OTHER: Rows = {key: (n - 1, d - 1) for key, (n, d) in BASE.items()}
"""The figures of a second measure, where a file has two."""
_WEIGHT = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def case(name: str, **options) -> ingest.Reading:
    """An input read; the test is skipped where it is not at hand."""
    if not (FOLDER / name).exists():
        pytest.skip(f"the input {name} is not at hand (it is kept beside this repository)")
    return ingest.read(FOLDER / name, today=TODAY, **options)


def reading(text: str | bytes, name: str = "x.csv", **options) -> ingest.Reading:
    """A text read as a file."""
    return ingest.read_bytes(name, text.encode() if isinstance(text, str) else text, today=TODAY, **options)


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook of these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def pairs(found: ingest.Reading, measure: str = "cord") -> Rows:
    """Numerator and denominator of a measure's rows by organisation and month."""
    if not len(found.rows):
        return {}
    rows = found.rows[found.rows["measure"] == measure]
    keys = zip(rows["org_code"], rows["period"].dt.strftime("%Y-%m"), strict=True)
    return dict(zip(keys, zip(rows["numerator"], rows["denominator"], strict=True), strict=True))


def said(found: ingest.Reading, *words: str, least: Severity = Severity.INFO) -> list[Problem]:
    """Problems, from `least` on, that have all of these words in their sentence, remedy, quote or column."""
    told = [p for p in found.problems if _WEIGHT.index(p.severity) >= _WEIGHT.index(least)]
    each = [(p, f"{p.message} {p.remedy} {p.quote} {p.column}".casefold()) for p in told]
    return [p for p, text in each if all(w.casefold() in text for w in words)]


def rows_named(problems: list[Problem]) -> set[int]:
    """The rows of the file that problems name."""
    return {row for p in problems for row in p.rows}
