"""One measure at one grain for every organisation that has anything to show: arrays (organisations, periods).

Periods are counted in months since January 1970, by the month in which each begins; a rolling year by its last month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analytics.methods.spc.kinds import line_medians
from analytics.model import Grain

STEP = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12, Grain.ROLLING_YEAR: 1}
"""Months from one period to the next."""

NOBODY = "nobody eligible"
"""The status of a period in which there was nobody to count."""
PROVISIONAL, LOW_QUALITY = "provisional", "low data quality"
SOFT = (PROVISIONAL, LOW_QUALITY)

COLUMNS = ("org_code", "period", "numerator", "denominator", "value", "status", "covered", "expected", "given")


@dataclass(frozen=True)
class Grid:
    """`row` is True where there is a row. `value` is NaN where it is missing, and `status` (a position in `texts`) says why.

    A row was `given` for the organisation itself, or summed: then `covered` of `expected` members stand behind it.
    `have` of `whole` parts (`parts` names them: "reported", "months") make up a cell; where some are missing that is its
    status, and `few` marks cells with too few to show. `mix` numbers the sets of things that a composite is made of: cells
    of different mixes are not compared. `apart` marks periods from which an organisation is another than before, because
    the NHS was rearranged and figures of its own cannot be put together over the change.
    """

    grain: Grain
    codes: tuple[str, ...]
    months: np.ndarray = field(repr=False)
    row: np.ndarray = field(repr=False)
    numerator: np.ndarray = field(repr=False)
    denominator: np.ndarray = field(repr=False)
    value: np.ndarray = field(repr=False)
    status: np.ndarray = field(repr=False)
    texts: tuple[str, ...]
    covered: np.ndarray = field(repr=False)
    expected: np.ndarray = field(repr=False)
    given: np.ndarray = field(repr=False)
    have: np.ndarray = field(repr=False)
    whole: np.ndarray = field(repr=False)
    parts: str
    few: np.ndarray = field(repr=False)
    mix: np.ndarray | None = field(default=None, repr=False)
    apart: np.ndarray | None = field(default=None, repr=False)

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each code."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def periods(self) -> np.ndarray:
        """The first days of the periods, datetime64[ms]; (periods,)."""
        return self.months.astype("datetime64[M]").astype("datetime64[ms]")

    @cached_property
    def has_row(self) -> np.ndarray:
        """Organisations with any row; (organisations,)."""
        return np.asarray(self.row.any(axis=1))

    @cached_property
    def has_value(self) -> np.ndarray:
        """Organisations with any value; (organisations,)."""
        return np.asarray(np.isfinite(self.value).any(axis=1))

    @cached_property
    def typical(self) -> np.ndarray:
        """The median denominator of each organisation's rows, NaN where none is known; (organisations,)."""
        return line_medians(np.where(self.row, self.denominator, np.nan))

    @cached_property
    def _cuts(self) -> dict[int, Grid]:
        """`until` by number of periods, each cut once: they share the arrays of the whole."""
        return {}

    @property
    def counted_numerator(self) -> np.ndarray:
        """What goes into a sum: numerators of rows with a value, else 0."""
        return np.where(self._counted, self.numerator, 0.0)

    @property
    def counted_denominator(self) -> np.ndarray:
        """The same of denominators: a row without a value must not leave half of itself in a sum."""
        return np.where(self._counted & np.isfinite(self.denominator), self.denominator, 0.0)

    @property
    def counted_covered(self) -> np.ndarray:
        """How many members stand behind each row."""
        return np.where(self.row, self.covered, 0.0)

    @property
    def _counted(self) -> np.ndarray:
        return self.row & (self.covered > 0) & np.isfinite(self.numerator)

    @property
    def nobody(self) -> np.ndarray:
        """Cells in which there was nobody to count."""
        return self.status == self.texts.index(NOBODY) if NOBODY in self.texts else np.zeros_like(self.row)

    @cached_property
    def breaks(self) -> np.ndarray | None:
        """Where what is counted is another than at the value before; None where it is the same for all."""
        if self.apart is None or self.mixed is None:
            return self.mixed if self.apart is None else self.apart
        return self.mixed | self.apart

    @cached_property
    def mixed(self) -> np.ndarray | None:
        """Where an organisation's mix is another than at its value before; None where nothing is mixed."""
        if self.mix is None:
            return None
        known, columns = np.isfinite(self.value), np.arange(len(self.months))
        latest = np.maximum.accumulate(np.where(known, columns, -1), axis=1)
        before = np.full_like(latest, -1)
        before[:, 1:] = latest[:, :-1]
        earlier = np.take_along_axis(self.mix, before.clip(0), axis=1)
        return known & (before >= 0) & (self.mix != earlier)

    def until(self, end: date | None) -> Grid:
        """The periods that begin by the end of a month; all without one."""
        if end is None or not len(self.months) or self.months[-1] <= month_number(end):
            return self
        size = int(np.searchsorted(self.months, month_number(end), side="right"))
        if size not in self._cuts:
            self._cuts[size] = self._columns(slice(0, size))
        return self._cuts[size]

    def inside(self, start: date | None, end: date | None) -> np.ndarray:
        """Periods that begin between two months, both included; bool, (periods,)."""
        inside = np.ones(len(self.months), dtype=bool)
        if start:
            inside &= self.periods >= np.datetime64(start)
        if end:
            inside &= self.months <= month_number(end)
        return inside

    def columns_of(self, at: int) -> np.ndarray:
        """The positions of an organisation's periods, from its first row to its last, without gaps."""
        own = np.flatnonzero(self.row[at])
        if not own.size:
            return own
        step = STEP[self.grain]
        between = np.arange(own[0], own[-1] + 1)
        on_step = (self.months[between] - self.months[own[0]]) % step == 0
        return between[on_step | self.row[at, between]]

    def status_texts(self, at: int, columns: np.ndarray) -> list[str]:
        """The status of an organisation's cells in words, "" where sound."""
        short, few = self.have[at] < self.whole[at], self.few[at]
        out = []
        for column in columns:
            if short[column]:
                behind = f"{self.have[at, column]:.0f} of {self.whole[at, column]:.0f} {self.parts}"
                out.append(f"too few: {behind}" if few[column] else behind)
            else:
                out.append(self.texts[self.status[at, column]])
        return out

    def rows(self, code: str) -> pd.DataFrame:
        """One organisation's rows as a table (`COLUMNS`), by period; empty where it has none."""
        if code not in self.place:
            return pd.DataFrame(columns=list(COLUMNS))
        at = self.place[code]
        own = np.flatnonzero(self.row[at])
        cells = {n: getattr(self, n)[at, own] for n in COLUMNS if n not in ("org_code", "period", "status")}
        out = pd.DataFrame({"org_code": code, "period": self.periods[own], **cells}, index=range(len(own)))
        out["status"] = pd.Series(self.status_texts(at, own), dtype="str")
        return out[list(COLUMNS)]

    def frame(self) -> pd.DataFrame:
        """Every row as a table (`COLUMNS`), by code and period."""
        found = [self.rows(code) for code in self.codes]
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))

    def of(self, codes: Sequence[str]) -> np.ndarray:
        """The positions of those codes that have a place here."""
        return np.array([self.place[c] for c in codes if c in self.place], dtype=int)

    def _columns(self, kept: slice) -> Grid:
        cut = {f.name: array[..., kept] for f in fields(self) if isinstance(array := getattr(self, f.name), np.ndarray)}
        return self.having(**cut)

    def having(self, **cells: Any) -> Grid:
        """Itself with other arrays."""
        return replace(self, **cells)


def month_number(day: date) -> int:
    """Months since January 1970."""
    return (day.year - 1970) * 12 + day.month - 1


def month_numbers(days: pd.Series) -> np.ndarray:
    """The same for many days."""
    return days.to_numpy("datetime64[M]").astype(np.int64)


def axis(months: np.ndarray, grain: Grain) -> np.ndarray:
    """All periods from the first to the last, and whatever lies between the steps."""
    if not len(months):
        return months
    return np.union1d(np.arange(months.min(), months.max() + 1, STEP[grain]), months)


def divide(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """numerator / denominator, NaN where the denominator is not positive."""
    out = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=out, where=denominator > 0)
    return out
