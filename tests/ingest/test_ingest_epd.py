"""Opioids of an EPD extract: strengths from descriptions, sums by sub-ICB, and a slow second implementation."""

import csv

import pandas as pd
import pytest

from analytics import ingest
from analytics.opioids import morphine as ome

HEADER = "YEAR_MONTH,PCO_CODE,PRACTICE_CODE,BNF_CODE,BNF_DESCRIPTION,QUANTITY,ITEMS,TOTAL_QUANTITY,UNIDENTIFIED\n"
MORPHINE, OXYCODONE, CODEINE, CO_CODAMOL = "0407020Q0AAAAAA", "0407020ADAAAAAA", "0407020C0AAAAAA", "0407010F0AAAAAA"
FENTANYL, BUPRENORPHINE, TRAMADOL, IBUPROFEN = (
    "0407020A0AAAAAA",
    "0407020B0AAAAAA",
    "040702040AAAAAA",
    "1001010J0AAAAAA",
)


@pytest.mark.parametrize(
    ("code", "description", "mg"),
    [
        (MORPHINE, "Morph Sulf_Tab 10mg M/R", 10),
        (MORPHINE, "Morph Sulf_Oral Soln 10mg/5ml", 2),  # a quantity counts millilitres
        (MORPHINE, "Morphine sulfate 10mg/1ml solution for injection ampoules", 20),  # one ampoule, by injection twice
        (MORPHINE, "Morph Sulf_Gran Sach 30mg M/R", 30),
        (OXYCODONE, "Oxycodone HCl_Inj 10mg/ml 2ml Amp", 60),
        (OXYCODONE, "Oxycodone 20mg/2ml solution for injection ampoules", 60),
        (OXYCODONE, "Longtec_Tab 80mg M/R", 120),
        ("0407020AFAAAAAA", "Targinact_Tab 10mg/5mg M/R", 15),  # the first of two is the oxycodone
        (CODEINE, "Codeine 30mg tablets", 3),
        (CO_CODAMOL, "Co-Codamol_Cap 30mg/500mg", 3),  # the least of two is the codeine
        (CO_CODAMOL, "Co-codamol 30mg/500mg/5ml oral solution", 0.6),
        (BUPRENORPHINE, "Buprenorphine_Tab Subling 200mcg S/F", 12),
        (FENTANYL, "Actiq_Loz 200mcg", 26),
        (TRAMADOL, "Tramadol 100mg/ml oral drops", 10),
        (IBUPROFEN, "Nurofen Plus_Tab 200mg/12.8mg", 1.28),
    ],
)
def test_morphine_in_one_unit(code: str, description: str, mg: float):
    assert ome.per_unit(code, description) == pytest.approx(mg)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (CO_CODAMOL, "Co-Codamol_Tab 8/500mg"),  # 500 mg would be the paracetamol
        (CO_CODAMOL, "Solpadol_Capl"),
        (CO_CODAMOL, "Codeine/Paracet/Caff_Tab 8mg/500mg/30mg"),
        (CODEINE, "Codeine Phos_Pdr"),  # a quantity may be grams
        (CODEINE, "Codeine Phos_Linct"),
        (FENTANYL, "Fentanyl 100micrograms/dose nasal spray"),  # a quantity may be doses or bottles
        (FENTANYL, "Durogesic DTrans_T/Derm Patch 100mcg"),  # not said to be per hour
        (OXYCODONE, "Oxycodone HCl_Inj 10mg/ml"),  # how much is in an ampoule is not said
        (BUPRENORPHINE, "Temgesic_Inj 300mcg/ml 1ml Amp"),  # no factor for the route
        (TRAMADOL, "Tramacet_Tab 37.5mg/325mg"),
    ],
)
def test_what_is_left_open_is_not_guessed(code: str, description: str):
    assert ome.is_opioid(code, description)
    assert ome.per_unit(code, description) is None


@pytest.mark.parametrize(
    ("code", "rate", "days", "a_day"),
    [
        *((BUPRENORPHINE, rate, 7, a_day) for rate, a_day in ((5, 12), (10, 24), (20, 48))),
        *((FENTANYL, rate, 3, a_day) for rate, a_day in ((25, 60), (50, 120), (75, 180), (100, 240))),
        (FENTANYL, 12, 3, 28.8),  # the table takes the label for 12.5 and says 30
    ],
)
def test_patches_are_as_in_the_table_of_the_faculty_of_pain_medicine(code: str, rate: int, days: int, a_day: float):
    for name in (f"X_Transdermal Patch {rate}mcg/hr", f"X {rate}micrograms/hour transdermal patches"):
        assert ome.per_unit(code, name) == pytest.approx(a_day * days)


