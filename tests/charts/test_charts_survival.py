"""The picture of who has moved: its rows are what the template reads, and every mark is in its key."""

from __future__ import annotations

import json
from datetime import date

import altair as alt
import pytest

from analytics.answers import Data, transition
from analytics.charts import legend, survival
from analytics.model import ENGLAND
from analytics.model.survival import Transition
from tests.charts.test_charts_templates import reads

END = date(2023, 9, 30)


@pytest.fixture
def england(data: Data) -> Transition:
    return transition.transition(data, ENGLAND, END)


@pytest.mark.parametrize("small", [False, True])
def test_the_template_is_valid_without_data_and_says_what_is_illustrative(small: bool) -> None:
    template = survival.template(True, small)
    assert '"data' not in json.dumps(template)
    assert "Illustrative data" in json.dumps(template)
    assert survival.template(True, small) is template
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)


def test_rows_have_the_columns_that_the_template_reads(england: Transition) -> None:
    assert set(survival.rows(england).columns) == reads({"layer": survival.template()["layer"]})


def test_a_row_a_return_a_planned_day_and_a_quarter_ahead(england: Transition) -> None:
    rows = survival.rows(england, date(2027, 1, 1))
    parts = rows["part"].value_counts()
    assert parts["returned"] == len(england.returns) == 5
    assert parts["plans"] == len(england.planned)
    assert parts["due"] == parts["frame"] == 1
    assert england.carried_on is not None
    latest = max(one.latest for one in england.carried_on.reached if one.latest)
    assert rows.loc[rows["part"] == "ahead", "day"].max().date() == latest
    last = rows[rows["part"] == "returned"].iloc[-1]
    assert (last["waiting"], last["moved"]) == ("132", pytest.approx(78 / 210))


def test_a_group_is_drawn_without_a_pace_and_nothing_at_all_is_empty(data: Data) -> None:
    whole = transition.transition(data, ENGLAND, date(2021, 1, 1))
    assert set(survival.rows(whole)["part"]) == {"due"}, "nothing was returned by then"


def test_the_key_has_only_what_is_drawn() -> None:
    assert "if the pace goes on" not in legend.html(survival.marks(plans=True, pace=False))
    assert "if all plans are kept" not in legend.html(survival.marks(plans=False, pace=True))
