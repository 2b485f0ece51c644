"""From stored rows to the numbers that pages show."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import catalogue, ingest, organisations
from analytics.answers import Data, Question
from analytics.answers.chart import chart
from analytics.methods import compare, intervals
from analytics.methods.adoption import at, share_at_or_above
from analytics.model import ENGLAND, FromAdoption, Grain, Kind
from analytics.series import one, years
from analytics.series.resolve import Resolved, resolve
from analytics.store import Snapshot, Store, Upload

TREE = organisations.at(date(2024, 3, 31))
MEASURES = catalogue.load().measures


def resolved(store: Store | Snapshot, slug: str) -> Resolved:
    snapshot = store.at() if isinstance(store, Store) else store
    return resolve(MEASURES[slug], snapshot, TREE, lambda part: resolved(snapshot, part))


def keep(store: Store, path, **how) -> None:
    reading = ingest.read(path, **how)
    assert reading.kept, reading.problems
    store.commit(reading.rows, Upload(reading.table, reading.file, reading.sha256, len(reading.rows)))


def values(found: Resolved, code: str, **how) -> pd.Series:
    series = one.series(found, TREE[code], **how)
    return series.points.set_index("period")["value"]


@pytest.mark.parametrize(
    ("month", "items", "rate"),
    [("2020-12-01", 88_707, 1.46), ("2023-05-01", 69_613, 1.11), ("2025-12-01", 59_380, 0.93)],
)
def test_england_from_106_sub_icbs(store, real, month, items, rate):
    keep(store, real("op_sicbl_opioidper1000_monthly.csv"))
    series = one.series(resolved(store, "opioidper1000"), TREE[ENGLAND])
    row = series.points.set_index("period").loc[month]
    assert row["numerator"] == items
    assert round(row["value"], 2) == rate
    assert series.basis == "added up from all 106 sub-ICBs"
    assert not series.illustrative


def test_boards_and_regions_add_up_to_england(store, real):
    keep(store, real("op_sicbl_opioidome_monthly.csv"))
    found = resolved(store, "opioidome")
    england = one.series(found, TREE[ENGLAND]).points["numerator"]
    for kind, count in ((Kind.REGION, 7), (Kind.ICB, 42)):
        parts = [one.series(found, o).points["numerator"] for o in TREE.all(kind)]
        assert len(parts) == count
        pd.testing.assert_series_equal(sum(parts), england)


def test_births_come_from_the_national_row_and_never_from_adding_trusts(store, real):
    keep(store, real("msds_annual_2023_24.xlsx"))
    found = resolved(store, "births_below_34")
    series = one.series(found, TREE[ENGLAND])
    assert series.points["value"].tolist() == [12_190]
    assert series.basis == "as reported for the organisation itself"
    trusts = [one.series(found, o).points["value"].sum() for o in TREE.all(Kind.TRUST) if o.maternity]
    assert sum(trusts) != 12_190, "the published trust figures are rounded, so their sum is another number"


def test_one_trusts_upload_is_not_england(store, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "measure,org_code,period,numerator,denominator\n"
        + "".join(f"cord,R0A,2023-{m:02d},{5 + m},20\n" for m in range(1, 10))
    )
    keep(store, path)
    found = resolved(store, "cord")
    assert values(found, "R0A").tolist() == [(5 + m) / 20 for m in range(1, 10)]
    england = one.series(found, TREE[ENGLAND])
    assert england.points["value"].isna().all()
    assert "At most 1 of 120 maternity trusts have reported" in england.notes[-1]
    assert not england.illustrative, "no illustrative row of the measure is left"


def test_an_old_version_shows_the_old_numbers(store, tmp_path):
    before = store.at()
    old = values(resolved(before, "cord"), "QOP")
    path = tmp_path / "mine.csv"
    path.write_text("measure,org_code,period,numerator,denominator\ncord,QOP,2023-01,1,20\n")
    keep(store, path)
    assert values(resolved(store, "cord"), "QOP").tolist() == [0.05]
    pd.testing.assert_series_equal(values(resolved(store.at(str(before.version)), "cord"), "QOP"), old)


def test_small_numbers_become_quarters_then_rolling_years_and_it_is_said(store):
    found = resolved(store, "mgso4")
    newcastle = one.series(found, TREE["RTD"])
    assert newcastle.grain is Grain.QUARTER
    assert "that a chart needs" in newcastle.notes[0]
    assert one.series(found, TREE["RTD"], grain=Grain.MONTH).grain is Grain.QUARTER, "asking does not help"
    assert one.series(resolved(store, "place_of_birth"), TREE["RTD"]).grain is Grain.ROLLING_YEAR
    assert one.series(found, TREE[ENGLAND]).grain is Grain.MONTH
    assert one.series(found, TREE[ENGLAND], grain=Grain.QUARTER).grain is Grain.QUARTER, "coarser is a choice"


def test_counts_of_people_are_given_and_never_added(store):
    found = resolved(store, "opioid_4m")
    boards = [o.code for o in TREE.members("Y62", Kind.ICB)]
    region = values(found, "Y62")
    assert (sum(values(found, code) for code in boards) > region).all(), "a person may be counted in two boards"
    assert one.series(found, TREE["PSC-NWC"]).points.empty
    assert list(found.grains("QOP")) == [Grain.MONTH]


def test_a_composite_is_its_parts_summed_and_divided_last(store):
    whole = one.series(resolved(store, "composite_quality_score"), TREE["QOP"]).points.set_index("period")
    month = pd.Timestamp("2022-10-01")
    parts = [
        resolved(store, slug).rows("QOP", Grain.MONTH) for slug in MEASURES["composite_quality_score"].composite_of
    ]
    rows = pd.concat([p[(p["period"] == month) & p["value"].notna()] for p in parts])
    assert whole.loc[month, "value"] == pytest.approx(rows["numerator"].sum() / rows["denominator"].sum())


def test_the_period_is_inclusive_at_both_ends_and_its_beginning_only_crops(store):
    found = chart(Data.of(store.at()), Question("cord", ENGLAND, date(2021, 4, 1), date(2022, 3, 1)))
    months = found.series.points["period"]
    assert (months.iloc[0], months.iloc[-1]) == (pd.Timestamp("2019-04-01"), pd.Timestamp("2022-03-01")), (
        "judged by all"
    )
    series, drawn = found.drawn
    assert (series.points["period"].iloc[0], len(series)) == (pd.Timestamp("2021-04-01"), 12)
    assert len(drawn.value) == len(drawn.centre) == len(drawn.state) == 12
    assert (drawn.centre[-1], drawn.variation) == (found.chart.centre[-1], found.chart.variation)


def test_a_period_without_data_is_empty_and_says_so(store):
    nothing = one.series(resolved(store, "cord"), TREE[ENGLAND], date(2030, 1, 1), date(2030, 2, 1))
    assert nothing.notes == ("There is no data in the chosen period.",)


@pytest.mark.parametrize("slug", sorted(MEASURES))
def test_every_measure_answers_for_every_kind_of_organisation(store, slug):
    found = resolved(store, slug)
    for code in (ENGLAND, "Y62", "QOP", "R0A", "PSC-EM", "36J", "RX7"):
        series = one.series(found, TREE[code])
        assert series.points["period"].is_monotonic_increasing
        assert len(series) or series.notes, "nothing to show has a reason"


def test_the_adoption_score_of_the_report(store):
    points = one.series(resolved(store, "preterm_adoption"), TREE[ENGLAND]).points
    assert round(points["value"].iloc[-1], 2) == 0.88
    assert points["denominator"].iloc[-1] == 120 * 9


def test_a_stage_holds_until_the_next_is_recorded():
    rows = pd.DataFrame(
        [("R0A", "cord", "2022-06-30", 4), ("R0A", "cord", "2023-01-31", 5), ("RMC", "cord", "2022-09-30", 6)],
        columns=["org_code", "element", "as_at", "stage"],
    ).assign(as_at=lambda f: pd.to_datetime(f["as_at"]))
    share = share_at_or_above(rows, FromAdoption("preterm", ("cord",), 5))
    told = [(r.org_code, f"{r.period:%Y-%m}", r.numerator, r.denominator) for r in share.itertuples()]
    assert sorted(told) == [
        ("R0A", "2022-04", 0, 1),
        ("R0A", "2022-07", 0, 1),  # nothing new: stage 4 still holds
        ("R0A", "2022-10", 0, 1),
        ("R0A", "2023-01", 1, 1),
        ("RMC", "2022-07", 1, 1),  # not known before, so not counted before
        ("RMC", "2022-10", 1, 1),
        ("RMC", "2023-01", 1, 1),
    ]


def test_adoption_at_a_date_ignores_what_came_later(store):
    pathway = catalogue.load().pathways["preterm"]
    rows = store.at().rows("adoption", ["preterm"])
    trusts = [o for o in TREE.members("QOP", Kind.TRUST) if o.maternity]
    then, now = at(rows, pathway, trusts, date(2022, 3, 31)), at(rows, pathway, trusts, date(2023, 9, 30))
    assert (then.stages["as_at"] <= "2022-03-31").all()
    assert len(now.stages) > len(then.stages), "caffeine and ventilation were added in 2023"
    assert now.expected == len(trusts)


def test_comparison_divides_last_and_ranks_the_better_first(store):
    found = resolved(store, "cord")
    regions = TREE.all(Kind.REGION)
    rows, period = years.latest_year(found, [o.code for o in regions] + [ENGLAND], None, None)
    made = compare.compare(
        MEASURES["cord"], rows, regions, chosen="Y62", level="region", period=period, reference=ENGLAND
    )
    assert period == "October 2022 to September 2023"
    assert made.rows["value"].is_monotonic_decreasing
    assert made.rows["rank"].tolist() == list(range(1, 8))
    assert made.rows.loc[made.rows["chosen"], "code"].tolist() == ["Y62"]
    assert (made.rows["low"] < made.rows["value"]).all()
    england = made.rows["numerator"].sum() / made.rows["denominator"].sum()
    assert made.reference == pytest.approx(england)


def test_people_are_compared_as_a_rate_of_the_mean_month(store):
    found = resolved(store, "opioid_high")
    boards = TREE.members("Y62", Kind.ICB)
    rows, period = years.latest_year(found, [o.code for o in boards], None, date(2023, 9, 1))
    made = compare.compare(MEASURES["opioid_high"], rows, boards, chosen="QOP", level="icb", period=period)
    months = one.series(found, TREE["QOP"]).points.set_index("period").loc["2022-10-01":"2023-09-01"]
    mine = made.rows.set_index("code").loc["QOP", "value"]
    assert mine == pytest.approx(1000 * months["numerator"].mean() / months["denominator"].mean())
    row = made.rows.set_index("code").loc["QOP"]
    ends = intervals.rate(months["numerator"].mean(), months["denominator"].mean())
    assert (row["low"], row["high"]) == pytest.approx([1000 * end for end in ends]), (
        "the people of one month, not of twelve"
    )
