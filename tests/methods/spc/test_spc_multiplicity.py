"""What chance alone would signal on many charts."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.methods.spc import MDC, PLOTTHEDOTS, charts
from analytics.methods.spc.chance import TABLE, simulate
from analytics.methods.spc.multiplicity import by_chance


def test_more_charts_and_more_points_give_more_signals_and_longer_runs_fewer() -> None:
    assert by_chance(200, 24).any_signal == pytest.approx(2 * by_chance(100, 24).any_signal)
    assert by_chance(100, 24).any_signal < by_chance(100, 36).any_signal
    assert by_chance(100, 24, PLOTTHEDOTS).any_signal < by_chance(100, 24).any_signal
    assert by_chance(100, 24, replace(MDC, shift=8, trend=8)).any_signal < by_chance(100, 24).any_signal
    assert by_chance(100, 24).last_point < by_chance(100, 24).any_signal


def test_between_simulated_lengths_it_is_interpolated() -> None:
    ends = [by_chance(100, points).any_signal for points in (24, 27, 30)]
    assert ends[1] == pytest.approx((ends[0] + ends[2]) / 2)
    assert by_chance(100, 500).any_signal == by_chance(100, 120).any_signal


def test_below_thirteen_points_making_data_count_gives_no_signal_at_all() -> None:
    assert (by_chance(100, 12).any_signal, by_chance(100, 12).last_point) == (0, 0)
    assert by_chance(100, 12, PLOTTHEDOTS).any_signal > 0


def test_fresh_series_give_what_the_table_says() -> None:
    made = charts(np.random.default_rng(99).normal(size=(4000, 36)))
    signal = made.high | made.low
    expected = by_chance(4000, 36)
    assert signal.any(axis=1).sum() == pytest.approx(expected.any_signal, rel=0.06)
    assert signal[:, -1].sum() == pytest.approx(expected.last_point, rel=0.35)


def test_the_table_is_what_the_script_makes() -> None:
    small, kept = simulate(series=200), pd.read_csv(TABLE)
    assert list(small.columns) == list(kept.columns)
    assert small.iloc[:, :4].equals(kept.iloc[:, :4])
    assert np.abs(small["any"] - kept["any"]).max() < 0.15


def test_it_is_said_in_a_sentence() -> None:
    assert by_chance(42, 54).sentence.startswith(
        "If nothing had changed anywhere, chance alone would give about 26 of 42"
    )


def test_settings_that_were_not_simulated_are_refused() -> None:
    with pytest.raises(ValueError, match="not simulated"):
        by_chance(10, 24, replace(MDC, beyond_limits_counts=True))
