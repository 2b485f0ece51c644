"""Tenths against a plain count, and runs against a walk month by month."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods import deciles
from analytics.model import Tenth

NA = np.nan
PANELS = st.integers(0, 9).flatmap(
    lambda periods: st.lists(
        st.lists(st.one_of(st.just(NA), st.integers(0, 30).map(float)), min_size=periods, max_size=periods),
        min_size=1,
        max_size=16,
    ).map(lambda rows: np.array(rows, float).reshape(len(rows), periods))
)


def plainly(row, low, high):
    """Walks back from the newest value with a band."""

    def where(at):
        return Tenth.HIGHEST if row[at] > high[at] else Tenth.LOWEST if row[at] < low[at] else Tenth.BETWEEN

    known = [at for at in range(len(row)) if np.isfinite(row[at]) and np.isfinite(low[at])]
    if not known:
        return None, -1
    since = known[-1]
    for at in reversed(known):
        if where(at) != where(known[-1]):
            break
        since = at
    return where(known[-1]), since


@given(PANELS)
def test_each_run_is_what_a_walk_back_finds(value) -> None:
    low, _, high, _ = deciles.bands(value)
    newest, since = deciles.tenths(value, low, high)
    for row, tenth, first in zip(value, newest, since, strict=True):
        expected, start = plainly(row, low, high)
        assert first == start
        assert expected is None or tenth == expected


def test_percentiles_lie_between_neighbours() -> None:
    low, median, high, count = deciles.bands(np.arange(1.0, 12)[:, None])
    assert (low[0], median[0], high[0], count[0]) == (2, 6, 10, 11)


def test_few_organisations_have_no_tenths_nor_has_a_month_in_which_few_have_reported_yet() -> None:
    assert np.isnan(deciles.bands(np.ones((deciles.LEAST - 1, 1)))[1]).all()
    value = np.tile(np.arange(20.0)[:, None], (1, 2))
    value[:8, 1] = NA  # 12 of 20 have reported
    _, median, _, count = deciles.bands(value)
    assert np.isfinite(median).tolist() == [True, False]
    assert count.tolist() == [20, 12]


@pytest.mark.parametrize(("gap", "since"), [(NA, 0), (5.0, 3)])
def test_a_missing_month_breaks_no_run_and_a_month_within_the_band_does(gap, since) -> None:
    others = np.tile(np.arange(20.0)[:, None], (1, 4))
    mine = np.array([[30.0, 30.0, gap, 30.0]])
    value = np.vstack([mine, others])
    low, _, high, _ = deciles.bands(value)
    newest, first = deciles.tenths(value, low, high)
    assert (newest[0], first[0]) == (Tenth.HIGHEST, since)
