"""Who differs, who is changing, who drives it: every picture for every kind of organisation, and the numbers on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import words
from analytics.answers import Data, Question, changed_most, contribution, deciles
from analytics.model import Between, Kind
from analytics.store import Store
from tests.ui.shown import said

PAGE = Path(__file__).resolve().parents[2] / "pages" / "opioids.py"
WHO = [
    pytest.param({}, "ENG", id="England"),
    pytest.param({"region": "Y62"}, "Y62", id="a region"),
    pytest.param({"icb": "QOP"}, "QOP", id="an ICB"),
    pytest.param({"trust": "R0A"}, "R0A", id="a trust"),
]
LOOKS = ("Outliers", "Over time", "Changed most", "Who drives it", "Ranking", "Trends", "Map")


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def data(first_store: Path) -> Data:
    return Data.of(Store(str(first_store)).at())


def opened(params: dict[str, str], measure: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in (params | {"section": "variation", "measure": measure}).items():
        page.query_params[name] = value
    return page.run()


def look(page: AppTest, name: str) -> AppTest:
    (choice,) = [group for group in page.get("button_group") if group.label == "Show"]
    return choice.set_value(name).run()


@pytest.mark.parametrize("measure", ["opioid_4m", "opioidper1000", "wsa_reach"])
@pytest.mark.parametrize(("params", "code"), WHO)
def test_every_picture_opens_for_everybody(params: dict[str, str], code: str, measure: str) -> None:
    page = opened(params, measure)
    for name in LOOKS:
        page = look(page, name)
        assert not page.exception, f"{name}: {page.exception[0].message}"
        assert not page.error


@pytest.mark.parametrize(("params", "code"), WHO)
def test_the_pictures_say_what_the_answers_say(params: dict[str, str], code: str, data: Data) -> None:
    asked, page = Question("opioidper1000", code), opened(params, "opioidper1000")
    banded = deciles.deciles(data, asked, Kind.ICB)
    assert words.deciles.sentence(banded) in said(look(page, "Over time"))
    changed = changed_most.changed_most(data, asked, Kind.ICB)
    assert changed.rows["name"].iloc[0] in said(look(page, "Changed most"))
    level = Kind.ICB if code in ("ENG", "Y62") else Kind.SUB_ICB
    driven = contribution.contribution(data, asked, level, Between.YEARS)
    assert words.contribution.sentence(driven) in said(look(page, "Who drives it"))


def test_items_have_no_funnel_and_the_page_says_why_and_people_have_one() -> None:
    assert "no separate draws" in said(look(opened({}, "opioidper1000"), "Outliers"))
    people = said(look(opened({"icb": "QOP"}, "opioid_4m"), "Outliers"))
    assert "(QOP)** is " in people
    assert "the limits are widened by the variance between them" in people


def test_people_cannot_be_split_so_items_are_and_the_page_says_so() -> None:
    page = look(opened({"icb": "QOP"}, "opioid_4m"), "Who drives it")
    assert "People cannot be added up" in said(page)
    assert "Which sub-ICB locations drive Greater Manchester?" in said(page)


def test_other_periods_can_be_held_against_each_other(data: Data) -> None:
    page = look(opened({"icb": "QOP"}, "opioidper1000"), "Who drives it")
    (choice,) = [group for group in page.get("button_group") if group.label == "Compare"]
    page = choice.set_value(Between.FIRST).run()
    found = contribution.contribution(data, Question("opioidper1000", "QOP"), Kind.SUB_ICB, Between.FIRST)
    assert words.contribution.sentence(found) in said(page)


def test_an_icb_of_a_single_part_says_so() -> None:
    assert "has a single sub-ICB" in said(look(opened({"icb": "QOX"}, "opioidper1000"), "Who drives it"))
