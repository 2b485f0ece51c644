"""Text full of images, HTML and Markdown makes no reader's browser ask anybody for anything, and reads as it was written."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from conftest import App, at_rest
from driver import no_exception
from playwright.sync_api import Page, Request

from analytics.store import Store
from tests.ui.test_hostile_text import AT, HOSTILE, fill, views

JOINER = "\u2060"


@pytest.fixture(scope="module")
def slug(own_app: App) -> str:
    return fill(Store(str(own_app.store)))


def read(page: Page) -> str:
    """What stands on the page, without the marks that have no width."""
    return " ".join(page.get_by_test_id("stMain").inner_text().replace(JOINER, "").split())


def test_no_page_asks_another_host_for_what_a_text_names(own_app: App, slug: str, browse: Callable[..., Page]) -> None:
    page, asked = browse(own_app.address), []

    def outside(request: Request) -> None:
        if AT in request.url and not request.url.startswith(own_app.address):
            asked.append(request.url)

    page.on("request", outside)
    for name, params in views(slug):
        page.goto(f"{own_app.address}/{'' if name == 'overview' else name}?{urlencode(params)}")
        at_rest(page)
        no_exception(page)
        for folded in page.locator("[data-testid=stMain] details:not([open]) > summary").all()[:12]:
            if folded.is_visible():
                folded.click()
        at_rest(page)
        assert page.locator("img[src*='tracker'], a[href*='://tracker'], a[href*='mailto:']").count() == 0, (
            name,
            params,
        )
    assert asked == []


def test_a_text_reads_as_it_was_written(own_app: App, slug: str, browse: Callable[..., Page]) -> None:
    for path in (f"/your_measures?trust=R0A&measure={slug}", "/learning?find=bold", "/your_data"):
        assert HOSTILE in read(browse(own_app.address + path)), path
