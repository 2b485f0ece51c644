"""Charts that once said what is not so: small files with the right answer, each an instance of its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import ingest, organisations, words
from analytics.answers import Data, Question
from analytics.answers.chart import chart
from analytics.answers.comparison import comparison, funnel
from analytics.answers.outcomes import counts
from analytics.exports import tabulated
from analytics.methods.since_baseline import since_baseline
from analytics.model import ENGLAND, Adjustment, Charted, Kind, Variation
from analytics.store import Store, Upload

CASES = Path(__file__).resolve().parents[1] / "cases" / "numbers"


@pytest.fixture
def data(tmp_path: Path):
    """A function from the beginning of a case's name to the data of a store that holds that file alone."""

    def of(name: str, change=lambda rows: rows) -> Data:
        (path,) = CASES.glob(f"{name}*.csv")
        reading = ingest.read(path)
        assert reading.kept, reading.problems
        store = Store(str(tmp_path / name))
        store.create()
        rows = change(reading.rows)
        store.commit(rows, Upload("observations", path.name, reading.sha256, len(rows)))
        return Data.of(store.at())

    return of


def values(found: Charted) -> pd.Series:
    return found.series.points.set_index("period")["value"]


def test_a_silent_trust_is_not_an_empty_one(data):
    """A trust with 60 eligible babies a month sends no row for eight months: its ICB has no figure then, and no signal."""
    of = data("01")
    found = chart(of, Question("cord", "QHG"))
    silent = values(found).loc["2022-04-01":"2022-11-01"]
    assert silent.isna().all()
    assert len(silent) == 8
    statuses = found.series.points.set_index("period")["status"].loc["2022-04-01":"2022-11-01"]
    assert set(statuses) == {"too few: 1 of 2 reported"}
    assert found.chart.variation is Variation.COMMON_CAUSE
    assert not any(marked.any() for marked in found.chart.signals.values())
    year = counts(of, "cord", "QHG", None, date(2022, 4, 1), date(2023, 3, 1)).iloc[0]
    assert (year["months"], year["expected"], year["denominator"]) == (4, 12, 4 * 70), (
        "what was not sent is not counted"
    )
    assert counts(of, "cord", "RD8", None, date(2022, 4, 1), date(2022, 11, 1)).empty


def test_a_composite_that_loses_a_part_claims_nothing_across_the_change(data):
    """An intervention at 45% ends in March 2023. Of the eight others it was 80.7% before and 82.4% after: no change."""
    found = chart(data("02"), Question("composite_quality_score", "RC9"))
    assert found.series.breaks == (pd.Timestamp("2023-04-01"),)
    assert found.chart.variation is Variation.COMMON_CAUSE
    said = words.control.sentence(*found.whole)
    assert "since April 2023" not in said
    assert "76.8%" not in said, "the level of nine is not held against that of eight"
    assert any("8 of the 9 interventions are counted, before 9" in note for note in found.series.notes)
    assert since_baseline(found.series) is None, "the last year is not held against the first across the change"


def test_a_part_that_is_late_leaves_the_month_open(data):
    """One intervention lacks the last month only: it has not left, and the month has no figure yet."""

    def without(rows: pd.DataFrame) -> pd.DataFrame:
        last = (rows["measure"] == "cord") & (rows["period"] == "2023-09-01")
        return rows[(rows["measure"] != "ebm") & ~last]

    late = chart(data("02", without), Question("composite_quality_score", "RC9"))
    assert late.series.breaks == ()
    assert values(late).isna().tolist() == [False] * 29 + [True]


def test_composites_of_other_things_are_not_ranked(data):
    """Of three trusts one counts eight interventions and the others nine."""

    def three(rows: pd.DataFrame) -> pd.DataFrame:
        before = rows[rows["period"] < "2023-04-01"]
        others = [before.assign(org_code=code) for code in ("RD8", "RWH")]
        return pd.concat([before[before["measure"] != "ebm"], *others], ignore_index=True)

    found = comparison(data("02", three), Question("composite_quality_score", "Y61"), Kind.TRUST)
    assert found is not None
    assert sorted(found.rows["code"]) == ["RD8", "RWH"]
    assert "Bedfordshire" in " ".join(found.left_out)


def test_nobody_is_held_beside_another_where_every_composite_changes(data):
    """All three trusts lose an intervention in the year that is compared."""

    def three(rows: pd.DataFrame) -> pd.DataFrame:
        lost = rows[(rows["measure"] != "ebm") | (rows["period"] < "2023-04-01")]
        return pd.concat([lost.assign(org_code=code) for code in ("RC9", "RD8", "RWH")], ignore_index=True)

    asked = Question("composite_quality_score", "Y61")
    assert comparison(data("02", three), asked, Kind.TRUST) is None
    assert funnel(data("02", three), asked, Kind.TRUST, Adjustment.NONE) is None


def test_a_row_given_for_one_month_hides_no_other_month(data):
    found = chart(data("03"), Question("cord", "QHG"))
    assert len(values(found).dropna()) == 30
    given = found.series.points.set_index("period").loc["2022-02-01"]
    assert (given["numerator"], given["denominator"]) == (48, 80)
    assert found.series.basis == (
        "as reported for the organisation itself in 1 of 30 months, else added up from all 2 maternity trusts"
    )
    assert found.series.notes[0].startswith("February 2022 was reported for the organisation itself")


def test_one_month_is_no_quarter(data):
    found = chart(data("04"), Question("cord", "RC9"))
    last = found.series.points.iloc[-1]
    assert pd.isna(last["value"])
    assert last["status"] == "1 of 3 months"
    said = words.control.sentence(*found.whole)
    assert "100%" not in said
    assert "(1 of 3 months)" in said


def test_the_dates_zoom_and_do_not_judge(data):
    of = data("09")
    whole = chart(of, Question("cord", "RC9"))
    late = chart(of, Question("cord", "RC9", start=date(2022, 4, 1)))
    assert whole.chart.variation is late.chart.variation is Variation.IMPROVEMENT_HIGH
    assert late.drawn[0].points["period"].iloc[0] == pd.Timestamp("2022-04-01")
    assert (late.drawn[1].lower[0], late.drawn[1].upper[0]) == (whole.chart.lower[12], whole.chart.upper[12])
    assert words.control.sentence(*late.whole) == words.control.sentence(*whole.whole)
    assert "since April 2021, although the charts begin later" in late.series.notes[-1]


def test_a_rank_says_what_it_stands_on(data):
    """Ten babies of ten in one month would be first of 13 before trusts with 480 in a year: named, and not ranked."""
    codes = [o.code for o in organisations.at(date(2024, 3, 31)).members(ENGLAND, Kind.TRUST)][:13]

    def thirteen(rows: pd.DataFrame) -> pd.DataFrame:
        small = rows[rows["period"] == rows["period"].max()].assign(org_code=codes[0], numerator=10.0, denominator=10.0)
        return pd.concat([small, *(rows.assign(org_code=code) for code in codes[1:])], ignore_index=True)

    found = comparison(data("09", thirteen), Question("cord", ENGLAND), Kind.TRUST)
    assert found is not None
    assert found.not_ranked["code"].tolist() == [codes[0]]
    mine = replace(found, rows=found.rows.assign(chosen=found.rows["code"] == codes[0]))
    assert (
        "is not ranked beside the 12 trusts that are, because that stands on 1 of 12 months"
        in words.comparison.sentence(mine)
    )
    assert "1 of them not ranked" in words.comparison.alt(mine)
    table = tabulated.comparison_table(found).iloc[-1]
    assert (pd.isna(table["rank"]), table["unranked"]) == (True, "1 of 12 months")
