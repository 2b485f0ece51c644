"""Rows of dispensing become people: a story for each rule, and thousands of histories held against the slow count."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.opioids import build as building
from analytics.opioids import engines, places, printed, statements
from analytics.opioids.build import build
from analytics.opioids.inputs import Refused
from analytics.opioids.rules import Per
from tests.opioids import alike

COLUMNS = ["patient_id", "age", "dispensed_on", "org_code", "bnf_code", "quantity", "strength_mg", "days_supplied"]
Numbers = dict[tuple[str, str, str], int]


def written(folder: Path, rows: list[dict[str, str]], name: str = "items.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        table.writeheader()
        table.writerows(rows)
    return path


def told(text: str) -> list[dict[str, str]]:
    """A table in text: who, age, when, where, substance, quantity x strength; what follows is the reason for a reader."""
    rows = []
    for line in text.strip().splitlines():
        who, age, when, where, code, amount = line.split("#")[0].split()
        quantity, strength = amount.split("x")
        rows.append(dict(zip(COLUMNS, [who, age, when, where, CODES[code], quantity, strength, "28"], strict=True)))
    return rows


CODES = {
    "morphine": "0407020Q0AAAAAA",
    "methadone": "0407020M0AAAAAA",
    "cocodamol": "0407010F0AAAAAA",
    "fentanyl": "0407020A0AAAAAA",
    "papaveretum": "0407020ABAAAAAA",
    "new": "0407020ZZAAAAAA",
    "paracetamol": "0407010H0AAAAAA",
    "lower": "0407020q0aaaaaa",
}
EVERYBODY = "\n".join(
    f"other 50 {month}-01 QHM morphine 1x10" for month in ("2022-11", "2022-12", "2023-01", "2023-02")
)
"""Somebody elsewhere with an opioid each month, so that no month is missing from the input."""


def numbers(path: Path) -> Numbers:
    with path.open(encoding="utf-8") as file:
        return {(r["measure"], r["org_code"], r["period"]): int(r["numerator"]) for r in csv.DictReader(file)}


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def built(folder: Path, text: str) -> Numbers:
    build([str(written(folder, told(text)))], folder / "out.csv")
    return numbers(folder / "out.csv")


@pytest.mark.parametrize(
    ("story", "long_term"),
    [
        (  # four months in a row, across the year's end
            """a 40 2022-11-30 QOP morphine 1x10  # counts: the third before
               a 40 2022-12-01 QOP morphine 1x10  # counts: the second before
               a 40 2023-01-31 QOP morphine 1x10  # counts: the month before
               a 40 2023-02-01 QOP morphine 1x10  # counts: the month itself""",
            1,
        ),
        (  # a gap
            """a 40 2022-10-30 QOP morphine 1x10  # does not count: too early, and the run breaks after it
               a 40 2022-12-01 QOP morphine 1x10
               a 40 2023-01-31 QOP morphine 1x10
               a 40 2023-02-01 QOP morphine 1x10""",
            0,
        ),
        (  # another board supplied the months before
            """a 40 2022-11-30 QHM morphine 1x10  # counts: continuity is the person's
               a 40 2022-12-01 00L morphine 1x10  # counts: a sub-ICB of QHM
               a 40 2023-01-31 R0A morphine 1x10  # counts: a trust of QOP
               a 40 2023-02-01 QOP morphine 1x10""",
            1,
        ),
        (  # 18 in December
            """a 17 2022-11-30 QOP morphine 1x10  # does not count: 17
               a 18 2022-12-01 QOP morphine 1x10
               a 18 2023-01-31 QOP morphine 1x10
               a 18 2023-02-01 QOP morphine 1x10""",
            0,
        ),
        (  # 18 in November
            """a 18 2022-11-30 QOP morphine 1x10  # counts: just 18
               a 18 2022-12-01 QOP lower 1x10     # counts: a code in small letters
               a 18 2023-01-31 QOP fentanyl 1x0.025
               a 18 2023-02-01 QOP cocodamol 1x30 # counts: no low dose""",
            1,
        ),
        (  # what the measures leave out
            """a 40 2022-11-30 QOP morphine 1x10
               a 40 2022-12-01 QOP methadone 1x10  # does not count: methadone
               a 40 2023-01-31 QOP morphine 1x10
               a 40 2023-02-01 QOP morphine 1x10""",
            0,
        ),
        (
            """a 40 2022-11-30 QOP cocodamol 1x8   # does not count: 8 mg of codeine is a low dose
               a 40 2022-12-01 QOP morphine 1x10
               a 40 2023-01-31 QOP morphine 1x10
               a 40 2023-02-01 QOP morphine 1x10""",
            0,
        ),
        (
            """a 40 2022-11-30 QOP papaveretum 1x8 # does not count: only injected
               a 40 2022-12-01 QOP morphine 1x10
               a 40 2023-01-31 QOP morphine 1x10
               a 40 2023-02-01 QOP morphine 1x10""",
            0,
        ),
        (
            """a 40 2022-11-30 QOP morphine 0x10   # does not count: nothing dispensed, rejected
               a 40 2022-12-01 QOP morphine 1x10
               a 40 2023-01-31 QOP morphine 1x10
               a 40 2023-02-01 QOP morphine 1x10""",
            0,
        ),
    ],
)
def test_long_term_is_the_month_and_each_of_the_three_before(tmp_path, story: str, long_term: int):
    found = built(tmp_path, f"{EVERYBODY}\n{story}")
    assert found["opioid_4m", "QOP", "2023-02"] == long_term
    assert found["opioid_4m", "ENG", "2023-02"] == 1 + long_term
    assert ("opioid_4m", "QOP", "2022-12") not in found  # nobody knows the months before the input


