"""Encodings, delimiters, spreadsheet rows, wrong files: what a table is made of, before anything is understood."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.files import delimited, readers

HEADER = "measure,org_code,period,numerator,denominator,status\n"
ROW = "cord,R0A,2023-04,21,32,\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def sheet(text: str | bytes):
    return delimited.read_text(text.encode() if isinstance(text, str) else text)[0]


def workbook(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
        made.sheet_state = "hidden" if name in hidden else "visible"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_line_ends_and_delimiters(encoding: str, line: str, delimiter: str):
    text = "code,näme,a b\n00L,Café – “x”,1\n1E5,,2\n".replace(",", delimiter).replace("\n", line)
    found = sheet(text.encode(encoding))
    assert found.header == ("code", "näme", "a b")
    assert found.cells.to_numpy().tolist() == [["00L", "Café – “x”", "1"], ["1E5", "", "2"]]  # codes stay whole


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n3,4\n", [2, 3]),
        ("a,b\n\n1,2\n\n\n3,4\n", [3, 6]),  # blank lines count
        ("\n\na,b\n1,2\n", [4]),  # above the header too
        ('a,b\n"1\n1",2\n3,4\n', [2, 3]),  # a line break in a cell is no row
        ('a,b\n"1\n\n1",2\n\n3,4\n', [2, 4]),
        ("a,b\n,\n1,2\n , \n3,4\n", [3, 5]),  # rows of blanks
        ("a,b\n1\n3,4\n", [2, 3]),  # a short row
        ("a,b\n1,2,\n3,4\n", [2, 3]),  # an empty cell too many
        ("a,b\r\n1,2\r\n\r\n3,4\r\n", [2, 4]),
        ("a,b\r1,2\r3,4\r", [2, 3]),
        ("a,b\n1,2\n3,4", [2, 3]),
    ],
)
def test_rows_are_counted_as_a_spreadsheet_shows_them(text: str, rows: list[int]):
    assert sheet(text).row_numbers.tolist() == rows


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_both_readers_agree(rows: list[list[str]]):
    assume(all(row[0] != "a" for row in rows))  # the heading again begins another table: the careful reader's alone
    # Every cell quoted, so that the delimiter and quotation marks may stand in it.
    quoted = (
        "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in row) for row in [["a", "b", "c"], *rows]) + "\n"
    )
    fast = delimited._fast(quoted.encode(), ",", 3)
    careful = delimited._careful(quoted, ",")
    assert fast is not None
    assert fast.cells.equals(careful.cells)
    assert fast.row_numbers.tolist() == careful.row_numbers.tolist()


def test_a_row_with_too_many_cells_is_left_out_and_named():
    found = ingest.read_bytes("x.csv", (HEADER + ROW + "cord,R0B,2023-04,1,021,2,000,\n").encode())
    assert found.status == "accepted_with_warnings"
    assert [p.row for p in found.problems] == [3]
    assert "more cells" in found.problems[0].message
    assert found.rows["org_code"].tolist() == ["R0A"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.csv", b"", "empty"),
        ("x.csv", b"\xef\xbb\xbf \r\n\r\n", "empty"),
        ("x.csv", PNG, "a picture (PNG), not a table, though its name ends in .csv"),
        ("x.xlsx", b"\xff\xd8\xff\xe0" + PNG, "a picture (JPEG)"),
        ("x.csv", b"%PDF-1.7 ...", "a PDF"),
        ("x.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("x.xlsx", workbook(("a", [["x"]]))[:3000], "damaged"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Office"),
        ("x.csv", b"<!DOCTYPE html><html>404</html>", "web page"),
        ("x.csv", b'{"a": 1}', "JSON"),
        ("x.csv", b"a,b\n\x00\x01\x02,\x03\n", "not text"),
        ("x.csv", bytes(range(1, 32)) * 40, "not text"),
        ("x.csv", b'a,b\n1,"2\n3,4\n', "never closed"),
        ("x.csv", HEADER.encode(), "no rows under it"),
        ("x.csv", b"a,b,c\n", "no rows under it"),
        ("x.xlsx", workbook(("a", [])), "no cell with anything"),
        ("x.xlsx", workbook(("a", [["measure"], ["cord"]]), ("b", []), hidden=("a",)), "no cell with anything"),
        ("x.csv", b"a" + b",a" * 3000 + b"\n1\n", "3,001 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_files_get_a_sentence(name: str, data: bytes, said: str):
    found = ingest.read_bytes(name, data)
    assert (found.status, len(found.rows)) == ("rejected", 0)
    assert said in found.problems[0].message
    assert found.problems[0].remedy


def test_a_zip_that_is_no_workbook_says_what_it_is():
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert "Word" in ingest.read_bytes("x.docx", docx.getvalue()).problems[0].message


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(readers, "SIZE_LIMIT", 10)
    path = tmp_path / "big.csv"
    path.write_text(HEADER + ROW)
    for found in (ingest.read(path), ingest.read_bytes("big.csv", path.read_bytes())):
        assert found.status == "rejected"
        assert "MB" in found.problems[0].message


def test_a_workbook_of_dates_numbers_and_codes():
    rows = [["measure", "org_code", "period", "numerator", "denominator"], ["cord", "R0A", date(2023, 4, 1), 21, 32.0]]
    found = ingest.read_bytes(
        "x.xlsx", workbook(("Notes", [["Hello"]]), ("Data", rows), ("Old", rows), hidden=("Old",))
    )
    assert found.status == "accepted"
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[21, 32]]
    assert found.rows["period"].tolist() == [pd.Timestamp("2023-04-01")]
    assert "on sheet “Data”" in found.facts[0]
    assert "Hidden sheets are ignored: Old." in found.facts


def test_a_second_sheet_that_is_known_too_is_not_passed_over_in_silence():
    rows = [["measure", "org_code", "period", "numerator", "denominator"], ["cord", "R0A", "2023-04", 21, 32]]
    found = ingest.read_bytes("x.xlsx", workbook(("One", rows), ("Two", rows)))
    assert found.status == "accepted_with_warnings"
    assert "Two" in found.problems[0].message


def test_the_content_decides_not_the_name():
    rows = [["measure", "org_code", "period", "numerator", "denominator"], ["cord", "R0A", "2023-04", 21, 32]]
    assert ingest.read_bytes("really.csv", workbook(("One", rows))).status == "accepted"
    assert ingest.read_bytes("really.xlsx", (HEADER + ROW).encode()).status == "accepted"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "C:\\Users\\me\\passwd.csv", "a/b\\c/passwd.csv", "pass\nwd.csv"]
)
def test_folders_in_a_name_mean_nothing(name: str):
    assert ingest.read_bytes(name, (HEADER + ROW).encode()).file == "passwd.csv"


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise(data: bytes):
    assert ingest.read_bytes("x.csv", data).status == "rejected"
