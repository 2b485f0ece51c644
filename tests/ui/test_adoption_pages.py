"""Adoption and deterioration through the functions that the pages use, with the illustrative data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import catalogue, words
from analytics.exports import adoption_tables
from tests.ui.shown import said
from ui import adoption_cached, cached

END = date(2023, 9, 30)
SCALES = catalogue.load().scales
SECTION = "from ui import frame\nfrom ui.panels import {0}\n{0}.draw(frame.programme_page('{1}'))"
PRETERM = SECTION.format("adoption", "preterm_optimisation")
DETERIORATION = SECTION.format("deterioration", "deterioration")


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(script: str, **params: str) -> AppTest:
    page = AppTest.from_string(script, default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def labels(page: AppTest) -> list[str]:
    return [found.label for found in page.expander]


def test_the_reports_88_per_cent_and_its_ambition() -> None:
    history = adoption_cached.score(cached.store().version(), "preterm", "ENG", "pairs", END)
    last = history.points.iloc[-1]
    assert (last["numerator"], last["denominator"]) == (950, 120 * 9)
    assert round(100 * last["value"]) == 88
    assert history.ambition == 1.0
    assert history.illustrative
    text = said(opened(PRETERM))
    assert "**Adoption and spread score**: 88% (950 of 1,080) at 30 September 2023; the ambition is 100%" in text
    assert "950 of 1,080 steps (88%) are at “5 Used for some” or further" in text, "the two sentences agree"


def test_the_earlier_definition_is_a_switch_with_its_name() -> None:
    page = opened(PRETERM)
    (switch,) = [group for group in page.get("button_group") if group.label == "Counted as"]
    switch.set_value("all_seven").run()
    text = said(page)
    assert "**All seven original interventions**: " in text
    assert "the ambition is 65%" in text
    assert "by Q4 2022/23" in text
    stages = adoption_cached.at(cached.store().version(), "preterm", "ENG", END).stages
    seven = stages[~stages["element"].isin(["caffeine", "vtv"])]
    every = (seven["stage"] >= 5).groupby(seven["org_code"]).all()
    assert f"({every.sum()} of {len(every)}) at 30 September 2023" in text


@pytest.mark.parametrize(("params", "where"), [({}, "England"), ({"icb": "QOP"}, "Greater Manchester ICB")])
def test_who_is_stuck_at_stage_4_and_on_what_is_the_first_thing_said(params: dict[str, str], where: str) -> None:
    code = params.get("icb", "ENG")
    standing = adoption_cached.standing(cached.store().version(), "preterm", code, END)
    held = standing.rows[standing.rows["held"]]
    text = said(opened(PRETERM, **params))
    assert f"{held['org_code'].nunique()} of {standing.expected} trusts in {where} are held at stage 4 or below" in text
    assert text.index("are held at stage 4 or below") < text.index("### ")
    if where != "England":
        for name in held.loc[held["stage"] == 4, "name"].unique():
            assert f"{name} (" in text


def test_those_at_stage_4_or_below_are_the_ones_the_score_leaves_out() -> None:
    standing = adoption_cached.standing(cached.store().version(), "preterm", "ENG", END)
    assert standing.rows["held"].sum() == 1080 - 950
    assert (standing.rows["held"] == (standing.rows["stage"] <= 4)).all()
    table = adoption_tables.standing_table(standing, SCALES, standing.rows["held"])
    assert len(table) == 130
    assert table["Since"].str[:10].is_monotonic_increasing


def test_an_earlier_quarter_can_be_chosen_and_moves_the_page() -> None:
    page = opened(PRETERM, icb="QOP")
    (box,) = [found for found in page.main.selectbox if found.label == "Stages as at"]
    assert box.options[0] == "30 September 2023 (Q2 2023/24)"
    assert len(box.options) == 10
    box.set_value(date(2022, 3, 31)).run()
    text = said(page)
    assert "At 31 March 2022, " in text
    assert "to March 2022" in text, "the head of the page and its link say so too"
    assert dict(page.query_params)["to"] in ("2022-03", ["2022-03"])


def test_120_trusts_are_shown_a_region_at_a_time_and_an_icbs_at_once() -> None:
    boxes = [found for found in opened(PRETERM).main.selectbox if found.label == "Show the organisations of"]
    (box,) = boxes
    counts = [int(option.rsplit("(", 1)[1].rstrip(")")) for option in box.options]
    assert sum(counts) == 120
    assert max(counts) <= 30
    assert not [b for b in opened(PRETERM, icb="QOP").main.selectbox if b.label == "Show the organisations of"]


@pytest.mark.parametrize("script", [PRETERM, DETERIORATION])
def test_before_the_first_record_the_page_says_what_to_upload(script: str) -> None:
    page = opened(script, to="2019-09")
    assert "Upload an adoption file to show it." in said(page)


def test_movement_of_the_nation_is_the_sum_of_its_regions() -> None:
    version = cached.store().version()
    whole = adoption_cached.movement(version, "preterm", "ENG", END)
    parts = [adoption_cached.movement(version, "preterm", f"Y{n}", END) for n in (56, 58, 59, 60, 61, 62, 63)]
    assert sum(len(p.changes) for p in parts) == len(whole.changes) > 0
    assert sum(p.compared for p in parts) == whole.compared == 1080


def test_the_deterioration_page_shows_plan_sites_and_what_is_overdue() -> None:
    page = opened(DETERIORATION)
    text = said(page)
    assert "phase 3 (pathfinders) has been under way since Q1 2023/24" in text
    assert "phase 5 is delayed" in text
    assert text.count("✗ Missed") >= 2, "digital sites of both tools"
    assert "↷ Re-planned" in text
    assert "Paper-based: " in text
    assert "Digital: 0 of " in text, "nobody uses a tool before its phase has begun"
    assert "planned next steps are overdue in England" in text
    by_record = re.findall(r"Paper-based: (\d+) overdue; Digital: (\d+) overdue\.", text)
    lists = [int(label.rsplit(": ", 1)[1]) for label in labels(page) if label.startswith("Overdue, longest first: ")]
    assert [sum(map(int, pair)) for pair in by_record] == lists[:2], "each overdue step is counted in one group"
    assert sum(label.startswith("Overdue, longest first: ") for label in labels(page)) == 3
    assert labels(page).count("The dates behind this time line") == 2
    titles = [p.title for p in catalogue.load().programme("deterioration").pathways]
    assert [m.value for m in page.main.markdown if m.value.startswith("## ")] == [f"## {t}" for t in titles]


@pytest.mark.parametrize("slug", ["mews", "newtt2", "pier"])
def test_overdue_means_planned_for_a_day_before_and_not_reached(slug: str) -> None:
    version = cached.store().version()
    late = adoption_cached.standing(version, slug, "ENG", END)
    rows = late.rows[late.rows["overdue"]]
    assert len(rows) > 0
    assert (rows["planned_for"] < pd.Timestamp(END)).all()
    assert f"{len(rows)} of " in words.held.overdue(late, "England")


def test_a_trust_alone_is_told_its_own_elements() -> None:
    text = said(opened(PRETERM, trust="R0A"))
    assert "Manchester University is not yet at “5 Used for some” or further on 2 of 9 elements: Caffeine" in text
    assert "No forecast" in text, "nine pairs are too few for a pace"
