"""A saved view whose organisation or measure is gone says so, and offers what took its place."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import catalogue, organisations
from analytics.model import Kind, SavedView
from analytics.organisations import Directory
from analytics.sharing.link import from_params
from analytics.sharing.stale import stale

SPAN = (date(2019, 4, 1), date(2023, 9, 1))
TODAY = date(2026, 11, 1)
MEASURES = catalogue.load().measures


def found(today: date = TODAY, span: tuple[date, date] = SPAN, **params: str):
    view = SavedView("1", "Cord", "preterm_optimisation", params)
    return stale(view, organisations.directory(), span, MEASURES, today)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return organisations.directory()


def test_a_sound_view_is_not_stale():
    assert found(trust="R0A", measure="cord") is None
    assert found(measure="cord") is None


def test_a_measure_that_is_gone_shows_nothing():
    gone = found(icb="QOP", measure="skin_to_skin")
    assert gone is not None
    assert gone.blocked
    assert gone.why == (
        "Its measure “skin_to_skin” is no longer there: the upload that brought it may have been undone.",
    )


def test_an_organisation_nobody_knows_shows_nothing():
    gone = found(icb="QZZ")
    assert gone is not None
    assert gone.blocked
    assert "“QZZ”, which we do not know" in gone.why[0]
    assert gone.instead == {}


def closed_since(directory: Directory):
    """A board that closed after the data and has one successor."""
    now = directory.at(TODAY)
    then = directory.at(date(2023, 9, 30))
    gone = (o for o in then.all(Kind.ICB) if not now.is_open(now[o.code]))
    return next(o for o in gone if len(now.became(o.code)) == 1)


def test_an_organisation_that_closed_after_the_data_says_so_and_offers_its_successor(directory):
    one = closed_since(directory)
    gone = found(icb=one.code, measure="cord")
    assert gone is not None
    assert not gone.blocked, "its figures until then stand"
    assert f"{one.name} ({one.code}) closed on " in gone.why[0]
    ((name, params),) = gone.instead.items()
    now = directory.at(TODAY)
    (successor,) = now.became(one.code)
    assert successor.short_name.split()[0] in name
    assert from_params(params, now).view.organisation == successor.code
    assert params["measure"] == "cord"
    assert found(today=date(2024, 1, 1), icb=one.code) is None, "nobody had closed it then"


def test_an_organisation_that_closed_within_the_data_says_so_and_offers_its_successor(directory):
    one = closed_since(directory)
    gone = found(icb=one.code, span=(SPAN[0], date(2026, 9, 1)))
    assert gone is not None
    assert "closed on " in gone.why[0]
    (params,) = gone.instead.values()
    assert from_params(params, directory.at(TODAY)).view.organisation == directory.at(TODAY).became(one.code)[0].code


def test_a_board_that_was_split_offers_each_that_has_a_part(directory):
    now, then = directory.at(TODAY), directory.at(date(2023, 9, 30))
    split = [o for o in then.all(Kind.ICB) if len(now.became(o.code)) > 1]
    gone = found(icb=split[0].code, span=(SPAN[0], date(2026, 9, 1)))
    assert gone is not None
    assert gone.blocked
    assert len(gone.instead) == len(now.became(split[0].code))
