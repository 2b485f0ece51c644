"""Titles inside sentences keep what would be wrong in small letters."""

import pytest

from analytics.model.titles import within


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Optimal cord management", "optimal cord management"),
        ("NEWTT2 in use", "NEWTT2 in use"),  # an abbreviation first
        ("Transition to PSIRF", "transition to PSIRF"),  # and later
        ("Total opioids (OME)", "total opioids (OME)"),
        ("A&E attendances", "A&E attendances"),
        ("A ward's own measure", "a ward's own measure"),
        ("Whole System Approach", "Whole System Approach"),  # a name
        ("Caffeine", "caffeine"),  # one word with a capital is no name
        ("12 hour waits in A&E", "12 hour waits in A&E"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence(title: str, inside: str) -> None:
    assert within(title) == inside
