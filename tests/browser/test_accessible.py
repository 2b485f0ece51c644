"""Each page by axe-core, in light, in dark and on a telephone: nothing serious or critical."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import App, at_rest
from playwright.sync_api import Page, expect

PAGES = (
    "/?icb=QOP",
    "/preterm_optimisation?icb=QOP",
    "/preterm_optimisation?icb=QOP&measure=cord",
    "/preterm_optimisation?icb=QOP&section=adoption",
    "/preterm_optimisation?icb=QOP&section=outcomes",
    "/deterioration",
    "/learning",
    "/report?trust=R0A",
    "/opioids?trust=R0A",
    "/opioids?icb=QOP&section=variation",
    "/system_safety",
    "/system_safety?icb=QOP&section=transition",
    "/your_measures",
    "/your_data",
    "/data_quality?icb=QOP",
    "/methods",
)
WAYS = {"light": (1440, "light"), "dark": (1440, "dark"), "telephone": (390, "light")}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious_or_critical(app: App, browse: Callable[..., Page], path: str) -> None:
    found = {}
    page = browse(app.address + path, width=1440)
    for way, (width, scheme) in WAYS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(500)  # the theme changes without a run
        at_rest(page)
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found[f"{way}: {violation['id']}"] = nodes
    assert found == {}


def test_the_focus_is_plain_to_see_in_the_menu(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address, width=1440)
    menu = page.get_by_role("link", name="Opioids", exact=True).first
    menu.focus()
    page.keyboard.press("Shift+Tab")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(focused.removesuffix("px")) >= 2
    expect(page.locator(":focus")).to_be_visible()
