"""What a CUSUM says beside its sentence: what an event is, whose rate, and the pictures for those who do not see them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics import catalogue
from analytics.words import cusum as words
from tests.methods.test_cusum import watched

MEASURES = catalogue.load().measures
BAD = [0] * 12 + [3, 4, 4, 0]


def test_soon_after_red_silence_is_told_as_what_it_is() -> None:
    assert words.cusum_sentence(watched(BAD, [10] * 16)).startswith(
        "No signal in July 2022, counting from 0 again since July 2022. "
        "Earlier signals: amber in May 2022 and red in June 2022."
    )
    assert "from 0 again" not in words.cusum_sentence(watched([0, 1] * 8, [10] * 16))


def test_what_an_event_is() -> None:
    assert words.events_are(MEASURES["survival"]) == (
        "An event here is one of the babies born below 34+0 weeks who is not among the babies who survived until "
        "discharge home."
    )
    assert words.events_are(MEASURES["brain_injury"]).startswith("Events here are the babies with grade 3 or 4")
    assert (MEASURES["survival"].harm, MEASURES["brain_injury"].harm) == ("deaths", "cases of brain injury")


def test_the_reference_is_named_with_its_rate() -> None:
    assert words.reference(watched(BAD, [10] * 16)) == "the given rate: 5.0%"


def test_each_period_is_told() -> None:
    told = words.points(watched([1.0, np.nan, *BAD], [10] * 18))
    assert told[:2] == ["1 event, 0.5 expected. No signal.", "No figures."]


def test_both_pictures_have_a_text_alternative_of_their_own() -> None:
    found = watched(BAD, [10] * 16)
    whose = "of cases of necrotising enterocolitis, Manchester (MFT), April 2021 to July 2022:"
    level = found.thresholds
    assert words.alt(found) == (
        f"CUSUM {whose} 1 amber and 1 red signals. The statistic stands at 0.0, with amber above {level.amber:.1f} and red "
        f"above {level.red:.1f}."
    )
    assert words.excess_alt(found) == f"Excess events {whose} 3 more than expected so far."
    assert words.alt(replace(found, illustrative=True)).endswith(" Illustrative data.")
