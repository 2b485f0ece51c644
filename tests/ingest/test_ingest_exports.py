"""Exports of OpenPrescribing's analyses and measures, and uploads to FingertipsNext, on made-up rows."""

import pandas as pd

from analytics import ingest


def test_an_analysis_is_items_and_cost_of_what_its_file_is_called():
    text = "date,id,name,y_items,y_actual_cost\n2023-04-01,01D,X,1200,3456.78\n2023-05-01,01D,X,0,0\n"
    found = ingest.read_bytes("opioids-by-sicbl.csv", text.encode())
    assert (found.format, found.status) == ("openprescribing_analyse", "accepted")
    rows = found.rows.set_index(["measure_title", "period"])["numerator"]
    assert rows["Items: opioids by sicbl", pd.Timestamp("2023-04-01")] == 1200
    assert rows["Actual cost (GBP): opioids by sicbl", pd.Timestamp("2023-04-01")] == 3456.78
    assert {str(m.unit) for m in found.measures} == {"count"}


def test_an_extract_of_measures_is_told_apart_by_measure():
    head = "measure_id,ccg_id,practice_id,month,numerator,denominator,ratio,percentile\n"
    rows = (
        "opioidper1000,01D,,2023-04-01,300,250.5,1.2,0.5\n"
        "opioidper1000,01D,P86001,2023-04-01,3,8,0.4,0.5\n"
        "ktt9_antibiotics,01D,,2023-04-01,,4000,,\n"
        "ktt9_antibiotics,00L,,2023-04-01,0,0,,\n"
    )
    found = ingest.read_bytes("measures.csv", (head + rows).encode())
    assert found.format == "openprescribing_extract"
    kept = found.rows.set_index(["measure", "org_code"])[["numerator", "denominator"]]
    assert kept.loc["opioidper1000", "01D"].tolist() == [300, 250.5]
    assert kept.loc["ktt9_antibiotics", "01D"].tolist() == [0, 4000]  # the writer leaves a zero blank
    assert len(kept) == 2
    assert any("1 row of practices not kept" in fact for fact in found.facts)


API = "measure,org_type,org_id,org_name,date,numerator,denominator,calc_value,percentile\n"


def test_a_measure_of_the_api_is_read_by_its_own_column():
    rows = (
        "opioidome,ccg,01D,NHS X,2025-12-01,123456.5,250.5,492.8,0.5\n"
        "opioidome,ccg,00L,NHS Y,2025-12-01,0.0,300.0,0.0,0.0\n"
        "opioidome,ccg,00D,NHS Z,2025-12-01,0.0,0.0,,\n"
    )
    found = ingest.read_bytes("measures.csv", (API + rows).encode())
    assert (found.format, found.status) == ("openprescribing_api", "accepted")
    kept = found.rows.set_index(["measure", "org_code"])[["numerator", "denominator"]]
    assert kept.loc["opioidome", "01D"].tolist() == [123456.5, 250.5]
    assert kept.loc["opioidome", "00L"].tolist() == [0, 300]
    assert len(kept) == 2, "a closed code without patients is dropped"
    misnamed = ingest.read_bytes("opioidper1000.csv", (API + rows).encode())
    assert set(misnamed.rows["measure"]) == {"opioidome"}, "what the file says weighs more than its name"


def test_other_measures_of_the_api_are_told_apart_and_become_your_own():
    rows = (
        "opioidper1000,ccg,01D,NHS X,2025-12-01,300.0,250.5,1.2,0.5\n"
        "ktt9_antibiotics,ccg,01D,NHS X,2025-12-01,900.0,4000.0,0.2,0.5\n"
    )
    found = ingest.read_bytes("measures.csv", (API + rows).encode())
    kept = found.rows.set_index("measure")["numerator"]
    assert kept.to_dict() == {"opioidper1000": 300, "ktt9_antibiotics": 900}


NEXT = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,age_to_years_inclusive,deprivation_decile,"
    "deprivation_category,count,value,denominator,lower_ci_95,upper_ci_95,lower_ci_99_8,upper_ci_99_8\n"
)


def test_an_upload_to_fingertips_next_is_a_local_measure_by_its_file_name():
    rows = (
        "E92000001,2022-04-01,2023-03-31,Financial year,Persons,0,,,,50,25,200,,,,\n"
        "E92000001,2022-04-01,2023-03-31,Financial year,Male,0,,,,20,20,100,,,,\n"
    )
    found = ingest.read_bytes("Smoking at delivery.csv", (NEXT + rows).encode())
    assert (found.format, len(found.rows)) == ("fingertips_next_upload", 1)
    row = found.rows.iloc[0]
    assert (row["measure"], row["measure_title"], row["org_code"], row["grain"]) == (
        "smoking_at_delivery",
        "Smoking at delivery",
        "ENG",
        "year",
    )
    assert (row["numerator"], row["denominator"]) == (50, 200)
    assert any("1 row of parts" in fact for fact in found.facts)
    answered = ingest.read_bytes("x.csv", (NEXT + rows).encode(), answers={"measure": "births_below_34"})
    assert set(answered.rows["measure"]) == {"births_below_34"}


def test_a_span_that_is_no_period_is_named():
    found = ingest.read_bytes("x.csv", (NEXT + "E92000001,2020-01-01,2020-12-31,Year,,,,,,5,2,9,,,,\n").encode())
    assert found.status == "rejected"
    assert any("2020-01-01 to 2020-12-31" in (p.quote or "") for p in found.problems)


def test_a_fingertips_upload_keeps_everybody_and_says_what_else_it_had():
    header = "IndicatorId,Year,YearRange,Quarter,Month,AgeId,SexId,AreaCode,Count,Value,Denominator,CategoryTypeId\n"
    rows = (
        "1,2023,1,-1,4,1,4,R0A,12,24.0,50,-1\n"
        "1,2023,1,-1,4,1,1,R0A,5,20.0,25,-1\n"
        "1,2023,1,-1,4,1,4,R0A,4,40.0,10,2\n"
        "1,2021,3,-1,-1,1,4,R0A,90,30.0,300,-1\n"
    )
    found = ingest.read_bytes("upload.csv", (header + rows).encode(), answers={"measure": "indicator_1"})
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[12, 50]]
    assert any("2 rows of one sex or category" in fact for fact in found.facts)
    assert any("1 row over several years" in fact for fact in found.facts)
