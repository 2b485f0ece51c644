"""What a revised file takes away, going back to a version, what an upload changed, and stores of an earlier release."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from itertools import zip_longest

import pandas as pd
import pytest
from deltalake import DeltaTable, write_deltalake

from analytics.keeping.preview import difference, preview
from analytics.model.tables import OBSERVATIONS, TABLES
from analytics.store import Damaged, Moved, NotKept, Store, UnknownVersion, change, parts
from tests.store.test_store import empty, numerators, rows, upload

__all__ = ["empty"]


def test_a_revised_file_takes_away_what_it_no_longer_holds_and_undo_brings_it_back(empty):
    first, second = upload("a.csv"), upload("a.csv")
    empty.commit(rows(1, ("R0A", "RMC", "R1K")), first)
    revised = rows(2, ("R0A",))
    now = empty.at().rows("observations")
    lost = now.loc[now["org_code"] != "R0A", OBSERVATIONS.schema.names]
    assert sorted(lost["org_code"]) == ["R1K", "RMC"]
    told = preview(revised, now, OBSERVATIONS, lost)
    assert (told.new, told.changed, told.removed) == (0, 1, 2)
    before = empty.version()
    after = empty.commit(revised, second, removed=lost)
    assert numerators(empty) == {"R0A": 2}
    assert after.numbers[0] == before.numbers[0] + 1, "rows and what they take away are one commit"
    assert numerators(empty, str(before)) == {"R0A": 1, "RMC": 1, "R1K": 1}
    assert empty.history()[0].removed == 2
    told = difference(empty, second.id)
    assert (told.new, told.changed, told.unchanged, told.removed) == (0, 1, 0, 2)
    empty.undo(second.id)
    assert numerators(empty) == {"R0A": 1, "RMC": 1, "R1K": 1}


def test_a_key_that_was_taken_away_may_come_again(empty):
    empty.commit(rows(1, ("R0A", "RMC")), upload())
    empty.commit(rows(2, ("RMC",)), upload(), removed=rows(0, ("R0A",)))
    empty.commit(rows(3, ("R0A",)), upload())
    assert numerators(empty) == {"R0A": 3, "RMC": 2}


def test_illustrative_rows_come_back_when_every_real_row_was_taken_away(empty):
    empty.commit(rows(1, ("R0A",)), upload(illustrative=True))
    empty.commit(rows(5, ("RMC",)), upload())
    nothing = rows(0, ()).astype({"period": "datetime64[ms]"})
    empty.commit(nothing, upload(), removed=rows(0, ("RMC",)))
    assert numerators(empty) == {"R0A": 1}


def test_a_blank_part_of_a_key_equals_a_missing_one(empty):
    event = pd.DataFrame([{"date": pd.Timestamp("2023-07-14"), "org_code": "R0A", "title": "Trolley"}])
    event = event.assign(text="", source="", measure="", kind="event")[TABLES["events"].schema.names]
    empty.commit(event, upload_of("events"))
    empty.commit(event.assign(measure=None, text="new"), upload_of("events"))
    assert empty.at().rows("events")["text"].tolist() == ["new"]
    empty.commit(event.head(0), upload_of("events"), removed=event)
    assert empty.at().rows("events").empty


def upload_of(table: str):
    return upload().__class__(table, "e.csv", "0" * 64, 1)


def test_the_second_of_two_people_is_told_what_the_first_did(empty):
    looked = empty.version()
    empty.commit(rows(1), upload("ann.csv", who="Ann"), expected=looked)
    with pytest.raises(Moved, match=r"Ann kept ann\.csv") as moved:
        empty.commit(rows(2), upload("bo.csv", who="Bo"), expected=looked)
    assert "Look again" in moved.value.remedy
    assert numerators(empty) == {"R0A": 1}
    assert not list(empty.files.names("_journal"))
    empty.commit(rows(2), upload("bo.csv", who="Bo"), expected=empty.version())
    assert numerators(empty) == {"R0A": 2}


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen after a commit was planned and before it is made."""

    def set_up(happens) -> None:
        real, first = change._commit, [True]

        def commit(*args) -> None:
            if first.pop() if first else False:
                happens()
            real(*args)

        monkeypatch.setattr(change, "_commit", commit)

    return set_up


def test_nobody_slips_in_between_the_look_and_the_commit(empty, meanwhile):
    looked = empty.version()
    meanwhile(lambda: empty.commit(rows(1), upload("ann.csv", who="Ann")))
    with pytest.raises(Moved, match=r"Ann kept ann\.csv"):
        empty.commit(rows(2), upload("bo.csv"), expected=looked)
    assert numerators(empty) == {"R0A": 1}
    assert empty.check().orphans == [], "the rows that were not kept are gone"