@pytest.mark.parametrize(
    ("story", "month", "high"),
    [
        ("a 40 2023-02-28 QOP morphine 56x60", "2023-02", 0),  # 3360 mg over 28 days: exactly 120
        ("a 40 2023-02-28 QOP morphine 56x60.01", "2023-02", 1),
        ("a 40 2024-02-29 QOP morphine 58x60", "2024-02", 0),  # 3480 mg over the 29 days of a leap February
        ("a 40 2024-02-29 QOP morphine 58.1x60", "2024-02", 1),
        ("a 40 2023-01-31 QOP morphine 62x60", "2023-01", 0),  # over 31 days
        (
            "a 40 2023-02-01 QOP morphine 28x60\na 40 2023-02-01 QOP morphine 28x60\na 40 2023-02-01 QOP morphine 28x60",
            "2023-02",
            1,
        ),  # the same line three times is three items: 180
        ("a 40 2023-02-01 QOP morphine 50x60\na 40 2023-02-01 QHM morphine 50x60", "2023-02", 1),  # two boards together
        ("a 40 2023-02-01 QOP morphine 50x60\nb 40 2023-02-01 QOP morphine 50x60", "2023-02", 0),  # two persons
        ("a 40 2023-02-01 QOP fentanyl 10x0.05", "2023-02", 1),  # 50 micrograms an hour for 72 hours: 360 mg a patch
        ("a 40 2023-02-01 QOP fentanyl 9x0.05", "2023-02", 0),
        ("a 40 2023-02-01 QOP fentanyl 10x3.6", "2023-02", 1),  # the same patch by what it gives off
        ("a 40 2023-02-01 QOP cocodamol 1200x30", "2023-02", 1),  # 3600 mg
        ("a 40 2023-02-01 QOP morphine 50x60\na 40 2023-02-01 QOP methadone 50x60", "2023-02", 0),
    ],
)
def test_high_is_strictly_above_120_mg_a_day_of_the_month(tmp_path, story: str, month: str, high: int):
    found = built(tmp_path, story)
    assert found["opioid_high", "QOP", month] == high
    assert found["opioid_high", "ENG", month] == high


