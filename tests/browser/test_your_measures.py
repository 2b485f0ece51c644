"""A measure that the catalogue does not know: described, shown like any other, linked, and described otherwise later."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import App
from driver import choose, control_charts, glance, keep, kept_entry, links, menu, press, shows, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

TITLE = "Skin-to-skin contact within an hour"
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
ROWS = [
    f"{TITLE},{code},{month},{start + 7 * i % 9},100"
    for code, start in (("R0A", 80), ("RMC", 60), ("RM3", 40))
    for i, month in enumerate(MONTHS)
]
UPLOADED = FilePayload(
    name="skin to skin.csv",
    mimeType="text/csv",
    buffer="\n".join(["measure,org_code,period,numerator,denominator", *ROWS]).encode(),
)


def test_a_measure_of_ones_own_is_described_and_shown_like_any_other(own_app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{own_app.address}/your_data?trust=R0A")
    upload(page, UPLOADED)
    expect(page.get_by_text("72 rows are new")).to_be_visible()
    unfold(page, f"“{TITLE}” is a measure of your own")
    choose(page, "Direction", "higher is better")
    page.get_by_label("Target, if there is one").fill("95")
    page.get_by_label("Definition: who is counted").fill("Live births with skin contact, out of all live births.")
    keep(page, "Ada")
    expect(kept_entry(page, f"Described: {TITLE}")).to_contain_text("by Ada")
    press(page.get_by_role("link", name="See your own measures"))
    shows(page, "Manchester University")

    expect(control_charts(page, TITLE)).to_be_visible()
    expect(page.get_by_text(re.compile("Expect .* while nothing changes.* the target of 95%")).first).to_be_visible()
    expect(page.get_by_role("heading", name="How do organisations compare?")).to_be_visible()
    pinned, living = links(page)
    before = glance(page, TITLE).inner_text()
    assert "95%" in before
    reader = browse(pinned)
    assert glance(reader, TITLE).inner_text() == before

    page.get_by_label("Target, if there is one").fill("80")
    page.get_by_label("Your name, for the history").fill("Ben")
    press(page.get_by_role("button", name="Keep this description"))
    expect(page.get_by_text(f"The description of {TITLE} was kept.")).to_be_visible()
    expect(glance(page, TITLE)).to_contain_text("80%")
    assert "80%" in glance(browse(living), TITLE).inner_text()
    assert glance(browse(pinned), TITLE).inner_text() == before
    menu(page, "Your data")
