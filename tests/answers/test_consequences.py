"""Before anything is kept: whose icons would change, and nobody else's."""

import pandas as pd
from answers_made import observations

from analytics.answers import Data, consequences
from analytics.catalogue.local import measure
from analytics.model import Kind, Variation
from analytics.store import Upload


def held_against(store, rows, removed=None):
    before = Data.of(store.at())
    known = dict(before.measures)
    new = {
        str(slug): measure(str(slug), str(slug), levels=(Kind.TRUST,)) for slug in set(rows["measure"]) - known.keys()
    }
    return consequences.consequences(
        consequences.Overlay(before.stored, "observations", rows, removed), before, known | new
    )


def keep(store, rows):
    store.commit(rows, Upload("observations", "own.csv", "0" * 64, len(rows)))


STEADY = [60, 62] * 12


def test_a_chart_that_leaves_its_limits_is_named_and_the_other_is_not(store):
    keep(store, pd.concat([observations("R0A", STEADY), observations("RM3", STEADY)]))
    found = held_against(store, observations("R0A", [99] * 3, pd.date_range("2023-04-01", periods=3, freq="MS")))
    assert [(t.organisation.code, t.before) for t in found.turns] == [("R0A", Variation.COMMON_CAUSE)]
    assert found.turns[0].after is Variation.NEUTRAL_HIGH, "nobody has said that higher is better"


def test_the_same_rows_again_turn_nothing(store):
    rows = observations("R0A", STEADY)
    keep(store, rows)
    found = held_against(store, rows)
    assert (found.turns, found.new) == ((), 0)
    assert found.looked_at == 1, "the trust's own chart; nothing is added up to its ICB"


def test_rows_taken_away_turn_charts_too(store):
    high = pd.date_range("2023-04-01", periods=3, freq="MS")
    keep(store, pd.concat([observations("R0A", STEADY), observations("R0A", [99] * 3, high)]))
    gone = observations("R0A", [0] * 3, high)
    found = held_against(store, gone.iloc[:0], gone)
    assert [t.after for t in found.turns] == [Variation.COMMON_CAUSE]


def test_in_place_of_illustrative_rows_charts_are_new_and_composites_go_along(store):
    found = held_against(store, observations("R0A", STEADY, slug="cord"))
    assert found.turns == ()
    assert found.new >= 2, "cord of the trust, and what is composed of cord"


def test_a_measure_that_nobody_had_yet_is_all_new(store):
    found = held_against(store, observations("R0A", STEADY, slug="own"))
    assert (found.turns, found.looked_at, found.new) == ((), 0, 1)
