"""The sentence of a control chart: from a frame to the exact words, with the reason on each row."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import words
from analytics.model import Assurance, Better, Grain, Series, Signal, State, Unit, Variation
from tests.charts.charts_made import chart, measure, series

NA = float("nan")
GLOSS = "a change that chance alone would rarely make."
DOWN = measure(Unit.COUNT, Better.DECREASE, short_title="People on high-dose opioids")
NEUTRAL = measure(Unit.RATE, Better.NEUTRAL, per_text="mg per 1,000 patients")
LINE = measure(chart="line", chart_reason="adoption only goes one way")
LOW, HIGH = [0.60, 0.62, 0.61, 0.61], [0.70, 0.72, 0.71, 0.71]


def said(of: Series, *args: object, **other: object) -> str:
    return words.control.sentence(of, chart(of, *args, **other))  # type: ignore[arg-type]


STORIES = {
    "special cause improvement: since when, by how much, and a target that stays out of reach": (
        said(series(LOW + HIGH), "----iiii", Variation.IMPROVEMENT_HIGH, target=0.95, assurance=Assurance.FAIL),
        "Better since August 2022. The average since then is 71.0%, up 10 points from 61.0% before. This is special cause"
        f" improvement: {GLOSS} As things stand, the target of 95% will not be met: the way of working has to change first.",
    ),
    "special cause concern: lower is worse where an increase is better": (
        said(series(HIGH + LOW), "----cccc", Variation.CONCERN_LOW),
        "Worse since August 2022. The average since then is 61.0%, down 10 points from 71.0% before. This is special cause"
        f" concern: {GLOSS}",
    ),
    "a count that should fall says its relative change too": (
        said(series([80000, 80000, 72000, 72000], DOWN), "--ii", Variation.IMPROVEMENT_LOW),
        "Better since June 2022. The average since then is 72,000, down 8,000 (10%) from 80,000 before. This is special"
        f" cause improvement: {GLOSS}",
    ),
    "neutral: higher, neither good nor bad": (
        said(series([1.40, 1.40, 1.47, 1.47], NEUTRAL), "--hh", Variation.NEUTRAL_HIGH),
        "Higher since June 2022. The average since then is 1.47 mg per 1,000 patients, up 0.07 (5%) from 1.40 before. This"
        " is special cause variation: more than chance alone would make, neither good nor bad in itself.",
    ),
    "one point outside the limits is an event, not a new level": (
        said(series([0.6, 0.6, 0.6, 0.9]), "---i", Variation.IMPROVEMENT_HIGH),
        "Better in July 2022. It was 90.0%, up 30 points from an average of 60.0% before. This is special cause"
        f" improvement: {GLOSS}",
    ),
    "a trend that starts below the old average: its two ends, not two averages that contradict the verdict": (
        said(series([0.8, 0.8, 0.5, 0.6, 0.7]), "--iii", Variation.IMPROVEMENT_HIGH),
        f"Better since June 2022, from 50.0% to 70.0% in August 2022. This is special cause improvement: {GLOSS}",
    ),
    "signalled from the first point: nothing to compare with": (
        said(series([0.5, 0.6, 0.7]), "iii", Variation.IMPROVEMENT_HIGH),
        "Better since April 2022, where this chart starts. The average is 60.0%. This is special cause improvement:"
        f" {GLOSS}",
    ),
    "common cause, with what to expect and a target met by chance": (
        said(series([0.6, 0.7, 0.6, 0.7]), "-", Variation.COMMON_CAUSE, centre=0.65, lower=0.4, upper=0.9,
             target=0.7, assurance=Assurance.HIT_OR_MISS),
        "No clear change. Figures go up and down around 65.0% as chance alone would make them: common cause variation."
        " Expect 40.0% to 90.0% while nothing changes. The latest figure is 70.0% in July 2022. As things stand, the target"
        " of 70% will be met in some months and missed in others, by chance.",
    ),
    "limits beyond what is possible are held to it; a run chart has none": (
        said(series([0.9, 0.7]), "-", Variation.COMMON_CAUSE, centre=0.8, lower=0.4, upper=1.2),
        "No clear change. Figures go up and down around 80.0% as chance alone would make them: common cause variation."
        " Expect 40.0% to 100% while nothing changes. The latest figure is 70.0% in May 2022.",
    ),
    "limits that were recalculated are told": (
        said(series([0.6, 0.61, 0.7, 0.71]), "-", Variation.COMMON_CAUSE, centre=[0.6, 0.6, 0.7, 0.7]),
        "No clear change. Figures go up and down around 70.0% as chance alone would make them: common cause variation. The"
        " limits start again in June 2022, where the average went from 60.0% to 70.0%. The latest figure is 71.0% in"
        " July 2022.",
    ),
    "constant at the target is met, not hit or miss": (
        said(series([1, 1, 1]), "-", Variation.COMMON_CAUSE, centre=1, lower=1, upper=1, target=1.0,
             assurance=Assurance.PASS),
        "No change: every figure is 100%. That is common cause variation. As things stand, the target of 100% will be met"
        " each month.",
    ),
    "too few points, by the chart's own note": (
        said(series([0.6, 0.7]), " ", note="limits need 13 points; there are 2", target=0.5),
        "70.0% in May 2022, up 10 points from 60.0% in April 2022. Limits need 13 points; there are 2. The latest figure is"
        " above the target of 50%.",
    ),
    "no limits on purpose: the measure's reason": (
        said(series([0.6, 0.6], LINE, Grain.QUARTER), " ", kind="line"),
        "60.0% in Q2 2022/23 (July to September 2022), the same as 60.0% in Q1 2022/23 (April to June 2022). Adoption only"
        " goes one way.",
    ),
    "one point": (
        said(series([0.6]), " "),
        "60.0% in April 2022, the only figure so far. There are too few points to tell a real change from chance.",
    ),
    "the last value is missing: the one before drives, and the gap is told": (
        said(series(LOW + HIGH + [NA], status=[""] * 8 + ["suppressed"]), "----iiii ", Variation.IMPROVEMENT_HIGH),
        "Better since August 2022. The average since then is 71.0%, up 10 points from 61.0% before. This is special cause"
        f" improvement: {GLOSS} There is no figure for December 2022 (suppressed).",
    ),
    "the last two are missing": (
        said(series([0.6, NA, NA]), " "),
        "60.0% in April 2022, the only figure so far. There are too few points to tell a real change from chance. There are"
        " no figures from May 2022 to June 2022.",
    ),
    "a provisional figure may change": (
        said(series([0.6, 0.7], status=["", "provisional"]), " "),
        "70.0% in May 2022, up 10 points from 60.0% in April 2022. There are too few points to tell a real change from"
        " chance. The figure for May 2022 may still change: it is provisional.",
    ),
    "nothing but suppressed values": (
        said(series([NA, NA], status=["suppressed", "suppressed"])),
        "None of the 2 months has a figure (suppressed).",
    ),
    "no rows": (said(series([])), "There are no figures for these periods."),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_stories(story: str) -> None:
    found, expected = STORIES[story]
    assert found == expected


def test_named_and_with_settings() -> None:
    of = series([0.6])
    text = words.control.sentence(of, chart(of, settings="XmR, shift 6"), settings=True, named=True)
    assert text.startswith("Cord management, Kent and Medway: 60.0% in April 2022")
    assert text.endswith("Settings: XmR, shift 6.")


def test_alt_names_measure_organisation_periods_latest_and_verdict() -> None:
    of = series(LOW + HIGH, illustrative=True)
    assert words.control.alt(of, chart(of, "----iiii", Variation.IMPROVEMENT_HIGH)) == (
        "Control chart of cord management, Kent and Medway, April 2022 to November 2022. Latest 71.0%. Special cause"
        " improvement. Illustrative data."
    )
    line = series([NA], LINE)
    assert (
        words.control.alt(line, chart(line, kind="line"))
        == "Line chart of cord management, Kent and Medway: no figures."
    )


def test_points_say_their_state_rules_and_why_they_are_missing() -> None:
    of = series([0.6, 0.9, NA, NA, 0.7, 0.8], status=["", "", "suppressed", "", "", "provisional"])
    hits = np.array([False, True, False, False, False, False])
    signals = {Signal.SINGLE: hits, Signal.TWO_OF_THREE: hits}
    assert words.control.points(of, chart(of, "-i   -", Variation.COMMON_CAUSE, signals=signals)) == [
        "Common cause variation",
        "Special cause improvement: outside the limits and one of two in three points close to a limit",
        "No figure: suppressed",
        "No figure",
        "Not judged: left out of the limits, or a chart without them",
        "Common cause variation (provisional)",
    ]


FORBIDDEN = re.compile(r"\b(nan|none|nat|inf|infinity)\b|\d{4}-\d\d|significant|\b[a-z]+_[a-z]+", re.IGNORECASE)


@st.composite
def frames(draw: st.DrawFn) -> Series:
    unit = draw(st.sampled_from(list(Unit)))
    top = 1.0 if unit is Unit.PERCENT else draw(st.sampled_from([1e-6, 5.0, 1e3, 1e9]))
    number = st.one_of(st.just(NA), st.floats(0, top))
    values = draw(st.lists(number, max_size=20))
    status = [draw(st.sampled_from(["suppressed", "not submitted", ""])) if v != v else "" for v in values]
    better = draw(st.sampled_from(list(Better)))
    of = measure(unit, better, per_text=draw(st.sampled_from(["", "items per 1,000 patients"])))
    return series(values, of, draw(st.sampled_from(list(Grain))), status=status)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_sentence_shows_what_a_computer_would_say(data: st.DataObject) -> None:
    of = data.draw(frames())
    states = "".join(data.draw(st.sampled_from("ic-hl ")) if v == v else " " for v in of.points["value"])
    limit = st.one_of(st.just(NA), st.floats(-10, 10))
    drawn = chart(
        of, states, data.draw(st.sampled_from(list(Variation))),
        centre=data.draw(limit), lower=data.draw(limit), upper=data.draw(limit), target=data.draw(st.none() | limit),
        assurance=data.draw(st.sampled_from(list(Assurance))), kind=data.draw(st.sampled_from(["xmr", "line"])),
        signals={Signal.SINGLE: np.ones(len(of), dtype=bool)},
    )  # fmt: skip
    texts = [
        words.control.sentence(of, drawn, settings=True),
        words.control.alt(of, drawn),
        *words.control.points(of, drawn),
    ]
    for text in texts:
        found = FORBIDDEN.search(text.replace("None of the", ""))
        assert found is None, text
        assert text[0].isupper() or text[0].isdigit(), text
        assert "  " not in text, text
        assert ".." not in text, text


def test_every_term_has_words() -> None:
    assert set(words.terms.VARIATION_WORDS) == set(Variation)
    assert set(words.terms.ASSURANCE_WORDS) == set(Assurance)
    assert set(words.terms.STATE_WORDS) == set(State)
    assert set(words.terms.SIGNAL_WORDS) == set(Signal)


def test_a_point_that_signals_both_ways_is_told_in_both_words() -> None:
    of = series([0.5, 0.6, 0.7])
    both = np.array([False, False, True])
    made = chart(of, "iii", Variation.IMPROVEMENT_HIGH, both=both, signals={Signal.TREND: np.ones(3, dtype=bool)})
    told = words.control.points(of, made)
    assert told[1] == "Special cause improvement: part of a run going one way"
    assert told[2].startswith("Special cause improvement and special cause concern at once: ")
    assert "The latest point also carries a signal of concern" in words.control.sentence(of, made)