def test_a_person_counts_in_each_board_of_the_month_and_once_in_the_region_and_in_england(tmp_path):
    found = built(tmp_path, "a 40 2023-02-01 QOP morphine 90x60\na 40 2023-02-01 QYG morphine 90x60")  # both in Y62
    assert {key[1]: n for key, n in found.items()} == {"QOP": 1, "QYG": 1, "Y62": 1, "ENG": 1}


def test_a_month_that_the_input_lacks_is_not_judged(tmp_path):
    months = ["2022-01", "2022-02", "2022-03", "2022-04", "2022-06", "2022-07", "2022-08", "2022-09"]
    found = built(tmp_path, "\n".join(f"a 40 {month}-01 QOP morphine 1x10" for month in months))
    assert sorted({month for measure, _, month in found if measure == "opioid_4m"}) == ["2022-04", "2022-09"]
    assert sorted({month for measure, _, month in found if measure == "opioid_high"}) == months


def test_a_board_is_that_of_the_month(tmp_path):
    """QRV and QMJ became Z9B2Z on 1 April 2026."""
    text = "a 40 2026-03-31 QRV morphine 1x10\na 40 2026-04-01 Z9B2Z morphine 1x10\na 40 2026-04-01 QRV morphine 1x10"
    found = built(tmp_path, text)
    assert {(org, month) for _, org, month in found if org[0] in "QZ"} == {("QRV", "2026-03"), ("Z9B2Z", "2026-04")}
    assert [(r["row"], r["found"]) for r in lines(tmp_path / "out_rejects.csv")] == [("4", "QRV")]


def test_bad_rows_are_rejected_with_their_row_and_reason_and_unknown_codes_listed(tmp_path):
    done = build([str(written(tmp_path, told(BAD)))], tmp_path / "out.csv")
    rejects = lines(tmp_path / "out_rejects.csv")
    assert [(int(r["row"]), r["column"], r["found"]) for r in rejects] == [
        (3, "quantity", "-1"),
        (4, "strength_mg", "none"),
        (5, "age", "old"),
        (6, "dispensed_on", "2023-02-30"),
        (7, "org_code", "XXX"),
        (8, "strength_mg", "0.5"),
        (9, "org_code", "(not repeated)"),
        (10, "org_code", "ENG"),
    ]
    assert all(r["reason"] and r["file"].endswith("items.csv") for r in rejects)
    assert done.counted == 1
    assert sum(done.rejected.values()) == 8
    assert done.unknown_codes == {"0407020ZZ": 2}
    assert lines(tmp_path / "out_unknown_codes.csv") == [{"bnf_code": "0407020ZZ", "rows": "2"}]


BAD = """
a 40 2023-02-01 QOP morphine 1x10     # counts
a 40 2023-02-01 QOP morphine -1x10    # nothing can be taken back
a 40 2023-02-01 QOP morphine 1xnone   # no strength
a old 2023-02-01 QOP morphine 1x10    # no age
a 40 2023-02-30 QOP morphine 1x10     # no day
a 40 2023-02-01 XXX morphine 1x10     # no organisation
a 40 2023-02-01 QOP fentanyl 1x0.5    # no rate of a patch, and too little for what one gives off
a 40 2023-02-01 9434765919 morphine 1x10  # a person's number in the wrong column
a 40 2023-02-01 ENG morphine 1x10     # England has no board
a 40 2023-02-01 QOP new 1x10          # an opioid that the table does not have
a 40 2023-02-01 QOP new 1x10
a 40 2023-02-01 QOP paracetamol 0x0   # another medicine: not judged at all
"""


def test_an_nhs_number_on_a_row_that_does_not_count_refuses_the_build_too(tmp_path):
    rows = told("9434765919 40 2023-02-01 QOP new 1x10\n9434765919 17 2023-02-01 QOP morphine 1x10")
    with pytest.raises(Refused) as refused:
        build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    assert "2 rows" in str(refused.value)


