"""Methods says whether the report's figures hold: each figure once, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import words
from analytics.answers import Data
from analytics.answers.reconcile import reconcile
from analytics.model.reconciled import Reconciled

METHODS = Path(__file__).resolve().parents[2] / "pages" / "methods.py"


@pytest.fixture(scope="module")
def page(first_store: Path) -> Iterator[AppTest]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield AppTest.from_file(str(METHODS), default_timeout=60).run()
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def held(data: Data) -> tuple[Reconciled, ...]:
    return reconcile(data)


@pytest.mark.slow
def test_it_says_how_many_hold(page: AppTest, held: tuple[Reconciled, ...]) -> None:
    assert not page.exception
    summary = words.reconciled.summary(held)
    assert any(summary in text.value for text in page.markdown)


@pytest.mark.parametrize(
    ("agrees", "title"),
    [(False, "Figures that do not agree"), (True, "Figures that agree"), (None, "Figures that are out of reach")],
)
def test_each_group_lists_its_figures_with_their_reasons(
    page: AppTest, held: tuple[Reconciled, ...], agrees: bool | None, title: str
) -> None:
    rows = [row for row in held if row.agrees is agrees]
    folded = next(e for e in page.expander if e.label == f"{title} ({len(rows)})")
    table = unescape(folded.markdown[0].value)
    assert re.findall(r"<small>(PF\d{3})", table) == [row.figure.id for row in rows]
    assert [row.figure.id for row in rows if row.reason not in table] == []
