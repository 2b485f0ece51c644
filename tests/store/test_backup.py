"""The restore drill: a backup, in a fresh place, has the same version, rows, originals and answers; also of a store in which
people go on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.answers import Data
from analytics.model.tables import TABLES
from analytics.store import NotKept, Store, backup
from analytics.store.change import JOURNAL
from tests.store.test_store import rows, upload

ROOT = Path(__file__).resolve().parents[2]
QUICK = 60
"""Seconds within which a drill with the illustrative data is done, on a slow and busy machine."""


def run(*words: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, list(words))
    return told.exit_code, told.output


def alike(one: Store, other: Store) -> bool:
    """Whether both have the same rows, history and originals."""
    assert one.version() == other.version()
    for name in TABLES:
        assert_frame_equal(one.at().rows(name), other.at().rows(name))
    assert one.history() == other.history()
    assert [one.original(e.upload) for e in one.history()] == [other.original(e.upload) for e in other.history()]
    return True


@pytest.mark.slow
@pytest.mark.parametrize("out", ["copy", "copy.zip"])
def test_the_drill_backup_and_restore_into_a_fresh_folder(store, tmp_path, out):
    begun = time.monotonic()
    code, told = run("backup", "--out", str(tmp_path / "kept" / out), "--store", store.uri)
    assert code == 0, told
    assert str(store.version()) in told
    code, told = run("restore-backup", str(tmp_path / "kept" / out), "--store", str(tmp_path / "fresh"))
    assert code == 0, told
    assert time.monotonic() - begun < QUICK
    fresh = Store(str(tmp_path / "fresh"))
    assert alike(store, fresh)
    assert fresh.check().damages == fresh.recover() == []
    chart = [Data.of(one.at()).measures for one in (store, fresh)]
    assert chart[0] == chart[1]
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [out]
    fresh.commit(rows(1), upload())  # and it goes on as a store


@pytest.mark.slow
def test_a_store_in_which_people_go_on_is_backed_up_as_of_one_moment(store, tmp_path):
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, itertools; from analytics.store import Store; from tests.store.test_store import rows, upload\n"
            "for n in itertools.count(): Store(sys.argv[1]).commit(rows(n), upload(f'{n}.csv')); print(n, flush=True)",
            store.uri,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        assert writer.stdout
        assert writer.stdout.readline()
        copies = [backup.back_up(store, tmp_path / f"copy{n}") for n in range(3)]
    finally:
        writer.kill()
        writer.wait()
    versions = [tuple(Store(str(tmp_path / f"copy{n}")).version().numbers) for n in range(3)]
    assert versions == sorted(set(versions))
    for n, copied in enumerate(copies):
        fresh = Store(str(tmp_path / f"fresh{n}"))
        assert backup.restore_backup(tmp_path / f"copy{n}", fresh) == copied
        assert_frame_equal(fresh.at().rows("observations"), store.at(copied.version).rows("observations"))


def test_what_is_there_is_never_overwritten(store, tmp_path):
    backup.back_up(store, tmp_path / "copy")
    before = store.version()
    with pytest.raises(NotKept, match="is there already"):
        backup.back_up(store, tmp_path / "copy")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "notes.txt").write_text("mine")
    with pytest.raises(NotKept, match=r"holds something already \(notes.txt\)"):
        backup.restore_backup(tmp_path / "copy", Store(str(tmp_path / "taken")))
    store.commit(rows(1), upload())
    with pytest.raises(NotKept, match="holds something already"):
        backup.restore_backup(tmp_path / "copy", store)
    assert store.version() != before


def test_a_restore_that_was_cut_short_is_no_store_and_goes_on(store, tmp_path, monkeypatch):
    backup.back_up(store, tmp_path / "copy")
    fresh, written = Store(str(tmp_path / "fresh")), []
    write = type(fresh.files).write

    def failing(self, path, data, **how):
        if len(written) > 20:
            raise OSError("the power is gone")
        written.append(path)
        write(self, path, data, **how)

    monkeypatch.setattr(type(fresh.files), "write", failing)
    with pytest.raises(NotKept):
        backup.restore_backup(tmp_path / "copy", fresh)
    monkeypatch.undo()
    assert written
    assert not [path for path in written if "_delta_log" in path]
    backup.restore_backup(tmp_path / "copy", fresh)
    assert alike(store, fresh)


def test_a_backup_that_changed_or_is_none_is_refused(store, tmp_path):
    backup.back_up(store, tmp_path / "copy")
    part = next((tmp_path / "copy" / "observations").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    for source, words in (
        ("copy", "is not what was backed up"),
        ("nothing", "is no backup"),
        ("a.zip", "is no backup"),
    ):
        (tmp_path / "a.zip").write_bytes(b"PK no zip")
        code, told = run("restore-backup", str(tmp_path / source), "--store", str(tmp_path / f"fresh_{source}"))
        assert code == 1
        assert words in told
        assert "Traceback" not in told


def test_a_damaged_store_is_not_backed_up_as_if_it_were_sound(store, tmp_path):
    part = next((Path(store.uri) / "observations").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    code, told = run("backup", "--out", str(tmp_path / "copy.zip"), "--store", store.uri)
    assert code == 1
    assert part.name in told
    assert not (tmp_path / "copy.zip").exists()


def test_what_somebody_was_keeping_when_it_was_copied_is_told_at_the_first_start(store, tmp_path):
    begun = b'{"action": "upload", "who": "Ada", "token": "20260101T000000000000-aaaaaaaa", "upload": null}'
    store.files.write(f"{JOURNAL}/20260101T000000000000-aaaaaaaa.json", begun)
    backup.back_up(store, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as file:
        assert [name for name in file.namelist() if name.startswith(JOURNAL)]
    fresh = Store(str(tmp_path / "fresh"))
    backup.restore_backup(tmp_path / "copy.zip", fresh)
    assert len(fresh.recover()) == 1
    shutil.rmtree(tmp_path / "fresh")
