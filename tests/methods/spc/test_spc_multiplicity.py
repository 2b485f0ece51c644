"""What chance alone would signal on many charts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import catalogue, organisations
from analytics.methods.spc import MDC, PLOTTHEDOTS, chart, charts
from analytics.methods.spc.chance import TABLE, simulate
from analytics.methods.spc.multiplicity import by_chance, of_charts
from analytics.model import Grain, Series


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


@pytest.mark.slow
def test_the_table_is_what_the_script_makes() -> None:
    small, kept = simulate(series=1000), pd.read_csv(TABLE)
    assert list(small.columns) == list(kept.columns)
    assert small.iloc[:, :6].equals(kept.astype({"size": float}).iloc[:, :6])
    assert np.abs(small["any"] - kept["any"]).max() < 0.1


@pytest.mark.parametrize(
    ("kind", "size", "made"),
    [
        ("c", 2, lambda r: {"values": r.poisson(2.0, (4000, 36))}),
        (
            "u",
            5,
            lambda r: {"values": None, "numerators": r.poisson(5.0, (4000, 36)), "denominators": np.ones((4000, 36))},
        ),
        (
            "p",
            1,
            lambda r: {
                "values": None,
                "numerators": r.binomial(10, 0.1, (4000, 36)),
                "denominators": np.full((4000, 36), 10),
            },
        ),
        ("g", 30, lambda r: {"values": np.floor(r.exponential(30.5, (4000, 36)))}),
        ("t", np.nan, lambda r: {"values": r.exponential(9.0, (4000, 36))}),
        ("run", np.nan, lambda r: {"values": r.uniform(size=(4000, 36))}),
        ("xmr_median", np.nan, lambda r: {"values": r.normal(50, 4, (4000, 36))}),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_every_kind_has_its_own_chance(kind, size, made) -> None:
    found = charts(**made(np.random.default_rng(5)), kind=kind)
    signal = found.high | found.low
    expected = by_chance(4000, 36, kind=kind, size=size)
    assert signal.any(axis=1).sum() == pytest.approx(expected.any_signal, rel=0.08)
    assert signal[:, -1].sum() == pytest.approx(expected.last_point, rel=0.35)


def test_rare_events_on_a_c_chart_signal_far_more_often_than_individuals_and_on_a_g_chart_less() -> None:
    shares = [by_chance(100, 24, kind=k, size=s).any_signal for k, s in (("c", 1), ("xmr", np.nan), ("g", 20))]
    assert shares == pytest.approx([51, 28, 19], abs=1.5)


def _charted(numerators, denominators, kind):
    points = pd.DataFrame(
        {
            "period": pd.date_range("2021-04-01", periods=len(numerators), freq="MS"),
            "numerator": np.array(numerators, float),
            "denominator": np.array(denominators, float),
            "value": np.array(numerators, float) / np.array(denominators, float),
            "status": "",
        }
    )
    measure = catalogue.load().measures["cord"]
    series = Series(measure, organisations.at(date(2024, 3, 31))["R0A"], Grain.MONTH, points)
    return series, chart(series, kind=kind)


def test_charts_of_several_kinds_add_up_each_by_its_own() -> None:
    """A p chart of 18 of 20 (2 of the rarer outcome), an XmR chart of 14 months, and a line, which has no signals."""
    drawn = [
        _charted([18] * 24, [20] * 24, "p"),
        _charted([18] * 14, [20] * 14, "xmr"),
        _charted([18] * 24, [20] * 24, "line"),
    ]
    alone = [by_chance(1, 24, kind="p", size=2), by_chance(1, 14)]
    found = of_charts(drawn)
    assert (found.charts, found.points) == (3, pytest.approx(62 / 3))
    assert found.any_signal == pytest.approx(sum(one.any_signal for one in alone))
    assert found.last_point == pytest.approx(sum(one.last_point for one in alone))
    assert of_charts([]).any_signal == 0


def test_it_is_said_in_a_sentence() -> None:
    assert by_chance(42, 54).sentence.startswith(
        "If nothing had changed anywhere, chance alone would give about 26 of 42"
    )


def test_settings_that_were_not_simulated_are_refused() -> None:
    with pytest.raises(ValueError, match="not simulated"):
        by_chance(10, 24, replace(MDC, beyond_limits_counts=True))
    with pytest.raises(ValueError, match="not simulated for p charts"):
        by_chance(10, 24, PLOTTHEDOTS, kind="p", size=5)
