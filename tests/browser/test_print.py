"""On paper: no filters and no buttons, tables and charts whole, and one sheet of an organisation for a board."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import App, at_rest
from playwright.sync_api import Page, expect

A4 = (718, 1047)
"""An A4 sheet within its margins, in pixels."""


def sheets(page: Page) -> int:
    at_rest(page)
    return len(re.findall(rb"/Type /Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("who", ["", "?icb=QOP", "?trust=R0A"])
def test_the_overview_is_one_sheet_for_a_board(app: App, browse: Callable[..., Page], who: str) -> None:
    page = browse(f"{app.address}/{who}")
    page.emulate_media(media="print")
    for heading in ("What needs attention", "Every measure in a line"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("data version")).to_be_visible()
    assert sheets(page) == 1


@pytest.mark.parametrize(
    "path", ["/preterm_optimisation?icb=QOP&measure=cord", "/opioids?section=charts", "/system_safety", "/methods"]
)
def test_paper_has_no_filters_and_cuts_nothing(app: App, browse: Callable[..., Page], path: str) -> None:
    page = browse(app.address + path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    at_rest(page)
    for shown_on_screens in ("stSidebar", "stBaseButton-secondary", "stDownloadButton", "stPopover"):
        assert not any(part.is_visible() for part in page.get_by_test_id(shown_on_screens).all()), shown_on_screens
    cut = page.evaluate(
        "width => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg, table, p, h1, h2, h3')]"
        ".filter(p => p.getBoundingClientRect().width && p.getBoundingClientRect().right > width + 1)"
        ".map(p => p.textContent.slice(0, 60))",
        A4[0],
    )
    assert cut == [], "runs off the sheet"
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).overflow") == "visible"
    tall = page.evaluate("document.documentElement.scrollHeight")
    assert sheets(page) >= tall // (2 * A4[1]), "the whole page is printed, and not its first screen alone"
