"""Before and after: the exact words for each kind of finding, and rows with the columns that the template reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pytest
from test_charts_templates import reads

from analytics import words
from analytics.charts import before_after
from analytics.model import BeforeAfter, Better, Estimate, Grain, Segments, Unit
from tests.charts.charts_made import measure, series

SIZE, EVENT = 21, 10
DAY = date(2023, 2, 14)  # the 11th month of `series`
TITLE = "LifeStart trolley in use"


def estimate(value: float, half: float) -> Estimate:
    return Estimate(value, value - half, value + half, "method", "source")


FLAT, NONE = estimate(0.0, 0.001), estimate(0.01, 0.04)


def segments(level: Estimate = FLAT, slope: Estimate = FLAT, effect: Estimate | None = FLAT, **other: Any) -> Segments:
    time = np.arange(SIZE) - EVENT
    after = np.where(time >= 0, 0.6, np.nan)
    fields: dict[str, Any] = {
        "trend": np.where(time == 0, np.nan, np.where(time < 0, 0.6, 0.7)), "fitted": np.where(time == 0, np.nan, 0.65),
        "counterfactual": after, "low": after - 0.1, "high": after + 0.1, "before": 10, "after": 10, "seasonal": False,
        "weighted": True, "lags": 2, "autocorrelation": 0.0, "durbin_watson": 2.0, "ljung_box": 0.5,
    }  # fmt: skip
    return Segments(level=level, slope=slope, effect=effect, **(fields | other))


def found(own: Segments | None, of: Any = None, **other: Any) -> BeforeAfter:
    made = series([0.6] * SIZE, of, numerator=[6.0] * SIZE, denominator=[10.0] * SIZE)
    return BeforeAfter(made, DAY, EVENT, np.arange(SIZE) != EVENT, 10, 10, own=own, **other)


def against(own: Segments, others: Segments, difference: Segments, of: Any = None) -> BeforeAfter:
    name = "the 16 other trusts in South East"
    return found(own, of, others=others, difference=difference, control=np.full(SIZE, 0.5), control_name=name)


JUMP = segments(estimate(0.061, 0.041), estimate(0.002, 0.001), estimate(0.081, 0.05))
QUIET = segments(NONE, estimate(0.0, 0.004), estimate(-0.02, 0.06))


def test_a_clear_change_is_told_with_its_intervals() -> None:
    assert words.before_after.sentence(found(JUMP), TITLE) == (
        "After “LifeStart trolley in use” (14 February 2023), cord management in Kent and Medway rose at once by 6.1 "
        "points (95% interval 2.0 to 10.2), compared with its trend before. Its trend changed: 2.4 points up "
        "a year (95% interval 1.2 to 3.6). In December 2023 it was 8.1 points above where the trend before would have "
        "led (95% interval 3.1 to 13.1). The intervals allow for three looks: at once, in the trend and at the end."
    )


def test_an_interval_that_holds_0_is_no_change() -> None:
    assert words.before_after.sentence(found(QUIET), "") == (
        "After the event (14 February 2023), cord management in Kent and Medway shows no clear jump: 1.0 points up (95% "
        "interval 3.0 down to 5.0 up), which chance alone could explain. Its trend did not clearly change: 0.0 points "
        "down a year (95% interval 4.8 down to 4.8 up). In December 2023 it was 2.0 points below where the trend before "
        "would have led, but the 95% interval runs from 8.0 below to 4.0 above: chance alone could explain it. "
        "The intervals allow for three looks: at once, in the trend and at the end."
    )


def test_a_fall_has_its_interval_in_its_own_direction() -> None:
    text = words.before_after.sentence(found(segments(estimate(-0.061, 0.041))), TITLE)
    assert "fell at once by 6.1 points (95% interval 2.0 to 10.2)" in text


def test_other_units_are_not_points() -> None:
    rate = measure(Unit.RATE, per_text="items per 1,000 patients")
    text = words.before_after.sentence(found(segments(estimate(1.25, 0.5)), rate), TITLE)
    assert "rose at once by 1.25 (95% interval 0.75 to 1.75)" in text
    assert "points" not in text


def test_what_cannot_be_estimated_says_why() -> None:
    nothing = found(None, note="The effect of this event cannot be estimated: 3 points.")
    assert words.before_after.sentence(nothing, TITLE) == "The effect of this event cannot be estimated: 3 points."
    assert words.before_after.conclusion(nothing, TITLE).startswith("Nothing can be concluded")
    assert words.before_after.control(nothing) == words.before_after.method(nothing) == ""


def test_the_control_in_words() -> None:
    of = against(JUMP, QUIET, segments(estimate(0.05, 0.04), estimate(0.0005, 0.004)))
    assert words.before_after.control(of) == (
        "The 16 other trusts in South East show no clear jump: 1.0 points up (95% interval 3.0 down to 5.0 up). Measured "
        "against them, the jump here is 5.0 points up (95% interval 1.0 to 9.0). The trend here moved 0.6 points up a "
        "year (95% interval 4.2 down to 5.4 up) against theirs, which chance alone could explain."
    )
    assert words.before_after.control(found(JUMP, control_note="nobody to compare with")) == "Nobody to compare with."


UP, DOWN = segments(estimate(0.05, 0.01)), segments(estimate(-0.05, 0.01))
CONCLUSIONS = {
    "changed, nobody to compare with": (
        found(UP),
        "Something changed for the better at about the time of “T”, but this cannot show that “T” caused it: there is "
        "nobody without it to compare with.",
    ),
    "no change, nobody to compare with": (
        found(QUIET),
        "These figures show no clear change at the time of “T”. That does not show that nothing happened: with so much "
        "chance in the points, a jump of less than about 4.0 points could not be seen.",
    ),
    "changed, and against the others": (
        against(UP, QUIET, UP),
        "Something changed here for the better at about the time of “T” that did not change alike in the others. That "
        "fits an effect of “T”, but cannot show that it was the cause.",
    ),
    "changed, and so did the others": (
        against(UP, UP, QUIET),
        "Something changed here for the better at about the time of “T”, but not clearly more than in the others, so a "
        "cause that all share is as likely. This cannot show that “T” made a difference.",
    ),
    "changed, but the others far more": (
        against(UP, segments(estimate(0.1, 0.01)), DOWN),
        "Something changed here for the better at about the time of “T”, but what differs from the others is not that "
        "same change. Together they do not bear out an effect of “T”.",
    ),
    "only against the others": (
        against(QUIET, QUIET, UP),
        "The change here is not clear by itself, but its course differs from that of the others from the time of “T” on. "
        "Read it with care: this cannot show that “T” was the cause.",
    ),
    "no change anywhere": (
        against(QUIET, QUIET, QUIET),
        "These figures show no clear change at the time of “T”, here or against the others. That does not show that "
        "nothing happened: with so much chance in the points, a jump of less than about 4.0 points could not be seen.",
    ),
}


@pytest.mark.parametrize("story", CONCLUSIONS)
def test_conclusions_follow_from_the_intervals(story: str) -> None:
    of, expected = CONCLUSIONS[story]
    assert words.before_after.conclusion(of, "T") == expected


@pytest.mark.parametrize(("own", "better", "sense"), [
    (UP, Better.DECREASE, " for the worse at"), (DOWN, Better.DECREASE, " for the better at"), 
    (UP, Better.NEUTRAL, "changed at"),
    (segments(estimate(0.05, 0.01), estimate(-0.02, 0.01)), Better.INCREASE, "changed at"),  # up at once, then down
])  # fmt: skip
def test_better_and_worse_follow_the_measure(own: Segments, better: Better, sense: str) -> None:
    assert sense in words.before_after.conclusion(found(own, measure(better=better)), "T")


def test_nothing_ever_proves_a_cause() -> None:
    for of, _ in CONCLUSIONS.values():
        text = words.before_after.conclusion(of, "T")
        assert any(w in text for w in ("cannot show", "does not show", "do not bear out"))
        assert "significant" not in text


CAUTIONS = {
    "Also close in time: “A” (1 May 2023)": {"nearby": ("“A” (1 May 2023)",)},
    "1 of the organisations compared with has noted an event": {"events_of_others": 1},
    "Shortly before the event the control chart signalled concern": {"bad_run": True, "signal_before": True},
    "already has a signal": {"signal_before": True},
    "Neighbouring months resemble each other (autocorrelation 0.5)": {"own": segments(autocorrelation=0.5)},
    "The lines leave a pattern": {"own": segments(ljung_box=0.01)},
    "leaves 0% to 100%": {"own": segments(effect=None, impossible=True)},
    "There are only 10 points before and 10 after": {},
    "2 months have no figure and are left out.": {"used": np.arange(SIZE) > 2, "event": 10},
}


@pytest.mark.parametrize("start", CAUTIONS)
def test_a_caution_is_given_where_it_applies_and_only_there(start: str) -> None:
    text = " ".join(words.before_after_cautions.cautions(replace(found(JUMP), **CAUTIONS[start])))
    assert start in text
    others = " ".join(words.before_after_cautions.cautions(found(segments(before=20, after=20))))
    assert start not in others
    assert "regression to the mean" in others


def test_poor_data_quality_is_said() -> None:
    of = found(JUMP, measure(good_data_quality=False))
    assert any("Data quality" in line for line in words.before_after_cautions.cautions(of))


def test_method_and_alternative_text() -> None:
    of = found(JUMP)
    assert words.before_after.method(of) == (
        "Segmented regression on 10 months before and 10 after, weighted by denominators, without a season (that needs "
        "12 months on each side), 95% intervals by Newey-West with 2 lags, widened for few points and for three looks. "
        "Left out: the event’s own month, February 2023. Durbin-Watson 2.00, Ljung-Box p 0.50."
    )
    illustrative = replace(of, series=replace(of.series, illustrative=True))
    assert words.before_after.alt(illustrative, TITLE) == (
        "Before and after “LifeStart trolley in use”, 14 February 2023: cord management, Kent and Medway. Change at once "
        "6.1 points up (95% interval 2.0 to 10.2). At the end 8.1 points up (95% interval 3.1 to 13.1). Illustrative data."
    )


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.QUARTER])
def test_the_template_is_valid_has_no_data_and_reads_the_rows_columns(unit: Unit, grain: Grain) -> None:
    spec = before_after.template(unit, False, grain)
    alt.Chart.from_dict({k: v for k, v in spec.items() if k not in ("params", "usermeta")})
    assert spec is before_after.template(unit, False, grain)
    assert "data" not in spec
    rows = before_after.rows(against(JUMP, QUIET, UP), TITLE)
    assert reads(spec["layer"]) - {"label", "value"} <= set(rows.columns)


def test_rows_are_periods_the_event_and_a_name_for_each_line() -> None:
    rows = before_after.rows(against(JUMP, QUIET, UP), TITLE)
    assert list(rows["what"].value_counts().reindex(["period", "event", "name"])) == [SIZE, 1, 3]
    periods = rows[rows["what"] == "period"]
    assert list(np.flatnonzero(periods["hollow"])) == [EVENT]
    assert periods["counterfactual"].first_valid_index() == EVENT
    event = rows[rows["what"] == "event"].iloc[0]
    assert (event["event"], event["label"], str(event["period"].date())) == (TITLE, "14 February 2023", "2023-02-14")
    names = rows[rows["what"] == "name"].sort_values("value")
    assert list(names["label"]) == ["others", "earlier trend carried on", "trend"]
    assert len(before_after.rows(found(JUMP), TITLE)) == SIZE + 3  # no others: one name fewer


def test_names_at_the_end_keep_their_distance() -> None:
    together = segments(trend=np.full(SIZE, 0.6))
    rows = before_after.rows(against(together, QUIET, UP), TITLE)
    height = (rows["y_high"].max() - rows["y_low"].min()) / (before_after.HEIGHT - 60)
    heights = np.sort(rows.loc[rows["what"] == "name", "value"])
    assert (np.diff(heights) >= 0.99 * before_after.LABEL_PIXELS * height).all()


def test_lines_are_held_to_what_can_be_in_the_picture_and_whole_in_the_table() -> None:
    beyond = segments(high=np.where(np.arange(SIZE) >= EVENT, 1.4, np.nan))
    assert before_after.rows(found(beyond), TITLE)["high"].max() == 1.0
    table = before_after.table(found(beyond))
    assert table["counterfactual_high"].max() == 1.4
    assert list(table["used"].value_counts()) == [SIZE - 1, 1]


def test_the_table_of_changes_has_a_row_for_each_estimate() -> None:
    table = before_after.estimates(against(JUMP, QUIET, segments(effect=None)))
    assert list(table.groupby("of", sort=False).size()) == [3, 3, 2]
    assert table.iloc[0][["of", "change", "value"]].tolist() == ["Kent and Medway", "at once", 0.061]


def test_a_refused_analysis_still_has_rows() -> None:
    rows = before_after.rows(found(None, note="no"), TITLE)
    assert list(rows["what"]) == ["period"] * SIZE + ["event"]
