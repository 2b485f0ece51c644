"""Tables to take away: CSV files that say what they hold, for whom, when, from which data and how it is defined."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.model import Adoption, Comparison, ControlChart, Funnel, Measure, Series

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ILLUSTRATIVE = "Illustrative data: made-up numbers that say nothing about any real organisation"


def control_table(series: Series, chart: ControlChart) -> pd.DataFrame:
    """One row a period: period, grain, numerator, denominator, value, the chart's lines, signals, state and status."""
    table = series.points[["period", "numerator", "denominator", "value"]].copy()
    table.insert(1, "grain", series.grain.value)
    table["period"] = table["period"].dt.strftime("%Y-%m-%d")
    for line in ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma"):
        table[line] = getattr(chart, line)
    table["signals"] = [
        "|".join(name.value for name, marked in chart.signals.items() if marked[i]) for i in range(len(table))
    ]
    table["state"] = [str(state) for state in chart.state]
    table["status"] = series.points["status"]
    return table


def comparison_table(comparison: Comparison) -> pd.DataFrame:
    """One row an organisation, best first, with its 95% interval."""
    return comparison.rows[["rank", "code", "name", "numerator", "denominator", "value", "low", "high", "status"]]


def adoption_table(adoption: Adoption) -> pd.DataFrame:
    """One row an organisation and element: its stage, since when, and what is planned."""
    table = adoption.stages.copy()
    for column in ("as_at", "planned_for"):
        table[column] = pd.to_datetime(table[column]).dt.strftime("%Y-%m-%d")
    return table


def funnel_table(funnel: Funnel) -> pd.DataFrame:
    """One row an organisation, furthest from the average first, with its band and z before and after adjustment."""
    rows = funnel.rows.sort_values("z_adjusted", key=lambda z: -z.abs(), ignore_index=True)
    rows.insert(list(rows.columns).index("value") + 1, "average", funnel.centre)
    return rows


def trends_table(trends: Sequence[tuple[Series, ControlChart]]) -> pd.DataFrame:
    """One row an organisation: its latest figure, the lines of its control chart there, and both verdicts."""
    lines = ("centre", "lower", "upper")
    records = []
    for series, chart in trends:
        numbers = {name: series.points[name].to_numpy() for name in ("numerator", "denominator", "value")}
        at = int(np.flatnonzero(np.isfinite(numbers["value"]))[-1])
        records.append(
            {
                "code": series.organisation.code,
                "name": series.organisation.short_name,
                "grain": series.grain.value,
                "period": f"{series.points['period'].iloc[at]:%Y-%m-%d}",
                **{name: column[at] for name, column in numbers.items()},
                **{name: getattr(chart, name)[at] for name in lines},
                "variation": str(chart.variation),
                "assurance": str(chart.assurance),
            }
        )
    return pd.DataFrame(records)


def measure_lines(measure: Measure) -> dict[str, str]:
    """What a reader of a measure's numbers must know."""
    return {
        "Measure": measure.title,
        "Who is counted": measure.cohort,
        "Numerator": measure.numerator,
        "Denominator": measure.denominator,
        "How it is calculated": measure.how_calculated,
        "Source": measure.source,
        "Read with care": " ".join(measure.caveats),
    }


def to_csv(table: pd.DataFrame, lines: Mapping[str, str], illustrative: bool) -> bytes:
    """The table as CSV for a spreadsheet (UTF-8 with BOM), under lines that begin with "# " and say what it is.

    Text that a spreadsheet would run as a formula is quoted.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if illustrative:
        writer.writerow([f"# {ILLUSTRATIVE}"])
    for name, text in lines.items():
        if text:
            writer.writerow([f"# {name}", _safe(text)])
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = [_safe(cell) for cell in safe[column]]
    safe.to_csv(out, index=False, lineterminator="\r\n", float_format="%.10g")
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> str:
    text = "" if cell is None or cell is pd.NA or cell != cell else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