def test_an_undo_and_a_restore_hold_when_files_are_merged_or_added_under_them(empty, meanwhile):
    mine = upload()
    first = empty.commit(rows(1, ("R0A",)), mine)
    empty.commit(rows(2, ("RMC",)), upload())
    meanwhile(empty.compact)
    empty.undo(mine.id)
    assert numerators(empty) == {"RMC": 2}
    empty.commit(rows(4, ("R1K",)), upload("old.csv"))
    meanwhile(lambda: empty.commit(rows(3, ("RX1",)), upload("new.csv")))
    empty.restore(first)
    assert numerators(empty) == {"R0A": 1, "RX1": 3}, "what came meanwhile stays"
    assert {e.upload.file: e.undone for e in empty.history() if "." in e.upload.file} | {} == {
        "new.csv": False,
        "old.csv": True,
        "mine.csv": False,
        str(first): False,
    }
    meanwhile(empty.compact)
    empty.restore("0.0.0.0")
    assert numerators(empty) == {}
    assert all(e.undone for e in empty.history() if e.action == "upload")
    assert empty.check().damages == []


def test_tidying_and_other_tables_do_not_stand_in_the_way_of_somebody_who_looked(empty):
    empty.commit(rows(1), upload())
    empty.commit(rows(2), upload())
    looked = empty.version()
    empty.compact()
    empty.commit(pd.DataFrame(columns=TABLES["events"].schema.names), upload_of("events"))
    empty.commit(rows(3), upload(), expected=looked)
    assert numerators(empty) == {"R0A": 3}


def test_the_original_is_kept_once_and_read_back(empty):
    data = b"the file as it came"
    sha = hashlib.sha256(data).hexdigest()
    mine = upload().__class__("observations", "a.csv", sha, 1)
    empty.commit(rows(1), mine, original=data)
    assert empty.original(mine) == data
    assert empty.original(upload()) is None, "what was written on a page has no file"
    with pytest.raises(ValueError, match="SHA-256"):
        empty.commit(rows(1), upload(), original=data)
    path = empty.files.uri + f"/_originals/{sha}"
    assert shutil.os.stat(path).st_mode & 0o222 == 0, "nobody may write to it"
    shutil.os.chmod(path, 0o644)
    with open(path, "wb") as file:
        file.write(b"The file as it came")
    with pytest.raises(Damaged, match="changed on the disk"):
        empty.original(mine)
    empty.commit(rows(1), upload().__class__("observations", "a.csv", sha, 1), original=data)
    assert empty.original(mine) == data, "the same file again makes it good"


def test_restore_brings_the_whole_store_back_and_can_itself_be_taken_back(empty):
    one, two = upload("one.csv"), upload("two.csv")
    first = empty.commit(rows(1, ("R0A", "RMC")), one)
    empty.commit(rows(2, ("R0A",)), two)
    event = pd.DataFrame([{"date": pd.Timestamp("2023-07-14"), "org_code": "R0A", "measure": "", "title": "x"}])
    empty.commit(event.assign(text="", source="", kind="event"), upload_of("events"))
    newest = empty.version()
    restored = empty.restore(str(first), "Ann")
    assert numerators(empty) == {"R0A": 1, "RMC": 1}
    assert empty.at().rows("events").empty
    history = empty.history()
    assert [e.action for e in history] == ["restore", "upload", "upload", "upload"], "two tables, one line"
    assert (history[0].who, history[0].upload.file, history[0].version) == ("Ann", str(first), restored)
    assert [e.undone for e in history] == [False, True, True, False]
    empty.restore(newest)
    assert numerators(empty) == {"R0A": 2, "RMC": 1}
    assert not any(e.undone for e in empty.history())
    assert empty.restore(newest) == empty.version(), "twice is once"
    empty.undo(two.id)
    assert numerators(empty) == {"R0A": 1, "RMC": 1}
    assert empty.check().damages == []


def test_compaction_changes_no_number_and_uploads_can_still_be_undone(empty):
    uploads = [upload(f"{n}.csv") for n in range(4)]
    for n, one in enumerate(uploads):
        empty.commit(rows(n, ("R0A", f"R{n}")), one)
    before, newest = numerators(empty), empty.version()
    told = empty.compact(dry_run=True)
    assert (told.merged, empty.version()) == ({"observations": 4}, newest)
    empty.compact()
    assert len([f for f in empty.files.names("observations") if f.path.endswith(".parquet")]) == 6
    assert numerators(empty) == before == numerators(empty, str(newest))
    assert not any(e.undone for e in empty.history())
    empty.undo(uploads[3].id)
    assert numerators(empty) == {"R0A": 2, "R0": 0, "R1": 1, "R2": 2}
    assert [e.undone for e in empty.history() if e.action == "upload"] == [True, False, False, False]
    assert empty.check().damages == []
    empty.restore(newest)
    assert numerators(empty) == before


