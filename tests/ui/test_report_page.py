"""The Report page: the draft is read, put in one's own words, and kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import reporting
from analytics.answers import Data
from analytics.model import Audience
from analytics.model.quarter import Quarter
from analytics.store import Store
from ui import report_cached

PAGE = Path(__file__).resolve().parents[2] / "pages" / "report.py"
Q2 = Quarter(date(2023, 7, 1))
WORDS = "Nothing is held up, says the board <b>loudly</b>."


@pytest.fixture
def own(store: Store, monkeypatch: pytest.MonkeyPatch):
    """A store of one's own, which the page reads and writes."""
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield store
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in {"trust": "R0A", "audience": "internal", **params}.items():
        page.query_params[name] = value
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception[0].message
    return page


def boxes(page: AppTest) -> list[str]:
    return [box.value for box in page.text_area if box.label != "Add a bullet"]


def press(page: AppTest, label: str) -> AppTest:
    return sound(next(b for b in page.button if b.label == label).click().run())


@pytest.mark.slow
def test_the_summary_is_drafted_and_what_is_written_is_kept(own: Store) -> None:
    page = opened()
    first = page.text_area[0]
    assert first.value.startswith("Adoption and spread score: 77.8% (7 of 9) at 30 September 2023")
    assert first.label.startswith("Figure 2")
    before = own.version()
    page = press(page, "Keep")
    assert [i.value for i in page.info] == ["Nothing was changed."]
    page.text_area[0].set_value(WORDS)
    page = press(page, "Keep")
    assert "Give your name" in page.error[0].value
    assert own.version() == before
    page.text_input[0].set_value("A tester")
    page = press(page, "Keep")
    assert boxes(page)[0] == WORDS
    assert any(c.value.startswith("The data say: Adoption and spread score") for c in page.caption)
    kept = reporting.of(Data.of(own.at()), "R0A", Q2)
    assert WORDS in [b.text for b in kept.bullets]
    assert boxes(opened())[0] == WORDS, "another visitor reads it too"
    assert WORDS not in boxes(opened(audience="")), "what was written of all numbers is not for publication"


@pytest.mark.slow
def test_a_bullet_is_left_out_put_back_and_one_is_added(own: Store) -> None:
    page = opened()
    said = boxes(page)[0]
    next(c for c in page.checkbox if c.label == "Leave this out").check()
    next(b for b in page.text_area if b.label == "Add a bullet").set_value("We visited two units.")
    page.text_input[0].set_value("A tester")
    page = press(page, "Keep")
    assert said not in boxes(page)
    assert "We visited two units." in boxes(page)
    next(c for c in page.checkbox if c.label.startswith("Put back: ")).check()
    page.text_input[0].set_value("A tester")
    assert boxes(press(page, "Keep"))[0] == said


@pytest.mark.slow
def test_a_version_of_before_is_read_and_not_written(own: Store) -> None:
    page = opened(asof=str(own.version()))
    assert not page.text_area
    assert any("Adoption and spread score" in m.value for m in page.markdown)


@pytest.mark.slow
def test_the_quarter_is_that_of_the_address_and_an_unknown_one_is_said(own: Store) -> None:
    page = opened(quarter="2022-23 Q4")
    assert next(b for b in page.selectbox if b.label == "Quarter").value == Q2.before.before
    page = opened(quarter="2031-32 Q4")
    assert any("2031-32 Q4" in w.value for w in page.warning)
    assert next(b for b in page.selectbox if b.label == "Quarter").value == Q2
    assert opened(to="2023-03").selectbox


@pytest.mark.slow
def test_a_report_of_published_data_is_the_usual(own: Store) -> None:
    assert report_cached.data(own.version(), Audience.PUBLIC).audience is Audience.PUBLIC
    assert any("For publication." in m.value for m in opened(audience="").markdown)
