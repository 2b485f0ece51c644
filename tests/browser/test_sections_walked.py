"""Every section of every page, by its tabs: headings in order, and (`browse` sees to it) nothing said in the console."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from conftest import App, at_rest
from driver import no_exception
from playwright.sync_api import Locator, Page

from ui import menu

PAGES = tuple("" if slug == "overview" else slug for slug in menu.pages())
HEADINGS = """main => [...main.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility())
    .map(h => [Number(h.tagName[1]), h.textContent])"""


@pytest.mark.parametrize("slug", PAGES)
def test_no_heading_skips_a_level_and_the_console_is_empty(app: App, browse: Callable[..., Page], slug: str) -> None:
    page = browse(f"{app.address}/{slug}?icb=QOP", width=1440)
    found = {slug: jumps(page)}
    for section in tabs(page, 0):
        opens(page, section)
        found[section] = jumps(page)
        for view in tabs(page, 1)[1:]:
            opens(page, view)
            found[f"{section}, {view}"] = jumps(page)
    assert {where: skipped for where, skipped in found.items() if skipped} == {}


def tabs(page: Page, depth: int) -> list[str]:
    """The names of the tabs of the page, or of those within its open section."""
    rows = page.get_by_role("tablist").filter(visible=True)
    return rows.nth(depth).get_by_role("tab").all_inner_texts() if rows.count() > depth else []


def opens(page: Page, name: str) -> None:
    tab: Locator = page.get_by_role("tab", name=name, exact=True)
    tab.click()
    at_rest(page)
    no_exception(page)


def jumps(page: Page) -> list[str]:
    """The headings that are more than a level below the one before; one that is the page's own title too many."""
    levels = page.get_by_test_id("stMain").evaluate(HEADINGS)
    assert [level for level, _ in levels].count(1) == 1
    return [after[1] for before, after in pairwise(levels) if after[0] > before[0] + 1]
