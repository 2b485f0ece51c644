"""Signal or calendar, and counts of people in other clothes, through the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from answers_made import observations

from analytics import words
from analytics.answers import Data, Question, calendar, chart, shown
from analytics.methods.calendar import month_days, working_days
from analytics.model import Grain, Shown, ShownAs, State, Unit
from analytics.store import Upload

MONTHS = pd.date_range("2019-04-01", "2023-09-01", freq="MS")
DIP = MONTHS.isin(pd.to_datetime(["2023-04-01"]))
PER_DAY = 0.02


@pytest.fixture
def kept(store):
    """A function that keeps counts of people of England and gives the data."""

    def keep(numerators, denominator=100.0, months=MONTHS) -> Data:
        rows = observations("ENG", numerators, months, "opioid_4m").assign(denominator=denominator)
        store.commit(rows, Upload("observations", "people.csv", "0" * 64, len(rows)))
        return Data.of(store.at())

    return keep


def counts(effect: float, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 0.004, len(MONTHS))
    return np.rint(1e6 * np.exp(effect * (working_days(MONTHS) - 21) + noise))


def test_the_calendars_part_of_a_month_is_what_was_put_in(kept) -> None:
    found = calendar.explained(kept(counts(PER_DAY)), Question("opioid_4m"))
    assert found.effect.found
    months = found.months.set_index("period")
    april = months.loc["2023-04-01"]
    logs = PER_DAY * (working_days(MONTHS) - working_days(MONTHS).mean())
    truth = april["value"] * (1 - np.exp(-logs[list(MONTHS).index(pd.Timestamp("2023-04-01"))]))
    assert april["low"] < truth < april["high"]
    assert april["calendar"] == pytest.approx(truth, rel=0.15)
    assert (april["working_days"], april["days"]) == (18, 30)
    assert april["distance"] == pytest.approx(april["value"] - april["centre"])
    assert "18 working days in 30" in words.calendar.of_month(found, pd.Timestamp("2023-04-01"))


def test_with_the_calendar_out_its_swing_is_gone_and_the_chart_is_judged_again(kept) -> None:
    data = kept(counts(PER_DAY))
    raw, out = chart.chart(data, Question("opioid_4m")), calendar.taken_out(data, Question("opioid_4m"))
    assert out is not None
    assert out.series.measure.title == f"{raw.series.measure.title}, calendar taken out"
    assert out.series.notes[0] == words.calendar.TAKEN_OUT
    assert np.nanstd(out.chart.value) < 0.4 * np.nanstd(raw.chart.value)
    assert np.nanmean(out.chart.value) == pytest.approx(np.nanmean(raw.chart.value), rel=0.002)
    assert out.chart.upper[0] - out.chart.lower[0] < 0.5 * (raw.chart.upper[0] - raw.chart.lower[0])
    explained = calendar.explained(data, Question("opioid_4m")).months
    assert out.chart.value == pytest.approx((explained["value"] - explained["calendar"]).to_numpy(), rel=1e-9)


def test_a_dip_that_the_calendar_did_not_make_is_not_explained_by_it(kept) -> None:
    data = kept(np.where(DIP, 0.9, 1.0) * counts(0.0))
    found = calendar.explained(data, Question("opioid_4m"))
    assert found.asked == (pd.Timestamp("2023-04-01"),)
    assert not found.effect.found
    assert calendar.taken_out(data, Question("opioid_4m")) is None
    assert "may explain none of it" in words.calendar.of_month(found, found.asked[0])
    assert words.calendar.sentence(found, "England").startswith("No effect of the calendar on the figures of England")
    share = words.calendar.headline(found).removeprefix("What the calendar explains of the months beyond the limits: ")
    assert share.startswith("April 2023 at most ")
    assert int(share.removeprefix("April 2023 at most ").rstrip("%.")) < 20


def test_a_dip_made_by_both_is_shared_out(kept) -> None:
    found = calendar.explained(kept(np.where(DIP, 0.9, 1.0) * counts(0.01)), Question("opioid_4m"))
    told = words.calendar.of_month(found, pd.Timestamp("2023-04-01"))
    row = found.months.set_index("period").loc["2023-04-01"]
    assert 0.1 < row["calendar"] / row["distance"] < 0.35
    assert f"the calendar explains {row['calendar'] / row['distance']:.0%} (−" in told
    assert f"the other {abs(row['distance'] - row['calendar']):,.0f} is not" in told
    table = words.calendar.table(found).set_index("Month")
    assert table.loc["April 2023", "Explained"] == f"{row['calendar'] / row['distance']:.0%}"
    assert table.loc["April 2023", "Working days"] == 18
    assert len(table) == int(found.months["special"].sum())


def test_a_short_series_and_a_quarter_say_that_nothing_can_be_told(kept) -> None:
    data = kept(counts(PER_DAY)[-20:], months=MONTHS[-20:])
    found = calendar.explained(data, Question("opioid_4m"))
    assert found.effect.note == words.calendar.headline(found)
    assert "20 months have a figure, and it takes 36" in found.effect.note
    assert "not known" in words.calendar.of_month(found, MONTHS[-1])
    assert words.calendar.working(found) == ()
    quarters = replace(found.charted.series, grain=Grain.QUARTER)
    assert calendar.effect(quarters).note == words.calendar.MONTHS_ONLY


def test_more_months_beyond_the_limits_than_a_calendar_lasts_are_told_as_that(data) -> None:
    found = calendar.explained(data, Question("opioid_high"))
    assert len(found.asked) > words.calendar.MOST_ASKED
    first, *rest = words.calendar.asked(found)
    assert first == (
        f"Beyond the limits since {found.asked[0]:%B %Y}: {len(found.asked)} months in a row, longer than a calendar lasts. "
        "The newest:"
    )
    assert len(rest) == words.calendar.MOST_ASKED


def test_the_reports_three_months_are_the_ones_asked_about(data) -> None:
    found = calendar.explained(data, Question("opioid_4m"))
    assert [f"{m:%Y-%m}" for m in found.asked] == ["2023-04", "2023-05", "2023-06"]
    assert all("a special cause" in line for line in words.calendar.asked(found))


def test_items_have_a_calendar_too(data) -> None:
    found = calendar.explained(data, Question("opioidper1000"))
    assert found.effect.working_day is not None
    assert np.isfinite(found.months["calendar"]).all()
    assert "e-" not in words.calendar.table(found).to_string()


def test_a_rate_is_over_the_adults_that_the_file_gives(data) -> None:
    raw = chart.chart(data, Question("opioid_4m", "QOP"))
    rate = shown.shown(data, Question("opioid_4m", "QOP"), Shown(ShownAs.RATE))
    points = raw.series.points
    expected = 1000 * points["value"].astype(float) / points["denominator"].astype(float)
    assert rate.chart.value == pytest.approx(expected.to_numpy())
    assert rate.series.measure.unit is Unit.RATE
    assert rate.series.measure.title.endswith(", per 1,000 registered adults")
    assert "people per 1,000 registered adults" in words.control.sentence(*rate.whole)
    assert rate.chart.centre[0] == pytest.approx(expected.mean())


def test_without_adults_the_counts_are_shown_and_it_is_said(kept) -> None:
    found = shown.shown(kept(counts(0.0), denominator=np.nan), Question("opioid_4m"), Shown(ShownAs.RATE))
    assert found.series.measure.unit is Unit.COUNT
    assert "column “denominator”" in found.series.notes[0]
    assert found.chart.value == pytest.approx(counts(0.0))


def test_a_month_without_adults_has_no_rate_and_is_named(kept) -> None:
    adults = np.where(DIP, np.nan, 4e7)
    found = shown.shown(kept(counts(0.0), denominator=adults), Question("opioid_4m"), Shown(ShownAs.RATE))
    assert np.isnan(found.chart.value[DIP]).all()
    assert "April 2023" in found.series.notes[0]


def with_adults(store, **given: str) -> Data:
    """Counts of England and a board, without adults, and the adults given by code: `month=number month=number`."""
    people = [
        observations(code, counts(0.0), MONTHS, "opioid_4m").assign(denominator=np.nan) for code in ("ENG", "QOP")
    ]
    adults = [
        observations(code, [float(number)], pd.to_datetime([f"{month}-01"]), "registered_adults").assign(
            denominator=np.nan
        )
        for code, text in given.items()
        for month, number in (one.split("=") for one in text.split())
    ]
    rows = pd.concat([*people, *adults], ignore_index=True)
    store.commit(rows, Upload("observations", "people.csv", "0" * 64, len(rows)))
    return Data.of(store.at())


def test_a_month_is_divided_by_the_newest_adults_on_or_before_it(store) -> None:
    data = with_adults(store, ENG="2019-01=40000000 2022-04=50000000")
    found = shown.shown(data, Question("opioid_4m"), Shown(ShownAs.RATE))
    adults = np.where(MONTHS >= "2022-04-01", 5e7, 4e7)
    assert found.chart.value == pytest.approx(1000 * counts(0.0) / adults)
    assert found.series.notes[0] == (
        "The file of these people gives none, so each month is divided by adults registered with a GP practice, as uploaded "
        "for this organisation, of the newest date on or before the month: January 2019 and April 2022."
    )
    assert chart.chart(data, Question("opioid_4m")).series.points["denominator"].isna().all()


def test_months_before_the_first_adults_have_no_rate_and_are_named(store) -> None:
    found = shown.shown(with_adults(store, ENG="2019-06=40000000"), Question("opioid_4m"), Shown(ShownAs.RATE))
    assert np.isnan(found.chart.value[:2]).all()
    assert np.isfinite(found.chart.value[2:]).all()
    assert found.series.notes[0].startswith("April 2019 and May 2019 have a count and no")


def test_adults_of_a_board_are_not_added_up_to_england(store) -> None:
    data = with_adults(store, QOP="2019-01=2500000")
    board = shown.shown(data, Question("opioid_4m", "QOP"), Shown(ShownAs.RATE))
    assert board.chart.value == pytest.approx(1000 * counts(0.0) / 2.5e6)
    england = shown.shown(data, Question("opioid_4m"), Shown(ShownAs.RATE))
    assert england.series.measure.unit is Unit.COUNT
    assert "as the measure “registered_adults”, with a row for this organisation itself" in england.series.notes[0]


def test_adults_that_the_rows_give_come_first(store) -> None:
    own = np.where(DIP, np.nan, 2e7)
    rows = pd.concat(
        [
            observations("ENG", counts(0.0), MONTHS, "opioid_4m").assign(denominator=own),
            observations("ENG", [4e7], pd.to_datetime(["2019-01-01"]), "registered_adults").assign(denominator=np.nan),
        ]
    )
    store.commit(rows, Upload("observations", "people.csv", "0" * 64, len(rows)))
    found = shown.shown(Data.of(store.at()), Question("opioid_4m"), Shown(ShownAs.RATE))
    assert found.chart.value == pytest.approx(1000 * counts(0.0) / np.where(DIP, 4e7, 2e7))
    assert found.series.notes[0].startswith("Months whose own file gives none are divided by")


def test_per_working_day_divides_by_them(kept) -> None:
    found = shown.shown(kept(counts(0.0)), Question("opioid_4m"), Shown(ShownAs.PER_DAY))
    assert found.chart.value == pytest.approx(counts(0.0) / working_days(MONTHS))
    assert found.series.notes[0] == words.people.PER_DAY_NOTE
    assert found.series.measure.title.endswith(", per working day")


def test_limits_from_2021_come_from_its_months_alone(kept) -> None:
    value = counts(0.0) * np.where(MONTHS >= "2022-01-01", 0.97, 1.0) * np.where(MONTHS < "2020-12-01", 1.05, 1.0)
    found = shown.shown(kept(value), Question("opioid_4m"), Shown(limits_from=2021))
    year = MONTHS.year == 2021
    assert found.chart.centre == pytest.approx(np.full(len(MONTHS), value[year].mean()))
    width = 2.66 * np.abs(np.diff(value[year])).mean()
    assert found.chart.upper[-1] == pytest.approx(value[year].mean() + width)
    assert set(found.chart.state[MONTHS.year < 2021]) == {State.BLANK}
    assert State.IMPROVEMENT in set(found.chart.state[MONTHS.year > 2021])
    assert found.chart.settings.endswith("baseline: the 12 months of 2021")
    assert "12 months of 2021 alone" in found.series.notes[0]


def test_a_year_with_too_few_months_makes_no_limits(kept) -> None:
    data = kept(counts(0.0)[27:], months=MONTHS[27:])
    found = shown.shown(data, Question("opioid_4m"), Shown(limits_from=2021))
    assert found.series.notes[0].startswith("There are too few figures in 2021")
    assert found.chart.centre == pytest.approx(chart.chart(data, Question("opioid_4m")).chart.centre)


def test_shown_as_it_is_it_is_the_chart_of_every_other_page(data) -> None:
    asked = Question("opioid_4m", "QOP", end=date(2023, 3, 1))
    raw = chart.chart(data, asked)
    assert shown.shown(data, asked, Shown()).chart.state.tolist() == raw.chart.state.tolist()
    again = shown.rejudged(data, raw.series)
    assert again.state.tolist() == raw.chart.state.tolist()
    assert again.upper == pytest.approx(raw.chart.upper)


def test_the_rolling_line_is_of_six_months_and_is_cropped_with_the_chart(kept) -> None:
    value = counts(0.0)
    data = kept(value)
    whole = shown.rolling_mean(chart.chart(data, Question("opioid_4m")))
    assert np.isnan(whole[:5]).all()
    assert whole[5] == pytest.approx(value[:6].mean())
    late = shown.rolling_mean(chart.chart(data, Question("opioid_4m", start=date(2023, 1, 1))))
    assert late == pytest.approx(whole[-9:])


def test_with_nothing_beyond_the_limits_there_is_nothing_to_explain(kept) -> None:
    found = calendar.explained(kept(1e6 + 1000 * (np.arange(len(MONTHS)) % 2)), Question("opioid_4m"))
    assert found.asked == ()
    assert words.calendar.headline(found).startswith("No month is beyond the limits")
    assert words.calendar.asked(found) == ()


def test_a_month_that_the_calendar_makes_whole_is_all_of_it(kept) -> None:
    """In a steady series without chance, what lies off the average is the calendar's."""
    found = calendar.explained(
        kept(np.rint(1e7 * np.exp(PER_DAY * (working_days(MONTHS) - 21)))), Question("opioid_4m")
    )
    april = found.months.set_index("period").loc["2023-04-01"]
    assert april["calendar"] / april["distance"] == pytest.approx(1, abs=0.1)
    assert words.calendar.brief(found, april) in ("all of it", f"{april['calendar'] / april['distance']:.0%}")


def test_months_of_equal_calendars_have_none_of_it_left(kept) -> None:
    """Months are compared with one of average working days and length, so what the calendar makes cancels out."""
    found = calendar.explained(kept(counts(PER_DAY)), Question("opioid_4m"))
    logs = np.log1p(found.effect.lift)
    assert logs.mean() == pytest.approx(0, abs=1e-9)
    same = (working_days(MONTHS) == 21) & (month_days(MONTHS) == 31)
    assert np.ptp(found.effect.lift[same]) == pytest.approx(0, abs=1e-12)
