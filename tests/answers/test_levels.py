"""Which organisations are held side by side, and which are seen first."""

import pytest

from analytics.answers import Question, levels
from analytics.model import ENGLAND, Kind

ALL = (Kind.REGION, Kind.ICB, Kind.TRUST)


@pytest.mark.parametrize(
    ("kind", "known", "first"),
    [
        (Kind.NATION, ALL, Kind.ICB),
        (Kind.NATION, (Kind.REGION,), Kind.REGION),
        (Kind.REGION, ALL, Kind.ICB),
        (Kind.ICB, ALL, Kind.TRUST),
        (Kind.TRUST, ALL, Kind.TRUST),
        (Kind.TRUST, (Kind.REGION, Kind.ICB), Kind.ICB),
    ],
)
def test_trends_begin_below_the_organisation_and_england_with_icbs(kind, known, first):
    assert levels.first_below(kind, known) is first


@pytest.mark.parametrize(
    ("code", "first"), [(ENGLAND, Kind.REGION), ("Y62", Kind.ICB), ("QOP", Kind.TRUST), ("R0A", Kind.TRUST)]
)
def test_a_comparison_begins_with_the_largest_level_within(data, code, first):
    assert levels.first_compared(data, code, ALL) is first


def test_levels_are_those_that_the_measure_has_figures_for(data):
    assert levels.compared(data, Question("cord")) == ALL
    assert levels.compared(data, Question("cord", "QOP")) == ALL
    assert levels.compared(data, Question("severe_maternal_complication")) == ()
