"""The real public files: what is right is read whole, what cannot be kept is answered in words."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analytics import ingest

Real = Callable[[str], Path]


def at(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    return rows[rows["period"] == period]


def test_opioid_items_add_up_to_england(real: Real):
    found = ingest.read(real("op_sicbl_opioidper1000_monthly.csv"))
    assert (found.status, found.format, found.table) == ("accepted", "openprescribing_bulk", "observations")
    assert set(found.rows["measure"]) == {"opioidper1000"}
    assert found.rows["org_code"].nunique() == 106
    for period, items, rate in (
        ("2020-12-01", 88_707, 1.46),
        ("2023-05-01", 69_613, 1.11),
        ("2025-12-01", 59_380, 0.93),
    ):
        month = at(found.rows, period)
        assert month["numerator"].sum() == items
        assert round(month["numerator"].sum() / month["denominator"].sum(), 2) == rate
    assert (found.rows["denominator"] > 0).all()  # not included: 6,588 rows of 108 closed codes
    assert "6,588 rows of 108 closed codes" in " ".join(found.facts)
    assert [p.severity for p in found.problems] == ["info"]


def test_bytes_are_read_as_the_file_is(real: Real):
    path = real("op_sicbl_opioidome_monthly.csv")
    by_path, by_bytes = ingest.read(path), ingest.read_bytes(f"C:\\fake\\path/{path.name}", path.read_bytes())
    assert by_path.rows.equals(by_bytes.rows)
    assert set(by_bytes.rows["measure"]) == {"opioidome"}
    assert (by_bytes.file, by_bytes.sha256, by_bytes.size) == (by_path.file, by_path.sha256, by_path.size)


def test_a_name_without_a_measure_asks_and_an_answer_settles_it(real: Real):
    data = real("op_sicbl_opioidome_monthly.csv").read_bytes()
    asked = ingest.read_bytes("download.csv", data)
    assert (asked.status, len(asked.rows)) == ("rejected", 0)
    assert [slug for slug, _ in asked.asks[0].options] == ["opioidper1000", "opioidome"]
    told = ingest.read_bytes("download.csv", data, answers={"measure": "opioidome"})
    assert (told.status, told.asks, set(told.rows["measure"])) == ("accepted", (), {"opioidome"})
    # An answer weighs more than the name.
    other = ingest.read_bytes("opioidome.csv", data, answers={"measure": "opioidper1000"})
    assert set(other.rows["measure"]) == {"opioidper1000"}
    assert ingest.read_bytes("download.csv", data, answers={"measure": "cord"}).status == "rejected"


def test_files_by_ccg_are_not_kept_not_even_the_codes_still_in_use(real: Real):
    found = ingest.read(real("op_ccg_opioidome_2014_2019.csv"))
    assert (found.status, len(found.rows)) == ("rejected", 0)
    problem = found.problems[0]
    assert problem.found is not None
    assert len(problem.found.split(", ")) == 112
    assert "07P" in problem.found.split(", ")
    assert "abolished on 1 July 2022" in problem.message
    assert "sub-ICB location" in problem.remedy


def test_births_below_34_weeks_2023_24(real: Real):
    found = ingest.read(real("msds_annual_2023_24.xlsx"))
    assert (found.status, found.format) == ("accepted", "msds_annual")
    rows = found.rows.set_index("org_code")
    assert (len(rows), set(rows["grain"]), set(rows["measure"])) == (128, {"year"}, {"births_below_34"})
    assert set(rows["period"]) == {pd.Timestamp("2023-04-01")}
    england = rows.loc["ENG"]
    assert (england["numerator"], england["denominator"]) == (12_190, 529_775)  # without 2,250 of unknown gestation
    assert rows["numerator"].drop("ENG").sum() != england["numerator"]  # the National row, not a sum
    assert sum(code.startswith("Y") for code in rows.index) == 7
    assert "120 of 120 provider codes matched." in found.facts


def test_births_below_34_weeks_2022_23_follow_mergers(real: Real):
    found = ingest.read(real("msds_annual_2022_23.csv"))
    assert found.kept
    rows = found.rows.set_index("org_code")
    assert rows.loc["ENG", "numerator"] == 2_865 + 4_225 + 5_070
    assert "122 of 122 provider codes matched." in found.facts
    raw = pd.read_csv(real("msds_annual_2022_23.csv"), dtype=str)
    wanted = raw["Measure"].isin(["27 weeks and under", "28 to 31 weeks", "32 to 33 weeks"])
    births = raw[(raw["Dimension"] == "GestationLengthBirth") & wanted]
    for successor, parts in {"RH5": ("RH5", "RA4"), "RBN": ("RBN", "RVY")}.items():
        assert rows.loc[successor, "numerator"] == births[births["Org_Code"].isin(parts)]["Value"].astype(int).sum()
    assert {"RA4", "RVY"}.isdisjoint(rows.index)
    assert len([p for p in found.problems if "successor" in p.message]) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ods_etr_2025.csv", "G6V2S"),
        ("periprem_trusts.csv", "ORG_NAME"),
    ],
)
def test_unknown_layouts_are_described(real: Real, name: str, said: str):
    found = ingest.read(real(name))
    assert (found.status, found.format, found.table, len(found.problems)) == ("rejected", "unknown", None, 1)
    assert said in found.problems[0].message
    assert "observations template" in found.problems[0].remedy
    assert said in found.seen_columns
    assert len(found.first_rows) == 5


def test_json_is_not_a_table(real: Real):
    found = ingest.read(real("govuk_bank_holidays_england_and_wales.json"))
    assert (found.status, found.format) == ("rejected", "unreadable")
    assert "JSON" in found.problems[0].message


@pytest.mark.parametrize(
    ("name", "slug", "said"),
    [
        ("ae_monthly_2024_09.csv", "ae_monthly", "attendances"),
        ("epd_2017_09_first4000.csv", "epd", "number of patients"),
        ("dspt_status_2022_02.csv", "dspt_status", "Toolkit"),
        ("openprescribing_opioid_ome_factors.csv", "ome_factors", "oral morphine"),
    ],
)
def test_known_files_without_a_measure_are_answered_in_words(real: Real, name: str, slug: str, said: str):
    found = ingest.read(real(name))
    assert (found.status, found.format, len(found.rows)) == ("rejected", slug, 0)
    assert said in found.problems[0].message
    assert "nothing is kept" in found.problems[0].message
    assert found.problems[0].remedy


def test_a_fingertips_upload_asks_for_its_measure_and_is_read_with_it(real: Real):
    asked = ingest.read(real("fingertips_manager_upload.csv"))
    assert (asked.status, asked.format, len(asked.rows)) == ("rejected", "fingertips_upload", 0)
    assert "indicator 92175" in asked.asks[0].question
    told = ingest.read(real("fingertips_manager_upload.csv"), answers={"measure": "births_below_34"})
    assert (told.status, told.rows["grain"].unique().tolist()) == ("accepted_with_warnings", ["month"])
    assert told.rows["period"].dt.year.between(2060, 2080).all()  # test values: every one is warned of
    assert any("future" in p.message for p in told.problems)
    assert told.rows["denominator"].isna().all()  # -1 is none
