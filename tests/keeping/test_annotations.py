"""Reasons and recalculations that people write stand on the chart, in the history and in old links as they were."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.keeping import annotations as notes
from analytics.model import EventKind
from tests.ui.shown import sentences

PAGE = Path(__file__).resolve().parents[2] / "pages" / "preterm_optimisation.py"


@pytest.fixture
def page(store, monkeypatch):
    """The cord chart of North East and North Cumbria, which has a shift that lasts to the end."""
    monkeypatch.setitem(os.environ, "STORE_URI", store.uri)
    st.cache_resource.clear()
    made = AppTest.from_file(PAGE, default_timeout=60)
    made.query_params["icb"] = "QHM"
    made.query_params["measure"] = "cord"  # a link that names a measure opens the section that shows it
    yield made.run()
    st.cache_resource.clear()


def says(page: AppTest) -> str:
    return " ".join(sentences(page))


def unfolded(page: AppTest, form: str) -> AppTest:
    """The page with a form of the chart opened."""
    page.session_state[f"ask_{form}_cord"] = True
    return page.run()


def fill(page: AppTest, button: str, **answers: str) -> AppTest:
    for label, text in answers.items():
        next(t for t in page.text_input if t.label.startswith(label.replace("_", " "))).set_value(text)
    return next(b for b in page.button if b.label == button).click().run()


@pytest.mark.slow
def test_a_suggested_recalculation_is_applied_only_when_somebody_says_so_and_why(page, store):
    before = str(store.version())
    assert "Better since March 2022" in says(page)
    refused = (
        next(b for b in unfolded(page, "recalculation").button if b.label == "Start the limits again").click().run()
    )
    assert "Give your name and a reason" in refused.error[0].value
    assert str(store.version()) == before, "nothing without a name and a reason"
    done = fill(page, "Start the limits again", Your_name="Ann", What_changed="New policy and trolleys in March 2022")
    assert not done.exception
    assert "The limits start again in March 2022" in says(done)
    row = store.at().rows("events").set_index("title").loc[notes.RECALCULATED]
    assert (row["org_code"], row["measure"], row["source"]) == ("QHM", "cord", "Written by Ann")
    assert row["kind"] == EventKind.RECALCULATION
    assert store.history()[0].upload.file == notes.ENTERED
    old = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in {"icb": "QHM", "measure": "cord", "asof": before}.items():
        old.query_params[name] = value
    assert "Better since March 2022" in says(old.run()), "a link taken before shows the chart as it was"


@pytest.mark.slow
def test_a_recalculation_turned_down_is_not_asked_about_again(page, store):
    assert any("Should the limits start again" in e.label for e in page.expander)
    done = fill(
        unfolded(page, "recalculation"),
        "Keep the limits",
        Your_name="Ann",
        What_changed="We do not know yet what changed",
    )
    assert not any("Should the limits start again" in e.label for e in done.expander)
    assert "Better since March 2022" in says(done), "the limits are as they were"
    assert notes.drawn(store.at().rows("events"))["title"].ne(notes.DECLINED).all(), "it is no event for the picture"


@pytest.mark.slow
def test_a_signal_can_be_given_a_reason(page, store):
    done = fill(unfolded(page, "reason"), "Put it on the chart", The_reason="LifeStart trolleys in use")
    assert "Give the reason in a few words, and your name" in done.error[0].value
    names = [t for t in page.text_input if t.label == "Your name"]
    names[-1].set_value("Ben")
    done = fill(page, "Put it on the chart", The_reason="LifeStart trolleys in use")
    row = store.at().rows("events").set_index("title").loc["LifeStart trolleys in use"]
    assert (row["org_code"], row["source"], row["kind"]) == ("QHM", "Written by Ben", EventKind.REASON)
    assert row["date"] == pd.Timestamp("2023-09-01"), "the newest signal is offered first"


def test_notes_belong_to_one_organisation_and_measure(store):
    for organisation, measure in (("QHM", "cord"), ("QHM", "mgso4"), ("QOP", "cord")):
        notes.write(
            store,
            kind=EventKind.RECALCULATION,
            day=date(2022, 3, 1),
            organisation=organisation,
            measure=measure,
            title=notes.RECALCULATED,
            text="why",
            who="Ann",
        )
    rows = store.at().rows("events")
    assert notes.recalculations(rows, "QHM", "cord") == [date(2022, 3, 1)]
    assert notes.recalculations(rows, "QOP", "mgso4") == []


def test_a_long_title_is_cut_for_the_chart_and_kept_in_the_text(store):
    where = {"day": date(2022, 3, 1), "organisation": "QHM", "measure": "cord"}
    notes.write(store, kind=EventKind.REASON, **where, title="x" * 99, text="all", who="")
    title = store.at().rows("events")["title"]
    assert title.str.len().max() <= notes.TITLE_LENGTH
