"""Limits: examples worked by hand or printed in books, parts, baselines, gaps, ghosts, and drawn bounds."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.methods.spc import MDC, MDC_SQL, PLOTTHEDOTS, charts
from analytics.methods.spc.g import quantile

LINES = ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma")
ANY = PLOTTHEDOTS  # draws limits for short series, so that examples can be small

# Montgomery, Introduction to Statistical Quality Control (6th ed.), example 6.5: costs of processing a mortgage loan
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
# the same, example 7.1: nonconforming cans of frozen orange juice in 30 samples of 50
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]


def test_xmr_as_printed_by_montgomery() -> None:
    made = charts([LOANS])
    assert made.centre[0, 0] == pytest.approx(300.5)
    assert made.upper[0, 0] == pytest.approx(321.22, abs=0.01)
    assert made.lower[0, 0] == pytest.approx(279.78, abs=0.01)
    assert not made.signals["single"].any()


def test_p_as_printed_by_montgomery() -> None:
    made = charts(None, numerators=[CANS], denominators=[[50] * 30], kind="p")
    assert made.centre[0, 0] == pytest.approx(0.2313, abs=5e-5)
    assert made.upper[0, 0] == pytest.approx(0.4102, abs=5e-5)
    assert made.lower[0, 0] == pytest.approx(0.0524, abs=5e-5)
    assert list(np.flatnonzero(made.signals["single"][0]) + 1) == [15, 23]  # the two samples that the book finds


def test_xmr_sum_of_the_docstring() -> None:
    made = charts([[10, 12, 11, 13]], settings=ANY)
    reach = 2.66 * 5 / 3
    expected = [11.5, 11.5 - reach, 11.5 + reach, 11.5 - reach * 2 / 3, 11.5 + reach * 2 / 3]
    assert [getattr(made, line)[0, 2] for line in LINES] == pytest.approx(expected)


def test_xmr_around_the_median_sum_of_the_docstring() -> None:
    made = charts([[10, 12, 11, 13, 60]], kind="xmr_median", settings=ANY)
    expected = [12, 5.71, 18.29, 12 - 6.29 * 2 / 3, 12 + 6.29 * 2 / 3]
    assert [getattr(made, line)[0, 2] for line in LINES] == pytest.approx(expected)
    assert made.signals["single"][0].tolist() == [False] * 4 + [True]
    held = [[10, 12, 11, 13, 60, 12]]
    assert charts(held, kind="xmr_median", settings=ANY).signals["single"].sum() == 1
    assert not charts(held, settings=ANY).signals["single"].any()  # the 60 widens its own limits


def test_p_sum_of_the_docstring_and_limits_widen_where_cases_are_few() -> None:
    made = charts(None, numerators=[[10, 20, 30, 5]], denominators=[[100, 100, 100, 25]], kind="p", settings=ANY)
    assert [getattr(made, line)[0, 0] for line in LINES] == pytest.approx([0.2, 0.08, 0.32, 0.12, 0.28])
    assert made.upper[0, 3] == pytest.approx(0.2 + 3 * 0.08)
    assert made.lower[0, 3] == 0  # 0.2 - 0.24 would be below what a proportion can be


def test_run_has_the_median_and_no_limits() -> None:
    made = charts([[3, 9, 4, 100]], kind="run", settings=ANY)
    assert (made.centre == 6.5).all()
    assert np.isnan(made.upper).all()
    assert np.isnan(made.lower_2sigma).all()
    assert charts([[3, 9, 4]], kind="run", settings=ANY).centre[0, 0] == 4


def test_line_has_nothing_at_all() -> None:
    made = charts([range(20)], kind="line", better="increase", target=3)
    assert np.isnan(made.centre).all()
    assert made.signals == {}
    assert (made.state == "common").all()
    assert made.variation[0] == ""
    assert made.assurance[0] == ""


def test_each_part_has_its_own_limits_and_no_moving_range_crosses() -> None:
    rebase = [False, False, False, True, False, False]
    made = charts([[1, 2, 1, 101, 102, 101]], rebase=rebase, settings=ANY)
    assert made.centre[0] == pytest.approx([4 / 3] * 3 + [304 / 3] * 3)
    assert made.upper[0] - made.centre[0] == pytest.approx(2.66)  # the leap of 100 is in neither


def test_parts_may_differ_from_series_to_series() -> None:
    rebase = [[False, False, True, False], [False] * 4]
    made = charts([[1, 1, 5, 5], [1, 1, 5, 5]], rebase=rebase, settings=ANY)
    assert made.centre.tolist() == [[1, 1, 5, 5], [3, 3, 3, 3]]


@pytest.mark.parametrize("at", [3, 4])
def test_a_recalculation_between_points_starts_with_the_next_point(at: int) -> None:
    rebase = np.arange(8) == at
    made = charts([[1, 2, 1, np.nan, 7, 9, 7, 9]], rebase=rebase, settings=ANY)
    assert made.centre[0, 0] == pytest.approx(4 / 3)
    assert made.centre[0, 7] == 8


def test_a_recalculation_at_the_first_point_changes_nothing() -> None:
    first = charts([LOANS], rebase=np.arange(20) == 0)
    assert first.centre[0, 0] == charts([LOANS]).centre[0, 0]


def test_baseline_limits_extend_forward() -> None:
    made = charts([[1, 3, 1, 3, 90, 80]], baseline_points=4, settings=ANY)
    assert (made.centre == 2).all()
    assert made.upper[0] == pytest.approx([2 + 2.66 * 2] * 6)
    assert made.signals["single"][0].tolist() == [False] * 4 + [True] * 2
    assert made.base[0].tolist() == [True] * 4 + [False] * 2


def test_baseline_counts_points_not_periods_and_restarts_with_each_part() -> None:
    made = charts([[1, np.nan, 3, 50, 10, 12, 99]], baseline_points=2, rebase=np.arange(7) == 4, settings=ANY)
    assert made.centre[0].tolist() == [2, 2, 2, 2, 11, 11, 11]


def test_the_sql_holds_a_baseline_in_its_first_part_only() -> None:
    values, rebase = [[1, 3, 50, 60, 10, 12, 20, 30]], np.arange(8) == 4
    ours, sql = (charts(values, baseline_points=2, rebase=rebase, settings=s) for s in (MDC, MDC_SQL))
    assert ours.centre[0].tolist() == [2] * 4 + [11] * 4
    assert sql.centre[0].tolist() == [2] * 4 + [18] * 4
    assert sql.base[0].tolist() == [True, True, False, False, True, True, True, True]


def test_baselines_differ_from_series_to_series_and_zero_means_all() -> None:
    made = charts([[1, 3, 8, 8]] * 3, baseline_points=[2, 0, np.nan], settings=ANY)
    assert made.centre[:, 0].tolist() == [2, 5, 5]


def test_points_on_either_side_of_a_gap_are_neighbours() -> None:
    gap, without = charts([[1, 4, np.nan, 6, 2]], settings=ANY), charts([[1, 4, 6, 2]], settings=ANY)
    assert gap.upper[0, 0] == pytest.approx(without.upper[0, 0])
    assert gap.upper[0, 2] == gap.upper[0, 0]  # the lines run on across the gap
    assert gap.state[0].tolist() == ["common", "common", "", "common", "common"]


def test_a_p_chart_has_no_limits_where_nobody_was_counted() -> None:
    made = charts(None, numerators=[[3, 0, 4]], denominators=[[9, 0, 9]], kind="p", settings=ANY)
    assert np.isnan(made.upper[0, 1])
    assert np.isnan(made.value[0, 1])
    assert made.state[0, 1] == ""
    assert made.centre[0, 1] == pytest.approx(7 / 18)


def test_a_ghost_is_shown_but_counts_for_nothing() -> None:
    values = [[1, 2, 500, 1, 2]]
    made = charts(values, ghost=np.arange(5) == 2, settings=ANY)
    assert made.value[0, 2] == 500
    assert made.state[0, 2] == ""
    assert made.centre[0, 0] == 1.5
    assert not made.signals["single"].any()
    assert made.n[0] == 4


def test_xmr_lines_are_not_cut_off_unless_asked_and_signals_do_not_care() -> None:
    values = np.tile([0.97, 0.99, 1.0, 0.93], 6)[None]
    free, cut = (charts(values, better="increase", target=1, bounds=b) for b in (None, (0, 1)))
    assert free.upper[0, 0] > 1
    assert cut.upper[0, 0] == 1
    assert (free.state == cut.state).all()
    assert free.assurance[0] == cut.assurance[0] == "hit_or_miss"  # 100% is within what this process does


def test_a_p_chart_cut_off_at_one_may_still_hit_a_target_of_one() -> None:
    made = charts(None, numerators=[[19, 20] * 8], denominators=[[20] * 16], kind="p", better="increase", target=1)
    assert made.upper[0, 0] == 1
    assert made.assurance[0] == "hit_or_miss"


@pytest.mark.parametrize("n", [0, 1, 5, 12])
def test_below_thirteen_points_there_is_a_centre_and_nothing_else(n: int) -> None:
    values = np.r_[np.arange(n, dtype=float), np.full(20 - n, np.nan)][None]
    made = charts(values, better="increase", target=-9)
    assert np.isnan(made.upper).all()
    assert not any(s.any() for s in made.signals.values())
    assert made.variation[0] == ""
    assert made.assurance[0] == ""
    assert np.isnan(made.centre[0, 0]) if n == 0 else made.centre[0, 0] == pytest.approx((n - 1) / 2)


def test_thirteen_points_are_enough() -> None:
    made = charts([range(13)], better="increase", target=-99)
    assert made.variation[0] == "improvement_high"
    assert made.assurance[0] == "pass"
    assert made.judged[0]


def test_one_point_in_a_part_has_no_limits() -> None:
    made = charts([[*range(14), 5.0]], rebase=np.arange(15) == 14)
    assert np.isnan(made.upper[0, 14])
    assert made.centre[0, 14] == 5
    assert np.isfinite(made.upper[0, 13])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"values": [1, 2, 3]}, "shape"),
        ({"values": [[1, 2]], "kind": "xbar2"}, "xbar2.*xmr"),
        ({"values": [[1, 2]], "better": "up"}, "up.*increase"),
        ({"values": [[1, 2]], "rebase": [True]}, "rebase"),
        ({"values": [[1, 2]], "ghost": [[True, False], [True, False]]}, "ghost"),
        ({"values": [[1, 2]], "target": [1, 2, 3]}, "target"),
        ({"values": [[1, 2]], "baseline_points": [1, 2]}, "baseline_points"),
        ({"values": [[1, 2]], "baseline_points": -1}, "negative"),
        ({"values": [[1, 2]], "denominators": [[1, 2, 3]]}, "denominators"),
        ({"values": [[1, 2]], "kind": "p"}, "denominators"),
        ({"values": None}, "numerators"),
        ({"values": None, "numerators": [[3]], "denominators": [[2]], "kind": "p"}, "numerators"),
    ],
    ids=lambda a: a if isinstance(a, str) else None,
)
def test_what_cannot_be_charted_is_refused_in_words(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        charts(**arguments)


@pytest.mark.parametrize("length", [5, 9])
@pytest.mark.parametrize("rule", ["shift", "trend"])
def test_shift_and_trend_may_be_six_to_eight(rule: str, length: int) -> None:
    with pytest.raises(ValueError, match=rule):
        replace(MDC, **{rule: length})


# the kinds for counts, rare events and subgroups: sums of the modules' docstrings, and constants as printed


def lines_of(made, at: int = 0) -> list[float]:
    return [float(getattr(made, line)[0, at]) for line in ("centre", "lower", "upper")]


def test_mr_has_the_ranges_and_a_limit_of_3_267() -> None:
    made = charts([[10, 12, 11, 13]], kind="mr", settings=ANY)
    assert made.value[0, 1:].tolist() == [2, 1, 2]
    assert np.isnan(made.value[0, 0])
    assert lines_of(made) == pytest.approx([5 / 3, 0, 3.267 * 5 / 3])
    assert made.lower_2sigma[0, 0] == 0
    assert made.upper_2sigma[0, 0] == pytest.approx(5 / 3 * (1 + 2.267 * 2 / 3))


def test_mr_as_printed_by_montgomery() -> None:
    made = charts([LOANS], kind="mr")
    assert made.centre[0, 0] == pytest.approx(7.79, abs=0.005)
    assert made.upper[0, 0] == pytest.approx(25.45, abs=0.02)
    assert not made.signals["single"].any()


def test_no_moving_range_crosses_a_recalculation_and_none_has_a_better_direction() -> None:
    made = charts(
        [[1, 2, 1, 101, 102, 900]], rebase=np.arange(6) == 3, kind="mr", settings=ANY, better="increase", target=0
    )
    assert np.isnan(made.value[0, 3])
    assert made.centre[0].tolist() == [1, 1, 1, 399.5, 399.5, 399.5]
    assert made.assurance[0] == ""
    many = charts([[4, 6] * 8 + [60]], kind="mr", better="increase")
    assert many.variation[0] == "neutral_high"


def test_thirteen_points_are_enough_for_their_twelve_moving_ranges() -> None:
    assert charts([range(13)], kind="mr").judged[0]
    assert not charts([range(12)], kind="mr").judged[0]


def test_c_sum_of_the_docstring() -> None:
    made = charts([[2, 4, 6, 4]], kind="c", settings=ANY)
    assert lines_of(made) == [4, 0, 10]
    assert made.upper_2sigma[0, 0] == 8


# Montgomery (6th ed.), example 7.3: nonconformities in 26 samples of 100 printed circuit boards
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]


def test_c_as_printed_by_montgomery() -> None:
    made = charts([BOARDS], kind="c")
    assert lines_of(made) == pytest.approx([19.85, 6.48, 33.22], abs=0.01)
    assert list(np.flatnonzero(made.signals["single"][0]) + 1) == [6, 20]  # the two samples that the book finds


def test_u_sum_of_the_docstring_and_a_longer_period() -> None:
    made = charts(None, numerators=[[2, 4, 6, 16]], denominators=[[1, 1, 1, 4]], kind="u", settings=ANY)
    assert lines_of(made) == [4, 0, 10]
    assert lines_of(made, 3) == [4, 1, 7]


def test_u_with_equal_units_is_c_and_p_of_the_rare_is_nearly_u() -> None:
    u = charts(None, numerators=[BOARDS], denominators=[[1.0] * 26], kind="u")
    assert lines_of(u) == pytest.approx(lines_of(charts([BOARDS], kind="c")))
    p = charts(None, numerators=[BOARDS], denominators=[[1e6] * 26], kind="p")
    u = charts(None, numerators=[BOARDS], denominators=[[1e6] * 26], kind="u")
    assert lines_of(p) == pytest.approx(lines_of(u), rel=1e-4)


@pytest.mark.parametrize(
    ("kind", "top", "size", "centre", "reach"), [("pprime", (10, 20), 100, 0.15, 0.1), ("uprime", (2, 6), 1, 4, 4)]
)
def test_laney_sums_of_the_docstrings(kind: str, top: tuple, size: int, centre: float, reach: float) -> None:
    made = charts(None, numerators=[[*top, *top]], denominators=[[size] * 4], kind=kind, settings=ANY)
    assert made.centre[0, 0] == pytest.approx(centre)
    assert made.upper[0, 0] == pytest.approx(centre + 3 * reach / 1.128)
    assert made.upper_2sigma[0, 0] == pytest.approx(centre + 2 * reach / 1.128)
    assert made.lower[0, 0] == 0


@pytest.mark.parametrize(("plain", "prime"), [("p", "pprime"), ("u", "uprime")])
def test_with_equal_sizes_laneys_limits_are_those_of_xmr_but_for_rounding(plain: str, prime: str) -> None:
    counts = {"numerators": [[7, 9, 3, 8, 12, 6] * 3], "denominators": [[40] * 18]}
    made = charts(None, **counts, kind=prime)
    xmr = charts(None, **counts)
    assert made.upper[0, 0] - made.centre[0, 0] == pytest.approx(
        (xmr.upper[0, 0] - xmr.centre[0, 0]) * 3 / 1.128 / 2.66
    )


@pytest.mark.parametrize("kind", ["pprime", "uprime"])
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_laneys_charts_of_what_never_varies_are_flat(kind: str, value: float) -> None:
    sizes = np.arange(20.0, 40.0)[None]
    made = charts(np.full((1, 20), value), denominators=sizes, kind=kind, better="increase", target=value)
    assert (made.state == "common").all()
    assert made.assurance[0] == "pass"


def test_g_sum_of_the_docstring() -> None:
    exact = charts([[0, 1, 3, 2, 9]], kind="g", settings=ANY)
    assert lines_of(exact) == [2, 0, 22]
    made = charts([[0, 1, 3, 2, 9]], kind="g", settings=replace(ANY, limits="classic"))
    assert lines_of(made) == pytest.approx([2, 0, 3 + 3 * 12**0.5])
    assert made.upper_2sigma[0, 0] == pytest.approx(3 + 2 * 12**0.5)


def test_t_sum_of_the_docstring() -> None:
    assert lines_of(charts([[1, 1, 1]], kind="t", settings=ANY)) == [1, 1, 1]
    made = charts([[0, 1]], kind="t", settings=ANY)
    assert lines_of(made) == pytest.approx([0.5**3.6, 0, 3.16**3.6])
    assert made.upper_2sigma[0, 0] == pytest.approx((0.5 + 2.66 * 2 / 3) ** 3.6)


def test_xbar_and_s_sums_of_the_docstrings() -> None:
    sizes, spreads = [[4, 4]], [[1.8, 2.2]]
    made = charts([[9, 11]], denominators=sizes, sd=spreads, kind="xbar", settings=ANY)
    assert lines_of(made) == pytest.approx([10, 10 - 3.256, 10 + 3.256], abs=1e-3)
    made = charts(spreads, denominators=sizes, kind="s", settings=ANY)
    assert lines_of(made) == pytest.approx([2, 0, 4.532], abs=1e-3)


# Montgomery, appendix VI: factors for constructing variables control charts
FACTORS = {2: (2.659, 0, 3.267), 3: (1.954, 0, 2.568), 5: (1.427, 0, 2.089), 6: (1.287, 0.030, 1.970)}
FACTORS |= {10: (0.975, 0.284, 1.716), 25: (0.606, 0.565, 1.435)}


@pytest.mark.parametrize("size", FACTORS)
def test_factors_as_printed(size: int) -> None:
    a3, b3, b4 = FACTORS[size]
    sizes, ones = np.full((1, 3), float(size)), np.ones((1, 3))
    xbar = charts(np.zeros((1, 3)), denominators=sizes, sd=ones, kind="xbar", settings=ANY)
    s = charts(ones, denominators=sizes, kind="s", settings=ANY)
    assert lines_of(xbar) == pytest.approx([0, -a3, a3], abs=6e-4)
    assert lines_of(s) == pytest.approx([1, b3, b4], abs=6e-4)


def test_subgroups_of_varying_size_pool_their_spread_and_one_value_has_no_limits() -> None:
    made = charts([[10, 13, 8]], denominators=[[3, 5, 1]], sd=[[1, 2, np.nan]], kind="xbar", settings=ANY)
    pooled = ((2 * 1 + 4 * 4) / 6) ** 0.5
    assert made.centre[0, 0] == pytest.approx((30 + 65 + 8) / 9)
    assert made.upper[0, 0] - made.centre[0, 0] == pytest.approx(1.954 * pooled, abs=1e-3)
    assert made.upper[0, 1] - made.centre[0, 1] == pytest.approx(1.427 * pooled, abs=1e-3)
    assert np.isnan(made.upper[0, 2])


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("u", {"values": [[1, 2]]}, "denominators"),
        ("pprime", {"values": [[1, 2]]}, "denominators"),
        ("u", {"values": None, "numerators": [[-1]], "denominators": [[2]]}, "0 or more"),
        ("c", {"values": [[1, -2]]}, "never below 0"),
        ("g", {"values": [[1, -2]]}, "never below 0"),
        ("t", {"values": [[1, -2]]}, "never below 0"),
        ("xbar", {"values": [[1, 2]]}, "size of each subgroup"),
        ("xbar", {"values": [[1, 2]], "denominators": [[3, 3]]}, "sd"),
        ("xbar", {"values": [[1]], "denominators": [[2.5]], "sd": [[1]]}, "whole numbers"),
        ("s", {"values": [[1, -2]], "denominators": [[3, 3]]}, "never below 0"),
        ("xbar", {"values": [[1, 2]], "sd": [[1]]}, "sd have shape"),
    ],
)
def test_each_kind_refuses_what_it_cannot_chart(kind: str, given: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        charts(kind=kind, **given)


# screening of moving ranges

SCREENED = replace(MDC, screen_moving_ranges=True)


def test_screening_leaves_the_largest_ranges_out_of_their_mean_once() -> None:
    values = [0.0, 1.0] * 8 + [50.0]
    plain, screened = (charts([values], settings=s) for s in (MDC, SCREENED))
    assert plain.upper[0, 0] - plain.centre[0, 0] == pytest.approx(2.66 * (15 + 49) / 16)
    assert screened.upper[0, 0] - screened.centre[0, 0] == pytest.approx(2.66)
    assert screened.centre[0, 0] == plain.centre[0, 0]
    assert not screened.screening_refused[0]


@pytest.mark.parametrize(
    "values", [[0.0] * 10 + [1.0] + [0.0] * 12 + [1.0], [5.0] * 19 + [6.0], [0.0] * 12 + [1.0] * 12]
)
@pytest.mark.parametrize("kind", ["xmr", "t"])
def test_screening_is_refused_where_it_would_leave_nothing(values: list[float], kind: str) -> None:
    plain, screened = (charts([values], kind=kind, settings=s) for s in (MDC, SCREENED))
    np.testing.assert_array_equal(plain.upper, screened.upper)
    np.testing.assert_array_equal(plain.state, screened.state)
    assert screened.screening_refused[0]
    assert not plain.screening_refused[0]


def test_a_flat_series_has_nothing_to_screen() -> None:
    made = charts([[5.0] * 20, [4.0, 6.0] * 10], settings=SCREENED)
    assert made.screening_refused.tolist() == [False, False]
    assert made.upper[0, 0] == 5


@pytest.mark.parametrize("mean", [0.5, 3.0, 40.0, 250.0, 2000.0])
def test_no_more_of_a_geometric_distribution_lies_beyond_exact_limits_than_is_said(mean: float) -> None:
    """Summed term by term: what the two limits leave out, and that one case nearer would leave out too much."""
    whole = np.arange(60_000)
    chance = np.exp(whole * np.log(mean / (mean + 1))) / (mean + 1)
    for share in (0.00135, 0.02275):
        low, high = (float(quantile(np.array(mean), s)) for s in (share, 1 - share))
        assert chance[whole < low].sum() < share <= chance[whole <= low].sum() + 1e-12
        assert chance[whole > high].sum() <= share < chance[whole >= high].sum() + 1e-12


def test_two_events_close_together_may_signal_where_they_are_far_apart_as_a_rule() -> None:
    values = [[1000, 900, 1100, 950, 1050] * 4 + [0]]
    exact, classic = (charts(values, kind="g", settings=replace(MDC, limits=k)) for k in ("exact", "classic"))
    assert exact.lower[0, 0] == 1
    assert (exact.signals["single"][0, -1], classic.signals["single"][0, -1]) == (True, False)


GAPS = [12, 30, 8, 25, 18, 40, 9, 22, 15, 33, 11, 27, 20, 14]


@pytest.mark.parametrize(
    ("so_far", "state"),
    [(3, ""), (22, ""), (137, ""), (138, "improvement"), (400, "improvement")],
    ids=["short so far", "ordinary so far", "on the limit", "beyond it", "far beyond"],
)
def test_an_open_gap_signals_by_being_long_and_never_by_being_short(so_far: float, state: str) -> None:
    last = np.arange(15) == 14
    made = charts([[*GAPS, so_far]], kind="g", better="increase", still_open=last)
    ended = charts([GAPS], kind="g", better="increase")
    assert made.upper[0, 0] == ended.upper[0, 0]
    assert made.centre[0, 0] == ended.centre[0, 0]
    assert (made.n[0], made.state[0, -1]) == (14, state)
    assert made.variation[0] == ("improvement_high" if state else ended.variation[0])


def test_an_open_gap_ends_no_run_of_short_gaps_and_belongs_to_none() -> None:
    values = [*[60, 80] * 5, 20, 19, 18, 17, 16, 15]
    last = np.arange(17) == 16
    made = charts([[*values, 2]], kind="g", better="increase", still_open=last)
    assert made.variation[0] == "concern_low"  # six short gaps, and the open one does not say that this is over
    assert made.state[0, 15:].tolist() == ["concern", ""]
    assert not made.signals["trend"][0, -1]
    assert charts([[*values, 2]], kind="g", better="increase").signals["trend"][0, -1]


def test_a_long_open_gap_completes_a_run_of_long_ones() -> None:
    values = [*[20, 30] * 5, 50, 60, 55, 65, 52]
    made = charts([[*values, 58]], kind="g", better="increase", still_open=np.arange(16) == 15)
    assert made.signals["shift"][0].tolist() == [False] * 10 + [True] * 6
