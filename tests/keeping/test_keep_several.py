"""A file for several tables: kept in all of them or in none, by whatever it was stopped."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from analytics import catalogue, ingest
from analytics.answers import Data, qart
from analytics.exports.qart_return import workbook
from analytics.keeping.dry_run import dry_run
from analytics.keeping.keep import Happened, keep
from analytics.model.qart import PROGRESS, STAGES, UPDATES
from analytics.store import NotKept, Store

TODAY = date(2024, 1, 15)
TABLES = ["adoption", "stories"]


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "store"))
    store.create()
    return store


def a_return(store: Store, quarter: str = "2023-24 Q3", stage: str = "5 - Used for some", told: str = "Trolley in use"):
    """A return with one stage, one update and one score."""
    asked = qart.blank(Data.of(store.at()), "PSC-MAN", quarter)
    book = openpyxl.load_workbook(io.BytesIO(workbook(asked, catalogue.load())))
    book[STAGES]["H2"].value = stage
    for cell, value in zip(book[UPDATES][2][2:7], ["Preterm optimisation", "R0A", "update", "Cord", told], strict=True):
        cell.value = value
    for cell, value in zip(
        book[PROGRESS][2][2:8], ["Preterm optimisation", "QOP", "Cord", None, "3.5", "Up"], strict=True
    ):
        cell.value = value
    out = io.BytesIO()
    book.save(out)
    return asked.file, out.getvalue()


def held(store: Store, file: str, data: bytes):
    reading = ingest.read_bytes(file, data, today=TODAY)
    assert reading.kept, reading.problems
    return dry_run(reading, store)


def counted(store: Store) -> list[int]:
    return [len(store.at().rows(table)) for table in TABLES]


def test_each_table_gets_its_rows_and_the_original_with_them(empty):
    file, data = a_return(empty)
    outcome = keep(held(empty, file, data), empty, data, who="Ann")
    assert (outcome.happened, outcome.rows, counted(empty)) == (Happened.KEPT, 3, [1, 2])
    assert {e.upload.table for e in empty.history()} == set(TABLES)
    assert [empty.original(e.upload) for e in empty.history()] == [data, data]
    stories = empty.at().rows("stories").set_index("title")
    assert sorted(stories["score"].dropna()) == [3.5]


@pytest.mark.slow
def test_the_very_same_return_again_changes_nothing(empty):
    file, data = a_return(empty)
    keep(held(empty, file, data), empty, data)
    before = empty.version()
    assert keep(held(empty, file, data), empty, data).happened is Happened.ALREADY_HERE
    assert empty.version() == before


@pytest.mark.slow
def test_a_corrected_return_takes_the_place_of_the_first_in_both(empty):
    file, data = a_return(empty)
    keep(held(empty, file, data), empty, data)
    _, again = a_return(empty, stage="6 - Used for all", told="Trolleys in use")
    dry = held(empty, file.replace(".xlsx", " (1).xlsx"), again)
    assert dry.revises is not None
    assert keep(dry, empty, again).happened is Happened.KEPT
    assert counted(empty) == [1, 2]
    assert empty.at().rows("adoption")["stage"].tolist() == [6.0]
    assert "Trolleys in use" in empty.at().rows("stories")["text"].tolist()


@pytest.mark.parametrize("fails", TABLES)
def test_where_one_table_cannot_follow_nothing_is_kept(empty, monkeypatch, fails):
    file, data = a_return(empty)
    dry, commit = held(empty, file, data), Store.commit

    def failing(self, rows, upload, **more):
        if upload.table == fails:
            raise NotKept("The disk is full, so nothing was kept.")
        return commit(self, rows, upload, **more)

    monkeypatch.setattr(Store, "commit", failing)
    assert keep(dry, empty, data).happened is Happened.NOT_KEPT
    assert counted(empty) == [0, 0]


@pytest.mark.parametrize("table", TABLES)
def test_what_others_kept_in_either_table_meanwhile_is_said_and_nothing_is_kept(empty, table):
    file, data = a_return(empty)
    dry = held(empty, file, data)
    theirs = {
        "adoption": b"pathway,element,org_code,as_at,stage\npreterm,ebm,R0A,2023-12-31,4\n",
        "stories": b"quarter,programme,kind,title,text\n2023-24 Q3,opioids,update,Leads,Ten leads\n",
    }[table]
    keep(held(empty, "theirs.csv", theirs), empty, theirs, who="Bo")
    before = counted(empty)
    assert keep(dry, empty, data, expected=dry.version).happened is Happened.CHANGED_MEANWHILE
    assert counted(empty) == before


@pytest.mark.slow
def test_a_return_that_was_stopped_half_way_is_made_whole_by_the_same_file(empty, monkeypatch):
    file, data = a_return(empty)
    dry, commit = held(empty, file, data), Store.commit

    class Killed(BaseException):
        """As a kill, it leaves no time to take anything back."""

    def killed(self, rows, upload, **more):
        if upload.table == "adoption":
            raise Killed
        return commit(self, rows, upload, **more)

    monkeypatch.setattr(Store, "commit", killed)
    with pytest.raises(Killed):
        keep(dry, empty, data)
    monkeypatch.undo()
    assert counted(empty) == [0, 2]
    assert keep(held(empty, file, data), empty, data).happened is Happened.KEPT
    assert counted(empty) == [1, 2]


@pytest.mark.slow
def test_damage_in_either_table_is_mended_by_the_same_file(empty):
    file, data = a_return(empty)
    keep(held(empty, file, data), empty, data)
    for table in TABLES:
        (part,) = [p for p in Path(empty.uri, table).rglob("*.parquet") if "_delta_log" not in p.parts]
        part.unlink()
    outcome = keep(held(Store(empty.uri), file, data), Store(empty.uri), data)
    assert (outcome.happened, outcome.mended) == (Happened.MENDED, 2)
    assert counted(Store(empty.uri)) == [1, 2]
