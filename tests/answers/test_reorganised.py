"""What a chart says and marks where boards became others; numbers from real trees and small files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics import ingest
from analytics.answers import Data, Question
from analytics.answers.chart import chart, drawn_events
from analytics.answers.comparison import comparison
from analytics.model import Kind
from analytics.store import Store, Upload

MONTHS = [f"{2025 - (m < 1)}-{(m - 1) % 12 + 1:02d}" for m in range(-8, 13)] + [f"2026-{m:02d}" for m in range(1, 8)]


@pytest.fixture
def kept(tmp_path: Path):
    """A function from rows (code, from and to as months, numerator, denominator) of a measure to the data of a store."""

    def of(measure: str, *spans: tuple[str, str, str, int, int]) -> Data:
        lines = [
            f"{measure},{code},{month},{n},{d}" for code, a, b, n, d in spans for month in MONTHS if a <= month <= b
        ]
        text = "measure,org_code,period,numerator,denominator\n" + "\n".join(lines) + "\n"
        reading = ingest.read_bytes("boards.csv", text.encode(), today=date(2026, 8, 1))
        assert reading.kept, reading.problems
        store = Store(str(tmp_path / "store"))
        store.create()
        store.commit(reading.rows, Upload("observations", "boards.csv", reading.sha256, len(reading.rows)))
        return Data.of(store.at())

    return of


def notes(data: Data, code: str, measure: str = "opioidper1000") -> str:
    return " ".join(chart(data, Question(measure, code)).series.notes)


def test_two_whole_boards_make_an_exact_history(kept):
    data = kept("opioidper1000", ("QMJ", "2024-06", "2026-03", 30, 1000), ("QRV", "2024-06", "2026-03", 10, 1000),
                ("Z9B2Z", "2026-04", "2026-07", 40, 2000))  # fmt: skip
    found = chart(data, Question("opioidper1000", "Z9B2Z"))
    assert found.series.points["numerator"].nunique() == 1
    assert not found.series.breaks
    assert "it took the place of North Central London ICB and North West London ICB" in notes(data, "Z9B2Z")
    assert "exact" in notes(data, "Z9B2Z")
    (mark,) = drawn_events(data, "opioidper1000", "Z9B2Z").to_dict("records")
    assert f"{mark['date']:%Y-%m-%d}" == "2026-04-01"
    assert mark["title"] == "Took the place of North Central London ICB and North West London ICB"


def test_where_a_board_was_split_the_series_begins_then_and_says_so(kept):
    data = kept("opioidper1000", *((c, "2024-06", "2026-03", 30, 1000) for c in ("QM7", "QH8", "QJG")),
                ("D7T5G", "2026-04", "2026-07", 40, 2000))  # fmt: skip
    found = chart(data, Question("opioidper1000", "D7T5G")).series
    assert found.points.dropna(subset="value")["period"].min() == found.points["period"].max().replace(month=4)
    assert "cannot be divided, so there are none of before" in notes(data, "D7T5G")


def test_from_sub_icbs_the_history_goes_back_and_names_what_is_not_known(kept):
    subs = ("06Q", "06T", "07G", "07H", "99E", "99F", "99G", "10R", "D9Y0V", "D4U1Y")
    data = kept("opioidper1000", *((c, "2024-06", "2026-07", 3, 100) for c in subs))
    found = chart(data, Question("opioidper1000", "D7T5G")).series
    assert (len(found), found.points["numerator"].nunique(), found.breaks) == (26, 1, ())
    assert "added up from its present sub-ICBs" in notes(data, "D7T5G")
    assert "Not counted, because its board is not known: D4U1Y in South East" in notes(data, "QRL")


def test_a_board_that_took_over_a_part_starts_again(kept):
    data = kept("opioidper1000", ("QRL", "2024-06", "2026-03", 30, 1000), ("QRL", "2026-04", "2026-07", 60, 1500))
    found = chart(data, Question("opioidper1000", "QRL"))
    assert [f"{day:%Y-%m}" for day in found.series.breaks] == ["2026-04"]
    assert "changed on 1 April 2026: it took over part of Frimley ICB" in notes(data, "QRL")
    assert "may not be a change of care. The limits start again there." in notes(data, "QRL")
    assert not any(marked.any() for marked in found.chart.signals.values()), "a change of boards is no change of care"


def test_people_are_not_added_over_the_day(kept):
    data = kept("opioid_high", ("QMJ", "2024-06", "2026-03", 30, 1000), ("QRV", "2024-06", "2026-03", 10, 1000),
                ("Z9B2Z", "2026-04", "2026-07", 40, 2000))  # fmt: skip
    found = chart(data, Question("opioid_high", "Z9B2Z")).series
    assert found.points["period"].min().strftime("%Y-%m") == "2026-04"
    assert "Counts of people are never added up" in notes(data, "Z9B2Z", "opioid_high")


def test_a_comparison_has_the_boards_of_its_own_period(kept):
    data = kept("opioidper1000", ("QMJ", "2024-06", "2026-03", 30, 1000), ("QRV", "2024-06", "2026-03", 10, 1000),
                ("Z9B2Z", "2026-04", "2026-07", 40, 2000), ("QMF", "2024-06", "2026-07", 20, 1000))  # fmt: skip
    now = comparison(data, Question("opioidper1000", "Y56"), Kind.ICB)
    assert set(now.rows["code"]) == {"Z9B2Z", "QMF"}
    then = comparison(data.on(date(2026, 3, 31)), Question("opioidper1000", "Y56", end=date(2026, 3, 1)), Kind.ICB)
    assert set(then.rows["code"]) == {"QMJ", "QRV", "QMF"}
    asked = Question("opioidper1000", "Y56", end=date(2026, 3, 1))
    region, before = (chart(d, asked).series.points for d in (data, data.on(date(2026, 3, 31))))
    assert region.equals(before), "the region is the same by either tree"
