"""Deterioration: how far the national plan has come, who stands where, and what is overdue for whom, with numbers.

What is read on the screen is held against what `analytics` works out from the same data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from conftest import App
from driver import downloaded, is_open, opens, says, shows
from playwright.sync_api import Page, expect

from analytics import words
from analytics.exports import adoption_tables
from analytics.methods import adoption
from analytics.model import ENGLAND
from analytics.organisations import common_name
from analytics.store import Version
from ui import adoption_cached, cached, directory_cached

LAST_DAY = date(2023, 9, 30)
TOOLS = "/deterioration?section=tools"
BY_PHASES = ("mews", "newtt2")


def test_the_phases_and_milestones_of_the_national_plan_as_the_report_has_them(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(app.address + TOOLS)
    is_open(page, "MEWS and NEWTT2")
    known = cached.the_catalogue()
    phases = known.scale("deterioration_phases")
    for slug in BY_PHASES:
        milestones = known.pathway(slug).milestones
        milestones_said = words.progress.milestones_sentence(milestones, LAST_DAY)
        said = f"{words.progress.phases_sentence(phases, LAST_DAY)} {milestones_said}"
        says(page, said)
        assert f"Of {len(milestones)} milestones" in said
        assert "phase 5 is delayed" in said
        for milestone in milestones:
            state = words.progress.milestone_state(milestone, LAST_DAY)
            line = f"{state} · {words.formats.day(milestone.due)} · {milestone.title}"
            expect(page.get_by_role("listitem").filter(has_text=line).first).to_be_visible()
    states = {words.progress.milestone_state(m, LAST_DAY) for slug in BY_PHASES for m in known.pathway(slug).milestones}
    assert len(states) >= 4, "met, missed, due and re-planned can be told apart"
    expect(page.get_by_label(re.compile("^Time line of the six phases of "))).to_have_count(len(BY_PHASES))


def test_organisations_by_phase_and_stage_and_what_is_overdue_for_whom(
    app: App, browse: Callable[..., Page], version: Version
) -> None:
    page = browse(app.address + TOOLS)
    is_open(page, "MEWS and NEWTT2")
    scales = cached.the_catalogue().scales
    for slug in BY_PHASES:
        found = adoption_cached.at(version, slug, ENGLAND, LAST_DAY)
        by_phase = adoption.by_phase(found, scales["deterioration_phases"])
        by_record = adoption.by_record(found, scales["record_kind"])
        said = words.progress.sites_sentence(by_phase, by_record)
        says(page, said)
        counts = by_phase.stages["element"].value_counts()
        assert f"Of {counts.sum()} trusts" in said
        assert all(f"{n} in phase {element.rpartition('_')[2]} (" in said for element, n in counts.items())

        standing = adoption_cached.standing(version, slug, ENGLAND, LAST_DAY)
        late = standing.rows[standing.rows["overdue"]]
        apart = words.held.overdue_by_group(standing, by_record)
        said = f"{words.held.overdue(standing, 'England')} {apart}"
        says(page, said)
        kinds = [int(n) for n in re.findall(r"(\d+) overdue", apart)]
        assert sum(kinds) == len(late), "each is paper-based or digital"
        assert f"{len(late)} of {standing.rows['planned_for'].notna().sum()} planned next steps are overdue" in said
        assert (late["planned_for"].dt.date < LAST_DAY).all()


def test_the_list_of_what_is_overdue_can_be_taken_away(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(app.address + TOOLS)
    is_open(page, "MEWS and NEWTT2")
    standing = adoption_cached.standing(version, "newtt2", ENGLAND, LAST_DAY)
    title = f"Overdue, longest first: {standing.rows['overdue'].sum()}"
    rows = downloaded(page, page.get_by_test_id("stExpander").filter(has_text=title))
    table = adoption_tables.standing_table(standing, cached.the_catalogue().scales, standing.rows["overdue"])
    assert {(r["Code"], r["Element"], r["Next step planned for"]) for r in rows} == set(
        table[["Code", "Element", "Next step planned for"]].itertuples(index=False, name=None)
    )
    days = [r["Next step planned for"] for r in rows]
    assert days == sorted(days)


def test_the_toolkits_stand_beside_the_pier_elements(app: App, browse: Callable[..., Page], version: Version) -> None:
    page = browse(f"{app.address}/deterioration?section=pier")
    is_open(page, "PIER and toolkits")
    found = adoption_cached.at(version, "pier", ENGLAND, LAST_DAY)
    says(page, words.adoption.sentence(found, cached.the_catalogue().scales))
    titles = {e.slug: e.title for e in found.pathway.elements}
    assert {"bsots", "each_baby_counts"} <= set(titles)
    late = adoption_cached.standing(version, "pier", ENGLAND, LAST_DAY)
    says(page, words.held.overdue(late, "England"))


def test_one_trust_is_told_what_is_planned_for_it(app: App, browse: Callable[..., Page], version: Version) -> None:
    everybody = adoption_cached.standing(version, "newtt2", ENGLAND, LAST_DAY)
    row = everybody.rows[everybody.rows["overdue"]].iloc[0]
    page = browse(f"{app.address}{TOOLS}&trust={row['org_code']}")
    is_open(page, "MEWS and NEWTT2")
    name = common_name(directory_cached.newest().at(date.today())[row["org_code"]])
    shows(page, name)
    own = adoption_cached.standing(version, "newtt2", row["org_code"], LAST_DAY)
    said = words.held.overdue(own, name)
    assert words.formats.day(row["planned_for"]) in said
    says(page, said)


def test_an_earlier_date_leaves_out_what_came_later(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}{TOOLS}&to=2023-03")
    is_open(page, "MEWS and NEWTT2")
    march = date(2023, 3, 31)
    phases = cached.the_catalogue().scale("deterioration_phases")
    said = words.progress.phases_sentence(phases, march)
    assert "under way since Q1 2023/24" not in said
    milestones = words.progress.milestones_sentence(cached.the_catalogue().pathway("mews").milestones, march)
    says(page, f"{said} {milestones}")


def test_the_first_section_leads_to_the_tools_in_one_click(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/deterioration")
    opens(page, "MEWS and NEWTT2")
    expect(page.get_by_role("heading", name=re.compile("^What is overdue, and for whom"))).to_have_count(2)
    page.wait_for_url(re.compile("section=tools"))