def test_a_missing_code_in_parquet_is_rejected_as_blank(tmp_path):
    import duckdb

    path = written(tmp_path, told("a 40 2023-02-01 QOP morphine 1x10\nb 40 2023-02-01 QOP morphine 1x10"))
    parquet = str(tmp_path / "items.parquet")
    blank = "CASE WHEN patient_id = 'a' THEN bnf_code END AS bnf_code"
    duckdb.sql(f"SELECT * REPLACE ({blank}) FROM read_csv('{path}', all_varchar = true)").write_parquet(parquet)
    done = build([parquet], tmp_path / "out.csv")
    assert (done.counted, done.rejected) == (1, {"bnf_code is blank": 1})
    assert [(r["row"], r["column"]) for r in lines(tmp_path / "out_rejects.csv")] == [("2", "bnf_code")]


def test_a_column_that_is_called_row_is_not_taken_for_the_number(tmp_path):
    rows = told("a 40 2023-02-01 QOP morphine 1x10\nb 40 2023-02-01 XXX morphine 1x10")
    for row in rows:
        row["row"] = "9434765919"
    build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    assert [(r["row"], r["found"]) for r in lines(tmp_path / "out_rejects.csv")] == [("3", "XXX")]


@pytest.mark.slow
def test_more_boards_than_one_number_has_bits_for_count_the_same(tmp_path, monkeypatch):
    """A person with boards in several numbers counts in each board, and once in a region and in England."""
    text = "\n".join(f"a 40 2023-02-01 {code} morphine 200x60" for code in ("QOP", "QYG", "QE1", "QHM", "QMJ"))
    whole = built(tmp_path, text)
    assert whole["opioid_high", "ENG", "2023-02"] == 1
    assert sum(found for (_, code, _), found in whole.items() if code.startswith("Q")) == 5
    monkeypatch.setattr(places, "BITS", 5)
    assert len(places.places()[1].types) > 5
    monkeypatch.setattr(statements, "text", printed.printed)
    kept = (statements.statements, statements.tables)
    for each in kept:
        each.cache_clear()
    try:
        assert built(tmp_path, text) == whole
    finally:
        for each in kept:
            each.cache_clear()


@pytest.mark.parametrize("written_as", ["9434765919", "943 476 5919", "943-476-5919", " 9434765919 ", "9434765919.0"])
def test_an_nhs_number_refuses_the_build_and_is_not_repeated(tmp_path, written_as: str):
    rows = told("a 40 2023-02-01 QOP morphine 1x10\nb 40 2023-02-01 QOP paracetamol 1x10")
    rows[0]["patient_id"] = written_as
    with pytest.raises(Refused) as refused:
        build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    assert "1 rows" in str(refused.value)
    assert "5919" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["items.csv"]


def test_ten_digits_that_fail_the_check_and_other_lengths_are_pseudonyms(tmp_path):
    text = "9434765918 40 2023-02-01 QOP morphine 1x10\nP9434765919 40 2023-02-01 QOP morphine 1x10\n"
    assert built(tmp_path, text)["opioid_high", "QOP", "2023-02"] == 0


def test_days_supplied_divide_where_asked(tmp_path):
    path = written(tmp_path, told("a 40 2023-02-01 QOP morphine 57x60\na 40 2023-02-01 QOP morphine 57x60"))
    for per, high in ((Per.DAYS, 1), (Per.SUPPLIED_DAYS, 1)):
        build([str(path)], tmp_path / "out.csv", per=per)
        assert numbers(tmp_path / "out.csv")["opioid_high", "QOP", "2023-02"] == high
    rows = told("a 40 2023-02-01 QOP morphine 56x60\na 40 2023-02-01 QOP morphine 56x60")
    rows[1]["days_supplied"] = ""
    build([str(written(tmp_path, rows))], tmp_path / "out.csv", per=Per.SUPPLIED_DAYS)
    assert numbers(tmp_path / "out.csv")["opioid_high", "QOP", "2023-02"] == 0  # 56 x 60 over 28 days is 120
    assert [r["column"] for r in lines(tmp_path / "out_rejects.csv")] == ["days_supplied"]


