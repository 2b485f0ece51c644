"""The time line of phases: a row for each, the plan below and what happened above it, and a line for the day."""

from __future__ import annotations

import json
from datetime import date

import altair as alt
import pandas as pd
import pytest

from analytics.catalogue import load
from analytics.charts import gantt, legend
from analytics.charts.themes import contrast
from analytics.methods import adoption
from analytics.model import Kind, Organisation, Phases

PATHWAY = load().pathways["psirf"]
WHEN = date(2023, 9, 30)
ONE = Organisation("T1", "Trust", "A|B <b>trust</b>", Kind.TRUST)
OTHER = Organisation("T2", "Other", "Other", Kind.TRUST)


def phases(*rows: tuple[str, str, str, int, str], of: tuple[Organisation, ...] = (ONE, OTHER)) -> Phases:
    frame = pd.DataFrame(rows, columns=["org_code", "element", "as_at", "stage", "planned_for"])
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[ms]") for name in ("as_at", "planned_for")}
    return adoption.phases(frame.assign(**days, note="", illustrative=True), PATHWAY, of, WHEN)


RECORDS = (
    ("T1", "orientation", "2022-12-31", 1, ""),
    ("T1", "orientation", "2023-03-31", 2, ""),
    ("T1", "planning", "2023-06-30", 0, ""),
    ("T1", "planning", "2023-08-01", 1, ""),
    ("T1", "transition", "2023-09-30", 0, "2024-04-01"),
    ("T2", "transition", "2023-09-15", 1, ""),
)


def parts(rows: pd.DataFrame, part: str, phase: str) -> pd.DataFrame:
    return rows[(rows["part"] == part) & rows["key"].fillna("").str.contains(phase)]


def test_a_trusts_rows_are_the_plan_its_own_way_and_its_planned_go_live() -> None:
    rows = gantt.path_rows(phases(*RECORDS, of=(ONE,)), WHEN)
    assert rows["key"].dropna().nunique() == 7
    assert (rows["part"] == "planned").sum() == 7
    bar = parts(rows, "happened", "1 Orientation").iloc[0]
    assert (bar["start"], bar["end"]) == (pd.Timestamp("2022-12-31"), pd.Timestamp("2023-03-31"))
    going = parts(rows, "happened", "4 Response").iloc[0]
    assert (going["start"], going["end"]) == (pd.Timestamp("2023-08-01"), pd.Timestamp(WHEN)), "to the day shown"
    live = parts(rows, "mark", "6 Transition")
    assert live[["mark", "day"]].to_numpy().tolist() == [["go-live", pd.Timestamp("2024-04-01")]]
    assert parts(rows, "happened", "6 Transition").empty, "what is planned has not happened"
    assert rows.loc[rows["part"] == "today", "day"].tolist() == [pd.Timestamp(WHEN)]


def test_a_plans_bar_holds_its_last_day_and_an_open_end_goes_to_the_plans_last() -> None:
    rows = gantt.path_rows(phases(of=(ONE,)), WHEN)
    ends = {key.split("|")[1]: end for key, end in zip(rows["key"], rows["end"], strict=True) if isinstance(key, str)}
    assert ends["1 Orientation"] == pd.Timestamp("2023-01-01")
    assert ends["6 Transition"] == ends["7 Embedding"] == pd.Timestamp("2024-04-01")


def test_many_trusts_are_told_by_the_middle_one_with_both_counts_in_the_label() -> None:
    found = phases(*RECORDS)
    rows = gantt.plan_rows(adoption.counts(found), WHEN)
    assert rows["key"].dropna().iloc[-2].startswith(("005|", "006|"))
    label = next(k for k in rows["key"].dropna().unique() if "6 Transition" in k)
    assert label.endswith("|0 complete, 1 under way")
    assert parts(rows, "mark", "6 Transition")["day"].tolist() == [pd.Timestamp("2023-09-15")], "half of two"


def test_each_trust_has_a_row_and_who_began_first_comes_first() -> None:
    element = next(e for e in PATHWAY.elements if e.slug == "transition")
    rows = gantt.trust_rows(phases(*RECORDS), element, WHEN)
    keys = list(dict.fromkeys(rows["key"].dropna()))
    assert [key.split("|")[1:] for key in keys] == [
        ["Other", "Under way since Sep 2023"],
        ["A/B <b>trust</b>", "Planned for Apr 2024"],
    ]


def test_the_template_is_valid_has_no_data_and_says_when_it_is_illustrative() -> None:
    template = gantt.template(7)
    assert template is gantt.template(7)
    assert '"data"' not in json.dumps(template)
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)
    assert gantt.template(7, True)["title"] == "Illustrative data"
    assert gantt.template(9)["height"] > template["height"]


@pytest.mark.parametrize("middle", [True, False])
def test_every_mark_is_in_the_key(middle: bool) -> None:
    key = legend.html(gantt.marks(middle))
    assert key.count("<li>") == 3 + len(gantt.MARKS) - middle, "two bars, the day shown, and each mark"
    assert all(text in key for text in ("planned nationally", "what happened", "begun", "complete", "the day shown"))
    assert ("planned go-live" in key) is not middle
    assert len({shape for shape, _ in gantt.MARKS.values()}) == len(gantt.MARKS), "shapes, not colours alone"


def test_what_happened_can_be_told_from_the_plan_below_it() -> None:
    assert contrast(gantt.PLANNED, gantt.HAPPENED) >= 3
