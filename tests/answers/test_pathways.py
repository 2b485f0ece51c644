"""Stages of adoption: at which days they may be shown, in which groups, and in words."""

from datetime import date

from analytics.answers import adoption
from analytics.model import ENGLAND

DAY = date(2023, 9, 30)


def test_stages_may_be_shown_at_the_quarters_from_the_beginning_of_the_view(data):
    every = adoption.as_at(data, ["preterm"], None, DAY)
    assert (every.newest, every.days) == (DAY, tuple(sorted(every.days)))
    later = adoption.as_at(data, ["preterm"], date(2022, 1, 1), date(2022, 11, 30))
    assert later.newest == date(2022, 9, 30), "the newest within the view"
    assert (later.days[0], later.days[-1]) == (date(2022, 3, 31), DAY), "later ones may be chosen"
    assert adoption.as_at(data, ["preterm"], None, date(2001, 1, 31)).newest is None


def test_tools_that_come_in_by_phases_are_told_apart_and_grouped(data):
    pathways = data.catalogue.programme("deterioration").pathways
    assert [p.slug for p in pathways if adoption.by_phases(p)] == ["mews", "newtt2"]
    groups = adoption.sites(data, adoption.at(data, "newtt2", ENGLAND, DAY))
    assert all(e.slug.startswith("phase_") for e in groups.by_phase.pathway.elements)
    assert [e.slug for e in groups.by_record.pathway.elements] == ["record_1", "record_2"]


def test_organisations_lie_in_regions_or_in_icbs_where_they_share_a_region(data):
    tree = data.organisations
    england = adoption.places(tree, adoption.at(data, "preterm", ENGLAND, DAY))
    assert sum(map(len, england.values())) == 120
    assert set(england) == {o.code for o in tree.members(ENGLAND, tree["Y62"].kind)}
    region = adoption.places(tree, adoption.at(data, "preterm", "Y62", DAY))
    assert set(region) <= {o.code for o in tree.members("Y62", tree["QOP"].kind)}


def test_what_was_planned_longest_ago_is_first(data):
    found = adoption.longest_overdue_first(adoption.standing(data, "mews", ENGLAND, DAY))
    assert found.rows["planned_for"].dropna().is_monotonic_increasing
    assert len(found.rows) == len(adoption.standing(data, "mews", ENGLAND, DAY).rows)
