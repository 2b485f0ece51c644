"""What kinds of organisation and lengths of period are called."""

import pytest

from analytics.model import Grain, Kind, labels


def test_every_kind_and_every_grain_has_its_words() -> None:
    assert set(labels.KINDS) == set(Kind)
    assert set(labels.GRAINS) == set(Grain)


@pytest.mark.parametrize(("level", "plural"), [("sub_icb", "sub-ICBs"), (Kind.TRUST, "trusts"), ("units", "units")])
def test_a_level_in_the_plural_and_one_already_in_words_as_it_is(level: str, plural: str) -> None:
    assert labels.shorts(level) == plural


def test_the_word_after_a_number() -> None:
    year = labels.GRAINS[Grain.YEAR]
    assert (year.after(0), year.after(1), year.after(2)) == ("years", "year", "years")
