"""A store on an object store: an S3-compatible server on loopback, spoken to over HTTP as any other."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.keeping import first_start
from analytics.model.tables import EVENTS
from analytics.store import Damaged, NotKept, Store, Upload, backup, change, log, open_store, orphans, restore
from tests.store.test_store import numerators, rows, upload

ROOT = Path(__file__).resolve().parents[2]


def served(*words: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """The options of a store on a server with a bucket."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.store.s3_server", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    address = f"http://127.0.0.1:{int(server.stdout.readline())}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/bucket", method="PUT")).close()
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-2"}
    yield tuple(sorted((keys | {"AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true"}).items()))
    server.kill()
    server.wait()


options = pytest.fixture(scope="module")(served)


@pytest.fixture
def store(options, request, monkeypatch) -> Store:
    """An empty store of one's own, which commands and pages open too."""
    name = hashlib.sha256(request.node.name.encode()).hexdigest()[:12]
    monkeypatch.setenv("STORE_URI", f"s3://bucket/{name}")
    monkeypatch.setenv("STORE_OPTIONS", json.dumps(dict(options)))
    made = open_store()
    made.create()
    return made


def run(*words: str) -> str:
    told = CliRunner().invoke(app, list(words))
    assert told.exit_code == 0, told.output
    return told.output


@pytest.mark.slow
def test_every_command_works_on_s3(store, tmp_path):
    head = "measure,org_code,period,numerator,denominator\n"
    (tmp_path / "one.csv").write_text(f"{head}cord,R0A,2023-04,21,32\ncord,RMC,2023-04,11,32\n")
    (tmp_path / "two.csv").write_text(f"{head}cord,R0A,2023-04,25,32\n")
    run("ingest", str(tmp_path / "one.csv"), "--who", "Ann")
    first = str(store.version())
    run("ingest", str(tmp_path / "two.csv"), "--who", "Bo")
    assert numerators(store) == {"R0A": 25, "RMC": 11}
    lines = [json.loads(line) for line in run("history", "--json").splitlines()]
    assert [(line["file"], line["who"]) for line in lines] == [("two.csv", "Bo"), ("one.csv", "Ann")]
    assert store.original(store.history()[0].upload) == (tmp_path / "two.csv").read_bytes()
    run("restore", first)
    assert numerators(store) == {"R0A": 21, "RMC": 11}
    run("undo", lines[1]["id"])
    assert numerators(store) == {}
    run("restore", str(store.history()[1].version))
    run("compact")
    assert numerators(store) == {"R0A": 21, "RMC": 11}
    told = json.loads(run("check", "--json"))
    assert (told["sound"], told["notes"], told["orphans"]) == (True, [], [])


WRITER = """
import sys; sys.path.insert(0, {root!r})
from analytics.store import open_store
from tests.store.test_store import rows, upload
for i in range(4):
    open_store().commit(rows(float({n}), (f"W{n}{{i}}",)), upload("w{n}.csv"))
"""


@pytest.mark.slow
def test_writers_at_once_lose_nothing_on_s3(store):
    code = (WRITER.format(root=str(ROOT), n=n) for n in range(3))
    running = [subprocess.Popen([sys.executable, "-c", one]) for one in code]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert len(numerators(store)) == len(store.history()) == 12
    checked = store.check()
    assert (checked.damages, checked.orphans) == ([], [])


@pytest.mark.slow
def test_a_page_is_drawn_from_s3_and_says_what_is_damaged_there(store):
    for n in range(14):
        month = f"{2022 + n // 12}-{n % 12 + 1:02d}-01"
        store.commit(rows(50 + n, ("ENG",), month=month), upload(f"{month}.csv"))
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first_start, "_files", lambda _: [])  # what is seeded is tried on a folder
        page = AppTest.from_file(str(ROOT / "pages" / "preterm_optimisation.py"), default_timeout=120).run()
        assert not page.exception
        assert not page.error
        entry = log.entry_path("observations", 3)
        store.files.write(entry, b"")
        page.run()
        assert "are not what was kept, so no numbers are shown" in page.error[0].value
        with pytest.raises(Damaged, match="00003"):
            store.commit(rows(1), upload())
        run("check", "--mend")
        assert not page.run().error
    st.cache_resource.clear()


@pytest.mark.slow
def test_a_restore_that_is_cut_short_on_s3_shows_the_old_version_until_it_is_finished(store, monkeypatch):
    first = store.commit(rows(1), upload())
    store.commit(rows(2), upload())
    event = pd.DataFrame([{"date": pd.Timestamp("2023-07-14"), "org_code": "R0A", "measure": "", "title": "x"}])
    store.commit(event.reindex(columns=EVENTS.schema.names), Upload("events", "e.csv", "0" * 64, 1))
    real, newest = restore.restore_table, store.version()

    def cut(files, table, *more):
        if table == "events":
            raise KeyboardInterrupt
        real(files, table, *more)

    monkeypatch.setattr(restore, "restore_table", cut)
    with pytest.raises(KeyboardInterrupt):
        store.restore(first)
    monkeypatch.undo()
    assert (store.version(), numerators(store)) == (newest, {"R0A": 2})
    assert "not done: events" in " ".join(store.check().notes)
    store.commit(rows(9, ("RMC",)), upload())
    assert numerators(store) == {"R0A": 1, "RMC": 9}


@pytest.mark.slow
def test_an_answer_that_does_not_come_is_said_and_what_may_still_arrive_finds_its_files(store, monkeypatch):
    def lost(*_: object) -> None:
        raise OSError("Generic S3 error: error sending request: connection closed before message completed")

    monkeypatch.setattr(change, "_commit", lost)
    with pytest.raises(NotKept, match=r"not certain whether it was kept.*Look at the history"):
        store.commit(rows(1), upload())
    monkeypatch.undo()
    assert len(orphans.orphans(store.files)) == 1
    assert store.compact().orphans == [], "it is young"
    assert store.check().damages == []


@pytest.mark.slow
def test_an_object_store_without_conditional_put_is_refused():
    for careless in served("--careless"):
        store = Store("s3://bucket/store", careless)
        with pytest.raises(NotKept, match="no conditional put"):
            store.create()
        assert store.files.names("") == []


@pytest.mark.slow
def test_a_backup_of_a_folder_is_restored_to_an_object_store_and_back(store, first_store, tmp_path):
    empty = Store(f"{store.uri}-fresh", store.options)
    copied = backup.back_up(Store(str(first_store)), tmp_path / "one.zip")
    assert backup.restore_backup(tmp_path / "one.zip", empty) == copied
    backup.back_up(empty, tmp_path / "two")
    again = Store(str(tmp_path / "again"))
    backup.restore_backup(tmp_path / "two", again)
    assert again.version() == Store(str(first_store)).version()
