"""Commands that change a store or take something out of it are on its audit trail, before they do it."""

from __future__ import annotations

import getpass
import logging
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analytics.__main__ import app
from analytics.governance.audit import Event, Trail
from analytics.store import Store

ROOT = Path(__file__).resolve().parents[2]
FILE = "Organisation code,Month,Measure,Numerator,Denominator\nR0A,2023-04,cord,21,32\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def trail(store: Store) -> list[Event]:
    """Oldest first."""
    found = Trail(store.files)
    assert found.faults() == []
    return found.events()[::-1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "may.csv"
    path.write_text(FILE)
    return path


def test_uploads_undo_and_going_back_are_on_the_trail_by_the_systems_user(store: Store, file: Path) -> None:
    before = str(store.version())
    assert run("ingest", str(file), "--store", store.uri, "--who", "Anna Bell").exit_code == 0
    upload = store.history()[0].upload
    assert run("undo", upload.id, "--store", store.uri).exit_code == 0
    assert run("restore", before, "--store", store.uri).exit_code == 0
    events = trail(store)
    assert [event.what for event in events] == ["keep", "undo", "go back to an earlier version"]
    assert [event.about for event in events] == [
        f"may.csv, SHA-256 {upload.sha256}", f"may.csv, upload {upload.id}", f"version {before}",
    ]  # fmt: skip
    user = getpass.getuser()
    assert events[0].who == f"{user}, as Anna Bell (the operating system's user, at the command line)"
    assert events[1].who == f"{user} (the operating system's user, at the command line)"
    assert not any(event.subject for event in events), "nobody vouches for it"
    assert store.history()[-1].who != events[0].who
    assert upload.who == "Anna Bell"


def test_the_name_in_the_environment_is_not_the_user(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = getpass.getuser()
    monkeypatch.setenv("LOGNAME", "somebody_else")
    run("ingest", str(file), "--store", store.uri)
    assert trail(store)[-1].who.startswith(f"{user} (")


@pytest.mark.slow
def test_what_is_taken_away_is_on_the_trail(store: Store, tmp_path: Path) -> None:
    link, to = "preterm_optimisation?icb=QOP&measure=cord&section=intervention", ["--store", store.uri]
    assert run("export", link, "--out", str(tmp_path / "a.csv"), *to, "--quiet").exit_code == 0
    assert run("export", link, "--out", str(tmp_path / "b.csv"), "--for-publication", *to, "--quiet").exit_code == 0
    assert run("qart", "PSC-MAN", "--quarter", "2023-24 Q3", "--out", str(tmp_path / "q.xlsx"), *to).exit_code == 0
    assert run("backup", "--out", str(tmp_path / "copy.zip"), *to).exit_code == 0
    fresh = Store(str(tmp_path / "fresh"))
    assert run("restore-backup", str(tmp_path / "copy.zip"), "--store", fresh.uri).exit_code == 0
    told = [(event.what, event.about) for event in trail(fresh)]
    assert [what for what, _ in told] == ["export"] * 3 + ["back up", "make a store of a backup"]
    assert told[0][1].startswith("a.csv: ")
    assert told[1][1].endswith(", for publication")
    assert told[2][1].startswith("q.xlsx: return of ")
    assert trail(fresh)[:4] == trail(store), "the trail is in the copy, and goes on"


def test_what_only_reads_is_not_on_it(store: Store, file: Path) -> None:
    for words in (["history"], ["check"], ["chart", "cord", "ENG"], ["compact", "--dry-run"]):
        assert run(*words, "--store", store.uri).exit_code == 0
    run("ingest", str(file), "--dry-run", "--store", store.uri)
    assert trail(store) == []


def test_what_failed_says_so(store: Store) -> None:
    done = run("undo", "20200101T000000000000-abcdef", "--store", store.uri)
    assert done.exit_code == 1
    assert [event.what for event in trail(store)] == ["undo", "undo: not done"]


def test_what_cannot_be_recorded_is_not_done(store: Store, file: Path, tmp_path: Path) -> None:
    (Path(store.uri) / "audit").write_text("in the way")
    before = store.version()
    out = tmp_path / "a.csv"
    for words in (
        ["ingest", str(file)],
        ["restore", str(before)],
        ["export", "opioids?section=people", "--out", str(out), "--quiet"],
    ):
        done = run(*words, "--store", store.uri)
        assert done.exit_code == 1
        assert "nothing was done" in done.stderr
    assert store.version() == before
    assert not out.exists()


@pytest.mark.slow
def test_a_killed_upload_that_was_kept_is_on_the_trail(store: Store, file: Path) -> None:
    """Killed at any moment, also before its last word: whatever is kept, the trail has it."""
    command = [sys.executable, "-m", "analytics", "ingest", str(file), "--store", store.uri]
    first = Path(store.uri) / "audit"
    for numerator, wait in ((22, 0.0), (23, 0.1)):
        file.write_text(FILE.replace("21,", f"{numerator},"))
        seen = set(first.glob("*/*.json"))
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            while child.poll() is None and set(first.glob("*/*.json")) == seen:
                time.sleep(0.005)
            time.sleep(wait)
            if child.poll() is None:
                child.send_signal(signal.SIGKILL)
        told = {event.about for event in trail(store)}
        kept = [entry.upload for entry in store.history() if entry.upload.file == "may.csv"]
        assert all(f"may.csv, SHA-256 {upload.sha256}" in told for upload in kept)
    assert len(told) == 2


def test_an_export_of_a_store_that_may_only_be_read_is_in_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Store, "read_only", True)
    with caplog.at_level(logging.INFO):
        done = run(
            "export", "opioids?section=measure", "--out", str(tmp_path / "a.csv"), "--store", store.uri, "--quiet"
        )
    assert done.exit_code == 0
    assert "export a.csv" in caplog.text
    assert trail(store) == []
