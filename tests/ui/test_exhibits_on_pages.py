"""A page draws what its exhibits are: the same sentences, pictures and words for who cannot see them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import exhibits
from analytics.answers import Data
from analytics.model import View
from tests.ui.pictures import alternatives
from tests.ui.shown import said

PAGES = Path(__file__).resolve().parents[2] / "pages"
WHO = {"ENG": {}, "QOP": {"icb": "QOP"}, "R0A": {"trust": "R0A"}}
SHOWN = [
    ("preterm_optimisation", "intervention.compare"),
    ("preterm_optimisation", "intervention.trends"),
    ("preterm_optimisation", "intervention.map"),
    ("preterm_optimisation", "bundle"),
    ("preterm_optimisation", "adoption"),
    ("preterm_optimisation", "babies"),
    ("opioids", "people"),
    ("opioids", "baseline"),
    ("opioids", "forecast"),
    ("system_safety", "timeline"),
    ("system_safety", "where"),
    ("deterioration", "tools"),
]
NOT_SAID = re.compile(r"_stages$|^psirf_paths$|against_baseline$|^events_")
"""Tables and pictures below another's sentence: the page does not say it again."""


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(slug: str, section: str, code: str) -> AppTest:
    """A section of a page for one of `WHO`."""
    page = AppTest.from_file(str(PAGES / f"{slug}.py"), default_timeout=90)
    for name, value in {"section": section, **WHO[code]}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def read(page: AppTest) -> str:
    """All text of a page without its marks."""
    text = html.unescape(said(page))
    return re.sub(r"\\(?=[^\w\s])|\u2060|\*\*", "", text)


@pytest.mark.parametrize("code", WHO)
@pytest.mark.parametrize(("slug", "section"), SHOWN)
def test_a_page_says_and_draws_its_exhibits(data: Data, slug: str, section: str, code: str) -> None:
    page = opened(slug, section, code)
    text, pictures = read(page), alternatives(page)
    shown = exhibits.of(data, View(code), slug, section)
    assert shown
    for one in shown:
        if one.picture is not None:
            assert one.picture.alt in pictures
        if not NOT_SAID.search(one.slug):
            assert one.sentence in text


@pytest.mark.parametrize(
    ("slug", "section"),
    [("deterioration", "measure"), ("preterm_optimisation", "intervention"), ("opioids", "measure")],
)
def test_no_note_below_a_chart_says_again_what_its_sentence_says(slug: str, section: str) -> None:
    text = read(opened(slug, section, "QOP"))
    for why in re.findall(r"Why this kind of chart: ([^<\n]+)", text):
        assert text.count(why.strip()) == 1, why
    assert "cannot be judged against control limits" in text or "Why this kind of chart" in text