def test_a_column_of_routes_decides(tmp_path):
    rows = told(
        "a 40 2023-02-01 QOP morphine 100x60\nb 40 2023-02-01 QOP morphine 100x60\nc 40 2023-02-01 QOP morphine 9x9"
    )
    for row, route in zip(rows, ("Injection", "oral", "by drone"), strict=True):
        row["route"] = route
    done = build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    assert numbers(tmp_path / "out.csv")["opioid_high", "QOP", "2023-02"] == 1
    assert list(done.left_out.values()) == [1]
    assert [(r["column"], r["found"]) for r in lines(tmp_path / "out_rejects.csv")] == [("route", "by drone")]


def test_months_and_files_of_other_kinds_give_the_same(tmp_path):
    import pandas as pd

    rows = [r for r in histories(random.Random(5), 40) if r["dispensed_on"][:2] == "20"]
    build([str(written(tmp_path, rows))], tmp_path / "csv.csv")
    frame = pd.DataFrame(rows)
    half = len(frame) // 2
    frame = frame.assign(
        dispensed_on=pd.to_datetime(frame["dispensed_on"], errors="coerce").dt.date,
        quantity=pd.to_numeric(frame["quantity"], errors="coerce"),
        age=pd.to_numeric(frame["age"], errors="coerce"),
    )
    (tmp_path / "in").mkdir()
    frame[:half].to_parquet(tmp_path / "in" / "first.parquet")
    months = frame["dispensed_on"].map(lambda d: f"{d:%Y%m}" if pd.notna(d) else "?")
    second = frame.assign(month=months).drop(columns="dispensed_on")[half:]
    second.to_csv(tmp_path / "in" / "second.csv", sep=";", index=False)
    build([str(tmp_path / "in")], tmp_path / "both.csv")
    assert (tmp_path / "both.csv").read_text() == (tmp_path / "csv.csv").read_text()


def test_what_cannot_be_read_is_refused_in_words(tmp_path):
    cases = {
        "lacks the columns age, org_code": [{"patient_id": "a", "bnf_code": "", "quantity": "", "strength_mg": ""}],
        "lacks the column dispensed_on or month": [{k: "1" for k in COLUMNS if k != "dispensed_on"}],
    }
    for said, rows in cases.items():
        with pytest.raises(Refused, match=said):
            build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    with pytest.raises(Refused, match="There is no file"):
        build([str(tmp_path / "none.csv")], tmp_path / "out.csv")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(Refused, match="Nothing was built"):
        build([str(tmp_path / "broken.parquet")], tmp_path / "out.csv")
    items = str(written(tmp_path, told("a 40 2023-02-01 QOP morphine 1x10")))
    with pytest.raises(Refused, match="named twice"):
        build([items, items], tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("b,40,2023-02-01", "fewer fields than the header's 8"),
        ("9434765919" + ",1" * 9, "more fields than the header's 8"),
        ('b,40,2023-02-01,"QOP,1,1,1,1', "a quotation mark may not be closed"),
    ],
)
def test_a_line_with_too_few_or_too_many_fields_is_refused_by_its_number(tmp_path, line: str, found: str):
    path = written(tmp_path, told("a 40 2023-02-01 QOP morphine 1x10\nb 40 2023-02-01 QOP morphine 1x10"))
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(Refused, match=rf"items.csv, line 4, .*{found}") as refused:
        build([str(path)], tmp_path / "out.csv")
    assert "9434765919" not in str(refused.value)
    assert [p.name for p in tmp_path.iterdir()] == ["items.csv"]


