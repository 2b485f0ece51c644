"""Cells that hold two figures, or a figure and its unit: "11 (50%)", "11/22", "50% (11 of 22)", "11 babies", "n=11".

A column of them is taken apart into columns of one figure each, named so that the readers know them. One that could be
anything else, a date or a financial year, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import coded, values
from analytics.ingest.cells.names import normal
from analytics.ingest.columns import headers
from analytics.ingest.mapping import Role
from analytics.ingest.shape import Sheet
from analytics.ingest.templates.observations import NAMES
from analytics.model import Problem, Severity
from analytics.words.counting import listing

LOOKED_AT = 40
"""Cells by which it is told whether a column holds such texts."""
LEAST = 0.5
"""Share of the filled cells that must be such texts; the others must be figures or markers."""
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT, _OUT_OF = rf"(?P<numerator>{_NUMBER})", rf"(?:/|of|out of)\s*(?P<denominator>{_NUMBER})"
_SHARE = r"(?P<value>\d+(?:\.\d+)?\s*%)"
_PAIR = re.compile(
    rf"{_COUNT}\s*{_OUT_OF}(?:\s*[([]\s*{_SHARE}\s*[)\]])?|{_SHARE.replace('value', 'share')}\s*[([]\s*"
    rf"{_COUNT.replace('numerator', 'top')}\s*{_OUT_OF.replace('denominator', 'bottom')}\s*[)\]]",
    re.IGNORECASE,
)
_WITH_SHARE = re.compile(rf"{_COUNT}\s*[([]\s*{_SHARE}\s*[)\]]|{_SHARE.replace('value', 'share')}\s*[([]\s*"
                         rf"(?:n\s*=\s*)?{_COUNT.replace('numerator', 'top')}\s*[)\]]", re.IGNORECASE)  # fmt: skip
_WITH_UNIT = re.compile(
    rf"(?:n\s*=\s*)(?P<plain>{_NUMBER})|(?P<number>(?:{_NUMBER})(?:\.\d+)?)\s+"
    r"(?P<unit>babies|baby|infants?|neonates?|patients?|women|mothers?|births?|cases?|people|persons?|admissions?|items?|"
    r"attendances?|incidents?|deaths?)",
    re.IGNORECASE,
)
_FIGURE = r"\d+(?:\.\d+)?"
_WITH_RANGE = re.compile(
    rf"(?P<number>(?P<at>{_FIGURE})\s*%?)\s*[([]\s*(?:9\d(?:\.\d)?\s*%\s*)?(?:CI|confidence interval)?\s*[:=]?\s*"
    rf"(?P<low>{_FIGURE})\s*%?\s*(?:to|[-–,;])\s*(?P<high>{_FIGURE})\s*%?\s*[)\]]",
    re.IGNORECASE,
)
"""A figure and its confidence interval, of which only the figure is kept."""
_ALONE = (_WITH_UNIT, _WITH_RANGE)
"""Shapes of which one figure is kept."""
_OTHER = {"top": "numerator", "bottom": "denominator", "share": "value"}
_SHORT_PAIR = re.compile(r"(\d{1,2})\s*/\s*(\d\d|(?:19|20)\d\d)")
_PERIODS = {normal(n) for n in ("period", *NAMES["period"])}
_BOTH = re.compile(
    r"(?:n|num|numer|numerator|received|given)\s*(?:/|of|over)\s*(?:d|n|den|denom|denominator|eligible|total)",
    re.IGNORECASE,
)
"""Headers of columns that hold both counts."""


def split(sheet: Sheet) -> Sheet:
    """The sheet with columns of such cells taken apart, which is said."""
    found = {i: shape for i in range(len(sheet.header)) if (shape := _shape(sheet, i)) is not None}
    if not found:
        return sheet
    names, columns = list(sheet.header), {i: sheet.cells[i] for i in range(len(sheet.header))}
    told = []
    for i, shape in found.items():
        parts = _with_own(sheet, i, _parts(sheet.cells[i].str.strip(), shape))
        named = _named(sheet.header[i], tuple(parts), [normal(n) for n in names])
        if named is None:
            continue
        told.append(f"“{sheet.header[i]}”")
        names[i], columns[i] = named[0], next(iter(parts.values()))
        for name, part in list(zip(named, parts.values(), strict=True))[1:]:
            columns[len(names)] = part
            names.append(name)
    if not told:
        return sheet
    message = f"Cells of {listing(told, 6)} hold more than one figure, or a unit, and were taken apart."
    said = Problem(Severity.INFO, message, rows=(sheet.header_row,))
    return replace(sheet, header=tuple(names), cells=pd.DataFrame(columns), problems=(*sheet.problems, said))


def _shape(sheet: Sheet, i: int) -> re.Pattern[str] | None:
    """How the cells of a column are put together, or None where they are single figures, dates or anything else."""
    texts = [t for t in coded.trimmed(sheet.arrow[i].slice(0, LOOKED_AT)).to_pylist() if t]
    title = normal(sheet.header[i])
    if not texts or not any(c.isdigit() for c in texts[0] + texts[-1]) or title in _PERIODS:
        return None
    for shape in (_PAIR, _WITH_SHARE, *_ALONE):
        fit = [t for t in texts if shape.fullmatch(t)]
        if len(fit) < max(1, LEAST * len(texts)):
            continue
        rest = values.parse(pd.Series([t for t in texts if not shape.fullmatch(t)], dtype="str"))
        if rest.bad.any() or (shape is _PAIR and _may_be_dates(fit, sheet.header[i])):
            return None
        if shape is _WITH_RANGE and not _within(sheet.cells[i]):
            return None
        return shape if shape is not _WITH_UNIT or _one_unit(sheet.cells[i]) else None
    return None


def _within(column: pd.Series) -> bool:
    """Whether every figure lies in the interval behind it."""
    found = [m for t in column.str.strip().unique() if (m := _WITH_RANGE.fullmatch(t)) is not None]
    return all(float(m["low"]) <= float(m["at"]) <= float(m["high"]) for m in found)


def _one_unit(column: pd.Series) -> bool:
    """Whether all units of a column are one: "11 babies" beside "12 women" are two things."""
    found = (_WITH_UNIT.fullmatch(t) for t in column.str.strip().unique())
    units = {m["unit"].casefold().rstrip("s") for m in found if m is not None and m["unit"]}
    return len({"baby" if unit == "babie" else unit for unit in units}) <= 1


def _may_be_dates(texts: list[str], title: str) -> bool:
    """Whether "4/23" may be April 2023, or "22/23" a financial year: the header does not say that they are figures."""
    short = [m for t in texts if (m := _SHORT_PAIR.fullmatch(t))]
    if len(short) < len(texts):
        return any(_above(t) for t in texts)
    pairs = [(int(m[1]), int(m[2])) for m in short]
    if any(a > b for a, b in pairs) or all(b == a + 1 for a, b in pairs):
        return True
    known = _BOTH.fullmatch(title) or headers.parse(title).explicit or headers.periods_in([title])[0]
    return not known and all(1 <= a <= 12 for a, _ in pairs) and len({b for _, b in pairs}) <= 2


def _above(text: str) -> bool:
    """Whether a pair is no share, because the first number is above the second."""
    found = _found(_PAIR, text)
    return float(found["numerator"].replace(",", "")) > float(found["denominator"].replace(",", ""))


def _found(shape: re.Pattern[str], text: str) -> dict[str, str]:
    """The parts of one cell by what they are; nothing of a cell of another shape."""
    match = shape.fullmatch(text)
    if match is None:
        return {}
    return {_OTHER.get(name, name): part for name, part in match.groupdict().items() if part and name != "unit"}


def _parts(texts: pd.Series, shape: re.Pattern[str]) -> Mapping[str, pd.Series]:
    """The figures of a column, each as a column of its own; cells of another shape stay with the first."""
    distinct = {text: _found(shape, text) for text in texts.unique()}
    if shape in _ALONE:
        plain = {t: next(iter(found.values()), t) for t, found in distinct.items()}
        return {"number": texts.map(plain).astype("str")}
    wanted = [n for n in ("numerator", "denominator", "value") if any(n in found for found in distinct.values())]
    return {
        name: texts.map({t: found.get(name, "" if found or k else t) for t, found in distinct.items()}).astype("str")
        for k, name in enumerate(wanted)
    }


def _with_own(sheet: Sheet, i: int, parts: Mapping[str, pd.Series]) -> Mapping[str, pd.Series]:
    """The parts without a denominator that stands in a column of its own too; a cell where the two differ stays whole, so
    that its row is named."""
    stem = headers.parse(sheet.header[i]).stem
    others = [headers.parse(title) for title in sheet.header]
    own = [j for j, h in enumerate(others) if j != i and h.part is Role.DENOMINATOR and h.stem in ("", stem)]
    if "denominator" not in parts or len(own) != 1:
        return parts
    said, told = (values.parse(texts).number for texts in (parts["denominator"], sheet.cells[own[0]]))
    both = ~np.isnan(said)
    if not both.any() or (said[both] == told[both]).mean() < LEAST:
        return parts
    differ = pd.Series(both & (said != told), index=parts["numerator"].index)
    whole = parts["numerator"].where(~differ, sheet.cells[i].str.strip())
    return {"numerator": whole.astype("str"), **{n: p.mask(differ, "") for n, p in parts.items() if n == "value"}}


def _named(title: str, parts: tuple[str, ...], taken: list[str]) -> tuple[str, ...] | None:
    """Names of the columns that one is taken apart into; None where they are taken, or the title is of a denominator."""
    if parts == ("number",):
        return (title,)
    plain = {n for field in ("numerator", "value") for n in map(normal, (field, *NAMES[field]))}
    taken = [n for n in taken if n != normal(title)]
    head = headers.parse(title, headers.periods_in([title])[0])
    if normal(title) in plain or _BOTH.fullmatch(title):
        names = parts
    elif head.part is Role.DENOMINATOR:
        return None
    else:
        words = {"numerator": "Numerator", "denominator": "Denominator", "value": "%"}
        stem = title if head.part is Role.VALUE else " ".join(p for p in (head.stem, head.period) if p)
        names = tuple(f"{stem} {words[part]}".strip() for part in parts)
    if any(normal(n) in taken for n in names if n != "value"):
        return None
    return (
        names
        if "value" not in [t for t in taken if t in names]
        else tuple(f"{title} %" if n == "value" else n for n in names)
    )
