"""Which chart fits: each assumption is found broken where it is, and not where it is not."""

import numpy as np
import pytest

from analytics.methods.spc import KINDS, recommend
from analytics.methods.spc.assumptions import diagnose
from analytics.methods.spc.fit import (
    AUTOCORRELATED,
    FEW,
    OVERDISPERSED,
    RARE,
    UNDERDISPERSED,
    UNEQUAL,
    doubts,
)
from analytics.model import Unit

RNG = np.random.default_rng(11)
SIZES = RNG.integers(20, 90, size=(2000, 24)).astype(float)


def share(flags: np.ndarray) -> float:
    return float(np.mean(flags))


def test_chance_alone_is_seldom_called_overdispersed_and_more_than_chance_often() -> None:
    fair = RNG.binomial(SIZES.astype(int), 0.3)
    wild = RNG.binomial(SIZES.astype(int), RNG.beta(9, 21, size=SIZES.shape))
    calm, loud = (diagnose("p", None, counts, SIZES) for counts in (fair, wild))
    assert share(calm.overdispersed) < 0.05
    assert share(calm.underdispersed) < 0.05
    assert share(loud.overdispersed) > 0.6


def test_likewise_for_counts() -> None:
    assert share(diagnose("c", RNG.poisson(6, size=(2000, 24)).astype(float)).overdispersed) < 0.05
    assert share(diagnose("c", RNG.negative_binomial(3, 0.3, size=(2000, 24)).astype(float)).overdispersed) > 0.6


def test_autocorrelation_is_not_mistaken_for_a_step_nor_the_other_way_round() -> None:
    noise = RNG.normal(size=(2000, 48))
    alike = noise.copy()
    for i in range(1, 48):
        alike[:, i] += 0.7 * alike[:, i - 1]
    stepped = noise + 2.0 * (np.arange(48) > 20)
    assert share(diagnose("xmr", noise).autocorrelated) < 0.05
    assert share(diagnose("xmr", stepped).autocorrelated) < 0.05
    assert share(diagnose("xmr", alike).autocorrelated) > 0.8


def test_gaps_and_ghosts_are_passed_over() -> None:
    values = RNG.normal(size=(1, 20))
    ghost = np.arange(30) % 3 == 2
    spaced = np.full((1, 30), np.nan)
    spaced[:, ~ghost] = values
    for found in (diagnose("xmr", spaced), diagnose("xmr", np.where(ghost, 99.0, spaced), ghost=ghost)):
        assert found.n[0] == 20
        assert found.autocorrelation[0] == pytest.approx(diagnose("xmr", values).autocorrelation[0])


@pytest.mark.parametrize(
    ("kind", "values", "sizes", "sentence"),
    [
        ("c", [0, 0, 1] * 8, None, RARE),
        ("xmr", [0, 0, 1] * 8, None, RARE),
        ("c", [1, 2, 3, 2] * 6, None, FEW),
        ("c", [50, 50, 51, 50] * 6, None, UNDERDISPERSED),
        ("c", [10, 60] * 12, None, OVERDISPERSED),
        ("xmr", [0.5, 0.6] * 12, [10, 90] * 12, UNEQUAL),
        ("xmr", [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1] * 3, None, AUTOCORRELATED),
    ],
)
def test_each_doubt_has_its_sentence(kind: str, values: list, sizes: list | None, sentence: str) -> None:
    found = diagnose(kind, [values], denominators=None if sizes is None else [sizes])
    assert doubts(kind, found)[sentence][0]
    assert sentence.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_with_few_points_or_none_nothing_is_said(kind: str) -> None:
    for periods in (0, 1, 2, 11):
        found = diagnose(kind, np.zeros((2, periods)) + np.arange(periods) % 2, denominators=np.full((2, periods), 3.0))
        assert not any(where.any() for where in doubts(kind, found).values())


def counts(kind: str) -> dict:
    rng = np.random.default_rng(5)
    even, uneven = np.full(36, 50.0), rng.integers(20, 90, 36).astype(float)
    drift = rng.beta(4, 6, 36)
    made = {
        "small": (rng.binomial(uneven.astype(int), 0.4), uneven),
        "large": (rng.binomial(5000, 0.4, 36), np.full(36, 5000.0)),
        "wild, even": (rng.binomial(50, drift), even),
        "wild, uneven": (rng.binomial(uneven.astype(int), drift), uneven),
        "rare": (rng.binomial(even.astype(int), 0.005), even),
    }[kind]
    top, bottom = (np.asarray(a, dtype=float) for a in made)
    return {"values": top / bottom, "numerators": top, "denominators": bottom}


@pytest.mark.parametrize(
    ("data", "unit", "kind", "because"),
    [
        ("small", Unit.PERCENT, "p", "denominators are small"),
        ("large", Unit.PERCENT, "xmr", "denominators are large"),
        ("wild, even", Unit.PERCENT, "xmr", "times as much as chance"),
        ("wild, uneven", Unit.PERCENT, "pprime", "times as much as chance"),
        ("rare", Unit.PERCENT, "g", "more than half of the points are 0"),
        ("small", Unit.RATE, "u", "as chance makes them"),
        ("wild, uneven", Unit.RATE, "uprime", "times as much as chance"),
        ("large", Unit.RATE, "xmr", ""),
        ("small", Unit.SCORE, "xmr", "not proportions"),
    ],
)
def test_the_kind_that_is_recommended_and_why(data: str, unit: Unit, kind: str, because: str) -> None:
    advice = recommend(unit, **counts(data))
    assert advice.kind == kind
    assert because in advice.reason
    assert advice.reason.endswith(".")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (np.random.default_rng(1).poisson(7, 30), "c"),
        (np.random.default_rng(1).poisson(0.3, 30), "t"),
        (np.random.default_rng(1).normal(50, 30, 30).round().clip(0), "xmr"),
        (np.random.default_rng(1).normal(50, 3, 30), "xmr"),
        ([3.0, 4.0], "xmr"),
        ([], "xmr"),
        ([np.nan] * 20, "xmr"),
    ],
)
def test_counts_without_denominators(values, kind: str) -> None:
    assert recommend(Unit.COUNT, values).kind == kind


def test_doubts_are_about_the_kind_that_is_drawn() -> None:
    wild = counts("wild, uneven")
    assert OVERDISPERSED in recommend(Unit.PERCENT, **wild, kind="p").warnings
    assert OVERDISPERSED not in recommend(Unit.PERCENT, **wild, kind="pprime").warnings
    assert recommend(Unit.PERCENT, **counts("small"), kind="p").warnings == ()
    assert recommend(Unit.PERCENT, [0.5] * 20, kind="p").kind == "xmr"
