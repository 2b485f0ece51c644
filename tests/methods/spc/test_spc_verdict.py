"""States, icons and the decision tables, with the cases that make other tools wrong or crash."""

import numpy as np
import pytest

from analytics.methods.spc import MDC_SQL, PLOTTHEDOTS, charts

STEADY = [4.0, 6.0] * 8  # 16 points, mean 5, every moving range 2
NAN = np.nan


def icons(values, **given) -> tuple[str, str]:
    made = charts([values], **given)
    return str(made.variation[0]), str(made.assurance[0])


@pytest.mark.parametrize(
    ("better", "last", "icon"),
    [
        ("increase", 60, "improvement_high"),
        ("increase", -60, "concern_low"),
        ("increase", 5, "common_cause"),
        ("decrease", 60, "concern_high"),
        ("decrease", -60, "improvement_low"),
        ("decrease", 5, "common_cause"),
        ("neutral", 60, "neutral_high"),
        ("neutral", -60, "neutral_low"),
        ("neutral", 5, "common_cause"),
    ],
)
def test_variation_is_what_the_last_point_is(better: str, last: float, icon: str) -> None:
    assert icons([*STEADY, last], better=better)[0] == icon


def test_a_signal_before_the_last_point_leaves_no_icon() -> None:
    assert icons([*STEADY, 60, 5], better="increase")[0] == "common_cause"


@pytest.mark.parametrize("tail", [[NAN], [NAN, NAN, NAN]])
def test_a_missing_last_value_leaves_the_verdict_to_the_point_before(tail: list[float]) -> None:
    assert icons([*STEADY, 60, *tail], better="increase")[0] == "improvement_high"


def test_a_ghosted_last_point_does_too() -> None:
    assert icons([*STEADY, 60, 5], better="increase", ghost=np.arange(18) == 17)[0] == "improvement_high"


UPPER, LOWER = 5 + 2.66 * 2, 5 - 2.66 * 2


@pytest.mark.parametrize(
    ("better", "target", "icon", "why"),
    [
        ("increase", 20, "fail", "above both limits"),
        ("increase", -20, "pass", "below both limits"),
        ("decrease", 20, "pass", "above both limits"),
        ("decrease", -20, "fail", "below both limits"),
        ("increase", 5, "hit_or_miss", "between the limits"),
        ("decrease", 9, "hit_or_miss", "between the limits"),
        ("increase", UPPER, "fail", "on the upper limit counts as above"),
        ("decrease", UPPER, "pass", "on the upper limit counts as above"),
        ("increase", LOWER, "pass", "on the lower limit counts as below"),
        ("decrease", LOWER, "fail", "on the lower limit counts as below"),
        ("neutral", 20, "", "no better direction"),
        ("increase", None, "", "no target"),
        ("increase", NAN, "", "no target"),
    ],
)
def test_assurance(better: str, target: float | None, icon: str, why: str) -> None:
    assert icons(STEADY, better=better, target=target)[1] == icon, why


@pytest.mark.parametrize("target", [UPPER, LOWER])
def test_in_nhsrplotthedots_a_target_on_a_limit_is_hit_or_miss(target: float) -> None:
    assert icons(STEADY, better="increase", target=target, settings=PLOTTHEDOTS)[1] == "hit_or_miss"


def test_targets_by_series_and_by_point_and_the_last_counted_points_target_gives_the_icon() -> None:
    assert charts([STEADY, STEADY], better="increase", target=[20, -20]).assurance.tolist() == ["fail", "pass"]
    moving = np.full((1, 17), -20.0)
    moving[0, 15:] = 20, 5
    assert charts([[*STEADY, NAN]], better="increase", target=moving).assurance[0] == "fail"


def test_assurance_uses_the_limits_of_the_last_part() -> None:
    values, rebase = [*STEADY, *(v + 100 for v in STEADY)], np.arange(32) == 16
    assert icons(values, better="increase", target=50, rebase=rebase)[1] == "pass"


