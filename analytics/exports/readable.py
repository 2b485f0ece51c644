"""A table as a reader sees it: headings in words, values in their units, dates as people say them, and no codes.

What is taken away stays as it was. Cells keep their values, so that a column still sorts by them; what is shown instead
comes from the function of its column.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from analytics.model import Grain, Measure, Signal, Unit
from analytics.words import formats

NAMES = {
    "centre": "average", "lower": "lower limit", "upper": "upper limit", "lower_2sigma": "lower two-sigma line",
    "upper_2sigma": "upper two-sigma line", "low": "95% range from", "high": "95% range to", "rank_low": "rank from",
    "rank_high": "rank to", "name": "organisation", "unranked": "why not ranked", "p10": "10th percentile",
    "p90": "90th percentile", "z": "standard errors from average", "z_adjusted": "the same after adjustment",
    "band": "in the funnel", "amber_above": "amber above", "red_above": "red above", "excess": "more than expected so far",
    "as_at": "recorded on", "planned_for": "next step planned for", "of": "whose", "counterfactual": "earlier trend",
    "counterfactual_low": "earlier trend, 95% from", "counterfactual_high": "earlier trend, 95% to",
    "fitted": "fitted, with season", "used": "counted in the trends", "others": "organisations compared with",
    "middle": "forecast", "numerator": "how many", "denominator": "of how many", "assurance": "target", "state": "verdict",
    "variation": "change",
}  # fmt: skip
"""Headings that say more than the column's own name with spaces."""
CODES = frozenset({"code", "org_code", "grain", "org", "measure", "slug"})
"""Columns for programs, in the file alone."""
IN_UNIT = frozenset(
    {"value", "centre", "lower", "upper", "lower_2sigma", "upper_2sigma", "target", "low", "high", "average", "p10",
     "median", "p90", "trend", "counterfactual", "counterfactual_low", "counterfactual_high", "fitted", "others", "middle",
     "line", "before", "after", "change"}
)  # fmt: skip
"""Columns in the unit of the measure."""
SIGNALS = {
    Signal.SINGLE: "outside the limits", Signal.SHIFT: "shift", Signal.TREND: "trend",
    Signal.TWO_OF_THREE: "two of three near a limit", Signal.LONG_RUN: "long run", Signal.FEW_CROSSINGS: "few crossings",
}  # fmt: skip
CELLS = {
    "": "", "common": "common cause", "common_cause": "no clear change", "pass": "will be met", "fail": "will be missed",
    "hit_or_miss": "met at times", "neutral_high": "special cause, high", "neutral_low": "special cause, low",
    "improvement_high": "improvement, high", "improvement_low": "improvement, low", "concern_high": "concern, high",
    "concern_low": "concern, low", "rolling_year": "year",
}  # fmt: skip
"""Values of our own vocabularies in words; others are their own words."""
_STATES = frozenset({"state", "variation", "assurance", "alert", "band", "side"})
_DAY = r"\d{4}-\d{2}-\d{2}( or before)?"

Shown = Callable[[Any], str]


@dataclass(frozen=True)
class Readable:
    """A table with headings in words, how the cells of its columns read, and the unit of those that are numbers."""

    table: pd.DataFrame
    shown: dict[str, Shown]
    units: dict[str, Unit]
    headings: dict[str, str]
    """The heading of each column of the table that was given and is shown."""

    def styled(self) -> Any:
        """For `st.dataframe`: each cell sorts by its value and shows its words."""
        return self.table.style.format(self.shown)  # type: ignore[arg-type]

    def texts(self) -> pd.DataFrame:
        """What a reader sees, as text."""
        return pd.DataFrame({name: self.texts_of(name) for name in self.table.columns})

    def texts_of(self, heading: str) -> list[str]:
        """What a reader sees in a column."""
        return [self.shown[heading](c) for c in self.table[heading]]


def readable(
    table: pd.DataFrame, measure: Measure | None = None, titles: Mapping[str, str] = MappingProxyType({})
) -> Readable:
    """The table for reading; `measure` is whose unit its values have, `titles` are those of slugs in its cells."""
    kept = [c for c in table.columns if str(c).lower() not in CODES and not table[c].isna().all()]
    table, columns, shown, units = table.reset_index(drop=True), {}, {}, {}
    headings = {name: _heading(str(name), measure) for name in kept}
    for name, heading in headings.items():
        columns[heading], shown[heading] = _column(table, name, measure, titles)
        if unit := _unit(table[name], str(name), measure):
            units[heading] = unit
    return Readable(pd.DataFrame(columns, index=table.index), shown, units, headings)


def _unit(cells: pd.Series, name: str, measure: Measure | None) -> Unit | None:
    """The unit of a column of numbers; None of another."""
    if pd.api.types.is_bool_dtype(cells) or not pd.api.types.is_numeric_dtype(cells):
        return None
    if measure is not None and name in IN_UNIT:
        return measure.unit
    return Unit.PERCENT if name == "share" else Unit.RATE


def _heading(name: str, measure: Measure | None) -> str:
    if name != name.lower():
        return name
    words = NAMES.get(name, name.replace("_", " "))
    unit = formats.axis(measure) if measure and name == "value" else ""
    return f"{words[0].upper()}{words[1:]}" + (f" ({unit})" if unit else "")


def _column(
    table: pd.DataFrame, name: str, measure: Measure | None, titles: Mapping[str, str]
) -> tuple[pd.Series, Shown]:
    """The cells of a column, and how each of them reads."""
    cells = table[name]
    if pd.api.types.is_bool_dtype(cells):
        return cells, lambda c: "yes" if c else "no"
    if unit := _unit(cells, name, measure):
        return cells, lambda c: _number(unit, c)
    text = cells.astype("str").where(cells.notna(), "")
    if (filled := text[text != ""]).size and filled.str.fullmatch(_DAY).all():
        return _days(table, text, name)
    if name == "signals":
        return text, lambda c: formats.join([SIGNALS[Signal(s)] for s in c.split("|") if s])
    if name in _STATES:
        return text, lambda c: CELLS.get(c, c.replace("_", " "))
    return text, lambda c: titles.get(c, c)


def _days(table: pd.DataFrame, text: pd.Series, name: str) -> tuple[pd.Series, Shown]:
    """Days stay days, which sort; periods of several grains and "or before" are text."""
    grains = set(table["grain"]) if name == "period" and "grain" in table else {Grain.MONTH}
    if len(grains) > 1:
        pairs = zip(text, table["grain"], strict=True)
        return pd.Series(
            [formats.period(pd.Timestamp(d), Grain(g)) for d, g in pairs], index=text.index, dtype="str"
        ), str
    if text.str.endswith("before").any():
        said = [f"{formats.day(pd.Timestamp(d[:10]))}{d[10:]}" if d else "" for d in text]
        return pd.Series(said, index=text.index, dtype="str"), str
    grain = Grain(next(iter(grains)))
    days = pd.to_datetime(text.where(text != ""))
    if name == "period":
        return days, lambda d: formats.period(d, grain) if pd.notna(d) else ""
    return days, lambda d: formats.day(d) if pd.notna(d) else ""


def _number(unit: Unit, cell: Any) -> str:
    return formats.number(unit, float(cell)) if _known(cell) else ""


def _known(cell: Any) -> bool:
    return not (cell is None or cell is pd.NA) and math.isfinite(float(cell))
