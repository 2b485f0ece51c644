"""The section on the Whole System Approach for every kind of organisation, with the illustrative data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import words
from tests.ui.shown import said
from ui import cached

PAGE = Path(__file__).resolve().parents[2] / "pages" / "opioids.py"
OWN = "**Greater Manchester is in Phase 6: Action**, first recorded there on 30 September 2023"


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in (params | {"section": "approach"}).items():
        page.query_params[name] = value
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception[0].message
    return page


def boards(page: AppTest) -> list[str]:
    return page.dataframe[0].value["ICB"].tolist()


def test_england_is_answered_first_and_beside_the_report() -> None:
    page = opened()
    text = said(page)
    assert (
        "**29 of 42 ICBs (69%) in England take the Whole System Approach**: 25 with full support, 3 with light touch"
        in text
    )
    assert "so 37 (88%) are engaged" in text
    assert "at least 15: reached. The aspiration is half of them, 21: reached." in text
    assert words.approach.CONTRADICTION in text
    printed = page.dataframe[-1].value
    assert printed.iloc[:, 1].tolist() == printed.iloc[:, 2].tolist() == [29, 25, 3, 28, 8, 37, 14, 6, 5]
    assert len(boards(page)) == 42


@pytest.mark.parametrize("params", [{"icb": "QOP"}, {"trust": "R0A"}, {"trust": "RXV"}, {"psc": "PSC-MAN"}])
def test_one_board_is_told_its_own_and_what_is_next(params: dict[str, str]) -> None:
    page = opened(**params)
    text = said(page)
    assert OWN in text
    assert "Support: **full**. Next: Phase 7; what it is called is not public." in text
    assert page.table[0].value["Phase"].tolist() == ["Phase 3", "Phase 4", "Phase 5", "Phase 5", "Phase 6: Action"]
    assert len(boards(page)) == 42, "the others are there to look at"


def test_a_region_has_its_own_boards_and_no_ambition() -> None:
    page = opened(region="Y62")
    assert "**3 of 3 ICBs (100%) in North West take" in said(page)
    assert "The ambition is" not in said(page)
    assert len(boards(page)) == 3


def test_the_table_can_be_narrowed_and_what_it_offers_is_what_there_is() -> None:
    page = opened()
    box = next(m for m in page.multiselect if m.label.startswith("Phase"))
    assert set(box.options) == {"Not on the approach", "Phase 2", "Phase 3", "Phase 4", "Phase 5", "Phase 6: Action"}
    sound(box.set_value(["Phase 5"]).run())
    assert page.dataframe[0].value["Phase"].unique().tolist() == ["Phase 5"]
    assert len(boards(page)) == 3
    assert any("ICBs by phase and support: 3 of 42" in e.label for e in page.expander)


def test_an_earlier_quarter_of_the_view_counts_for_the_whole_section() -> None:
    page = opened(to="2022-12")
    assert "**21 of 42 ICBs (50%) in England" in said(page)
    assert "at least 15: reached. The aspiration is half of them, 21: reached." in said(page)
    assert "5 ICBs reached phase 4 in a known quarter up to Q3 2022/23" in said(page)


def test_by_todays_boards_the_reports_42_are_told_apart() -> None:
    page = opened(tree="today")
    text = said(page)
    assert re.search(r"\*\*\d+ of 36 ICBs", text)
    assert words.approach.other_boards(36) in text
    assert "Nothing is recorded of" in text


def test_before_anything_was_recorded_the_page_says_so() -> None:
    text = said(opened(to="2021-12"))
    assert "No stage has been recorded for England by 31 December 2021" in text


@pytest.mark.parametrize("outcome", ["opioid_4m", "opioid_high", "opioidper1000"])
def test_the_study_says_a_verdict_for_each_outcome_with_its_caveats(outcome: str) -> None:
    page = opened()
    box = next(b for b in page.selectbox if b.label == "Outcome")
    sound(box.set_value(outcome).run())
    text = said(page)
    short = cached.the_catalogue().measures[outcome].short_title
    assert short in text
    assert "18 ICBs reached phase 4 in a known quarter" in text
    assert "Devon and Dorset" in text
    for caveat in (*words.event_study.CAVEATS, words.event_study.BUILT_IN, words.event_study.HOW):
        assert caveat in text