@pytest.mark.slow
def test_a_build_that_must_spill_gives_the_same(tmp_path, monkeypatch):
    """Persons by the hundred thousand with DuckDB held to little memory: it writes to its folder, and counts the same."""
    import duckdb

    path = str(tmp_path / "items.parquet")
    duckdb.sql(
        "SELECT md5((i % 100000)::VARCHAR) AS patient_id, 40 AS age, DATE '2022-01-05' + (i // 100000)::INTEGER * 31 "
        "AS dispensed_on, 'QOP' AS org_code, '0407020Q0AAAAAA' AS bnf_code, 100.0 AS quantity, 60.0 AS strength_mg "
        "FROM range(600000) t(i)"
    ).write_parquet(path)
    build([path], tmp_path / "plenty.csv")
    spilt: list[int] = []
    kept = engines.DuckDB.table

    def watched(self: engines.DuckDB, name: str, query: str) -> None:
        kept(self, name, query)
        spilt.extend(size for (size,) in self.rows("SELECT size FROM duckdb_temporary_files()"))

    usual = engines.settings  # each thread needs some memory of its own
    monkeypatch.setattr(engines, "settings", lambda *how: {"threads": "2"} | usual(*how))
    monkeypatch.setattr(engines, "MEMORY", "80MB")
    monkeypatch.setattr(engines.DuckDB, "table", watched)
    build([path], tmp_path / "little.csv")
    assert sum(spilt) > 0
    assert (tmp_path / "little.csv").read_bytes() == (tmp_path / "plenty.csv").read_bytes()
    assert numbers(tmp_path / "little.csv")["opioid_4m", "QOP", "2022-06"] == 100_000


def test_a_route_without_a_factor_is_told_as_such(tmp_path):
    rows = told("a 40 2023-02-01 QOP morphine 1x10")
    rows[0]["route"] = "patch"
    build([str(written(tmp_path, rows))], tmp_path / "out.csv")
    assert [(r["column"], r["found"]) for r in lines(tmp_path / "out_rejects.csv")] == [("route", "patch")]


def test_an_interrupted_build_leaves_the_files_of_before(tmp_path, monkeypatch):
    path = written(tmp_path, told(BAD))
    build([str(path)], tmp_path / "out.csv")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def cut(*_: object) -> Iterator[tuple[object, ...]]:
        yield ("half", "a", "file")
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_rejects", cut)
    with pytest.raises(KeyboardInterrupt):
        build([str(path)], tmp_path / "out.csv")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def histories(chance: random.Random, people: int) -> list[dict[str, str]]:
    """People with few months, doses near the bound and now and then a fault."""
    strengths = {
        "0407020Q0": ["10", "60", "100", "0"],
        "0407020C0": ["30", "60"],
        "0407010F0": ["8", "12.8", "15", "30"],
        "0407020AD": ["5", "40", "80", "x"],
        "0407020A0": ["0.012", "0.025", "0.1", "1.8", "0.5"],
        "0407020B0": ["0.005", "0.02", "0.0525", "0.03"],
        "0407020M0": ["10"],
        "0407020ZZ": ["10"],
        "0212000B0": ["", "20"],
    }
    rows = []
    for person in range(people):
        usual = chance.choice(["QOP", "QYG", "QHM", "00L", "R0A", "QMJ"])
        for month in chance.sample(range(12), chance.randint(3, 9)):
            for _ in range(chance.choice([1, 1, 1, 2, 3])):
                code = chance.choices(list(strengths), weights=[12, 2, 3, 3, 3, 3, 1, 1, 2])[0]
                year, at = divmod(2025 * 12 + 8 + month, 12)  # from September 2025, over the boards of April 2026
                day = chance.choice([1, 28, 30, 31])
                row = [f"p{person}", str(chance.choice([17, 18, 40, 40, 40, 40])), f"{year}-{at + 1:02d}-{day:02d}"]
                row += [
                    usual if chance.random() < 0.9 else chance.choice(["QRV", "Z9B2Z", "QOP", "ZZZ"]),
                    code + "AAAAAA",
                ]
                row += [chance.choice(["28", "30", "31", "56", "60", "62", "7.5", "-1", "120"])]
                row += [chance.choice(strengths[code]), chance.choice(["28", "30", "14", "7", "28", "28", ""])]
                rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


