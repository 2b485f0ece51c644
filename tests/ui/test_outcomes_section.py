"""Outcomes with a reader's own counts: has the rate doubled against England's?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics.__main__ import app
from tests.ui.outcome_counts import csv
from tests.ui.pictures import alternatives
from tests.ui.shown import said

PAGE = Path(__file__).resolve().parents[2] / "pages" / "preterm_optimisation.py"


@pytest.fixture(scope="module", autouse=True)
def uploaded(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store that knows these counts beside the illustrative data."""
    folder = tmp_path_factory.mktemp("outcomes")
    shutil.copytree(first_store, folder / "store")
    file = folder / "outcomes.csv"
    file.write_bytes(csv())
    done = CliRunner().invoke(app, ["ingest", str(file), "--store", str(folder / "store")])
    assert done.exit_code == 0, done.output
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(folder / "store"))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"section": "outcomes", **params}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def pictures(page: AppTest) -> list[str]:
    """The text alternatives of the CUSUMs and of the excess events beside them."""
    return [
        alt
        for alt in alternatives(page)
        if alt.startswith(("CUSUM of cases of necro", "Excess events of cases of necro"))
    ]


@pytest.mark.slow
def test_the_sentence_comes_first_then_both_pictures_and_what_a_signal_means() -> None:
    page = opened(trust="R0A")
    text = said(page)
    assert "#### Has the rate doubled? Cases of necrotising enterocolitis against England’s rate" in text
    assert "Amber signal in March 2023: events have come together more than chance gives in 95 of 100 years." in text
    assert "Earlier signals: amber in May 2022 and red in June 2022." in text
    assert "against England's rate (April 2021 to March 2023): 5.0%." in text
    assert "Events here are the babies with necrotising enterocolitis" in text
    assert "A signal does not say that care was unsafe" in text
    assert len(pictures(page)) == 2
    assert "The numbers behind these two charts of cases of necrotising enterocolitis" in [
        e.label for e in page.expander
    ]


def test_from_crops_the_pictures_and_leaves_the_sentence() -> None:
    late = opened(trust="R0A", **{"from": "2022-10"})
    assert "Earlier signals: amber in May 2022 and red in June 2022." in said(late)
    assert "Signals and the sentence come from all data since April 2021; the view only begins later." in said(late)
    assert all("October 2022 to March 2023" in alt for alt in pictures(late))


def test_without_englands_counts_it_says_what_is_needed() -> None:
    assert "it needs counts by month or quarter here, and England’s" in said(opened(trust="R0A"))


def test_england_is_told_that_it_is_the_reference() -> None:
    page = opened()
    assert "choose a region, an ICB or a trust to see it" in said(page)
    assert pictures(page) == []
