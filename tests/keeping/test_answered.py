"""Answers to the questions of a file are given again for files with the same columns, are said, and can be forgotten."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from analytics import ingest
from analytics.keeping import answered
from analytics.store import Store

HEAD = "org_code,period,measure,numerator,denominator,ward\n"
APRIL = HEAD + "R0A,2023-04,cord,11,22,Maternity\nRJ1,2023-04,cord,14,28,Maternity\n"
MAY = APRIL.replace("2023-04", "2023-05")
GIVEN = {"rows_of:ward": "every row", "rows:2,3": "2"}


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


def read(text: str, store: Store, **given: str) -> ingest.Reading:
    return answered.reading(partial(ingest.read_bytes, "x.csv", text.encode()), store, given)


def test_an_answer_is_given_again_next_month_and_said(empty: Store):
    assert not read(APRIL, empty).kept
    kept = answered.remember(empty, read(APRIL, empty), GIVEN, today=date(2024, 5, 3))
    assert kept is not None
    assert dict(kept.given) == {"rows_of:ward": "every row"}
    found = read(MAY, empty)
    assert len(found.rows) == 2
    assert any("3 May 2024" in p.message for p in found.problems)
    assert [ask.default for ask in found.asks if ask.name == "rows_of:ward"] == ["every row"]


def test_it_holds_for_no_other_columns_and_a_new_answer_goes_before(empty: Store):
    answered.remember(empty, read(APRIL, empty), GIVEN)
    assert not read(MAY.replace(",ward", ",site"), empty).kept
    other = MAY.replace("14,28,Maternity", "14,28,Theatres")
    found = answered.reading(partial(ingest.read_bytes, "x.csv", other.encode()), empty, {"rows_of:ward": "Maternity"})
    assert len(found.rows) == 1


def test_another_group_is_asked_about_anew(empty: Store):
    answered.remember(empty, read(APRIL, empty), GIVEN)
    assert not read(MAY.replace("Maternity", "Theatres"), empty).kept


def test_what_is_forgotten_or_damaged_is_asked_again(empty: Store):
    first = read(APRIL, empty)
    answered.remember(empty, first, GIVEN)
    answered.forget(empty, first)
    assert not read(MAY, empty).kept
    answered.remember(empty, first, GIVEN)
    (info,) = empty.files.names(answered.FOLDER)
    empty.files.write(f"{answered.FOLDER}/{info.path.rpartition('/')[2]}", b"{")
    assert not read(MAY, empty).kept


def test_what_holds_for_one_file_alone_is_not_remembered(empty: Store):
    assert answered.remember(empty, read(APRIL, empty), {"measure": "cord", "rows:2,3": "2"}) is None
