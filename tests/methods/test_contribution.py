"""Contributions: they add up to the change exactly, in any order, and agree with standardised rates worked out plainly."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.methods import contribution
from analytics.model import Part, Presence

COUNTS = st.tuples(st.integers(0, 5000), st.integers(1, 400)).map(lambda c: (F(c[0]), F(c[1])))
WHERE = st.one_of(st.tuples(COUNTS, COUNTS), st.tuples(COUNTS, st.none()), st.tuples(st.none(), COUNTS))


@st.composite
def many_parts(draw):
    """Some that report in both periods, and others that may not."""
    found = [*draw(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=6)), *draw(st.lists(WHERE, max_size=4))]
    return [Part(f"P{at}", f"Part {at}", *pair) for at, pair in enumerate(found)]


def changes(parts):
    (n0, d0), (n1, d1) = contribution.totals(parts)
    return n1 / d1 - n0 / d0, n1 - n0


@given(many_parts())
def test_the_shares_add_up_to_both_changes_to_the_last_digit(parts) -> None:
    found = contribution.shares(parts)
    assert len(found) == len(parts)
    assert (sum(s.of_rate for s in found), sum(s.of_amount for s in found)) == changes(parts)


@pytest.mark.slow
@given(many_parts(), st.randoms())
def test_the_order_of_the_parts_changes_nothing(parts, random) -> None:
    other = list(parts)
    random.shuffle(other)
    assert contribution.shares(other) == contribution.shares(parts)


def plainly(parts):
    """Das Gupta's way: the whole's rate with everybody's mean share and the rates of either period, and the reverse."""
    both = [p for p in parts if p.before and p.after]
    size = [sum(getattr(p, when)[1] for p in both) for when in ("before", "after")]
    rate, mix = F(0), F(0)
    for p in both:
        share = [p.before[1] / size[0], p.after[1] / size[1]]
        own = [p.before[0] / p.before[1], p.after[0] / p.after[1]]
        rate += (share[0] + share[1]) / 2 * own[1] - (share[0] + share[1]) / 2 * own[0]
        mix += share[1] * (own[0] + own[1]) / 2 - share[0] * (own[0] + own[1]) / 2
    without = {when: [p for p in parts if (p.before if when == "before" else p.after)] for when in ("before", "after")}
    whole = [sum(getattr(p, w)[0] for p in without[w]) / sum(getattr(p, w)[1] for p in without[w]) for w in without]
    core = [sum(getattr(p, w)[0] for p in both) / sum(getattr(p, w)[1] for p in both) for w in ("before", "after")]
    return rate, mix, (whole[1] - core[1]) + (core[0] - whole[0])


@given(many_parts())
def test_rate_mix_and_joining_agree_with_standardised_rates(parts) -> None:
    found = contribution.shares(parts)
    assert tuple(sum(getattr(s, kind) for s in found) for kind in ("rate", "mix", "joined")) == plainly(parts)


def test_by_hand_two_parts() -> None:
    a = Part("A", "A", (F(10), F(10)), (F(5), F(10)))  # halves its rate
    b = Part("B", "B", (F(30), F(10)), (F(60), F(20)))  # keeps a rate of 3 and doubles
    found = {s.part.code: s for s in contribution.shares([a, b])}
    # Shares of A: 1/2 and 1/3. The whole: 2 and 13/6, mean 25/12.
    assert (found["A"].rate, found["A"].mix) == (F(5, 12) * F(-1, 2), (F(3, 4) - F(25, 12)) * F(-1, 6))
    assert (found["B"].rate, found["B"].mix) == (0, (3 - F(25, 12)) * F(1, 6))
    assert (found["A"].by_rate, found["A"].by_size) == (-5, 0)
    assert (found["B"].by_rate, found["B"].by_size) == (0, 30)


def test_a_part_in_one_period_only_has_a_line_of_its_own_and_is_never_nought() -> None:
    stayed = Part("A", "A", (F(10), F(10)), (F(10), F(10)))
    joined = Part("B", "B", None, (F(30), F(10)))
    left = Part("C", "C", (F(0), F(10)), None)
    found = {s.part.code: s for s in contribution.shares([stayed, joined, left])}
    assert [found[c].presence for c in "ABC"] == [Presence.BOTH, Presence.JOINED, Presence.LEFT]
    assert found["A"].of_rate == 0, "the one that stayed as it was drives nothing"
    assert (found["B"].joined, found["C"].joined) == (1, F(1, 2))
    assert (found["B"].rate, found["B"].mix, found["B"].by_rate, found["B"].by_size) == (0, 0, 0, 0)
    assert (found["B"].by_joining, found["C"].by_joining) == (30, 0)


def test_a_part_that_joins_at_the_rate_of_the_whole_drives_nothing_of_the_rate() -> None:
    parts = [Part("A", "A", (F(10), F(10)), (F(20), F(10))), Part("B", "B", None, (F(200), F(100)))]
    assert {s.part.code: s.of_rate for s in contribution.shares(parts)} == {"A": 1, "B": 0}


def test_nobody_in_both_periods_is_no_change_to_split() -> None:
    with pytest.raises(ValueError, match="no part reports in both periods"):
        contribution.shares([Part("A", "A", (F(1), F(1)), None), Part("B", "B", None, (F(1), F(1)))])
