"""Tables to take away, one row for each thing drawn, and the lines that say how a measure is defined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.model import Adoption, Comparison, ControlChart, Cusum, Funnel, Measure, Organisation, Series
from analytics.model.collection import DATA_VERSION, ORGANISATION, PERIOD


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


def cusum_table(cusum: Cusum) -> pd.DataFrame:
    """One row a period: events, those expected, the statistic beside its thresholds, its alert, and the excess so far."""
    return pd.DataFrame(
        {
            "period": pd.DatetimeIndex(cusum.period).strftime("%Y-%m-%d"),
            "grain": cusum.grain.value,
            "events": cusum.events,
            "expected": cusum.expected,
            "statistic": cusum.statistic,
            "amber_above": cusum.thresholds.amber,
            "red_above": cusum.thresholds.red,
            "alert": cusum.alert.astype(str),
            "excess": cusum.excess,
        }
    )


def comparison_table(comparison: Comparison) -> pd.DataFrame:
    """One row an organisation, best first, with the 95% intervals of its figure and of its rank, or why it has no rank."""
    ranks = ["rank", "rank_low", "rank_high"]
    columns = [*ranks, "code", "name", "numerator", "denominator", "value", "low", "high", "status", "unranked"]
    return comparison.rows[columns].astype(dict.fromkeys(ranks, "Int64"))


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


def context_lines(organisation: Organisation, months: tuple[date, date], version: str, tree: date) -> dict[str, str]:
    """For whom, when, from which data, and by the organisations of which day."""
    return {
        ORGANISATION: f"{organisation.name} ({organisation.code})",
        PERIOD: f"{months[0]:%B %Y} to {months[1]:%B %Y}",
        DATA_VERSION: version,
        "Organisations": f"as on {tree:%-d %B %Y}",
    }


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
