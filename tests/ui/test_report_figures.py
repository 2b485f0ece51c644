"""The report's figures by number on Methods: each link opens the page, the section and the measure that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.report_figures import Figure, figures

PAGES = Path(__file__).resolve().parents[2] / "pages"


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(name: str, params: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    for key, value in params.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def rows(params: dict[str, str]) -> dict[int, str]:
    """The table's rows on Methods by the number of the figure."""
    table = next(m.value for m in opened("methods", params).markdown if "Report page" in m.value)
    return {int(n): row for n, row in re.findall(r'<tr><th scope="row">(\d+) (.*?)</tr>', table)}


@pytest.mark.slow
def test_every_figure_of_the_report_stands_there_once_by_number() -> None:
    assert list(rows({})) == list(range(1, 21))


@pytest.mark.parametrize("figure", [f for f in figures() if f.shown], ids=lambda f: f"figure {f.number}")
def test_a_link_opens_the_page_section_and_measure_for_the_same_organisation(figure: Figure) -> None:
    row = rows({"icb": "QOP", "from": "2021-04"})[figure.number]
    address = urlsplit(unescape(re.findall(r'href="([^"]+)"', row)[0]))
    params = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == f"/{figure.shown}"
    assert (params["icb"], params["from"]) == ("QOP", "2021-04")
    page = opened(figure.shown, params)
    assert not page.error
    assert any("<strong>Greater Manchester ICB</strong> · " in e.proto.body for e in page.get("html"))
    assert figure.place in unescape(row)
    if figure.section:
        assert figure.place in [tab.label for tab in page.tabs]
        # The section of the measure is the one that an address which names a measure opens by itself.
        shown = dict(page.query_params).get("section", figure.section if figure.measure else "")
        section = shown if isinstance(shown, str) else shown[0]
        assert section.partition(".")[0] == figure.section, "the section, or a view of it"
    if figure.measure:
        assert next(box for box in page.selectbox if box.label == "Measure").value == figure.measure


def test_figures_12_to_17_each_have_their_place() -> None:
    found = {f.number: (f.shown, f.section, f.measure) for f in figures() if 12 <= f.number <= 17}
    assert found == {
        12: ("opioids", "approach", ""),
        13: ("opioids", "people", "opioid_4m"),
        14: ("opioids", "people", "opioid_4m"),
        15: ("opioids", "people", "opioid_high"),
        16: ("opioids", "approach", ""),
        17: ("opioids", "approach", ""),
    }
