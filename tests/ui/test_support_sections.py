"""Will they get there, and Who needs support: for England, a region, an ICB, a collaborative and a trust."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.shown import said

PAGE = Path(__file__).resolve().parents[2] / "pages" / "system_safety.py"
EVERYBODY = [{}, {"region": "Y56"}, {"icb": "QOP"}, {"psc": "PSC-MAN"}, {"trust": "RTH"}]


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(section: str, **params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in (params | {"section": section}).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


@pytest.mark.parametrize("params", EVERYBODY, ids=str)
def test_will_they_get_there_is_answered_for_everybody(params: dict[str, str]) -> None:
    page = opened("transition", **params)
    text = said(page)
    assert "work under their plan" in text
    assert "If all plans are kept" in text
    assert page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")
    assert ("### Who has not moved, why, and when will they?" in text) == ("trust" not in params)


def test_a_trust_is_told_its_own_path_plan_and_support() -> None:
    text = said(opened("transition", trust="RTH"))
    assert "Oxford University Hospitals has not moved by its newest return, of 30 September 2023" in text
    assert "planned for 1 April 2024" in text
    assert "it counts as planned, not as failed" in text
    assert "Why it may need focused support: No policy: not begun" in text
    assert "### How is South East doing?" in text


@pytest.mark.parametrize("params", EVERYBODY, ids=str)
def test_who_needs_support_is_answered_for_everybody(params: dict[str, str]) -> None:
    text = said(opened("support", **params))
    assert "focused support by this rule" in text
    assert "On the list is who has a phase more than 3 months behind" in text


@pytest.mark.parametrize("section", ["transition", "support"])
def test_before_the_first_return_the_page_says_so_and_how_to_upload(section: str) -> None:
    text = said(opened(section, to="2021-03"))
    assert "No phase has been recorded for England" in text or "nothing is known about any trust" in text
    assert "Upload phases or statuses" in text


def test_the_rule_can_be_set_and_travels_in_the_link() -> None:
    page = opened("support")
    (months,) = [box for box in page.main.number_input if box.label == "Months behind plan"]
    assert months.value == 3
    assert not [group for group in page.get("button_group") if group.label == "With any of these reasons"]
    months.set_value(1).run()
    assert page.query_params["assume"] in ("support_months:1", ["support_months:1"])
    assert "Behind plan: 38; No policy: 38." in said(page)
    again = opened("support", assume="support_months:1")
    assert "a phase more than 1 month behind" in said(again)
    (months,) = [box for box in again.main.number_input if box.label == "Months behind plan"]
    months.set_value(3).run()
    assert "assume" not in again.query_params, "the usual rule needs no word in the link"


def test_the_list_is_narrowed_to_a_region() -> None:
    page = opened("support")
    (box,) = [found for found in page.main.selectbox if found.label == "In the region"]
    whole = len(page.main.table[0].value)
    box.set_value("Y58").run()
    assert 0 < len(page.main.table[0].value) < whole == 38
