"""The overview's answer, cards and list, and the page of data quality, as the answers have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import exhibits, words
from analytics.answers import Data
from analytics.answers.changed import changed
from analytics.exhibits import key_figures
from analytics.exhibits.scope import Scope
from analytics.model import View
from tests.ui.shown import said

PAGES = Path(__file__).resolve().parents[2] / "pages"


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def read(slug: str, **params: str) -> tuple[AppTest, str]:
    page = AppTest.from_file(str(PAGES / f"{slug}.py"), default_timeout=90)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page, said(page).replace("\\", "")


@pytest.mark.parametrize(("params", "code"), [({}, "ENG"), ({"icb": "QOP"}, "QOP"), ({"trust": "RXV"}, "RXV")])
def test_the_first_line_is_the_answer(data: Data, params: dict[str, str], code: str) -> None:
    _, text = read("overview", **params)
    found = changed(data, code)
    assert words.changed.counts(found) in text
    assert words.changed.by_chance(found) in text
    for one in exhibits.of(data, View(code), "overview")[0].table()["In words"][:8] if found.lines else ():
        assert one.rstrip(".") in text


def test_each_card_has_the_key_figures_that_its_programme_has(data: Data) -> None:
    _, text = read("overview")
    scope = Scope(data, View("ENG"), "1", data.span)
    found = [f for programme in data.catalogue.programmes for f in key_figures.figures(scope, programme)]
    assert {f.page for f in found} == {"preterm_optimisation", "opioids", "system_safety"}
    assert [f.number for f in found][:2] == ["420 (145 to 646)", "684 (196 to 1,195)"]
    for figure in found:
        assert f"{figure.name}: {figure.number}" in text


def test_that_nothing_needs_attention_is_said_of_the_whole_and_of_nobody_without_figures() -> None:
    """Trusts get worse where England does not, and the first line counts them; Alder Hey has no figure at all."""
    _, text = read("overview")
    assert "For England as a whole no measure gets worse, and none will miss its target." in text
    _, text = read("overview", trust="RBS")
    assert "Nothing has been uploaded for Alder Hey Children's yet." in text
    assert "no measure gets worse" not in text


def test_since_is_read_from_the_link_and_nonsense_is_the_usual(data: Data) -> None:
    _, text = read("overview", icb="QOP", pick="since:2022-12")
    assert "What changed since December 2022, in Greater Manchester ICB?" in text
    _, text = read("overview", icb="QOP", pick="since:never")
    assert "What changed since June 2023, in Greater Manchester ICB?" in text


@pytest.mark.parametrize(("params", "code"), [({}, "ENG"), ({"icb": "QOP"}, "QOP"), ({"trust": "RXV"}, "RXV")])
def test_data_quality_says_its_exhibits(data: Data, params: dict[str, str], code: str) -> None:
    page, text = read("data_quality", **params)
    shown = exhibits.of(data, View(code), "data_quality")
    assert len(shown) == (1 if code == "RXV" else 2)
    for one in shown:
        assert one.sentence in text.replace("**", "")
    assert len(page.get("arrow_vega_lite_chart")) + len(page.get("vega_lite_chart")) == (code != "RXV")
