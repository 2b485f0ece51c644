"""A CSV of many series, read for charting: every value checked, every problem a sentence with its row and column.

Rows are counted as a spreadsheet shows them, the header being row 1. Columns: `series_id`, `date`, and `value` or
`numerator` and `denominator`; `sd` for xbar and s charts; optional `target`, `rebase`, `ghost`, `open`, `better`,
`baseline_points`. A blank value is a gap, never zero. Dates are ISO or dd/mm/yyyy, one way throughout the file, or
whole numbers. For xbar and s charts a file may instead hold one row a measurement: rows of one series and date are then
one subgroup.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.methods.spc.kinds import COUNTED
from analytics.model import Better, Problem, Severity

SUBGROUPED = ("xbar", "s")
NUMBERS = ("value", "numerator", "denominator", "sd", "target", "baseline_points")
NO_VALUE = ("", "na", "n/a", "nan", "null")
FLAGS = {"1": True, "1.0": True, "true": True, "yes": True, "": False} | dict.fromkeys(
    ("0", "0.0", "false", "no"), False
)
THOUSANDS = r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"
SHAPES = {
    "whole numbers": r"[+-]?\d{1,15}",
    "ISO dates (2023-04-01)": r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?)?",
    "day/month/year (01/04/2023)": r"\d{1,2}/\d{1,2}/\d{4}",
}
AS_ISO, AS_DAY_FIRST = list(SHAPES)[1:]


class Refused(Exception):
    """The file cannot be charted. `problems` says why, in words."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(p.message for p in problems))
        self.problems = problems


def problem(message: str, remedy: str, row: int | None = None, column: str | None = None, quote: str | None = None):  # noqa: ANN201
    """An error that keeps the file from being charted."""
    return Problem(Severity.ERROR, message, remedy, () if row is None else (row,), column, quote)


def read(path: Path, kind: str) -> pd.DataFrame:
    """The rows of the file as they stand, each cell checked for itself; `checks.checked` looks at them together.

    The index is the row as the spreadsheet shows it. Columns: `series_id`, `date` (datetime or whole number), `value`,
    `numerator`, `denominator`, `sd`, `target`, `baseline_points` (float, NaN where blank), `rebase`, `ghost`, `open`
    (bool), `better` ("" where blank), and with `given` in `attrs` the names of the columns in the file.
    Raises Refused with every problem that was found.
    """
    text = _text(path)
    _expect_columns(list(text.columns), kind)
    if text.empty:
        raise Refused([problem("The file has a header but no rows.", "Add at least one row below the header.")])
    found: list[Problem] = []
    rows = pd.DataFrame({"series_id": text["series_id"], "date": _dates(text["date"], found)})
    for row in text.index[text["series_id"] == ""]:
        found.append(
            problem("The row does not say which series it belongs to.", "Fill series_id.", row, "series_id", "")
        )
    for name in NUMBERS:
        rows[name] = _numbers(text[name], found) if name in text else np.nan
    for name in ("rebase", "ghost", "open"):
        rows[name] = _words(text[name], FLAGS, "1 for yes, 0 or blank for no", found) if name in text else False
    directions = {b.value: b.value for b in Better} | {"": ""}
    rows["better"] = _words(text["better"], directions, ", ".join(Better), found) if "better" in text else ""
    if found:
        raise Refused(sorted(found, key=lambda p: p.row or 0))
    rows.attrs["given"] = list(text.columns)
    return rows


