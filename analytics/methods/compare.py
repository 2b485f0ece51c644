"""Organisations side by side over one period, ranked, with intervals that say how much of a rank may be chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.model import Better, Comparison, Measure, Organisation, Unit

Z_95 = 1.959963984540054


def wilson(numerator: np.ndarray, denominator: np.ndarray, z: float = Z_95) -> tuple[np.ndarray, np.ndarray]:
    """Wilson score interval of a proportion: (low, high), each of the inputs' shape; NaN where the denominator is 0.

    (2x + z² ± z·sqrt(z² + 4x(1 - x/n))) / (2(n + z²)); Wilson 1927, as in the public health methods of Fingertips.
    """
    x, n = np.asarray(numerator, float), np.asarray(denominator, float)
    n = np.where(n > 0, n, np.nan)
    root = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    return (2 * x + z**2 - root) / (2 * (n + z**2)), (2 * x + z**2 + root) / (2 * (n + z**2))


def compare(
    measure: Measure,
    rows: pd.DataFrame,
    organisations: Sequence[Organisation],
    *,
    chosen: str,
    level: str,
    period: str,
    reference: str | None = None,
    reference_name: str = "",
    illustrative: bool = False,
) -> Comparison:
    """Rank `organisations` on `rows` (`org_code`, `numerator`, `denominator`, `value`, `status`).

    Best first where a direction is better, else highest first. `reference` is the code of the row that the others are
    held against (the parent, or England); it is not ranked itself. Counts with a denominator are compared as rates.
    """
    values = _rates(measure, rows.set_index("org_code"))
    named = pd.DataFrame({"code": [o.code for o in organisations], "name": [o.short_name for o in organisations]})
    out = named.join(values, on="code")
    missing = out[out["value"].isna()]
    out = out[out["value"].notna()]
    ascending = measure.better is Better.DECREASE
    out = out.sort_values(["value", "name"], ascending=[ascending, True], ignore_index=True)
    out["rank"] = out["value"].rank(method="min", ascending=ascending).astype(int)
    out["chosen"] = out["code"] == chosen
    return Comparison(
        measure=measure,
        level=level,
        period=period,
        rows=out,
        reference=float(values["value"].get(reference, np.nan)) if reference in values.index else None,
        reference_name=reference_name,
        unit_text=measure.per_text if measure.unit is not Unit.PERCENT else "",
        illustrative=illustrative,
        left_out=tuple(missing["name"]),
    )


def _rates(measure: Measure, rows: pd.DataFrame) -> pd.DataFrame:
    out = rows.copy()
    if measure.unit is Unit.COUNT and measure.compare_per and out["denominator"].notna().any():
        out["value"] = out["numerator"] / out["denominator"].where(out["denominator"] > 0) * measure.compare_per
    out["low"], out["high"] = np.nan, np.nan
    # An interval is about chance among patients; a share of organisations is a full count of them.
    if measure.unit is Unit.PERCENT and not measure.from_adoption:
        out["low"], out["high"] = wilson(out["numerator"].to_numpy(), out["denominator"].to_numpy())
    return out
