"""Who in my ICB has not transitioned, why, and when will they: within three clicks. And the list that is taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from conftest import App
from driver import choose, downloaded, is_open, menu, opens, panel, shows, unfold
from playwright.sync_api import Page, expect

from analytics import words
from analytics.answers import support as answers
from analytics.store import Version
from ui import cached, transition_cached

LAST_DAY = date(2023, 9, 30)


def test_who_in_my_icb_has_not_moved_why_and_when_will_they_in_three_clicks(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address)
    choose(page, "Integrated care board (ICB)", "Greater Manchester")  # 1
    shows(page, "Greater Manchester ICB")
    menu(page, "System safety")  # 2
    opens(page, "Will they get there")  # 3
    found = answers.support(cached.data(version), "QOP", LAST_DAY, {})
    table = panel(page).get_by_role("table").first
    expect(table.get_by_role("row")).to_have_count(len(found.waiting) + 1)
    for need in found.waiting:
        row = table.get_by_role("row").filter(has_text=need.organisation.short_name)
        expect(row).to_contain_text(words.support.why(need, found))
        expect(row).to_contain_text(words.support.plan(need))
    when = transition_cached.transition(version, "QOP", LAST_DAY)
    expect(panel(page).get_by_text(words.transition.plans(when).replace("**", ""))).to_be_visible()
    expect(page.get_by_label(re.compile("^Share of trusts in Greater Manchester ICB that have moved"))).to_be_visible()


def test_the_list_by_a_rule_of_ones_own_is_taken_away_with_the_rule_in_the_link(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(f"{app.address}/system_safety?section=support&assume=support_months:1")
    is_open(page, "Who needs support")
    found = answers.support(cached.data(version), "ENG", LAST_DAY, {"support_months": 1.0})
    rows = downloaded(page, unfold(page, "The list with places, to take away"))
    assert [row["Code"] for row in rows] == [need.organisation.code for need in found.needs]
    assert [row["Why"] for row in rows] == [words.support.why(need, found) for need in found.needs]
    page.wait_for_url(re.compile("assume=support_months"))
