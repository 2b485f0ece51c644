"""Contributions as they are printed: the figures add up to the printed change, and the words say what the table says."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from analytics.words import formats


@given(st.lists(st.fractions(-10, 10, max_denominator=1000), max_size=12), st.integers(0, 4))
def test_rounded_parts_add_up_to_the_rounded_sum_and_none_moves_by_a_whole_unit(parts, decimals) -> None:
    found = formats.adding_up(parts, decimals)
    assert sum(found) == round(sum(parts, F(0)) * 10**decimals) / F(10**decimals)
    assert all(abs(r - p) < F(1, 10**decimals) for r, p in zip(found, parts, strict=True))
