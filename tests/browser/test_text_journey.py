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
TABS = 4
"""Pages that are open at once: while one is waited for, others are drawn."""


@pytest.fixture(scope="module")
def slug(own_app: App) -> str:
    return fill(Store(str(own_app.store)))


def read(page: Page) -> str:
    """What stands on the page, without the marks that have no width."""
    return " ".join(page.get_by_test_id("stMain").inner_text().replace(JOINER, "").split())


def unfold(page: Page) -> None:
    """Open what is folded away, one after another, as whoever presses each would."""
    page.evaluate(
        """async () => {
        const all = document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary');
        for (const folded of [...all].filter(folded => folded.checkVisibility()).slice(0, 12)) {
            folded.click();
            await new Promise(done => setTimeout(done, 50));
        }
        }"""
    )


def test_texts_read_as_written_and_no_page_asks_another_host_for_what_they_name(
    own_app: App, slug: str, browse: Callable[..., Page]
) -> None:
    tabs, asked, shown = [browse(own_app.address) for _ in range(TABS)], [], {}

    def outside(request: Request) -> None:
        if AT in request.url and not request.url.startswith(own_app.address):
            asked.append(request.url)

    for page in tabs:
        page.on("request", outside)
    every = [*views(slug), ("your_data", {})]
    for some in (every[at : at + TABS] for at in range(0, len(every), TABS)):
        for page, (name, params) in zip(tabs, some, strict=False):
            address = f"{own_app.address}/{'' if name == 'overview' else name}?{urlencode(params)}"
            page.goto(address, wait_until="commit")
        for page, (name, params) in zip(tabs, some, strict=False):
            at_rest(page)
            no_exception(page)
            shown[name, *params.values()] = read(page)
            unfold(page)
        for page, view in zip(tabs, some, strict=False):
            at_rest(page)
            no_exception(page)
            assert page.locator("img[src*='tracker'], a[href*='://tracker'], a[href*='mailto:']").count() == 0, view
    assert asked == []
    for view in (("your_measures", "R0A", slug), ("learning", "bold"), ("your_data",)):
        assert HOSTILE in shown[view], view
