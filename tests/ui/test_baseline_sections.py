"""“Against the baseline” and “Will we get there?”: for England, an ICB and a trust, and what a link changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.shown import sentences

PAGE = """
from ui import frame
from ui.opioids import {section}
from ui.sections import Section, draw
draw(frame.programme_page("opioids"), (Section("it", "It", ({section}.draw,)),))
"""


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(section: str, **params: str) -> AppTest:
    page = AppTest.from_string(PAGE.format(section=section), default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def said(page: AppTest) -> str:
    return "\n".join(sentences(page) + [table.value.to_string() for table in page.table])


def pictures(page: AppTest) -> int:
    return len(page.get("vega_lite_chart"))


def test_england_against_the_baseline() -> None:
    page = opened("baseline")
    text = said(page)
    assert (
        "England had 26,620 fewer people on long-term opioids a month in July 2022 to March 2023 than in 2021" in text
    )
    assert "25,693 fewer" in text
    assert "P = 0.015, by a method that it does not name" in text
    assert "Lives, plain, at an assumed NNH of 62</dt><dd>414<" in text
    assert "2,569" in text
    assert "the report rounds to the nearest ten" in text
    assert "over the next 2 years" in text
    assert "are provisional" in text
    assert pictures(page) == 1


def test_high_dose_has_no_number_needed_to_harm() -> None:
    text = said(opened("baseline", measure="opioid_high"))
    assert "7,217 fewer" in text
    assert "no number needed to harm for high doses" in text


def test_a_links_number_needed_to_harm_and_months_change_the_figures() -> None:
    page = opened(
        "baseline", assume="nnh_death:100,nnh_harm:20", baseline="2021-07..2021-12", period="2022-07..2022-12"
    )
    text = said(page)
    assert "in July 2022 to December 2022 than in July 2021 to December 2021" in text
    assert "at an assumed NNH of 100" in text
    assert "one for each 20 people (NNH)" in text
    assert "The report, page 21, prints" not in text, "it prints another comparison"
    # What a link says must come out of the link again.
    assert page.query_params["baseline"] == "2021-07..2021-12"
    back = next(b for b in page.button if b.label == "Back to the programme’s assumptions")
    assert "at an assumed NNH of 62" in said(back.click().run())


def test_a_number_needed_to_harm_that_is_typed_goes_into_the_link() -> None:
    page = opened("baseline")
    typed = next(n for n in page.number_input if "deaths prevented" in n.label)
    typed.set_value(124.0).run()
    assert page.query_params["assume"] == "nnh_death:124"
    assert "</dt><dd>207<" in said(page)


def test_other_months_are_chosen_and_can_be_taken_back() -> None:
    page = opened("baseline")
    box = next(b for b in page.selectbox if b.label == "Period to")
    box.set_value(date(2023, 2, 1)).run()
    assert page.query_params["period"] == "2022-07..2023-02"
    assert "July 2022 to February 2023" in said(page)
    next(b for b in page.button if b.label == "Back to the report’s months").click().run()
    assert "July 2022 to March 2023" in said(page)


@pytest.mark.parametrize("section", ["baseline", "forecast"])
def test_a_trust_is_told_why_and_offered_its_icb(section: str) -> None:
    page = opened(section, trust="R0A")
    assert "says nothing about a single trust" in said(page)
    assert pictures(page) == 0
    next(b for b in page.button if b.label == "Show Greater Manchester ICB").click().run()
    assert not page.exception
    assert pictures(page) == 1


@pytest.mark.slow
def test_england_against_the_ambition() -> None:
    page = opened("forecast")
    text = said(page)
    assert "the chance of 30,000 fewer people by March 2024 is about" in text
    assert "1,393,530 or fewer" in text
    assert "It takes a fall of 3,537 a month" in text
    assert "April 2023, May 2023 and June 2023 stand far" in text
    assert "Outcomes within the 80% band" in text
    assert "drift" in text
    assert "August 2023 and September 2023 are provisional" in text
    assert pictures(page) == 1


def test_an_icbs_share_is_called_our_reading() -> None:
    text = said(opened("forecast", icb="QOP"))
    assert "What falls to an organisation is our reading" in text
    assert "7.2% of 30,000" in text


def test_a_view_that_ends_too_early_says_so() -> None:
    page = opened("forecast", to="2020-12")
    assert "No forecast for England. A forecast needs at least 24 months" in said(page)


def test_a_link_with_months_that_make_no_sense_is_told() -> None:
    text = said(opened("baseline", baseline="2022-01..2022-12", period="2022-06..2023-03"))
    assert "does not lie wholly after its baseline" in text
    assert "than in 2021" in text


def test_a_period_in_a_link_that_lies_in_the_usual_baseline_is_told() -> None:
    text = said(opened("baseline", period="2021-06..2022-06"))
    assert "do not lie one after the other" in text
    assert "in July 2022 to March 2023 than in 2021" in text
