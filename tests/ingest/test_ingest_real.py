"""The real public files: what is right is read whole, what cannot be kept is answered in words."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import ingest, organisations
from analytics.opioids import morphine as ome

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
    assert problem.quote is not None
    assert len(problem.quote.split(", ")) == 112
    assert "07P" in problem.quote.split(", ")
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


def test_births_below_34_weeks_2022_23_are_of_those_who_were_there(real: Real):
    found = ingest.read(real("msds_annual_2022_23.csv"))
    assert found.kept
    rows = found.rows.set_index("org_code")
    assert rows.loc["ENG", "numerator"] == 2_865 + 4_225 + 5_070
    assert "122 of 122 provider codes matched." in found.facts
    raw = pd.read_csv(real("msds_annual_2022_23.csv"), dtype=str)
    wanted = raw["Measure"].isin(["27 weeks and under", "28 to 31 weeks", "32 to 33 weeks"])
    births = raw[(raw["Dimension"] == "GestationLengthBirth") & wanted]
    for code in ("RH5", "RA4", "RBN", "RVY"):  # RA4 closed on the last day of the year, RVY three months later
        assert rows.loc[code, "numerator"] == births[births["Org_Code"] == code]["Value"].astype(int).sum()
    assert not [p for p in found.problems if "successor" in p.message]


@pytest.mark.parametrize(
    ("name", "said"),
    [
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
        ("ods_etr_2025.csv", "ods_organisations", "210 organisations"),
        ("openprescribing_opioid_ome_factors.csv", "ome_factors", "oral morphine"),
    ],
)
def test_known_files_that_measure_nothing_are_answered_in_words(real: Real, name: str, slug: str, said: str):
    found = ingest.read(real(name))
    assert (found.status, found.format, len(found.rows)) == ("rejected", slug, 0)
    assert said in found.problems[0].message
    assert "nothing is kept" in found.problems[0].message
    assert found.problems[0].remedy


def test_a_fingertips_upload_asks_for_its_measure_and_is_read_with_it(real: Real):
    asked = ingest.read(real("fingertips_manager_upload.csv"))
    assert (asked.status, asked.format, len(asked.rows)) == ("rejected", "fingertips_upload", 0)
    assert "Indicator 92175" in asked.asks[0].question
    told = ingest.read(real("fingertips_manager_upload.csv"), answers={"measure": "births_below_34"})
    assert (told.status, told.rows["grain"].unique().tolist()) == ("accepted_with_warnings", ["month"])
    assert told.rows["period"].dt.year.between(2060, 2080).all()  # test values: every one is warned of
    assert any("future" in p.message for p in told.problems)
    assert told.rows["denominator"].isna().all()  # -1 is none


def test_attendances_add_up_to_the_published_totals(real: Real):
    found = ingest.read(real("ae_monthly_2024_09.csv"))
    assert (found.status, found.format) == ("accepted_with_warnings", "ae_monthly")
    raw = pd.read_csv(real("ae_monthly_2024_09.csv"))
    total, providers = raw[raw["Period"] == "Total"].iloc[0], raw[raw["Period"] != "Total"]
    attendances = [c for c in raw if c.startswith("A&E attendances")]
    over = [c for c in raw if c.startswith("Attendances over 4hrs")]
    admissions = [c for c in raw if "mergency admissions" in c]
    wanted = {
        "A&E attendances, all types": attendances,
        "A&E attendances, type 1": [c for c in attendances if c.endswith("Type 1")],
        "A&E attendances over 4 hours": over,
        "Emergency admissions": admissions,
    }
    rows = found.rows.set_index(["measure_title", "org_code"])["numerator"]
    for title, columns in wanted.items():
        assert rows[title, "ENG"] == total[columns].sum() == providers[columns].sum().sum()
        assert sum(v for (t, code), v in rows.items() if t == title and code.startswith("Y")) == rows[title, "ENG"]
        r0a = providers[providers["Org Code"] == "R0A"]
        assert rows[title, "R0A"] == r0a[columns].sum().sum()
    share = 1 - rows["A&E attendances over 4 hours", "ENG"] / rows["A&E attendances, all types", "ENG"]
    assert round(share, 3) == 0.742  # as NHS England published for September 2024
    assert "48 providers are no NHS trust" in next(p.message for p in found.problems if p.severity == "warning")
    assert any("the rows add up to what it says" in p.message for p in found.problems)
    assert len(rows) == 4 * (1 + 7 + 149)


def slow_morphine(code: str, description: str) -> float:
    """Morphine in one unit, worked out anew for the products of the real extract."""
    amount, unit = re.findall(r"([0-9.]+)(mg|mcg)", description)[0]
    mg = float(amount) / (1000 if unit == "mcg" else 1)
    if "Patch" in description:
        return mg * 100 * (72 if code.startswith("0407020A0") else 168)
    if "Soln" in description:
        mg /= 5
        assert "/5ml" in description
    factor = {"0407020Q0": 1, "0407020AD": 1.5, "0407020K0": 3.3, "0407020B0": 60}.get(code[:9], 0.1)
    return mg * factor


def test_opioids_of_the_extract_are_as_a_slow_count_has_them(real: Real):
    path = real("epd_2017_09_first4000.csv")
    found = ingest.read(path)
    assert (found.status, found.format, found.table) == ("accepted", "epd", "observations")
    items = morphine = 0.0
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["BNF_CODE"]
            if code[:6] == "040702" or code[:9] in ("0407010F0", "0407010N0"):
                items += int(row["ITEMS"])
                morphine += float(row["TOTAL_QUANTITY"]) * slow_morphine(code, row["BNF_DESCRIPTION"])
    rows = found.rows.set_index("measure")
    assert rows.loc["opioid_items", "numerator"] == items == 498
    assert rows.loc["opioid_oral_morphine_equivalence_mg", "numerator"] == pytest.approx(morphine, rel=1e-12)
    assert round(morphine, 1) == 219_631.2
    assert set(rows["org_code"]) == {"11M"}  # 11M00: Gloucestershire, a sub-ICB location of the same code today
    assert any("3 items (Co-Proxamol" in fact for fact in found.facts)


def test_factors_are_those_of_the_public_table(real: Real):
    public = pd.read_csv(real("openprescribing_opioid_ome_factors.csv"))
    public["name"] = public["nm"].str.split().str[0].str.casefold()
    routes = {"transdermal": "patch", "oromucosal": "under the tongue", "buccal": "in the mouth"}
    known = {
        (n, routes.get(f, f)): float(o) for n, f, o in zip(public["name"], public["form"], public["ome"], strict=True)
    }
    checked = 0
    for (prefix, route), factor in ome.factors().items():
        name = ome.substances()[prefix].split()[0]
        if (name, route) in known:
            assert factor.factor == known[name, route], (name, route)
            checked += 1
    assert checked >= 25


def test_statuses_of_the_toolkit_are_understood_and_asked_about(real: Real):
    path = real("dspt_status_2022_02.csv")
    found = ingest.read(path)
    assert (found.status, found.format, len(found.rows)) == ("rejected", "dspt_status", 0)
    assert "357 organisations; 217 are trusts that we know" in found.problems[0].message
    words = ["Approaching Standards", "Standards Exceeded", "Standards Met", "Standards Not Met"]
    assert [a.name for a in found.asks] == [f"status: {w}" for w in words]
    answers = {f"status: {w}": "none" for w in words} | {"status: Standards Met": "transition 2"}
    told = ingest.read(path, answers=answers)
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    met = raw[(raw["Sector"] == "Trust") & raw["Latest.Status"].str.endswith("Standards Met")]
    assert (told.status, len(told.rows)) == ("accepted", 132)  # 133, of which one is a successor's on the same day
    days = dict(zip(met["Code"], pd.to_datetime(met["Date.Of.Publication"], format="%d/%m/%Y").dt.date, strict=True))
    assert set(told.rows["org_code"]) == {organisations.at(day).match(code).code for code, day in days.items()}
    assert set(told.rows["pathway"] + " " + told.rows["element"]) == {"psirf transition"}
    dates = pd.to_datetime(met["Date.Of.Publication"], format="%d/%m/%Y")
    assert (told.rows["as_at"].min(), told.rows["as_at"].max()) == (dates.min(), dates.max())
    assert told.rows["note"].str.contains("meaning was given at upload").all()


def test_a_fingertips_upload_can_be_a_measure_of_its_own(real: Real):
    path = real("fingertips_manager_upload.csv")
    found = ingest.read(path, answers={"measure": "indicator_92175"})
    raw = pd.read_csv(path).drop_duplicates()
    matches = {code: organisations.at(date(2060, 1, 1)).match(code) for code in raw["AreaCode"].unique()}
    own = raw[raw["AreaCode"].map(lambda code: matches[code].code is not None and matches[code].closed is None)]
    month = pd.to_datetime(own[["Year", "Month"]].assign(Day=1))
    wanted = dict(zip(zip(own["AreaCode"].replace("E92000001", "ENG"), month, strict=True), own["Count"], strict=True))
    counts = found.rows.set_index(["org_code", "period"])["numerator"].to_dict()
    assert {key: counts[key] for key in wanted} == wanted
    assert (set(found.rows["measure_title"]), str(found.measures[0].unit)) == ({"Indicator 92175"}, "count")
    unknown = {code for code, match in matches.items() if match.code is None}
    assert unknown
    assert unknown <= {p.quote for p in found.problems if p.severity == "error"}
