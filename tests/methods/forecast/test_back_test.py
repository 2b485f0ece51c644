"""Rolling origins: what came later is never known, errors are those of the forecasts, and trust follows from them."""

from __future__ import annotations

import numpy as np
import pytest
from forecast_made import simulated

from analytics.methods.forecast import back_test, models
from analytics.model import Trust


@pytest.mark.slow
def test_series_of_the_models_own_kind_are_trusted_and_beat_the_simple_forecasts() -> None:
    tried = []
    for seed in range(11, 16):
        months, value, calendar = simulated(seed, 54, level=30, slope=4, noise=20)
        tried.append(back_test.back_test(months, value, 6, calendar))
    assert {len(one.origins) for one in tried} == {back_test.ORIGINS}
    assert {one.cases for one in tried} == {12 * 6}
    assert Trust.NONE not in [one.trust for one in tried]
    assert Trust.FAIR in [one.trust for one in tried]
    assert 0.65 <= np.mean([one.inside[1] for one in tried]) <= 0.9
    model, naive, drift = np.mean([(one.model, one.naive, one.drift) for one in tried], axis=0)
    assert model < min(naive, drift)


def test_no_origin_knows_what_came_later(monkeypatch: pytest.MonkeyPatch) -> None:
    months, value, calendar = simulated(12, 60)
    seen: list[int] = []

    def watched(known, ahead, of_months):
        seen.append(len(known))
        assert len(of_months) == len(known) + len(ahead)
        assert known.tolist() == value[: len(known)].tolist()
        assert ahead[0] == months[len(known)]
        return models.forecast(known, ahead, of_months)

    monkeypatch.setattr(back_test, "forecast", watched)
    found = back_test.back_test(months[:54], value[:54], 6, calendar)
    assert max(seen) == 48
    assert [day.strftime("%Y-%m") for day in found.origins] == [f"{months[n - 1]:%Y-%m}" for n in seen]


@pytest.mark.slow
def test_a_break_that_nobody_could_foresee_takes_the_trust_away() -> None:
    months, value, calendar = simulated(13, 60, level=5, noise=5, start=-40)
    value[40:] = value[39] + 60 * np.arange(20) + np.where(np.arange(20) % 4 < 2, 900, -900)
    found = back_test.back_test(months[:54], value[:54], 6, calendar)
    assert found.trust in (Trust.NONE, Trust.LIMITED)
    assert found.inside[1] < 0.7


def test_too_few_months_are_not_tried() -> None:
    months, value, calendar = simulated(14, 36)
    found = back_test.back_test(months[:30], value[:30], 6, calendar)
    assert (found.trust, found.cases, found.origins) == (Trust.UNKNOWN, 0, ())


@pytest.mark.slow
def test_months_without_a_figure_are_no_outcomes() -> None:
    months, value, calendar = simulated(15, 60)
    value[50:52] = np.nan
    found = back_test.back_test(months[:54], value[:54], 6, calendar)
    assert 0 < found.cases < 12 * 6
    assert np.isfinite([found.model, found.naive, found.drift]).all()


@pytest.mark.parametrize(
    ("inside", "errors", "trust"),
    [
        ((0.5, 0.8, 0.95), (1.0, 2.0, 3.0), Trust.FAIR),
        ((0.5, 0.8, 0.95), (2.5, 2.0, 3.0), Trust.LIMITED),
        ((0.5, 0.8, 0.95), (3.5, 2.0, 3.0), Trust.NONE),
        ((0.4, 0.69, 0.95), (1.0, 2.0, 3.0), Trust.LIMITED),
        ((0.4, 0.75, 0.84), (1.0, 2.0, 3.0), Trust.LIMITED),
        ((0.2, 0.40, 0.60), (1.0, 2.0, 3.0), Trust.NONE),
    ],
)
def test_trust_follows_from_bands_and_errors(
    inside: tuple[float, ...], errors: tuple[float, float, float], trust: Trust
) -> None:
    assert back_test._trust(inside, *errors) is trust
