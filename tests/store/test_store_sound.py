"""A log that is damaged under a running server: nothing is drawn from it and nothing is built on it, and it is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.store import Damaged, Store, change, log, sound
from tests.store.test_store import empty, numerators, rows, upload
from ui import cached

__all__ = ["empty"]
ROOT = Path(__file__).resolve().parents[2]


def entry(store: Store, version: int) -> Path:
    return Path(store.uri, log.entry_path("observations", version))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"numRecords', b'"numRecorbs'))


DAMAGE: dict[str, Callable[[Path], None]] = {"emptied": emptied, "cut": cut, "changed": changed, "gone": Path.unlink}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_log_that_is_damaged_under_a_running_server_gives_no_number_and_takes_no_upload(empty, damage, version):
    for n in (1, 2, 3):
        empty.commit(rows(n, (f"R{n}A",)), upload(f"{n}.csv", who="Ann"))
    seen = empty.at()
    assert len(seen.rows("observations")) == 3
    DAMAGE[damage](entry(empty, version))
    for ask in (empty.version, empty.at, lambda: seen.rows("observations"), lambda: empty.commit(rows(4), upload())):
        with pytest.raises(Damaged, match=rf"{version:020d}\.json.*{version}\.csv by Ann"):
            ask()
    assert not entry(empty, 4).exists()
    assert not list(empty.files.names("_journal"))
    assert empty.mend()
    assert numerators(empty) == {"R1A": 1, "R2A": 2, "R3A": 3}
    empty.commit(rows(4), upload())
    assert empty.check().damages == []


def test_an_upload_onto_a_damaged_log_is_refused_by_the_command(empty, tmp_path):
    empty.commit(rows(1), upload("first.csv", who="Ann"))
    (tmp_path / "mine.csv").write_text("measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\n")
    emptied(entry(empty, 1))
    told = CliRunner().invoke(app, ["ingest", str(tmp_path / "mine.csv"), "--store", empty.uri])
    assert (told.exit_code, "first.csv by Ann" in told.output) == (1, True)
    assert not entry(empty, 2).exists()


def test_an_upload_whose_files_hold_other_numbers_of_rows_is_not_drawn_and_can_be_undone(empty):
    one = upload("one.csv")
    empty.commit(rows(1), one)
    path = entry(empty, 1)
    for name in (path, Path(empty.uri, log.copy_path("observations", 1))):
        body = path.read_bytes().replace(b'"rows":1', b'"rows":24') if name == path else log.sealed(path.read_bytes())
        name.write_bytes(body)
    with pytest.raises(Damaged, match="the upload had 24 rows, and its files hold 1"):
        empty.at()
    with pytest.raises(Damaged, match="Undo it"):
        empty.commit(rows(2), upload())
    empty.undo(one.id)
    empty.commit(rows(2), upload())
    assert numerators(empty) == {"R0A": 2}


def test_what_looks_damaged_for_a_moment_is_looked_at_again(empty, monkeypatch):
    empty.commit(rows(1), upload())
    real = log.entries
    torn = [True]

    def entries(files, table):
        found = real(files, table)
        if torn:  # a folder that is read while entries are added may show a later one and not an earlier
            torn.clear()
            found.pop(0)
        return found

    monkeypatch.setattr(log, "entries", entries)
    monkeypatch.setattr(sound, "_AGAIN", 0)
    assert numerators(empty) == {"R0A": 1}


def test_a_byte_that_changes_in_a_data_file_under_a_running_server_is_never_a_number(empty):
    empty.commit(rows(1, ("R0A", "RMC")), upload())
    seen = empty.at()
    (path,) = Path(empty.uri, "observations").glob("*.parquet")
    whole = path.read_bytes()
    for position in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(Damaged):
            seen.rows("observations")
    path.write_bytes(whole)
    assert len(seen.rows("observations")) == 2


def test_a_page_says_so_instead_of_drawing(first_store, tmp_path, monkeypatch):
    shutil.copytree(first_store, tmp_path / "store")
    monkeypatch.setenv("STORE_URI", str(tmp_path / "store"))
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "pages" / "preterm_optimisation.py"), default_timeout=60).run()
    assert page.markdown
    assert not page.error
    emptied(entry(cached.store(), 1))
    page.run()
    (told,) = page.error
    assert "are not what was kept, so no numbers are shown" in told.value
    assert not page.metric
    assert any(entry(cached.store(), 1).name in words.value for words in page.markdown)
    cached.store().mend()
    assert not page.run().error
    st.cache_resource.clear()


def test_damaged_logs_are_named_by_check(empty):
    empty.commit(rows(1), upload("one.csv", who="Ann"))
    emptied(entry(empty, 1))
    told = json.loads(CliRunner().invoke(app, ["check", "--store", empty.uri, "--json"]).output)
    assert [d["file"] for d in told["damages"]] == [log.entry_path("observations", 1)]


@pytest.fixture
def tidied(empty) -> Store:
    """A store with a checkpoint, and entries of the log before and after it."""
    for n in (1, 2):
        empty.commit(rows(n, (f"R{n}A",)), upload(f"{n}.csv"))
    empty.compact()
    empty.commit(rows(3, ("R3A",)), upload("3.csv"))
    return empty


@pytest.mark.parametrize(
    "gone", ["*.checkpoint.parquet", "_last_checkpoint", "*checkpoint*", "*[0-3].json", "*", "*.parquet cut"]
)
def test_a_checkpoint_that_is_lost_is_named_and_made_anew_from_the_log_and_its_copies(tidied, gone):
    before = numerators(tidied)
    folder = Path(tidied.uri, "observations", log.LOG)
    lost = sorted(folder.glob(gone.removesuffix(" cut")))
    assert lost
    for path in lost:
        path.write_bytes(path.read_bytes()[:20]) if gone.endswith("cut") else path.unlink()
    named = {damage.file for damage in tidied.check().damages}
    assert {str(path.relative_to(tidied.uri)) for path in lost} <= named
    with pytest.raises(Damaged, match="check --mend"):
        tidied.commit(rows(4), upload())
    if ".json" not in gone and gone != "*":
        assert numerators(tidied) == before, "nobody's numbers come from a checkpoint"
    tidied.mend()
    assert tidied.check().damages == []
    assert numerators(tidied) == before
    tidied.commit(rows(4, ("R4A",)), upload())
    assert numerators(tidied) == before | {"R4A": 4}


def test_a_checkpoint_of_an_earlier_release_is_sound_and_the_next_one_takes_its_place(tidied):
    copies = Path(tidied.uri, log.COPIES, "observations")
    (mine,) = copies.glob("_last_checkpoint.*.sha256")
    mine.rename(copies / "_last_checkpoint.sha256")
    assert tidied.check().damages == []
    tidied.commit(rows(5), upload())
    tidied.compact()
    assert not (copies / "_last_checkpoint.sha256").exists()
    assert tidied.check().damages == []


def test_a_checkpoint_whose_writer_was_killed_before_it_noted_the_hashes_is_no_damage(tidied):
    change.open_newest(tidied.files, "observations").create_checkpoint()
    assert tidied.check().damages == []
    tidied.commit(rows(5), upload())
    tidied.compact()
    assert tidied.check().damages == []
