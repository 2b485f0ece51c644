"""Each section's exhibits: whole, of the right data, and without numbers in the picture's specification."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from analytics import exhibits
from analytics.answers import Data
from analytics.exhibits.pages import PAGES
from analytics.model import View

READERS = ("ENG", "QE1", "R0A")
OF_ENGLAND = {"approach_printed"}
"""What is England's, whoever is in view."""
ASKED = [
    (page, name)
    for page, known in PAGES.items()
    for section in known
    for name in (section.slug, *(f"{section.slug}.{view.slug}" for view in section.views))
]


@pytest.mark.parametrize(("page", "section"), ASKED)
def test_what_a_section_shows_is_whole(data: Data, page: str, section: str) -> None:
    for code in READERS:
        shown = exhibits.of(data, View(code), page, section, "1.2.3.4-abcd")
        assert len({one.slug for one in shown}) == len(shown)
        for one in shown:
            assert one.title
            assert one.sentence
            assert "**" not in one.sentence
            assert one.lines["Data version"] == "1.2.3.4-abcd"
            assert (code if one.slug not in OF_ENGLAND else "ENG") in one.lines["Organisation"]
            if not one.missing:
                assert len(one.table())
                assert one.numbers
            if one.picture is not None:
                assert one.picture.alt
                assert len(one.picture.rows)
                assert not list(_data(one.picture.spec))
            if one.native is not None:
                assert {one.native.category, *one.native.values} <= set(one.table().columns)


def test_a_section_shows_exhibits_or_says_why_none(data: Data) -> None:
    for page, known in PAGES.items():
        for section in (part for one in known for part in (one, *one.views)):
            assert section.title
            assert bool(section.makes) != bool(section.without), (page, section.slug)


def test_a_view_below_a_section_stands_for_itself_and_the_usual_one_follows_it(data: Data) -> None:
    def slugs(section: str) -> list[str]:
        return [one.slug for one in exhibits.of(data, View(measure="cord"), "preterm_optimisation", section)]

    alone, usual = slugs("intervention"), slugs("intervention.compare")
    assert alone == ["cord_ENG"]
    assert usual[0] == "cord_ENG"
    assert "cord_comparison" in usual
    assert "cord_ENG" not in slugs("intervention.map")


def test_a_link_without_a_section_opens_its_measure_s_or_the_first(data: Data) -> None:
    assert exhibits.of(data, View(measure="cord"), "preterm_optimisation")[0].slug == "cord_ENG"
    first = exhibits.of(data, View(), "preterm_optimisation")
    assert [e.slug for e in first] == [e.slug for e in exhibits.of(data, View(), "preterm_optimisation", "glance")]


@pytest.mark.parametrize(("page", "section"), [("nowhere", ""), ("opioids", "nothing"), ("opioids", "measure.map")])
def test_an_unknown_name_is_no_other_section(data: Data, page: str, section: str) -> None:
    with pytest.raises(KeyError):
        exhibits.of(data, View(), page, section)


def test_the_period_of_the_view_is_that_of_the_exhibit(data: Data) -> None:
    view = View("QE1", measure="cord", start=date(2022, 1, 1), end=date(2022, 12, 1))
    (one,) = exhibits.of(data, view, "preterm_optimisation", "intervention")
    assert one.lines["Period"] == "January 2022 to December 2022"
    periods = one.table()["period"]
    assert periods.min() >= "2022-01"
    assert periods.max() < "2023"


def test_who_has_no_data_is_told_why(data: Data) -> None:
    (one,) = exhibits.of(data, View("RXV", measure="cord"), "preterm_optimisation", "intervention")
    assert one.missing
    assert one.picture is None
    assert one.sentence


def _data(spec: object) -> Iterator[object]:
    """Rows that stand in a specification: only constants of a drawing may."""
    if isinstance(spec, dict):
        if isinstance(values := (spec.get("data") or {}).get("values") if "data" in spec else None, list):
            yield json.dumps(values)
        if "datasets" in spec:
            yield spec["datasets"]
        for inside in spec.values():
            yield from _data(inside)
    elif isinstance(spec, list):
        for inside in spec:
            yield from _data(inside)
