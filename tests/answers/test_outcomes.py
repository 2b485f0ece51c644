"""What care was worth, what holds the bundle back, and what reaching a rate would add."""

from datetime import date

import pytest

from analytics.answers import Question, held_back, what_if, worth
from analytics.catalogue import effects
from analytics.model import ENGLAND, Kind

SPAN = date(2019, 4, 1), date(2023, 9, 1)
YEAR = date(2022, 10, 1), SPAN[1]


def effect(data, slug):
    return data.catalogue.effects[slug]


def test_a_month_is_a_twelfth_of_the_last_year_and_only_what_is_costed_has_a_cost(data):
    lives = worth.worth(data, effect(data, "lives"), Question("mgso4"), SPAN, {})
    cases = worth.worth(data, effect(data, "cerebral_palsy"), Question("mgso4"), SPAN, {})
    assert (lives.measure.slug, lives.year, lives.counts.months) == ("cord", YEAR, 54)
    assert (lives.total.cost, lives.monthly.cost_beyond) == (None, None)
    assert cases.total.cost.value == cases.total.treatment.value * 1e6
    last = worth.worth(data, effect(data, "lives"), Question("cord"), YEAR, {})
    assert last.total.treatment.value / 12 == pytest.approx(lives.monthly.treatment.value)


def test_a_reader_may_assume_the_baseline(data):
    found = worth.worth(data, effect(data, "lives"), Question("cord"), SPAN, {"base_cord": 0.5})
    assert (found.baseline.rate, found.baseline.words) == (0.5, "as assumed on this page")


def test_without_a_baseline_of_their_own_the_printed_one_is_usual(data):
    lives = effect(data, "lives")
    nnt, base = (next(a for a in effects.of_effect(lives) if a.name == f"{name}_cord") for name in ("nnt", "base"))
    assert worth.usual(data, lives, nnt, "RXV") == lives.nnt
    assert worth.usual(data, lives, base, ENGLAND) == pytest.approx(0.3325, abs=0.0005)
    assert worth.usual(data, lives, base, "RXV") == (lives.printed_baseline or 0.5)


def test_there_is_no_worth_without_a_figure(data):
    assert worth.worth(data, effect(data, "lives"), Question("cord", "RXV"), SPAN, {}) is None
    assert held_back.held_back(data, Question("cord", "RXV"), 0.95) is None
    assert what_if.what_if(data, Question("composite_quality_score", "RXV"), None, 0.95, {}) is None


def test_the_bundle_tells_every_intervention_or_leaves_it_out(data):
    found = held_back.held_back(data, Question("cord", "QH8"), 0.95)
    told = set(found.gains["measure"]) | {m.slug for m in found.left_out}
    assert told == set(found.composite.composite_of)
    assert found.left_out, "nobody of QH8 was eligible for caffeine"
    of_all = found.gains.set_index("measure")["share"]
    assert of_all["cord"] == 1.0, "everybody of the bundle's cohort is eligible"
    assert of_all["mgso4"] < 1.0


def lifted(data, code, part=None, rate=0.95):
    return what_if.what_if(data, Question("composite_quality_score", code), part, rate, {})


def test_the_smallest_organisations_are_lifted_and_told_at_any_level_above(data):
    england, trust = lifted(data, ENGLAND), lifted(data, "R0A")
    assert (england.members, england.year, england.months) == (Kind.TRUST, YEAR, 12)
    assert what_if.levels(england, data.organisations[ENGLAND]) == [Kind.REGION, Kind.ICB, Kind.TRUST]
    assert (trust.members, what_if.levels(trust, data.organisations["R0A"])) == (None, [])
    for level, many in ((Kind.REGION, 7), (Kind.TRUST, 120), (None, 1)):
        lines = what_if.by_place(data, england, ENGLAND, level, {})
        assert len(lines) == many
        assert sum(line.more for line in lines) == pytest.approx(england.more)
        assert [round(line.more, 1) for line in lines] == sorted((round(line.more, 1) for line in lines), reverse=True)


def test_harm_is_told_only_of_what_gains(data):
    assert lifted(data, ENGLAND, rate=0.0).harms == ()
    assert {h.effect.measure for h in lifted(data, ENGLAND, "cord").harms} == {"cord"}
    lines = what_if.by_part(data, found := lifted(data, "R0A"), {})
    assert sum(line.more for line in lines) == pytest.approx(found.more)
    assert {h.effect.measure for line in lines for h in line.harms} == {line.of.slug for line in lines} & {
        e.measure for e in data.catalogue.effects.values()
    }


def test_who_sent_nothing_is_silent(data):
    whole = lifted(data, ENGLAND, "cord")
    assert what_if.silent(data, whole, ENGLAND) == []
    fewer = type(whole)(**(vars(whole) | {"rows": whole.rows.iloc[:-3]}))
    assert what_if.silent(data, fewer, ENGLAND) == [(data.measures["cord"], 117, 120)]