def test_only_keep_days_drops_the_past_and_says_which_links_close(empty):
    first = empty.commit(rows(1), upload())
    mine = upload()
    empty.commit(rows(2), mine)
    empty.undo(mine.id)
    assert empty.compact(keep_days=1).dropped == [], "all of it is of today"
    done = empty.compact(keep_days=0)
    assert len(done.dropped) == 1
    assert "links to them cannot be opened" in done.closed[0]
    with pytest.raises(UnknownVersion, match="dropped"):
        empty.at(str(first))
    assert numerators(empty) == {"R0A": 1}
    assert empty.check().damages == []


def old_store(uri: str, values: tuple[float, ...] = (1.0, 2.0), whens: tuple[datetime, ...] = ()) -> None:
    """A store as the first release made it: without `removed`, without hashes, copies or originals."""
    for table in TABLES.values():
        own = [f for f in parts.schema(table) if f.name != "removed"]
        by = [table.scope] if table.charted else None
        made = DeltaTable.create(f"{uri}/{table.name}", schema=parts.pa.schema(own), partition_by=by)
        if table is OBSERVATIONS:
            for value, when in zip_longest(values, whens):
                one = upload("old.csv", **({"when": when} if when else {}))
                arrow = parts.to_arrow(rows(value), table, one.id, illustrative=False).drop_columns(["removed"])
                fields = {f: getattr(one, f) for f in one.__slots__} | {"when": one.when.isoformat()}
                from deltalake import CommitProperties, Transaction

                says = {"action": "upload", "who": "Old", "upload": json.dumps(fields)}
                properties = CommitProperties(says, app_transactions=[Transaction(one.id, 1)])
                write_deltalake(made, arrow, mode="append", commit_properties=properties)


def test_a_store_of_an_earlier_release_is_upgraded_and_nothing_in_it_is_lost(tmp_path):
    store = Store(str(tmp_path / "old"))
    old_store(store.uri)
    assert numerators(store) == {"R0A": 2}
    link = str(store.version())
    store.create()
    store.create()
    assert numerators(store) == numerators(store, link) == {"R0A": 2}
    assert [(e.who, e.undone) for e in store.history()] == [("Old", False)] * 2
    assert store.check().damages == []
    store.commit(rows(0, ()).astype({"period": "datetime64[ms]"}), upload(), removed=rows(0))
    assert numerators(store) == {}
    store.restore(link)
    assert numerators(store) == {"R0A": 2}
    store.undo(store.history()[-1].upload.id)
    store.undo(store.history()[-2].upload.id)
    assert numerators(store) == {}
    file = next((tmp_path / "old" / "observations").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"X")
    assert [d.file.endswith(file.name) for d in store.check().damages] == [True], "old files have hashes now"


def test_the_same_code_works_through_the_object_store_interface(tmp_path):
    (tmp_path / "bucket").mkdir()
    store = Store(f"file://{tmp_path}/bucket")
    store.create()
    data = b"abc"
    mine = upload().__class__("observations", "a.csv", hashlib.sha256(data).hexdigest(), 1)
    first = store.commit(rows(1), mine, original=data)
    store.commit(rows(2), upload(), removed=None, expected=first)
    assert numerators(store) == {"R0A": 2}
    assert store.original(mine) == data
    store.restore(first)
    assert numerators(store) == {"R0A": 1}
    store.compact()
    assert store.recover() == []
    checked = store.check()
    assert (checked.damages, checked.orphans) == ([], [])


def test_a_lost_connection_is_a_sentence_and_not_a_traceback(tmp_path, monkeypatch):
    (tmp_path / "bucket").mkdir()
    store = Store(f"file://{tmp_path}/bucket")
    store.create()
    store.commit(rows(1), upload())

    def lost(*_: object, **__: object) -> None:
        raise OSError("Generic S3 error: error sending request: connection closed before message completed")

    with monkeypatch.context() as cut:
        cut.setattr(DeltaTable, "create_write_transaction", lost)
        with pytest.raises(NotKept, match="could not be reached, so nothing was kept"):
            store.commit(rows(2), upload())
    assert numerators(store) == {"R0A": 1}
    assert store.check().orphans == []
    monkeypatch.setattr(type(store.files), "names", lost)
    for ask in (store.version, store.history, lambda: store.undo("x")):
        with pytest.raises(NotKept, match="Check the connection"):
            ask()


def test_an_answer_that_was_lost_on_the_way_is_not_taken_for_a_failure(empty, monkeypatch):
    real = DeltaTable.create_write_transaction

    def answers_late(*args, **more) -> None:
        real(*args, **more)
        raise OSError("connection reset by peer")

    monkeypatch.setattr(DeltaTable, "create_write_transaction", answers_late)
    empty.commit(rows(2), upload())
    assert (numerators(empty), len(empty.history())) == ({"R0A": 2}, 1)
