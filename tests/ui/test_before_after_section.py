"""The section “Before and after” by itself: nothing before an event is picked, then an answer or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from analytics.keeping import annotations as notes
from analytics.model import EventKind
from analytics.store import Store
from tests.ui.shown import said

PAGE = """
from ui import frame
from ui.panels import before_after
before_after.draw(frame.programme_page("preterm_optimisation"))
"""


@pytest.fixture
def page(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The section by itself, for a trust with three events on cord management."""
    for day, where, title in ((date(2021, 5, 12), "R0A", "Trolley in use"), (date(2021, 7, 1), "ENG", "National *toolkit*"),
                              (date(2023, 8, 1), "R0A", "Too late to judge")):  # fmt: skip
        notes.write(store, kind=EventKind.REASON, day=day, organisation=where, measure="cord", title=title, text="",
                    who="A test")  # fmt: skip
    monkeypatch.setenv("STORE_URI", store.uri)
    streamlit.cache_resource.clear()
    script = tmp_path / "page.py"
    script.write_text(PAGE)
    found = AppTest.from_file(str(script), default_timeout=60)
    found.query_params["trust"], found.query_params["measure"] = "R0A", "cord"
    yield found.run()
    streamlit.cache_resource.clear()


def pick(page: AppTest, title: str) -> AppTest:
    box = next(b for b in page.selectbox if b.label == "Event")
    return box.set_value(next(o for o in EVENTS if EVENTS[o] == title)).run()


EVENTS = {
    "2021-05-12|R0A|Trolley in use": "Trolley in use",
    "2021-07-01|ENG|National *toolkit*": "National *toolkit*",
    "2023-08-01|R0A|Too late to judge": "Too late to judge",
    "own": "A date of your own",
}


def test_the_page_works_nothing_out_before_an_event_is_picked(page: AppTest) -> None:
    assert not page.exception
    assert "Pick one" in said(page)
    assert not page.get("vega_lite_chart")
    assert not page.get("arrow_vega_lite_chart")


def test_the_page_answers_for_an_event_of_the_trust(page: AppTest) -> None:
    shown = pick(page, "Trolley in use")
    assert not shown.exception
    text = said(shown)
    assert "After “Trolley in use” (12 May 2021), optimal cord management" in text
    assert re.search(r"[Tt]he \d+ other trusts in North West", text)
    assert "“National \\*toolkit\\*” (1 July 2021). Their effects cannot be told apart" in text
    assert shown.get("vega_lite_chart") or shown.get("arrow_vega_lite_chart")


def test_the_page_says_that_a_national_event_has_no_control(page: AppTest) -> None:
    shown = pick(page, "National *toolkit*")
    assert not shown.exception
    assert "for all of England, so there is nobody without it" in said(shown)


def test_the_page_refuses_an_event_too_near_the_end(page: AppTest) -> None:
    assert "each side needs at least 8" in said(pick(page, "Too late to judge"))


def test_the_page_takes_a_date_of_ones_own(page: AppTest) -> None:
    asked = pick(page, "A date of your own")
    assert not asked.exception
    asked.date_input[0].set_value(date(2021, 6, 15)).run()
    assert not asked.exception
    assert "After the event (15 June 2021)" in said(asked)


def test_a_link_has_the_date_of_ones_own_and_whom_it_reached(page: AppTest) -> None:
    page.query_params["pick"] = "event:20210615-Y62-own"
    shown = page.run()
    assert not shown.exception
    assert "After the event (15 June 2021)" in said(shown)
    assert shown.date_input[0].value == date(2021, 6, 15)
    assert next(box.value for box in shown.selectbox if box.label == "Whom did it reach?") == "Y62"


@pytest.mark.parametrize("mark", ["20211345-R0A-own", "20210615-QOP1-own", "19000101-R0A-own", "own"])
def test_a_date_that_means_nothing_is_asked_for_again(page: AppTest, mark: str) -> None:
    page.query_params["pick"] = f"event:{mark}"
    shown = page.run()
    assert not shown.exception
    assert "After the event" not in said(shown)
