"""Kill -9, a full disk, people at once, a flipped byte: the old version or the new one, never between, and it is said."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.keeping import first_start
from analytics.store import Damaged, NotKept, Store, Upload, Version, change, compact, files, log, orphans
from tests.store.chaos import SHOWN, WRONG
from tests.store.chaos_child import MOMENTS, ROWS
from tests.store.test_store import empty, numerators, rows, upload

__all__ = ["empty"]
ROOT = Path(__file__).resolve().parents[2]
SEED = 20_230_401


def run(tmp_path: Path, work: str, store: Store, *more: object) -> list[str]:
    """What the children of a piece of work report, line by line."""
    out = tmp_path / "told.txt"
    out.unlink(missing_ok=True)
    words = [sys.executable, "-m", "tests.store.chaos_child", str(out), work, store.uri, *map(str, more)]
    subprocess.run(words, cwd=ROOT, check=True, timeout=120)
    return out.read_text().splitlines()


def whole_or_absent(store: Store) -> set[str]:
    """The ids of the uploads in the store, each with all of its rows."""
    kept = [e for e in store.history() if e.action == "upload"]
    for entry in kept:
        own, gone = store.upload_rows(entry)
        assert (len(own), len(gone)) == (2 * len(ROWS), 0), f"{entry.upload.file} is there in part"
    return {e.upload.id for e in kept}


def test_a_short_run_of_what_make_chaos_tries_for_ten_minutes():
    words = [sys.executable, "-m", "tests.store.chaos", "5", str(SEED)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=180)
    counts = {line.split()[0]: int(line.split()[1].replace(",", "")) for line in told.stdout.splitlines()[: len(SHOWN)]}
    assert told.returncode == 0, told.stdout
    assert all(counts[name] for name in ("acknowledged", "killed", "tidied", "read", "damaged", "named"))
    assert not any(counts[name] for name in WRONG)


def test_writers_killed_at_any_moment_leave_every_commit_whole_or_absent(empty, tmp_path):
    reported = run(tmp_path, "killed_at_random", empty, 15, SEED)
    left = [_upload(json.loads(p.read_text())) for p in Path(empty.uri, "_journal").glob("*.json")]
    kept = whole_or_absent(empty)
    assert len(reported) >= 15, "each writer had time to keep something"
    assert len(left) >= 5, "and most were killed in the middle"
    assert set(reported) <= kept, "what was said to be kept is kept"
    sentences = empty.recover()
    assert len(sentences) == len(left), "each commit that was cut short is told"
    for one in left:
        (sentence,) = (s for s in sentences if f" {one.file} " in s)
        assert ("kept whole" in sentence) == (one.id in kept)
    assert empty.check().damages == []
    age(empty)
    empty.compact()
    checked = empty.check()
    assert (checked.damages, checked.orphans) == ([], [])
    assert {e.upload.id for e in empty.history() if not e.undone} == kept


def age(store: Store) -> None:
    """Make what lies in a store a week old."""
    for path in Path(store.uri).rglob("*"):
        os.utime(path, (time.time() - 7 * 24 * 3600,) * 2)


def test_tidying_beside_writers_takes_nothing_that_was_kept(empty, tmp_path):
    reported = run(tmp_path, "beside_writers", empty, 6)
    assert len(reported) >= 10
    assert set(reported) <= whole_or_absent(empty)
    assert empty.check().damages == []
    assert any(c.action == "compact" for c in log.commits(empty.files, "observations")), "and it did tidy"


def _upload(journal: dict) -> Upload:
    fields = journal["upload"]
    return Upload(**fields | {"when": datetime.fromisoformat(fields["when"])})


def test_what_is_going_on_is_not_taken_for_what_was_cut_short(empty):
    with change.intent(empty.files, "upload", "Ann", upload("mine.csv")) as begun:
        orphan = empty.files.uri + f"/observations/{begun.token}.0.parquet"
        Path(orphan).write_bytes(b"rows on their way")
        age(empty)
        assert empty.recover() == []
        assert empty.compact().orphans == []
        assert Path(orphan).exists()
    Path(orphan).touch()
    assert empty.check().orphans == [f"observations/{begun.token}.0.parquet"]
    assert empty.compact().orphans == [], "it is young: whoever wrote it may be at work on another machine"
    age(empty)
    assert empty.compact(dry_run=True).orphans == [f"observations/{begun.token}.0.parquet"]
    assert empty.compact().orphans == [f"observations/{begun.token}.0.parquet"]
    assert not Path(orphan).exists()


def test_half_written_files_of_others_are_left_while_anybody_works(empty):
    half = [Path(empty.uri, name) for name in ("_originals/a.1.tmp", "observations/_delta_log/_commit_1.json.tmp")]
    half[0].parent.mkdir()
    for path in half:
        path.write_bytes(b"half")
    age(empty)
    with change.intent(empty.files, "upload", "Ann", upload("mine.csv")):
        assert (empty.check().orphans, empty.compact().orphans) == ([], [])
    assert len(empty.compact().orphans) == 2


def test_an_original_that_is_uploaded_again_is_not_taken_from_under_the_upload(empty):
    data = b"the file"
    again = Upload("observations", "a.csv", hashlib.sha256(data).hexdigest(), 1, "Ann")
    Path(empty.uri, "_originals").mkdir()
    Path(empty.uri, "_originals", again.sha256).write_bytes(data)
    age(empty)
    found = orphans.orphans(empty.files)
    assert len(found) == 1
    empty.commit(rows(1), again, original=data)
    assert orphans.remove(empty.files, found) == [], "what was listed a moment ago is not what lies there now"
    assert empty.original(again) == data


def test_a_version_that_somebody_went_back_to_keeps_its_files_when_the_past_is_dropped(empty, monkeypatch):
    mine = upload()
    kept = empty.commit(rows(1), mine)
    empty.undo(mine.id)
    real = compact.change

    def meanwhile(*args):
        monkeypatch.setattr(compact, "change", real)
        empty.restore(kept)
        return real(*args)

    monkeypatch.setattr(compact, "_merge", lambda *_: monkeypatch.setattr(compact, "change", meanwhile))
    empty.compact(keep_days=0)
    assert numerators(empty) == {"R0A": 1}
    assert empty.check().damages == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_start_says_what_became_of_a_commit_that_was_killed(empty, tmp_path, moment):
    before = empty.commit(rows(7), upload("before.csv"))
    assert run(tmp_path, "killed_at", empty, moment) == []
    (sentence,) = empty.recover()
    assert f"{moment}.csv by Ann" in sentence
    if MOMENTS[moment][1] == "copy_entry" or moment == "after the commit":
        assert "kept whole" in sentence
        assert len(numerators(empty)) == 3
    else:
        assert "nothing of it was kept. Upload it again" in sentence
        assert empty.version() == before
    assert empty.recovered == [sentence]
    assert empty.check().damages == []
    assert (empty.recover(), empty.recovered) == ([], []), "told once"


@pytest.fixture
def two_tables(empty) -> tuple[Store, Version]:
    """A store with uploads to two tables, and the version before the last of each."""
    first = empty.commit(rows(1), upload("one.csv"))
    empty.commit(rows(2), upload("two.csv"))
    stage = {"pathway": "preterm", "element": "cord", "org_code": "R0A", "as_at": "2023-09-30", "stage": 5.0}
    staged = pd.DataFrame([stage | {"planned_for": None, "note": ""}]).assign(as_at=pd.Timestamp("2023-09-30"))
    empty.commit(staged.astype({"planned_for": "datetime64[ms]"}), Upload("adoption", "a.csv", "0" * 64, 1))
    return empty, first


def shown(store: Store, version: Version | None = None) -> tuple[dict[str, float], int]:
    """What readers see of both tables."""
    seen = store.at(str(version) if version else None)
    found = seen.rows("observations")
    return dict(zip(found["org_code"], found["numerator"], strict=True)), len(seen.rows("adoption"))


OLD, NEW = ({"R0A": 2}, 1), ({"R0A": 1}, 0)


@pytest.mark.parametrize(("when", "turn"), [("before", 1), ("after", 1), ("before", 2), ("after", 2)])
def test_a_restore_that_was_killed_shows_the_old_version_until_it_is_finished(two_tables, tmp_path, when, turn):
    store, first = two_tables
    newest = store.version()
    assert run(tmp_path, "killed_in_restore", store, str(first), when, turn) == []
    half, done = (when, turn) in (("after", 1), ("before", 2)), (when, turn) == ("after", 2)
    assert shown(store) == (NEW if done else OLD)
    assert (store.version() == newest) == (not done)
    assert [e.action for e in store.history()].count("restore") == done
    told = " ".join(store.check().notes)
    assert (f"Going back to version {first} by Ann was cut short; not done: adoption." in told) == half
    (sentence,) = store.recover()
    if (when, turn) == ("before", 1):
        assert "nothing was changed" in sentence
        assert shown(store) == OLD
    else:
        assert "was finished at this start" in sentence
        assert shown(store) == NEW
        assert [e.action for e in store.history()].count("restore") == 1
    checked = store.check()
    assert (checked.damages, checked.notes) == ([], [])


def test_whoever_keeps_something_finishes_a_restore_first_and_is_seen(two_tables, tmp_path):
    store, first = two_tables
    run(tmp_path, "killed_in_restore", store, str(first), "before", 2)
    before = store.version()
    store.commit(rows(9, ("RMC",)), upload("later.csv"))
    assert shown(store) == ({"R0A": 1, "RMC": 9}, 0)
    assert shown(store, before) == OLD
    assert [e.action for e in store.history()][:2] == ["upload", "restore"]
    (sentence,) = store.recover()
    assert "was finished" in sentence
    assert shown(store) == ({"R0A": 1, "RMC": 9}, 0)


def test_a_restore_that_fails_half_way_says_so_and_shows_the_old_version(two_tables, monkeypatch):
    store, first = two_tables
    real, calls = change._commit, iter([0, 1])

    def full(*args):
        if next(calls):
            raise OSError(28, "No space left on device")
        real(*args)

    monkeypatch.setattr(change, "_commit", full)
    with pytest.raises(NotKept, match="could not be finished") as told:
        store.restore(first, "Ann")
    assert "everybody sees the version before" in str(told.value)
    assert "Free some space" in told.value.remedy
    monkeypatch.undo()
    assert shown(store) == OLD
    store.undo(store.history()[-1].upload.id)
    assert shown(store) == ({}, 0)


def test_of_people_who_looked_at_one_version_and_keep_at_once_one_keeps_and_the_others_are_told(empty, tmp_path):
    told = [json.loads(line) for line in run(tmp_path, "at_once", empty, 6, str(empty.version()))]
    kept = [number for what, number, _ in told if what == "kept"]
    assert len(told) == 6
    assert len(kept) == 1
    assert all(f"Person {kept[0]} kept {kept[0]}.csv" in words for what, _, words in told if what == "moved")
    assert numerators(empty) == {"R0A": kept[0]}


def test_a_disk_that_does_not_confirm_a_commit_is_said_and_no_file_of_it_is_taken_away(empty, monkeypatch):
    real = files.Files.sync

    def fails(self: files.Files, paths: list[str]) -> None:
        if any("_delta_log" in path for path in paths):
            raise OSError(5, "Input/output error")
        real(self, paths)

    monkeypatch.setattr(files.Files, "sync", fails)
    with pytest.raises(NotKept, match="did not confirm"):
        empty.commit(rows(3), upload())
    monkeypatch.undo()
    assert numerators(empty) == {"R0A": 3}
    assert empty.check().damages == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip() or 'mounting is not permitted'}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_keeps_nothing_says_so_and_works_again_when_there_is_space(small_disk):
    store = Store(str(small_disk / "store"))
    store.create()
    store.commit(rows(1), upload("first.csv"))
    data = random.Random(SEED).randbytes(20_000)
    large = Upload("observations", "large.csv", hashlib.sha256(data).hexdigest(), 1, "Ann")
    told = []
    # Each time a little less is left, so that the disk is full at another step.
    for left in (64_000, 48_000, 40_000, 36_000, 32_000, 28_000, 24_000, 16_000, 8_000, 4_096, 0):
        before, numbers = store.version(), numerators(store)
        fill(small_disk, left)
        try:
            mine = Upload("observations", f"{left}.csv", large.sha256, 1, "Ann")
            store.commit(rows(left + 2.0), mine, original=data)
            assert numerators(store) == {"R0A": left + 2.0}
            empty_again(small_disk)
            store.undo(mine.id)
            shutil.rmtree(small_disk / "store" / "_originals")
        except NotKept as why:
            told.append(why)
            assert (store.version(), numerators(store)) == (before, numbers)
            empty_again(small_disk)
        lost = [d for d in store.check().damages if "_originals" not in d.file]
        assert lost == []
    assert len(told) >= 4
    assert all(why.message.startswith("The disk is full") and "Free some space" in why.remedy for why in told)
    assert not list((small_disk / "store" / "_journal").iterdir()), "a failure that was told leaves no riddle"
    store.commit(rows(9), large, original=data)
    assert numerators(store) == {"R0A": 9}


def fill(disk: Path, left: int) -> None:
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * max(0, room.f_bavail * room.f_bsize - left))


def empty_again(disk: Path) -> None:
    (disk / "filler").unlink()


def test_a_disk_that_may_not_be_written_is_said(small_disk):
    store = Store(str(small_disk / "store"))
    store.create()
    store.commit(rows(1), upload())
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(NotKept, match="may not write"):
        store.commit(rows(2), upload())
    with pytest.raises(NotKept, match="may not write"):
        store.undo(store.history()[0].upload.id)
    assert numerators(store) == {"R0A": 1}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a file of each kind: data, log, copies, checkpoint, original. Its file was ingested by command."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "mine.csv").write_text("measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\n")
    store = Store(str(folder / "store"))
    store.create()
    store.commit(rows(1, ("RMC",)), upload("one.csv", who="Bo"))
    store.commit(rows(2, ("R1K",), measure="mgso4"), upload("two.csv", who="Bo"))
    store.compact()
    assert (
        CliRunner().invoke(app, ["ingest", str(folder / "mine.csv"), "--store", store.uri, "--who", "Ann"]).exit_code
        == 0
    )
    assert store.check().damages == []
    return folder / "store"


def test_one_flipped_byte_in_any_stored_file_is_found_and_named(sound, tmp_path):
    chance = random.Random(SEED)
    paths = sorted(p.relative_to(sound) for p in sound.rglob("*") if p.is_file())
    paths = [p for p in paths if p.parts[0] != "audit"]  # the trail tells by itself what of it was changed
    kinds = {"_originals", "_copies", "_delta_log", ".parquet", "checkpoint"}
    assert all(any(kind in str(p) for p in paths) for kind in kinds)
    for path in paths:
        size = (sound / path).stat().st_size
        for position in {0, size - 1, chance.randrange(size)}:
            copy = tmp_path / "store"
            shutil.copytree(sound, copy)
            flip(copy / path, position, 1 << chance.randrange(8))
            named = [d.file for d in Store(str(copy)).check().damages]
            assert named == [str(path)], f"byte {position} of {path}"
            shutil.rmtree(copy)


def flip(path: Path, position: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= bit
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.fixture
def mine(sound, tmp_path) -> Store:
    shutil.copytree(sound, tmp_path / "store")
    return Store(str(tmp_path / "store"))


def newest_data(store: Store) -> Path:
    return max((p for p in Path(store.uri, "observations").glob("*.parquet")), key=lambda p: p.name)


def test_damaged_rows_are_named_never_shown_and_come_back_from_the_original(mine):
    before = numerators(mine)
    path = newest_data(mine)
    flip(path, 30, 4)
    with pytest.raises(Damaged):
        mine.at().rows("observations")
    result = CliRunner().invoke(app, ["check", "--store", mine.uri, "--json"])
    assert result.exit_code == 1
    (damage,) = json.loads(result.output)["damages"]
    assert damage["file"] == f"observations/{path.name}"
    assert (damage["upload"]["file"], damage["upload"]["who"]) == ("mine.csv", "Ann")
    original = damage["remedy"].split("ingest ")[1].split("`")[0]
    version = mine.version()
    told = CliRunner().invoke(app, ["ingest", f"{mine.uri}/{original}", "--store", mine.uri])
    assert told.exit_code == 0, told.output
    assert "1 damaged files" in told.output
    assert numerators(mine) == before
    assert mine.version() == version, "the same bytes took the place of the damaged ones"
    assert mine.check().damages == []


def test_a_log_entry_that_was_cut_short_is_named_with_its_upload_and_mended_from_its_copy(mine, tmp_path):
    before = numerators(mine)
    newest = Path(mine.uri, "observations", "_delta_log", f"{mine.version().numbers[0]:020d}.json")
    for left in (b"", newest.read_bytes()[:100], newest.read_bytes().split(b"\n")[0]):
        newest.write_bytes(left)
        (damage,) = mine.damages()
        assert damage.file.endswith(newest.name)
        assert damage.upload is not None
        assert damage.upload.file == "mine.csv"
        with pytest.raises(Damaged, match=r"mine\.csv by Ann"):
            first_start.prepare(mine, tmp_path)
        assert CliRunner().invoke(app, ["check", "--store", mine.uri]).exit_code == 1
        assert CliRunner().invoke(app, ["check", "--mend", "--store", mine.uri]).exit_code == 0
        assert numerators(mine) == before
    newest.unlink()
    assert [d.what for d in mine.damages()] == ["this entry of the log is missing."]
    mine.mend()
    assert numerators(mine) == before


def test_a_damaged_checkpoint_is_made_anew_and_merged_rows_come_back_from_what_they_were_merged_from(mine):
    before = numerators(mine)
    for pattern in ("observations/_delta_log/*.checkpoint.parquet", "observations/_delta_log/_last_checkpoint"):
        flip(next(Path(mine.uri).glob(pattern)), 10, 1)
        assert mine.mend()
        assert (mine.check().damages, numerators(mine)) == ([], before)
    mine.commit(rows(5, ("RX1",)), upload("more.csv"))
    mine.compact()
    merged = numerators(mine)
    flip(newest_data(mine), 30, 1)
    assert mine.mend()
    assert numerators(mine) == merged


def test_after_a_power_cut_an_entry_that_nobody_was_promised_is_put_aside(empty, tmp_path):
    before = empty.commit(rows(7), upload("before.csv"))
    run(tmp_path, "killed_at", empty, "before the commit")
    (Path(empty.uri) / "observations" / "_delta_log" / f"{before.numbers[0] + 1:020d}.json").write_bytes(b"")
    (sentence,) = empty.recover()
    assert "nothing of it was kept" in sentence
    assert (empty.version(), empty.damages()) == (before, [])
    empty.commit(rows(8), upload())
    assert numerators(empty) == {"R0A": 8}
