"""What a view shows of the data that there are, and which measure of a programme."""

from dataclasses import replace
from datetime import date

import pytest

from analytics import catalogue
from analytics.model import Kind, View

SPAN = date(2019, 4, 1), date(2023, 9, 1)
PRETERM = catalogue.load().programme("preterm_optimisation")


def test_a_view_without_dates_shows_all_there_is():
    assert View().months(SPAN) == SPAN
    assert View(start=date(2021, 4, 1)).months(SPAN) == (date(2021, 4, 1), SPAN[1])


@pytest.mark.parametrize(("end", "last"), [(None, 30), (date(2024, 2, 1), 29), (date(2022, 12, 1), 31)])
def test_stages_are_told_at_the_end_of_the_last_month(end, last):
    assert View(end=end).last_day(SPAN).day == last


def test_a_period_that_ended_with_the_old_data_goes_on_and_another_stays():
    pinned = View(measure="cord", start=SPAN[0], end=date(2022, 3, 1), asof="1.1.1.1-4f2a")
    assert pinned.newest(SPAN) == View(measure="cord", end=date(2022, 3, 1))
    assert replace(pinned, end=SPAN[1]).newest(SPAN).end is None


def test_a_programme_shows_its_first_headline_that_the_organisation_has():
    first, second = PRETERM.headline[:2]
    assert PRETERM.shown(None, Kind.TRUST).slug == first
    without = tuple(replace(m, levels=(Kind.NATION,)) if m.slug == first else m for m in PRETERM.measures)
    assert replace(PRETERM, measures=without).shown(None, Kind.TRUST).slug == second
    assert PRETERM.shown("caffeine", Kind.TRUST).slug == "caffeine"
    assert PRETERM.shown("opioid_4m", Kind.TRUST).slug == first, "another programme's"
