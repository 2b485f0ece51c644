"""The control chart of one `model.Series`: kind, words, notes, and since when."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.methods.spc import (
    KINDS,
    P_CHART_BELOW,
    PRESETS,
    changes,
    chart,
    current_change,
    fitting_kind,
)
from analytics.model import (
    Better,
    Grain,
    Kind,
    Measure,
    Organisation,
    RollUp,
    Series,
    State,
    Unit,
    Variation,
)

TRUST = Organisation("R0A", "Manchester University NHS Foundation Trust", "Manchester", Kind.TRUST)


def series(
    values, denominators=None, *, grain=Grain.MONTH, unit=Unit.PERCENT, better=Better.INCREASE, **measure
) -> Series:
    """A series of this measure; with denominators the values are numerators."""
    of = Measure(
        "cord",
        "Optimal cord management",
        "Cord",
        "preterm_optimisation",
        "",
        "",
        "",
        "",
        unit,
        better,
        RollUp.SUM,
        "",
        "",
        "",
        date(2024, 1, 1),
        **measure,
    )
    top = np.array(values, dtype=float)
    bottom = np.full(len(top), np.nan) if denominators is None else np.array(denominators, dtype=float)
    with np.errstate(invalid="ignore"):
        value = top if denominators is None else top / bottom
    points = pd.DataFrame(
        {
            "period": pd.date_range("2020-01-01", periods=len(top), freq="MS"),
            "numerator": top if denominators is not None else np.nan,
            "denominator": bottom,
            "value": value,
            "status": "",
        }
    )
    return Series(of, TRUST, grain, points)


STEADY = [4, 6] * 8


@pytest.mark.parametrize(
    ("unit", "denominators", "kind", "words"),
    [
        (Unit.PERCENT, [P_CHART_BELOW - 1] * 3, "p", "median 299"),
        (Unit.PERCENT, [P_CHART_BELOW] * 3, "xmr", "too narrow"),
        (Unit.PERCENT, [10, 20_000, 30_000], "xmr", "median 20,000"),
        (Unit.PERCENT, [np.nan, 0, 12, 14], "p", "median 13"),  # what is not known does not count
        (Unit.PERCENT, [np.nan], "xmr", "not known"),
        (Unit.PERCENT, None, "xmr", "not known"),
        (Unit.RATE, [5] * 3, "xmr", "not proportions"),
        (Unit.COUNT, None, "xmr", "not proportions"),
        (Unit.SCORE, None, "xmr", "not proportions"),
    ],
)
def test_which_chart_fits_and_why(unit: Unit, denominators, kind: str, words: str) -> None:
    fit = fitting_kind(unit, denominators)
    assert fit.kind == kind
    assert words in fit.reason
    assert fit.reason.endswith(".")


def test_small_proportions_are_a_p_chart_with_limits_for_each_period() -> None:
    made = chart(series(STEADY, [10, 20] * 8))
    assert made.kind == "p"
    assert made.upper[0] > made.upper[1]
    assert "small" in made.reason
    assert made.centre[0] == pytest.approx(80 / 240)
    assert made.value[0] == 0.4
    assert made.note == ""
    assert made.variation is Variation.COMMON_CAUSE


def test_large_proportions_are_xmr_as_making_data_count_draws_it() -> None:
    made = chart(series(STEADY, [1000] * 16))
    assert made.kind == "xmr"
    assert made.upper[0] == pytest.approx(0.005 + 2.66 * 0.002)
    assert made.lower[0] < 0 == chart(series(STEADY, [1000] * 16), clip=True).lower[0]


@pytest.mark.parametrize("missing", [np.nan, 0.0])
def test_a_missing_period_stays_a_gap_on_a_p_chart(missing: float) -> None:
    made = chart(series([*STEADY, missing, 5], [20] * 16 + [missing, 20]))
    assert made.kind == "p"
    assert made.state[16] == State.BLANK
    assert np.isnan(made.value[16])
    assert made.variation is Variation.COMMON_CAUSE


@pytest.mark.parametrize("spoil", ["no denominator", "numerator above denominator"])
def test_counts_that_a_p_chart_cannot_use_are_drawn_as_xmr(spoil: str) -> None:
    good = series(STEADY, [20] * 16)
    points = good.points.copy()
    if spoil == "no denominator":
        points.loc[3, ["numerator", "denominator"]] = np.nan
    else:
        points.loc[3, "numerator"] = 21.0
    made = chart(Series(good.measure, TRUST, Grain.MONTH, points))
    assert made.kind == "xmr"
    assert "p chart could use" in made.reason


def test_a_measure_may_name_its_chart_and_a_reader_another() -> None:
    named = series(STEADY, [20] * 16, chart="run")
    assert chart(named).kind == "run"
    assert chart(named, kind="xmr").kind == "xmr"
    with pytest.raises(ValueError, match="zigzag"):
        chart(named, kind="zigzag")


def test_a_line_has_no_limits_and_says_why() -> None:
    made = chart(series(range(20), unit=Unit.COUNT, chart="line", chart_reason="Adoption only ever rises."))
    assert made.kind == "line"
    assert made.note == made.reason == "Adoption only ever rises."
    assert np.isnan(made.upper).all()
    assert made.signals == {}
    assert made.variation is Variation.BLANK
    assert made.settings == "Line without control limits"
    assert made.change is None


def test_rolling_years_overlap_so_they_have_no_limits() -> None:
    made = chart(series(range(20), [30] * 20, grain=Grain.ROLLING_YEAR))
    assert made.kind == "line"
    assert "overlap" in made.note
    assert np.isnan(made.centre).all()
    assert made.signals == {}


def test_too_few_points_are_said_to_be_too_few() -> None:
    made = chart(series(range(12), unit=Unit.COUNT))
    assert made.note == "Too few points: 12 of the 13 that limits, signals and icons need."
    assert chart(series(range(13), unit=Unit.COUNT)).note == ""


def test_the_settings_are_one_plain_sentence() -> None:
    made = chart(series(range(54), unit=Unit.COUNT))
    assert made.settings == (
        "XmR chart; single points beyond the limits, shift of 6, trend of 6, two of three beyond two sigma (points "
        "beyond the limits not counted); Making Data Count rules; baseline: all 54 points"
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"baseline_points": 12}, "baseline: the first 12 points"),
        ({"rebase": np.arange(20) == 10}, "baseline: all points of each of 2 parts"),
        (
            {"rebase": np.arange(20) == 10, "baseline_points": 8, "settings": PRESETS["mdc_sql"]},
            "baseline: the first 8 points of the first of 2 parts, all points of the others",
        ),
        ({"ghost": np.arange(20) == 10}, "baseline: all 19 points"),
        ({"settings": PRESETS["plotthedots"]}, "shift of 7, trend of 7"),
    ],
)
def test_the_settings_say_what_was_asked_for(given: dict, words: str) -> None:
    assert words in chart(series(range(20), unit=Unit.COUNT), **given).settings


def test_target_and_direction_come_from_the_measure() -> None:
    made = chart(series([0.04, 0.06] * 8, better=Better.DECREASE, target=0.9))
    assert (made.assurance, made.target, made.better) == ("pass", 0.9, Better.DECREASE)


def test_an_empty_series_is_an_empty_chart() -> None:
    made = chart(series([], []))
    assert made.value.shape == (0,)
    assert made.change is None
    assert made.note.startswith("Too few points: 0")


# since when


def test_the_current_change_starts_with_the_first_point_of_its_run() -> None:
    made = chart(series([4, 6] * 8 + [18, 19, 18, 19, 18, 19, 18], unit=Unit.COUNT))
    assert (made.change.start, made.change.end, made.change.state) == (16, 22, State.IMPROVEMENT)
    assert made.change.mean_during == pytest.approx(129 / 7)
    assert "shift" in made.change.signals


def test_the_level_before_is_that_of_all_points_before() -> None:
    made = chart(series([4] * 7 + [12, 10, 12, 10] + [20] * 7, unit=Unit.COUNT))
    first, second = changes(made)
    assert (first.state, first.start, first.end) == (State.CONCERN, 0, 6)
    assert np.isnan(first.mean_before)
    assert (second.state, second.start, second.mean_before) == (State.IMPROVEMENT, 11, pytest.approx(72 / 11))
    assert current_change(made) == second == made.change


def test_levels_of_proportions_are_pooled_not_averaged() -> None:
    made = chart(series([1, 4] * 8 + [90, 9] * 4, [10, 20] * 8 + [100, 10] * 4))
    assert made.change.start == 16
    assert made.change.mean_before == pytest.approx(5 / 30)
    assert made.change.mean_during == pytest.approx(99 / 110)


def test_gaps_and_ghosts_are_passed_over() -> None:
    values = [4, 6] * 8 + [18, np.nan, 18, 19, 500, 19, 18, 19, np.nan]
    made = chart(series(values, unit=Unit.COUNT), ghost=np.arange(25) == 20)
    assert (made.change.start, made.change.end, made.change.mean_during) == (16, 23, pytest.approx(111 / 6))


def test_after_the_last_signal_there_is_no_current_change() -> None:
    made = chart(series([4, 6] * 4 + [90] + [4, 6] * 4, unit=Unit.COUNT), baseline_points=8)
    assert made.change is None
    assert len(changes(made)) == 1
    assert changes(made)[0].start == 8


# what deserves a second look


def test_an_ordinary_chart_has_no_warnings() -> None:
    rng = np.random.default_rng(8)
    assert chart(series(rng.binomial(40, 0.4, 30), [40] * 30)).warnings == ()
    assert chart(series(STEADY * 2, unit=Unit.COUNT)).warnings == ()


def test_warnings_say_where_assumptions_fail_and_what_may_fit_better() -> None:
    wild = np.random.default_rng(8).integers(5, 95, 30)
    (too_wild, better) = chart(series(wild, [100] * 30)).warnings
    assert "too narrow" in too_wild
    assert better.startswith("What may fit better: XmR, because points vary")
    assert "icons come from the last value" in chart(series([*STEADY, np.nan], unit=Unit.COUNT)).warnings[0]
    assert chart(series(range(5), unit=Unit.COUNT)).warnings == ()  # the note says that these are too few


def test_screening_that_was_refused_is_said() -> None:
    flat, ordinary = [5] * 19 + [6], [4, 6] * 9 + [50, 52]
    asked = replace(PRESETS["mdc"], screen_moving_ranges=True)
    refused, done = (chart(series(v, unit=Unit.COUNT), settings=asked) for v in (flat, ordinary))
    assert "not screened, although" in " ".join(refused.warnings)
    assert "left out" not in refused.settings
    assert done.settings.endswith("baseline: all 20 points (very large moving ranges left out)")


@pytest.mark.parametrize("kind", ["p", "pprime", "u", "uprime", "c", "mr", "g", "t", "run"])
def test_a_reader_may_ask_for_any_kind_that_the_numbers_allow(kind: str) -> None:
    made = chart(series(STEADY, [20] * 16), kind=kind)
    assert made.kind == kind
    assert made.settings.startswith(KINDS[kind].title)


@pytest.mark.parametrize("kind", ["p", "u", "pprime", "uprime"])
def test_charts_of_counts_without_counts_become_xmr_with_a_reason(kind: str) -> None:
    made = chart(series(STEADY, unit=Unit.RATE), kind=kind)
    assert made.kind == "xmr"
    assert "no numerator and denominator" in made.reason


def test_a_period_that_appears_twice_is_refused_by_name() -> None:
    good = series(STEADY)
    points = good.points.copy()
    points.loc[3, "period"] = points.loc[2, "period"]
    with pytest.raises(ValueError, match="2020-03-01: keep one value a period"):
        chart(Series(good.measure, TRUST, Grain.MONTH, points))
