"""The what-if: how many more would be reached at a rate, by organisation."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue.effects import RATE, chosen_rate
from analytics.methods.outcomes import what_if as impact

people = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
rate = st.floats(0, 1)


def rows(counts: list[tuple[int, int]], measure: str = "cord") -> pd.DataFrame:
    return pd.DataFrame(
        [(f"R{i}", measure, float(got), float(of), 12, 12) for i, (got, of) in enumerate(counts)],
        columns=["org_code", "measure", "numerator", "denominator", "months", "expected"],
    )


@pytest.mark.parametrize(
    ("got", "of", "aim", "more"),
    [
        (50, 100, 0.95, 45),
        (95, 100, 0.95, 0),  # at the rate
        (99, 100, 0.95, 0),  # above it: nothing more, and nothing given back
        (0, 0, 0.95, 0),  # nobody eligible
        (0, 10, 0.0, 0),
        (0, 10, 1.0, 10),
    ],
)
def test_more_is_the_gap_to_the_rate(got: int, of: int, aim: float, more: float) -> None:
    assert impact.more(rows([(got, of)]), {"cord": aim})["more"].tolist() == pytest.approx([more])


def test_measures_that_were_not_asked_for_are_left_out() -> None:
    both = pd.concat([rows([(1, 2)]), rows([(1, 2)], "steroids")])
    assert set(impact.more(both, {"cord": 0.9})["measure"]) == {"cord"}
    assert impact.more(both, {}).empty


@pytest.mark.parametrize("aim", [-0.1, 1.01, 95.0, float("nan")])
def test_a_rate_is_a_fraction(aim: float) -> None:
    with pytest.raises(ValueError, match="fraction from 0 to 1"):
        impact.more(rows([(1, 2)]), {"cord": aim})


@given(st.lists(people, min_size=1, max_size=8), rate, rate)
def test_a_higher_rate_never_reaches_fewer_and_nobody_counts_below_nothing(
    counts: list[tuple[int, int]], one: float, other: float
) -> None:
    low, high = sorted([one, other])
    at_low, at_high = (impact.more(rows(counts), {"cord": r})["more"] for r in (low, high))
    assert (at_low >= 0).all()
    assert (at_high >= at_low).all()
    assert all(more <= of - got + 1e-9 for more, (got, of) in zip(at_high, counts, strict=True))


@given(st.lists(people, min_size=1, max_size=8), rate)
def test_a_group_is_the_sum_of_its_members_and_no_less_than_the_group_held_to_the_rate(
    counts: list[tuple[int, int]], aim: float
) -> None:
    found = impact.by_place(impact.more(rows(counts), {"cord": aim}), {f"R{i}": "Q" for i in range(len(counts))})
    slow = sum(max(0.0, aim * of - got) for got, of in counts)
    whole = max(0.0, aim * sum(of for _, of in counts) - sum(got for got, _ in counts))
    assert found["more"].iloc[0] == pytest.approx(slow)
    assert slow >= whole - 1e-6
    assert found["denominator"].iloc[0] == sum(of for _, of in counts)


def test_an_organisation_without_a_place_is_left_out() -> None:
    found = impact.by_place(impact.more(rows([(1, 10), (2, 10)]), {"cord": 1.0}), {"R1": "Q"})
    assert found[["org_code", "more"]].to_numpy().tolist() == [["Q", 8.0]]


@pytest.mark.parametrize(
    ("assumed", "chosen"),
    [
        ({}, (None, RATE)),
        ({"rate": 0.9}, (None, 0.9)),
        ({"rate_cord": 0.8}, ("cord", 0.8)),
        ({"nnt_cord": 40.0}, (None, RATE)),
    ],
)
def test_the_rate_that_a_link_asks_for(assumed: dict[str, float], chosen: tuple[str | None, float]) -> None:
    assert chosen_rate(assumed) == chosen