def _text(path: Path) -> pd.DataFrame:
    """The cells as stripped text, headers in lower case, rows without any cell left out."""
    raw = path.read_bytes()
    if raw.startswith(b"PK\x03\x04"):
        raise Refused([problem("This is a workbook, not a CSV.", "Save its sheet as CSV and send that.")])
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = raw.decode("cp1252", errors="replace")
    if not content.strip():
        raise Refused([problem("The file is empty.", "Send a CSV with a header and at least one row.")])
    header = content.lstrip().partition("\n")[0]
    between = next((mark for mark in ",;\t" if mark in header), ",")
    try:
        text = pd.read_csv(
            StringIO(content), sep=between, dtype=str, keep_default_na=False, skip_blank_lines=False, header=None
        )
    except pd.errors.ParserError as broken:
        why = str(broken).removeprefix("Error tokenizing data. C error: ").strip()
        raise Refused(
            [problem(f"The file is no regular CSV: {why}.", "Give every row the header's columns.")]
        ) from None
    text = text.fillna("").apply(lambda column: column.str.strip())
    text.index = text.index + 1
    text = text[text.ne("").any(axis=1)]
    names = text.iloc[0].str.lower().tolist()
    for name in names:
        if name and names.count(name) > 1:
            raise Refused([problem(f"The column {name} appears twice.", "Keep one of the two.", 1, name)])
    return text.iloc[1:].set_axis(names, axis=1)


def _expect_columns(have: list[str], kind: str) -> None:
    """Refuse a header that this kind of chart cannot be drawn from."""
    counts = "numerator" in have and "denominator" in have
    wrong = [name for name in ("series_id", "date") if name not in have]
    if kind in COUNTED and not counts and not ("value" in have and "denominator" in have):
        wrong.append("numerator and denominator")
    elif kind in SUBGROUPED:
        if "value" not in have and not (kind == "s" and "sd" in have):
            wrong.append("value")
        if "sd" in have and "denominator" not in have:
            wrong.append("denominator (the size of each subgroup)")
        if kind == "xbar" and "denominator" in have and "sd" not in have:
            wrong.append("sd (the standard deviation within each subgroup)")
    elif "value" not in have and not counts:
        wrong.append("value, or numerator and denominator")
    if wrong:
        message = (
            f"A chart of kind {kind} needs the columns {'; '.join(wrong)}. The header has {', '.join(have)[:300]}."
        )
        raise Refused([problem(message, "Name the columns in the first row.", 1)])


def _dates(text: pd.Series, found: list[Problem]) -> pd.Series:
    """The dates, all read in the one way that fits the first of them."""
    first = next((cell for cell in text if cell), "")
    shape = next((s for s, p in SHAPES.items() if pd.Series([first]).str.fullmatch(p).all()), AS_ISO)
    fits = text.str.fullmatch(SHAPES[shape])
    if shape not in (AS_ISO, AS_DAY_FIRST):
        made = pd.to_numeric(text.where(fits, "0"))
        wrong = ~fits
    else:
        way = "%d/%m/%Y" if shape == AS_DAY_FIRST else "ISO8601"
        made = pd.to_datetime(text.where(fits), format=way, errors="coerce")
        wrong = made.isna()
    for row in text.index[wrong]:
        message = f"The date is not one of the {shape} that the column has."
        if fits[row] and shape == AS_DAY_FIRST:
            message = "There is no such day: the day comes first, then the month."
        remedy = "Write all dates as 2023-04-01, or all as 01/04/2023 with the day first."
        found.append(problem(message, remedy, row, "date", text[row]))
    return made


def _numbers(text: pd.Series, found: list[Problem]) -> pd.Series:
    """The numbers, NaN where blank. A comma may stand between thousands and nowhere else."""
    blank = text.str.lower().isin(NO_VALUE)
    plain = text.mask(text.str.fullmatch(THOUSANDS), text.str.replace(",", ""))
    made = pd.to_numeric(plain.mask(blank), errors="coerce").astype(float)
    for row in text.index[~blank & ~np.isfinite(made)]:
        remedy = "Write a plain number, or leave the cell empty for a missing value."
        found.append(problem("This is no number.", remedy, row, str(text.name), text[row]))
    return made


def _words(text: pd.Series, meaning: dict, choices: str, found: list[Problem]) -> pd.Series:
    """What each word means. Every other word is a problem."""
    made = text.str.lower().map(meaning)
    for row in text.index[made.isna()]:
        found.append(problem(f"This is none of: {choices}.", "Write one of these.", row, str(text.name), text[row]))
    return made
