"""What the cells of a column are, counted: organisations, periods, numbers, statuses, names of measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import coded, day_orders, faults, periods, values
from analytics.ingest.cells.names import normal
from analytics.ingest.shape import Context, Sheet
from analytics.organisations import Match

MOST_DISTINCT = 2_000
"""Different texts of a column that are looked at. No column of organisations, periods or measures has more."""
TRIED = 40
"""Different texts that are tried before all are."""
SAMPLED = 50_000
"""Rows that are looked at: what a column is shows long before a million."""
LEAST_PERIOD = 1_900
"""Numbers below this are no years, months or days as a spreadsheet stores them, and name nothing."""
PARTS = {
    **dict.fromkeys(("numerator", "num", "received", "given", "compliant", "achieved", "yes"), "numerator"),
    **dict.fromkeys(("denominator", "den", "denom", "eligible", "total", "out of"), "denominator"),
    **dict.fromkeys(("%", "percent", "percentage", "% received", "rate", "value", "compliance", "%age"), "percent"),
}
"""Texts of a column that says which part of a share a row is."""
_MONTH_NAME = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)
_QUARTER = re.compile(r"(?:q|quarter)\s*[1-4]", re.IGNORECASE)
_YEAR = re.compile(r"(?:fy\s*)?(?:19|20)\d\d(?:\s*[-/]\s*(?:\d{4}|\d\d))?", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?:19[5-9]\d|20\d\d)(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Profile:
    """A column's cells, counted by what they can be. Counts are of cells that are not blank (`filled`)."""

    name: str
    filled: int
    distinct: int
    organisations: int
    coded: int
    periods: int
    days: int
    year_months: int
    months: int
    quarters: int
    years: int
    figures: int
    markers: int
    integers: bool
    signed: int
    measures: int
    statuses: int
    parts: int
    examples: tuple[str, ...]
    numbers: np.ndarray = field(repr=False)
    cells: pa.ChunkedArray = field(repr=False)

    @cached_property
    def texts(self) -> pd.Series:
        """The cells that were looked at."""
        return coded.plain(self.cells)

    def share(self, count: int) -> float:
        """A count as a share of the filled cells; 0 of none."""
        return count / self.filled if self.filled else 0.0

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers and markers of missing ones, one number at least, and not written as periods."""
        return self.figures > 0 and self.share(self.figures + self.markers) >= 0.8


def profile(sheet: Sheet, i: int, context: Context, measures: dict[str, str]) -> Profile:
    """Looks at a column. `measures` are the names of known measures, normalised."""
    arrow = coded.trimmed(sheet.arrow[i].slice(0, SAMPLED))
    read = values.parse(arrow)
    blank = pc.equal(arrow, "").to_numpy()
    small = (read.number < LEAST_PERIOD) & ~pc.match_substring_regex(arrow, "[A-Za-z]").to_numpy()
    telling = ~blank & ~small
    wordy = _counted(arrow.filter(pa.array(telling))) if telling.any() else []
    known = _organisations([t for t, _ in wordy], context)
    periodical = _periods([t for t, _ in wordy])
    figures = ~np.isnan(read.number)
    different = pc.unique(arrow)
    return Profile(
        name=sheet.header[i],
        filled=int((~blank).sum()),
        distinct=len(different) - bool(blank.any()),
        organisations=sum(n for t, n in wordy if t in known),
        coded=sum(n for t, n in wordy if known.get(t)),
        periods=sum(n for t, n in wordy if t in periodical),
        days=_days(wordy),
        year_months=_matching(wordy, _YEAR_MONTH),
        months=_matching(wordy, _MONTH_NAME),
        quarters=_matching(wordy, _QUARTER),
        years=_matching(wordy, _YEAR),
        figures=int(figures.sum()),
        markers=int(((read.status != "") & ~blank).sum())
        + (sum(n for t, n in wordy if faults.fault(t)) if figures.any() and read.bad.any() else 0),
        integers=bool(figures.any() and (read.number[figures] % 1 == 0).all() and not read.percent.any()),
        signed=int(read.percent.sum()),
        measures=sum(n for t, n in wordy if normal(t) in measures),
        statuses=sum(n for t, n in wordy if values.status_of(t)),
        parts=sum(n for t, n in wordy if t.casefold() in PARTS),
        examples=tuple([t for t in different[:4].to_pylist() if t][:3]),
        numbers=read.number,
        cells=arrow,
    )


def _counted(texts: pa.ChunkedArray) -> list[tuple[str, int]]:
    """Different texts, as far as they are looked at, and how often each stands there."""
    found = texts.dictionary_encode().combine_chunks()
    counts = np.bincount(found.indices.to_numpy())
    return list(zip(found.dictionary.to_pylist(), counts.tolist(), strict=True))[:MOST_DISTINCT]


def _organisations(texts: Sequence[str], context: Context) -> dict[str, bool]:
    """Texts that are organisations, and whether each is a code. A few are tried before all: near names cost time."""
    fit = [t for t in texts if 2 < len(t) < 120 and not re.fullmatch(r"[\d.,%£<*-]+", t)]
    found: dict[str, Match] = {}
    for part in (fit[:40], fit[40:]):
        found |= context.organisations.match_many(part)
        if not any(m.code or m.closed for m in found.values()):
            break
    return {t: t.upper() in context.organisations for t, m in found.items() if m.code or m.closed}


def _periods(texts: Sequence[str]) -> set[str]:
    """Texts that are periods, or would be if a day were told from a month."""
    if not texts:
        return set()
    if len(texts) > TRIED and not _periods(texts[:TRIED]):  # numbers and names cost time
        return set()
    read = periods.parse(pd.Series(texts, dtype="str"))
    return {t for t, problem in zip(texts, read["problem"], strict=True) if problem == "" or "could be" in problem}


def _days(seen: Sequence[tuple[str, int]]) -> int:
    return sum(
        n for t, n in seen if day_orders.ISO_DAY.fullmatch(t.casefold()) or day_orders.UK_DAY.fullmatch(t.casefold())
    )


def _matching(seen: Sequence[tuple[str, int]], pattern: re.Pattern[str]) -> int:
    return sum(n for t, n in seen if pattern.fullmatch(t))


def is_part(text: str) -> bool:
    """Whether a text is a month or quarter without its year."""
    return bool(_MONTH_NAME.fullmatch(text.strip()) or _QUARTER.fullmatch(text.strip()))
