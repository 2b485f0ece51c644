"""A measure's events held against England's rate, through the door."""

from datetime import date

import numpy as np
import pytest
from answers_made import observations

from analytics.answers import Data, Question
from analytics.answers.cusum import watched
from analytics.model import Better, Grain
from analytics.series import one
from analytics.store import Upload


@pytest.fixture(scope="module")
def data(first_store):
    from analytics.store import Store

    return Data.of(Store(str(first_store)).at())


def test_a_trust_against_england_over_the_same_months(data) -> None:
    asked = Question("cord", "RC9", end=date(2022, 3, 1))
    found = watched(data, asked)
    assert found is not None
    grid = data.resolved("cord").grid(Grain.MONTH).until(asked.end)
    own, nation = (one.points_of(grid, grid.place[code]) for code in ("RC9", "ENG"))
    assert found.measure.better is Better.INCREASE
    assert found.events == pytest.approx((own["denominator"] - own["numerator"]).to_numpy(float), nan_ok=True)
    both = nation[nation["period"].isin(own["period"])]
    rate = 1 - both["numerator"].sum() / both["denominator"].sum()
    assert found.reference == pytest.approx(rate)
    assert found.expected == pytest.approx(rate * own["denominator"].to_numpy(float), nan_ok=True)
    assert found.source == "England's rate (April 2019 to March 2022)"
    assert found.period[-1] == np.datetime64("2022-03-01")
    assert found.illustrative


def test_a_given_rate_is_taken_for_england_too(data) -> None:
    assert watched(data, Question("cord")) is None
    found = watched(data, Question("cord"), reference=0.5)
    assert (found.reference, found.source) == (0.5, "the given rate")
    with pytest.raises(ValueError, match="reference rate"):
        watched(data, Question("cord"), reference=1.5)


def test_nothing_to_hold_against_anything_gives_nothing(data) -> None:
    silent = next(
        s for s in data.measures if all(data.resolved(s).grid(g) is None for g in (Grain.MONTH, Grain.QUARTER))
    )
    for measure in (
        silent,
        "preterm_adoption",
    ):  # without figures, and of sites that took something up, not of patients
        assert watched(data, Question(measure, "RC9"), reference=0.1) is None
    assert watched(data, Question("cord", "RC9", end=date(2001, 1, 1)), reference=0.1) is None


def test_a_few_members_do_not_speak_for_england(store) -> None:
    """One of 120 trusts has sent counts: their sum is no rate of England's, nor of a region's, to hold it against."""
    store.commit(observations("R0A", [1.0] * 24, slug="nec"), Upload("observations", "nec.csv", "0" * 64, 24))
    few = Data.of(store.at())
    assert watched(few, Question("nec", "R0A")) is None
    assert watched(few, Question("nec", "Y62"), reference=0.05) is None
    assert watched(few, Question("nec", "R0A"), reference=0.05).events.tolist() == [1.0] * 24
