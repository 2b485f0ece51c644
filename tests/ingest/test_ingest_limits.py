"""Files that are too much to read are refused in words; what makes a million rows cheap gives what the plain way gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.cells import coded, values
from analytics.ingest.files import delimited, readers, several
from analytics.ingest.rows import judge
from analytics.ingest.templates import observations as template_observations

HEADER = "measure,org_code,period,numerator,denominator\n"
ROWS = "".join(f"cord,R0A,{year}-04,21,32\n" for year in range(2010, 2020))


def message(text: str) -> str:
    reading = ingest.read_bytes("a.csv", text.encode())
    assert not reading.kept
    assert all(p.remedy for p in reading.problems)
    return reading.problems[0].message


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "huge.csv"
    with open(file, "wb") as hole:
        hole.truncate(1 << 30)
    monkeypatch.setattr(type(file), "read_bytes", lambda _: pytest.fail("it was read"))
    found = ingest.read(file)
    assert (found.status, found.size) == ("rejected", 1 << 30)
    assert f"{readers.SIZE_LIMIT / 1024**2:.0f} MB" in found.problems[0].message


@pytest.mark.parametrize("last", ["", "a,b,c,d,e,f\n"], ids=["clean", "ragged"])
def test_more_rows_than_are_read(last: str, monkeypatch):
    monkeypatch.setattr(delimited, "ROW_LIMIT", 9)
    assert message(HEADER + ROWS + last).startswith("The file has more than 9 rows of 5 columns")
    monkeypatch.setattr(delimited, "ROW_LIMIT", 11)
    assert ingest.read_bytes("a.csv", (HEADER + ROWS).encode()).status == "accepted"


@pytest.mark.parametrize("last", ["", "a,b\n"], ids=["clean", "ragged"])
def test_more_cells_than_are_read(last: str, monkeypatch):
    monkeypatch.setattr(delimited, "CELL_LIMIT", 30)
    assert message(HEADER + ROWS + last).startswith("The file has more than 6 rows of 5 columns")


def test_a_row_wider_than_any_spreadsheet():
    assert message("a," * 20_000 + "\n1,2\n").startswith("Row 1 has 20,001 cells")


@pytest.mark.parametrize("column", list(template_observations.MOST))
def test_more_names_than_there_are(column: str, monkeypatch):
    rows = "".join(f"cord{i},R{i},{2010 + i}-04,21,32\n" for i in range(9))
    monkeypatch.setattr(template_observations, "MOST", {column: 8})
    assert message(HEADER + rows).startswith(f"The column {column} has 9 different texts")


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "é", "long ☃ text"]), st.integers(1, 4)), max_size=9),
    st.integers(1, 5),
)
def test_codes_come_back_as_their_texts(stretches: list[tuple[str, int]], length: int):
    texts = pd.Series([text for text, count in stretches for _ in range(count)], dtype="str")
    categorical = coded.coded(texts).array
    before = coded._STRETCH, coded._PIECE
    try:
        # So that stretches are laid down at once, or are not, and are longer or shorter than a piece.
        coded._STRETCH, coded._PIECE = length, 2
        assert coded.as_texts(categorical).tolist() == texts.tolist()
    finally:
        coded._STRETCH, coded._PIECE = before


def test_a_text_that_follows_itself_is_in_memory_once():
    long = pd.Categorical.from_codes(np.repeat([0, 1, 0], 300_000), ["a measure with a long name", ""])
    buffers = {b.address: b.size for c in pa.array(coded.as_texts(long)).chunks for b in c.buffers() if b}
    assert sum(buffers.values()) < 1_000_000


@given(st.lists(st.sampled_from(["b", "a", "", "c"]), min_size=1))
def test_the_first_row_of_each_text(texts: list[str]):
    codes, distinct = coded.codes_of(pd.Series(texts, dtype="str"))
    assert coded.firsts(codes, len(distinct)).tolist() == [texts.index(text) for text in distinct]


@given(st.lists(st.sampled_from(["1", "0.5", "-3", "1e3", "", "nan", "inf", "*", "76.1%", "1,5"]), min_size=1))
def test_a_plain_column_reads_as_any_other(texts: list[str]):
    read = values.parse(pd.Series(texts, dtype="str"))
    again = values.parse(pd.Series([*texts, "-"], dtype="str"))  # the marker takes it the long way
    for name in ("number", "status", "bad", "percent"):
        np.testing.assert_array_equal(getattr(read, name), getattr(again, name)[:-1])
    assert not read.plain or not (read.bad.any() or read.percent.any() or np.isnan(read.number).any())


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.data())
def test_what_holds_of_each_text_holds_of_its_rows(told: list[bool], data: st.DataObject):
    codes = np.array(data.draw(st.lists(st.integers(0, len(told) - 1))), dtype="int8")
    assert coded.of_rows(told, codes).tolist() == [told[code] for code in codes]


@given(st.lists(st.sampled_from(["b", "a", ""])))
def test_distinct_texts_as_they_first_appear(texts: list[str]):
    column = coded.coded(pd.Series(texts, dtype="str"))
    assert list(coded.distinct(column)) == list(dict.fromkeys(texts))


COUNTS = st.sampled_from(["0", "3", "7", "-1", "2.5", "*", "", "x", "12%"])


@pytest.mark.slow
@given(st.lists(st.tuples(COUNTS, COUNTS, st.sampled_from(["", "50%", "1.2"])), min_size=1, max_size=4))
def test_rows_that_are_passed_over_have_nothing_to_find(rows: list[tuple[str, str, str]]):
    lines = [f"cord,R0A,{2010 + i}-04,{some},{whole},{value}" for i, (some, whole, value) in enumerate(rows)]
    for cut in (None, -1):  # with a column of values, and without
        data = "\n".join(",".join(line.split(",")[:cut]) for line in [HEADER.strip() + ",value", *lines]).encode()
        found = ingest.read_bytes("a.csv", data)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(judge, "_sound", lambda draft: False)
            looked = ingest.read_bytes("a.csv", data)
        assert found.rows.equals(looked.rows)
        assert (found.status, found.problems, found.facts) == (looked.status, looked.problems, looked.facts)


def pages(count: int) -> str:
    """A report that repeats its column names on every page, with a month a page."""
    months = pd.period_range("1950-01", periods=count, freq="M")
    return "".join(f"{HEADER}cord,R0A,{month},21,32\n\n" for month in months)


def test_pages_with_the_column_names_on_each_are_one_table():
    found = ingest.read_bytes("a.csv", pages(600).encode())
    assert (found.status, len(found.rows)) == ("accepted", 600)


def test_more_tables_than_are_read():
    """Without a limit, 200,000 rows of texts that repeat the first took all memory of the machine."""
    assert message("a,b,c\n" * 200_000) == (
        "Column names stand at row 1,001 again, with 1,000 tables above it; no more are read of one sheet."
    )


@given(
    st.lists(st.sampled_from(["month", "a", "b"]), max_size=3),
    st.lists(st.sampled_from(["month", "a", "b", "c", "period"]), min_size=1, max_size=4),
    st.integers(1, 4),
)
def test_where_names_repeat_agrees_with_a_slow_search(shared: list[str], block: list[str], times: int):
    """The first width and place from which on all that follows repeats, with no name twice in a table."""
    names = [*shared, *block * times]

    def slow() -> tuple[int, int]:
        for size in range(2, len(names) // 2 + 1):
            for start in range(len(names) - 2 * size + 1):
                table, rest = names[start : start + size], names[start:]
                if len(set(table)) == size and not len(rest) % size and rest == table * (len(rest) // size):
                    return (start, size) if {"month", "period"} & set(table) else (0, 0)
        return 0, 0

    assert several._repeat(names) == slow()
