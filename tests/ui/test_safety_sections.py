"""System safety for everybody, with the illustrative data: what each section says, and that none is ever empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.shown import said
from ui import cached, safety_cached

PAGE = str(Path(__file__).resolve().parents[2] / "pages" / "system_safety.py")
WHO = {
    "England": {},
    "a region": {"region": "Y62"},
    "an ICB": {"icb": "QOP"},
    "a trust": {"trust": "R0A"},
    "an ambulance trust": {"trust": "RX7"},
    "a collaborative": {"psc": "PSC-MAN"},
}


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def pictures(page: AppTest) -> int:
    return len(page.get("arrow_vega_lite_chart")) + len(page.get("vega_lite_chart"))


@pytest.mark.parametrize("who", WHO.values(), ids=list(WHO))
def test_the_time_line_says_where_everybody_is_and_explains_its_marks(who: dict[str, str]) -> None:
    page = opened(**who)
    text = said(page)
    assert pictures(page) == (2 if {"icb", "psc"} & who.keys() else 1)
    assert "planned nationally" in text
    assert "they are not illustrative" in text
    if "trust" in who:
        assert "plans to go live on" in text
        assert "support" in text
    else:
        assert "the transition is under way at " in text
        assert " and complete at " in text


@pytest.mark.parametrize("who", WHO.values(), ids=list(WHO))
def test_where_everybody_is_has_bars_a_flow_and_a_map(who: dict[str, str]) -> None:
    page = opened(section="where", **who)
    text = said(page)
    assert pictures(page) == 2
    assert "transition is **under way at " in text
    assert " moved on to a further phase**" in text
    assert "Ambulance trusts serve several ICBs" in text
    if {"region", "icb", "psc"} & who.keys():
        assert "in England.** Of the " in text


@pytest.mark.parametrize("who", WHO.values(), ids=list(WHO))
def test_engagement_has_the_responses_the_sessions_and_the_two_ideas(who: dict[str, str]) -> None:
    page = opened(section="engagement", **who)
    text = said(page)
    assert "all 15 collaboratives were working with all integrated care systems (42)" in text
    assert "**Swarm huddle.**" in text
    assert "**SEIPS**" in text
    sessions = next(table.value for table in page.table if "What" in table.value)
    assert {"13 December 2022", "14 February 2023", "21 July 2023"} <= set(sessions["Day"])


@pytest.mark.parametrize("section", ["timeline", "where", "engagement"])
@pytest.mark.parametrize("who", [{}, {"trust": "R0A"}], ids=["England", "a trust"])
def test_before_the_first_record_a_section_says_so(section: str, who: dict[str, str]) -> None:
    page = opened(section=section, to="2022-03", **who)
    assert any("recorded" in info.value for info in page.info)
    assert pictures(page) == (1 if section == "timeline" else 0), "the national plan is there all the same"


def test_an_earlier_day_has_the_trusts_of_that_day() -> None:
    text = said(opened(to="2023-06"))
    found = safety_cached.phases(cached.store().version(), "ENG", date(2023, 6, 30))
    assert "**At 30 June 2023 the transition is under way at 0 and complete at 0 of 211 trusts in England" in text
    assert found.as_at == date(2023, 6, 30)
    assert "RVY" in set(cached.data(cached.store().version()).on(date(2023, 6, 30)).adoption("psirf")["org_code"])
