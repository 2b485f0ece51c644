"""What is fetched by name: well described, and checked against what is understood."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlsplit

import pytest

from analytics import catalogue
from analytics.fetching import bank_holidays
from analytics.fetching.sources import Use, by_hand, sources
from analytics.ingest.formats import openprescribing_bulk


def test_each_source_says_where_it_is_and_whose():
    for source in sources().values():
        assert urlsplit(source.address).scheme == "https"
        assert source.licence
        assert source.attribution
        assert source.checked
    assert all(other.why for other in by_hand())


def test_what_is_ingested_feeds_measures_that_we_have():
    ingested = [s for s in sources().values() if s.use is Use.INGEST]
    assert {s.name for s in ingested} == set(openprescribing_bulk.MEASURES)
    for source in ingested:
        assert source.name in catalogue.load().measures
        assert source.feeds == f"the measure {source.name}"
        assert f"measure={source.name}&" in source.address


def listed(*days: str) -> bytes:
    return json.dumps({"england-and-wales": {"events": [{"title": "A day", "date": d} for d in days]}}).encode()


def test_the_governments_list_agrees_with_ours(real):
    found = bank_holidays.compared(real("govuk_bank_holidays_england_and_wales.json").read_bytes())
    assert found.agree
    assert (found.years[0], found.years[-1]) >= (2019, 2026)


def test_a_day_that_only_one_list_has_is_told():
    days = [d.isoformat() for d in bank_holidays.bank_holidays((2024,))]
    assert bank_holidays.compared(listed(*days)).agree
    found = bank_holidays.compared(listed(*[d for d in days if d != "2024-08-26"], "2024-06-13"))
    assert (found.listed, found.ours) == ((date(2024, 6, 13),), (date(2024, 8, 26),))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", listed(), b'{"england-and-wales": {"events": [{"date": "soon"}]}}']
)
def test_another_file_is_not_taken_for_the_list(data):
    with pytest.raises(bank_holidays.NotTheList):
        bank_holidays.compared(data)