def test_methadone_and_ibuprofen_alone_are_no_opioids_here():
    assert not ome.is_opioid("0407020M0AAAAAA", "Methadone HCl_Tab 5mg")
    assert not ome.is_opioid("0410030C0AAAAAA", "Methadone HCl_Mix 1mg/1ml")
    assert not ome.is_opioid(IBUPROFEN, "Ibuprofen_Tab 400mg")
    assert ome.is_opioid(IBUPROFEN, "Ibuprofen/Codeine_Tab 200mg/12.8mg")


def test_every_factor_names_its_source():
    with ome.FACTORS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(r["source"] and float(r["factor"]) > 0 and len(r["prefix"]) == ome.CODE_LENGTH for r in rows)
    assert len({(r["prefix"], r["route"]) for r in rows}) == len(rows)


def extract(*rows: str) -> ingest.Reading:
    return ingest.read_bytes("epd.csv", (HEADER + "\n".join(rows)).encode())


def sums(found: ingest.Reading) -> dict[tuple[str, str], float]:
    return found.rows.set_index(["measure", "org_code"])["numerator"].to_dict()


def test_rows_are_added_by_sub_icb_and_month():
    found = extract(
        f"2017_09,11M00,L84073,{CODEINE},Codeine Phos_Tab 30mg,28,3,84,N",
        f"2017_09,11M00,L84074,{CODEINE},Codeine Phos_Tab 30mg,100,1,100,N",
        f"2017_09,01D00,P86001,{MORPHINE},Morph Sulf_Tab 10mg M/R,14,3,42,N",
        "2017_09,11M00,L84073,0105010B0BIAAAS,Octasa_MR Tab E/C 800mg,168,1,168,N",
    )
    assert found.status == "accepted"
    assert sums(found) == {
        ("opioid_items", "11M"): 4,
        ("opioid_items", "01D"): 3,
        ("opioid_oral_morphine_equivalence_mg", "11M"): 184 * 3,
        ("opioid_oral_morphine_equivalence_mg", "01D"): 420,
    }
    assert set(found.rows["period"]) == {pd.Timestamp("2017-09-01")}
    assert {str(m.roll_up) for m in found.measures} == {"sum"}


def test_products_that_cannot_be_read_count_as_items_and_are_named():
    found = extract(
        f"2017_09,11M00,L84073,{CODEINE},Codeine Phos_Tab 30mg,28,9,252,N",
        f"2017_09,11M00,L84073,{CODEINE},Codeine Phos_Pdr,5,1,5,N",
    )
    rows = found.rows.set_index("measure")
    assert rows["numerator"].tolist() == [10, 252 * 3]
    assert rows["status"].tolist() == ["", "low data quality"]
    assert any("Codeine Phos_Pdr (1 item)" in p.message for p in found.problems)


def test_methadone_is_said_and_not_counted():
    found = extract(
        f"201709,11M00,L84073,{CODEINE},Codeine Phos_Tab 30mg,28,9,252,N",
        "201709,11M00,L84073,0407020M0AAAAAA,Methadone HCl_Tab 5mg,28,2,56,N",
        "201709,11M00,L84073,0407010Q0AAAAAA,Co-Proxamol_Tab 32.5mg/325mg,100,1,100,N",
    )
    assert sums(found)["opioid_items", "11M"] == 9
    told = " ".join(found.facts)
    assert "2 items (Methadone HCl_Tab 5mg)" in told
    assert "1 item (Co-Proxamol_Tab 32.5mg/325mg)" in told


def test_unknown_places_and_bad_figures_are_named_by_row():
    found = extract(
        f"2017_09,11M00,L84073,{CODEINE},Codeine Phos_Tab 30mg,28,1,28,N",
        f"2017_09,-,-,{CODEINE},Codeine Phos_Tab 30mg,28,1,28,Y",
        f"2017_09,11M00,L84073,{CODEINE},Codeine Phos_Tab 30mg,28,many,28,N",
    )
    assert sums(found)["opioid_items", "11M"] == 1
    assert {(p.row, p.quote) for p in found.problems if p.severity == "error"} >= {(4, "many")}
    assert any(p.row == 3 for p in found.problems)


def test_an_extract_without_opioids_is_answered_in_words():
    found = extract("2017_09,11M00,L84073,0105010B0BIAAAS,Octasa_MR Tab E/C 800mg,168,1,168,N")
    assert (found.status, len(found.rows)) == ("rejected", 0)
    assert "opioid" in found.problems[0].message
