"""Small made-up series and charts for the tests: the nouns, filled in by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.methods.spc.changes import ongoing, runs
from analytics.model import (
    Assurance,
    Better,
    ControlChart,
    Grain,
    Kind,
    Measure,
    Organisation,
    RollUp,
    Series,
    State,
    Unit,
    Variation,
)

KENT = Organisation("QKS", "NHS Kent and Medway Integrated Care Board", "Kent and Medway", Kind.ICB)
LETTERS = {
    "i": State.IMPROVEMENT, "c": State.CONCERN, "h": State.NEUTRAL_HIGH, "l": State.NEUTRAL_LOW,
    "-": State.COMMON, " ": State.BLANK,
}  # fmt: skip
"""A chart's states as a picture: one letter a point."""


def measure(unit: Unit = Unit.PERCENT, better: Better = Better.INCREASE, **other: Any) -> Measure:
    fields: dict[str, Any] = {
        "slug": "cord", "title": "Eligible babies who had optimal cord management", "short_title": "Cord management",
        "programme": "preterm_optimisation", "group": "g", "cohort": "c", "numerator": "n", "denominator": "d",
        "roll_up": RollUp.SUM, "why_it_matters": "w", "how_calculated": "h", "source": "s", "reviewed_on": date(2024, 1, 1),
    }  # fmt: skip
    return Measure(unit=unit, better=better, **(fields | other))


def series(values: list[float], of: Measure | None = None, grain: Grain = Grain.MONTH, **other: Any) -> Series:
    """Periods from April 2022. `numerator`, `denominator`, `status` fill the other columns."""
    size = len(values)
    freq = {Grain.QUARTER: "QS-APR", Grain.YEAR: "YS-APR"}.get(grain, "MS")
    points = pd.DataFrame(
        {
            "period": pd.date_range("2022-04-01", periods=size, freq=freq),
            "numerator": np.array(other.pop("numerator", [np.nan] * size), dtype=float),
            "denominator": np.array(other.pop("denominator", [np.nan] * size), dtype=float),
            "value": np.array(values, dtype=float),
            "status": pd.Series(other.pop("status", [""] * size), dtype="str"),
        }
    )
    return Series(of or measure(), KENT, grain, points, **other)


def chart(of: Series, states: str = "", variation: Variation = Variation.BLANK, **other: Any) -> ControlChart:
    """A control chart with flat limits (or none) and states as a picture; one letter serves every point."""
    size = len(of)
    states = states or " "
    picture = states * size if len(states) == 1 else states
    lines = {name: np.full(size, other.pop(name, np.nan), dtype=float)
             for name in ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma")}  # fmt: skip
    fields: dict[str, Any] = {"kind": "xmr", "signals": {}, "assurance": Assurance.BLANK, "better": of.measure.better}
    value = of.points["value"].to_numpy(dtype=float)
    state = np.array([LETTERS[s].value for s in picture], dtype=object)
    counts = [of.points[c].to_numpy(dtype=float) for c in ("numerator", "denominator")]
    pooled = counts if of.measure.unit in (Unit.PERCENT, Unit.RATE) else (None, None)
    change = ongoing(runs(value, state, {}, *pooled), state)
    return ControlChart(
        change=change,
        value=value,
        state=state,
        variation=variation,
        **lines,
        **(fields | other),
    )