@pytest.mark.parametrize(
    ("value", "target", "better", "icon"),
    [
        (1.0, 1.0, "increase", "pass"),  # always 100% against 100%
        (0.0, 0.0, "decrease", "pass"),  # never an event against a target of none
        (0.95, 0.95, "increase", "pass"),  # the mean of many 0.95 is not quite 0.95 to a computer
        (5.0, 6.0, "increase", "fail"),
        (5.0, 6.0, "decrease", "pass"),
        (5.0, 4.0, "increase", "pass"),
    ],
)
@pytest.mark.parametrize("n", [13, 24, 99])
def test_a_flat_series_passes_or_fails_and_is_never_a_signal(
    value: float, target: float, better: str, icon: str, n: int
) -> None:
    made = charts([[value] * n], better=better, target=target)
    assert made.assurance[0] == icon
    assert made.variation[0] == "common_cause"
    assert not any(s.any() for s in made.signals.values())
    assert made.upper[0, 0] == pytest.approx(value)
    assert made.lower[0, 0] == pytest.approx(value)


@pytest.mark.parametrize("value", [0.1, 0.3, 1 / 3, 76.1])
def test_flat_proportions_of_varying_size_are_no_signal(value: float) -> None:
    sizes = np.random.default_rng(3).integers(1, 90, size=(1, 40)) * 1.0
    made = charts(np.full((1, 40), min(value, 1.0)), denominators=sizes, kind="p")
    assert (made.state == "common").all()


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ([5.0] * 19 + [6.0], [19]),  # nearly flat: only the point that differs
        ([0.0] * 10 + [1.0] + [0.0] * 12 + [1.0], [10, 23]),  # never events
    ],
)
def test_nearly_flat_series_are_not_screened_into_signals(values: list[float], signals: list[int]) -> None:
    made = charts([values], better="decrease")
    assert np.flatnonzero(made.signals["single"][0]).tolist() == signals
    assert made.upper[0, 0] > made.centre[0, 0]


def test_missing_values_inside_a_run_do_not_break_it() -> None:
    low, high = [1.0, 2.0] * 4, [9.0, 8.0, NAN, 9.0, NAN, NAN, 8.0, 9.0, 8.0]
    made = charts([[*low, *high]], better="increase")
    assert made.signals["shift"][0, 8:].tolist() == [not np.isnan(v) for v in high]


def test_all_missing_and_no_series_are_answered_with_nothing() -> None:
    assert icons([NAN] * 20, better="increase", target=3) == ("", "")
    assert len(charts(np.empty((0, 20)))) == 0
    assert charts(np.empty((3, 0))).variation.tolist() == [""] * 3


@pytest.mark.parametrize("settings", [PLOTTHEDOTS, MDC_SQL])
def test_one_point(settings) -> None:
    assert icons([5.0], better="increase", target=3, settings=settings)[1] == ""


RISING_BELOW = [50.0, 52.0] * 8 + [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]  # a rise, all of it far below the mean


def test_improvement_wins_a_conflict_and_both_are_kept() -> None:
    made = charts([RISING_BELOW], better="increase")
    assert made.both[0, -1]
    assert made.state[0, -1] == "improvement"
    assert made.variation[0] == "improvement_high"
    assert charts([RISING_BELOW], better="decrease").state[0, -1] == "improvement"
    assert charts([RISING_BELOW], better="neutral").variation[0] == "neutral_high"


def test_in_nhsrplotthedots_the_first_rule_decides_a_conflict() -> None:
    made = charts([RISING_BELOW], better="increase", settings=PLOTTHEDOTS)
    assert made.signals["single"][0, -1]
    assert made.signals["trend"][0, -1]
    # beyond the limit comes first
    assert made.state[0, -1] == "concern"
    assert made.variation[0] == "concern_low"


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    made = charts([[0.1, 0.3] * 7 + [0.2] * 6])  # the mean is 0.2, but not quite to a computer
    assert not made.signals["shift"].any()
