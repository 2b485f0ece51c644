"""The pictures of a fan and of a baseline: columns, where the fan opens, what is marked, and that keys name each mark."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from test_charts_templates import reads

from analytics.charts import baseline, fan
from analytics.methods.before_after.baseline import against
from analytics.model import Ambition, Fan, Goal, Grain, Reaching, Series, Unit
from tests.charts.charts_made import measure
from tests.charts.charts_made import series as made

NA = float("nan")
AMBITION = Ambition("m", 30.0, date(2021, 3, 1), date(2023, 6, 1), "30 fewer", "A source", date(2026, 1, 1))


def months(*, soft: bool = True) -> Series:
    """27 months from January 2021, the ninth missing and the last provisional."""
    value = np.where(np.arange(27) < 12, 1000.0, 900.0) + np.tile([3.0, -1.0, 0.5], 9)
    value[8] = NA
    periods = pd.date_range("2021-01-01", periods=27, freq="MS").as_unit("ms")
    status = ["no data" if i == 8 else "provisional" if soft and i == 26 else "" for i in range(27)]
    points = pd.DataFrame({"period": periods, "numerator": value, "denominator": NA, "value": value, "status": status})
    base = made([1.0])
    return Series(measure(unit=Unit.COUNT), base.organisation, Grain.MONTH, points)


def reaching() -> Reaching:
    ahead = pd.date_range("2023-04-01", periods=3, freq="MS").as_unit("ms").to_numpy()
    drawn = Fan(ahead, np.array([890.0, 880.0, 870.0]), np.array([10.0, 15.0, 20.0]))
    goal = Goal(AMBITION, 900.0, 30.0, 1.0)
    return Reaching(months(), goal, drawn, chance=0.5, unusual=(date(2022, 1, 1),))


def compared():
    return against(months(), (date(2021, 1, 1), date(2021, 12, 1)), (date(2022, 7, 1), date(2023, 3, 1)))


PAIRS: dict[str, tuple[dict[str, Any], pd.DataFrame]] = {
    "fan": (fan.template(Unit.COUNT), fan.rows(reaching())),
    "fan, cropped": (fan.template(Unit.COUNT), fan.rows(reaching(), pd.Timestamp("2022-06-01"))),
    "fan, nothing ahead": (fan.template(Unit.COUNT), fan.rows(Reaching(months(), note="Too few."))),
    "baseline": (baseline.template(Unit.COUNT), baseline.rows(compared())),
    "baseline, cropped": (baseline.template(Unit.COUNT), baseline.rows(compared(), pd.Timestamp("2022-06-01"))),
}


@pytest.mark.parametrize("name", PAIRS)
def test_rows_have_exactly_the_columns_that_a_valid_template_reads(name: str) -> None:
    template, rows = PAIRS[name]
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)
    assert '"data"' not in str(template)
    assert set(rows.columns) == reads({"layer": template["layer"]})


def test_the_fan_opens_at_the_last_figure_and_ends_at_the_goal() -> None:
    drawn = fan.rows(reaching())
    last = drawn[drawn["what"] == "past"].iloc[-1]
    assert last["middle"] == last["low_95"] == last["high_50"] == last["value"]
    end = drawn.iloc[-1]
    assert (end["goal"], end["middle"]) == (870.0, 870.0)
    assert drawn["goal"].notna().sum() == 1
    assert end["low_95"] < end["low_80"] < end["low_50"] < end["middle"] < end["high_50"]
    assert "80% range" in end["described"]


def test_odd_and_provisional_months_look_and_read_differently() -> None:
    drawn = fan.rows(reaching()).set_index("label")
    assert drawn.loc["January 2022", "mark"] == "unusual"
    assert "far from the months around it" in drawn.loc["January 2022", "described"]
    assert drawn["hollow"].sum() == 1
    assert drawn.loc["March 2023", "hollow"]


def test_both_spans_have_a_band_and_a_mean_and_the_baseline_is_carried_on() -> None:
    drawn = baseline.rows(compared())
    bands = drawn[drawn["what"] != "period"]
    assert bands["what"].tolist() == ["baseline", "compared"]
    assert bands["label"].tolist() == ["Baseline", "Period"]
    assert drawn["mean_baseline"].notna().sum() == 12
    assert drawn["mean_period"].notna().sum() == 9
    assert drawn["carried"].notna().sum() == 16
    cropped = baseline.rows(compared(), pd.Timestamp("2022-06-01"))
    assert cropped.loc[cropped["what"] != "period", "what"].tolist() == ["compared"]
    trend = drawn["trend"].dropna().to_numpy()
    assert cropped["trend"].dropna().tolist() == pytest.approx(trend[-10:].tolist())


def test_each_mark_is_in_its_key() -> None:
    forecast = [entry.text for entry in fan.marks(fan.rows(reaching()))]
    bands = ["50% of outcomes", "80% of outcomes", "95% of outcomes"]
    middle = ["middle of the forecast", *bands, "the goal, in the month that counts"]
    assert forecast == ["a month", "provisional", "far from the months around it", *middle]
    against = [entry.text for entry in baseline.marks(baseline.rows(compared()))]
    assert against[-4:] == [
        "trend by regression, without the season", "mean of the baseline", "the same, carried on", "mean of the period",
    ]  # fmt: skip


def test_a_made_up_picture_says_so() -> None:
    for template in (fan.template, baseline.template):
        assert "Illustrative data" in str(template(Unit.COUNT, True))
        assert "Illustrative data" not in str(template(Unit.COUNT))


def test_tables_hold_every_month() -> None:
    ahead = fan.table(reaching())
    assert ahead["status"].tolist()[-4:] == ["provisional", "forecast", "forecast", "forecast"]
    assert len(ahead) == 30
    assert baseline.table(compared())["part"].tolist().count("baseline") == 12
