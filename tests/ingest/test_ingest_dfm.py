"""NHSBSA's statistics on dependency forming medicines, on made-up rows under the published column names."""

import pandas as pd

from analytics import ingest

HEADER = (
    "{when},Integrated Care Board Name,Integrated Care Board Code,Drug Category,Identified Patient Flag,"
    "Total Identified Patients,Total Items,Total Net Ingredient Cost (GBP)\n"
)


def read(*rows: str, when: str = "Financial Year", header: str = HEADER, above: str = "") -> ingest.Reading:
    text = above + header.format(when=when) + "\n".join(rows)
    return ingest.read_bytes("dfm.csv", text.encode())


def test_patients_items_and_cost_by_icb_and_category():
    found = read(
        '2022/2023,NHS Greater Manchester ICB,QOP,Opioids,Y,300000,2000000,"12,345,678.90"',
        "2022/2023,NHS Greater Manchester ICB,QOP,Opioids,N,,5000,40000",
        "2022/2023,NHS Greater Manchester ICB,QOP,Gabapentinoids,Y,90000,800000,4000000",
    )
    assert (found.format, found.status) == ("nhsbsa_dfm", "accepted")
    rows = found.rows.set_index("measure_title")
    assert rows["numerator"].to_dict() == {
        "Identified patients: Opioids": 300_000,
        "Identified patients: Gabapentinoids": 90_000,
        "Items: Opioids": 2_000_000,
        "Items: Gabapentinoids": 800_000,
        "Net ingredient cost (GBP): Opioids": 12_345_678.90,
        "Net ingredient cost (GBP): Gabapentinoids": 4_000_000,
        "Items, patient not identified: Opioids": 5_000,
        "Net ingredient cost (GBP), patient not identified: Opioids": 40_000,
    }
    assert (set(rows["org_code"]), set(rows["grain"])) == ({"QOP"}, {"year"})
    adds = {m.title: str(m.roll_up) for m in found.measures}
    assert adds["Identified patients: Opioids"] == "given_only"  # people: one can be in two ICBs
    assert adds["Items: Opioids"] == "sum"


def test_a_blank_count_is_suppressed_and_never_zero():
    found = read(
        "202304,NHS Greater Manchester ICB,QOP,Opioids,Y,,3,1.20", "202304,,QYG,Opioids,Y,55,60,9", when="Year Month"
    )
    rows = found.rows[found.rows["measure"] == "identified_patients_opioids"].set_index("org_code")
    assert rows["status"].to_dict() == {"QOP": "suppressed", "QYG": ""}
    assert pd.isna(rows.loc["QOP", "numerator"])
    assert (set(rows["grain"]), set(rows["period"])) == ({"month"}, {pd.Timestamp("2023-04-01")})


def test_an_icb_that_is_not_known_is_listed():
    found = read("2022/2023,UNKNOWN ICB,-,Opioids,Y,10,20,30", "2022/2023,X,QOP,Opioids,Y,10,20,30")
    assert found.rows["org_code"].unique().tolist() == ["QOP"]
    assert any(p.quote == "UNKNOWN ICB" for p in found.problems)


def test_a_table_without_icbs_is_england_and_one_by_age_is_answered_in_words():
    header = "Financial Year,Drug Category,Identified Patient Flag,Total Identified Patients,Total Items\n"
    found = read("2022/2023,Opioids,Y,5400000,39000000", header=header)
    assert found.rows.set_index("measure_title")["numerator"].to_dict() == {
        "Identified patients: Opioids": 5_400_000,
        "Items: Opioids": 39_000_000,
    }
    assert set(found.rows["org_code"]) == {"ENG"}
    header = "Financial Year,Drug Category,Age Band,Identified Patient Flag,Total Identified Patients,Total Items\n"
    found = read("2022/2023,Opioids,18-24,Y,54,390", header=header)
    assert (found.status, len(found.rows)) == ("rejected", 0)
    assert "Age Band" in found.problems[0].message


def test_a_title_above_the_table_is_no_hindrance():
    found = read("2022/2023,X,QOP,Opioids,Y,10,20,30", above="Table 3: by ICB,,,,,,,\n,,,,,,,\n")
    assert (found.format, len(found.rows)) == ("nhsbsa_dfm", 3)
