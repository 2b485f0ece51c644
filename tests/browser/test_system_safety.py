"""System safety as a person uses it: a region's place among the regions, a trust's own way, and the tables behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from conftest import App
from driver import choose, downloaded, is_open, menu, numbers, opens, panel, said, shows, unfold
from playwright.sync_api import Page, expect

from analytics.model import ENGLAND
from analytics.model.phases import Group
from analytics.store import Version
from ui import safety_cached

END = date(2023, 9, 30)


def test_how_does_my_region_compare_within_three_clicks(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address)
    choose(page, "Region", "North West")
    menu(page, "System safety")
    opens(page, "Where is everybody")
    own, of, _, begun, all_of_them = numbers(said(page, "Transition is under way or complete at "))[:5]
    stages = safety_cached.whereabouts(version, ENGLAND, END, Group.REGION)
    here = stages.stages["org_code"].isin(safety_cached.phases(version, "Y62", END).rows["org_code"])
    there = stages.stages["stage"] >= 6
    assert [own, of] == [(here & there).sum(), here.sum()]
    assert [begun, all_of_them] == [there.sum(), 210]
    expect(panel(page).get_by_text(re.compile(r"^Of the 7 regions|Of the 7 regions, "))).to_be_visible()


def test_a_trusts_own_way_is_drawn_over_the_plan_and_can_be_taken_away(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/system_safety?trust=RTH")
    shows(page, "Oxford University Hospitals")
    is_open(page, "Timeline")
    expect(panel(page).get_by_text("It plans to go live on 1 April 2024: planned, not failed.")).to_be_visible()
    picture = page.get_by_label(re.compile("^Time line of the phases of Oxford University Hospitals"))
    expect(picture.get_by_label("6 Transition, planned go-live: Planned for 1 April 2024")).to_have_count(1)
    expect(picture.get_by_label("The day shown: 30 September 2023")).to_have_count(1)
    expect(picture.get_by_label("6 Transition, planned: from 1 September 2023, no end")).to_have_count(1)
    rows = downloaded(page, unfold(page, "The dates behind this time line"))
    assert [row["Own planned date"] for row in rows if row["Phase"] == "6 Transition"] == ["2024-04-01"]
    assert len(rows) == 7


def test_each_trust_of_an_icb_stands_on_a_row_of_its_own(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/system_safety?icb=QOP", width=390)
    is_open(page, "Timeline")
    picture = page.get_by_label(re.compile("^Time line of each trust on one phase"))
    expect(picture.get_by_label(re.compile("^6 Transition, planned: "))).to_have_count(9)
