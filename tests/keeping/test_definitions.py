"""Local measures: what the catalogue does not know is welcome, neutral until somebody says more, and versioned."""

import pandas as pd
import pytest

from analytics.catalogue.local import measure, slug_of
from analytics.keeping import definitions as local
from analytics.model import Better, Kind, RollUp, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.store import Upload


def kept(store, **columns):
    rows = pd.DataFrame(
        {
            "measure": "skin_to_skin",
            "org_code": "R0A",
            "period": pd.Timestamp("2023-04-01"),
            "grain": "month",
            "numerator": 3.0,
            "denominator": 4.0,
            "value": float("nan"),
            "status": "",
            "measure_title": "Skin to skin",
        }
        | columns,
        index=[0],
    )[[c.name for c in OBSERVATIONS.columns]]
    return store.commit(rows, Upload("observations", "own.csv", "0" * 64, len(rows), "Ann"))


def test_what_the_file_says_is_all_that_is_assumed(store):
    kept(store)
    found = local.measures(store.at())["skin_to_skin"]
    assert (found.title, found.unit, found.better, found.target) == ("Skin to skin", Unit.PERCENT, Better.NEUTRAL, None)
    assert found.roll_up is RollUp.GIVEN_ONLY, "nobody has said that trusts may be added up"
    assert found.levels == (Kind.TRUST,)
    assert found.local


@pytest.mark.parametrize(
    ("columns", "unit"),
    [
        ({"numerator": 5.0, "denominator": 4.0}, Unit.RATE),
        ({"denominator": float("nan")}, Unit.COUNT),
        ({"numerator": float("nan"), "denominator": float("nan"), "value": 7.0}, Unit.SCORE),
    ],
)
def test_the_unit_is_what_the_numbers_can_be(store, columns, unit):
    kept(store, **columns)
    assert local.measures(store.at())["skin_to_skin"].unit is unit


def test_a_definition_holds_from_its_version_on(store):
    before = kept(store)
    told = measure("skin_to_skin", "Skin to skin", unit=Unit.PERCENT, better=Better.INCREASE, target=0.9, adds_up=True)
    local.define(store, [told], "Ann")
    now = local.measures(store.at())["skin_to_skin"]
    assert (now.better, now.target, now.roll_up) == (Better.INCREASE, 0.9, RollUp.SUM)
    assert {Kind.NATION, Kind.REGION, Kind.ICB, Kind.PSC, Kind.TRUST} <= set(now.levels)
    assert local.measures(store.at(str(before)))["skin_to_skin"].better is Better.NEUTRAL
    local.define(store, [measure("skin_to_skin", "Skin to skin", better=Better.DECREASE)], "Bob")
    assert local.measures(store.at())["skin_to_skin"].better is Better.DECREASE, "the newest counts"


def test_percentages_kept_as_whole_numbers_are_not_multiplied_again(store):
    kept(store, numerator=float("nan"), denominator=float("nan"), value=76.1)
    local.define(store, [measure("skin_to_skin", "Skin to skin", unit=Unit.PERCENT, target=0.95)], "Ann")
    now = local.measures(store.at())["skin_to_skin"]
    assert (now.unit, now.per_text, now.target) == (Unit.SCORE, "%", 95.0), "76.1 is 76.1%, not 7,610%"


def test_titles_make_slugs_that_do_not_meet():
    assert slug_of("Skin-to-skin within 1 hour") == "skin_to_skin_within_1_hour"
    assert slug_of(" SKIN to skin ") == slug_of("Skin-to-Skin")
    long = "Babies who " + "very " * 20
    assert slug_of(long + "a") != slug_of(long + "b")
    assert len(slug_of(long)) <= 60
    assert slug_of("Café") != slug_of("Cafe")
    assert slug_of("日本") != slug_of("中国")
