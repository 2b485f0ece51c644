"""Data about single patients is refused, and the refusal never repeats it."""

import io
import json
import logging

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.files import refuse


def nhs_number(nine: int) -> str | None:
    """The slow second answer: digit by digit, as the NHS Data Dictionary describes it."""
    digits = f"{nine:09d}"
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
    return None if check == 10 else digits + str(check % 11)


NUMBERS = [n for n in (nhs_number(400_000_000 + 7 * i) for i in range(40)) if n][:30]


def reading(text: str, name: str = "unit.csv") -> ingest.Reading:
    return ingest.read_bytes(name, text.encode())


def assert_refused(found: ingest.Reading, *secrets: str) -> None:
    assert (found.status, found.format, len(found.rows)) == ("rejected", "row_level_patient_data", 0)
    assert found.first_rows == ()
    assert found.seen_columns == ()
    said = json.dumps(ingest.to_json(found)) + repr(found.facts) + repr(found)
    assert not [s for s in secrets if s in said]


@pytest.mark.parametrize(
    "header",
    ["NHS Number", "NHS_No", "nhsnumber", "MotherNHS", "Mother's NHS number", "DOB", "Date of Birth",
     "BabyNHS", "BirthDate", "date_of_birth", "Hospital number", "HospitalNo", "MRN",
     "Patient ID", "Patient name", "Baby surname"],
)  # fmt: skip
def test_a_header_word_is_enough(header: str):
    assert_refused(reading(f"month,{header},weeks\n2023-04,SECRETVALUE,31\n"), "SECRETVALUE")


def test_postcode_beside_age_is_a_person_and_alone_is_a_place():
    assert_refused(reading("Postcode,Age,Gestation\nSW1A 1AA,31,29\n"), "SW1A")
    assert reading("Code,Postcode,Name\nR0A,M13 9WL,Manchester\n").format == "unknown"


@pytest.mark.parametrize("shape", ["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}"])
def test_a_column_of_nhs_numbers_under_any_name(shape: str):
    written = [shape.format(n[:3], n[3:6], n[6:]) for n in NUMBERS]
    assert_refused(reading("id,weeks\n" + "\n".join(f"{n},31" for n in written) + "\n"), *written)


def test_numbers_without_a_header_at_all():
    assert_refused(reading("\n".join(f"{n},31" for n in NUMBERS[:2]) + "\n"), *NUMBERS[:2])


def test_numbers_beside_other_identifiers():
    mixed = [*NUMBERS[:10], *(f"LOCAL{i}" for i in range(40))]
    assert_refused(reading("id,weeks\n" + "\n".join(f"{n},31" for n in mixed) + "\n"), *NUMBERS[:10])


def test_below_a_title_and_on_a_hidden_sheet():
    assert_refused(reading("Births at our unit\nApril 2023\nMonth,NHS number\n2023-04,SECRET\n"), "SECRET")
    book = openpyxl.Workbook()
    book.active.append(["measure", "org_code", "period", "numerator", "denominator"])
    book.active.append(["cord", "R0A", "2023-04", 1, 2])
    hidden = book.create_sheet("raw")
    hidden.sheet_state = "hidden"
    for number in NUMBERS[:5]:
        hidden.append([int(number)])
    data = io.BytesIO()
    book.save(data)
    assert_refused(ingest.read_bytes("unit.xlsx", data.getvalue()), *NUMBERS[:5])


@pytest.mark.parametrize(
    "column",
    [
        [str(1_000_000_000 + 7_919 * i) for i in range(300)],  # ten-digit counts: one in eleven passes by chance
        [f"0207{i:07d}" for i in range(100)],  # telephone numbers
        [NUMBERS[0], *(str(5_000_000_001 + 13 * i) for i in range(60))],  # one stray cell
        ["0000000000"] * 20,  # a placeholder
        [f"2023-04-{i:02d}" for i in range(1, 29)],
        [f"38{i:07d}" for i in range(100)],  # nine digits
    ],
)  # fmt: skip
def test_other_long_numbers_are_not_nhs_numbers(column: list[str]):
    assert not refuse.is_nhs_numbers(pd.Series(["count", *column], dtype="str"))


@pytest.mark.parametrize(
    "header",
    ["NHS England (Region)", "NHS trust", "Org_Code", "NHS organisation", "Births", "Patients", "Mother smokers"],
)
def test_ordinary_columns_are_not_refused(header: str):
    assert reading(f"{header},x\nA,1\n").format == "unknown"


@given(st.integers(0, 999_999_999))
def test_check_digit_against_the_slow_answer(nine: int):
    right = nhs_number(nine)
    good = [f"{nine:09d}{d}" for d in range(10) if refuse.valid_check_digit([f"{nine:09d}{d}"])[0]]
    assert good == ([right] if right and len(set(right)) > 1 else [])


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]):
    with caplog.at_level(logging.DEBUG):
        reading("NHS number,DOB\n" + "\n".join(f"{n},2001-02-03" for n in NUMBERS))
    printed = capsys.readouterr()
    assert not [n for n in NUMBERS if n in caplog.text + printed.out + printed.err]