@pytest.mark.parametrize("per", list(Per))
def test_thousands_of_histories_are_as_the_slow_count_has_them(tmp_path, per: Per):
    for seed, people in enumerate((3, 5, 1_500)):  # of few persons, months and boards stay empty
        rows = histories(random.Random(seed), people)
        build([str(written(tmp_path, rows))], tmp_path / "out.csv", per=per)
        assert numbers(tmp_path / "out.csv") == alike.measures(rows, per.value), seed


@pytest.mark.slow
def test_spark_gives_the_same_file(tmp_path, monkeypatch):
    pytest.importorskip("pyspark", reason="pyspark is not installed, so Spark cannot be tried")
    if shutil.which("java") is None:
        pytest.skip("there is no java on this machine, so Spark cannot be tried")
    # Java's second compiler makes long runs faster and short ones slower: without it this takes half the time.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    rows, per = histories(random.Random(99), 1_500), Per.SUPPLIED_DAYS
    path = written(tmp_path, rows)
    build([str(path)], tmp_path / "duckdb.csv", per=per)
    build([str(path)], tmp_path / "spark.csv", engine="spark", master="local[2]", per=per)
    assert numbers(tmp_path / "spark.csv") == alike.measures(rows, per.value)
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "duckdb.csv").read_bytes()
    unknown = [(tmp_path / f"{name}_unknown_codes.csv").read_text() for name in ("duckdb", "spark")]
    assert unknown[0] == unknown[1]
    rejects = [
        sorted((r["column"], r["found"], r["reason"]) for r in lines(tmp_path / f"{name}_rejects.csv"))
        for name in ("duckdb", "spark")
    ]
    assert rejects[0] == rejects[1] != []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_text('/etc/passwd')",
        "COPY (SELECT 1) TO '{other}.out'",
        "ATTACH '{other}.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['{other}']",
        "SET threads = 1",
        "RESET lock_configuration",
    ],
)
def test_duckdb_reads_the_named_files_and_nothing_else_and_stays_so(tmp_path, statement):
    import duckdb

    (tmp_path / "scratch").mkdir()
    given, other = tmp_path / "given.csv", tmp_path / "other.csv"
    for path in (given, other):
        path.write_text("a,b\n1,2\n")
    engine = engines.DuckDB(tmp_path / "scratch", [str(given)])
    engine.numbering()
    assert list(engine.rows(f"FROM {engine.source([str(given)], ',')}")) == [("1", "2")]
    with pytest.raises(duckdb.Error, match=r"[Pp]ermission|locked|disabled"):
        engine.connection.execute(statement.format(other=other))
    engine.close()


def test_an_address_needs_what_is_never_downloaded_here(tmp_path):
    with pytest.raises(engines.NoEngine, match="Fetch the file first"):
        build(["https://example.nhs.uk/items.csv"], tmp_path / "out.csv")


@pytest.mark.parametrize("file", printed.FILES)
def test_what_the_engines_run_is_the_definition(file: str):
    if file == "spark.sql":
        pytest.importorskip("pyspark", reason="pyspark is not installed, so its SQL cannot be printed")
    assert statements.text(file) == printed.printed(file), "print it anew: python -m analytics.opioids.printed"


def test_a_build_needs_neither_ibis_nor_pandas(tmp_path):
    """They take longer to start than ten million rows take to count."""
    path = written(tmp_path, told(BAD))
    run = (
        "import sys; from analytics.__main__ import app; app(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    )
    words = ["build", "opioids", str(path), "--out", str(tmp_path / "out.csv")]
    done = subprocess.run([sys.executable, "-c", run, *words], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "duckdb" in loaded
    assert not loaded & {"ibis", "pandas", "numpy", "pyarrow", "deltalake", "analytics.model", "analytics.store"}
