"""Where a store may be: disks that may only be read, odd paths and addresses, two servers on an empty one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.keeping import first_start
from analytics.store import NotKept, Store
from tests.store.test_store import numerators, rows, upload
from ui import cached

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def read_only(first_store: Path, tmp_path: Path) -> Iterator[Store]:
    """A store after its first start, on a disk that may only be read."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for words in (["--bind", first_store, disk], ["-o", "remount,ro,bind", disk]):
        done = subprocess.run(["mount", *words], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"a disk that may only be read cannot be mounted here: {done.stderr.strip()}")
    yield Store(str(disk))
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_store_that_may_only_be_read_opens_and_says_that_nothing_can_be_kept(read_only, tmp_path, caplog):
    first_start.prepare(read_only)
    assert "may only be read: nothing can be kept" in caplog.text
    assert len(read_only.at().rows("observations", ["cord"]))
    assert read_only.check().damages == []
    with pytest.raises(NotKept, match="may not write"):
        read_only.commit(rows(1), upload())
    (tmp_path / "mine.csv").write_text("measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\n")
    for words in (["history"], ["check"], ["compact", "--dry-run"], ["chart", "cord", "ENG", "--json"]):
        told = CliRunner().invoke(app, [*words, "--store", read_only.uri])
        if "No such command" not in told.output:
            assert told.exit_code == 0, told.output
    for words in (["ingest", str(tmp_path / "mine.csv")], ["compact"], ["undo", read_only.history()[0].upload.id]):
        told = CliRunner().invoke(app, [*words, "--store", read_only.uri])
        assert (told.exit_code, "may not write" in told.output) == (1, True), told.output
        assert "Traceback" not in told.output


@pytest.mark.slow
def test_the_pages_open_on_a_store_that_may_only_be_read(read_only, monkeypatch):
    monkeypatch.setenv("STORE_URI", read_only.uri)
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "pages" / "your_data.py"), default_timeout=60).run()
    assert not page.exception
    assert not page.error
    assert "Nothing can be kept here" in page.warning[0].value
    assert cached.store().read_only
    st.cache_resource.clear()


SERVER = """
import sys, time; sys.path.insert(0, {root!r})
from pathlib import Path
from analytics.keeping import first_start
from analytics.store import Store
time.sleep(max(0, {at} - time.time()))
first_start.prepare(Store({uri!r}), Path({data!r}))
"""


@pytest.mark.slow
def test_servers_that_start_at_once_on_an_empty_store_seed_it_once(tmp_path):
    data = tmp_path / "data"
    (data / "illustrative").mkdir(parents=True)
    head = "measure,org_code,period,numerator,denominator\n"
    for n in (4, 5, 6):
        (data / "illustrative" / f"{n}.csv").write_text(f"{head}cord,R0A,2023-0{n},{n},32\n")
    for name in ("events_national.csv", "stories_report.csv"):
        (data / name).write_bytes((ROOT / "data" / name).read_bytes())
    words = {"root": str(ROOT), "uri": str(tmp_path / "store"), "data": str(data)}
    for turn in (1, 2):  # an empty store, and a release that has changed a file
        at = pd.Timestamp.now("UTC").timestamp() + 4
        running = [subprocess.Popen([sys.executable, "-c", SERVER.format(at=at, **words)]) for _ in range(3)]
        assert [process.wait(120) for process in running] == [0, 0, 0]
        store = Store(words["uri"])
        standing = sorted(e.upload.file for e in store.history() if e.action == "upload" and not e.undone)
        assert standing == ["4.csv", "5.csv", "6.csv", "events_national.csv", "stories_report.csv"]
        assert store.at().rows("observations")["numerator"].sum() == 15 + 36 * (turn - 1)
        assert len(store.history()) == (5 if turn == 1 else 7)
        (data / "illustrative" / "4.csv").write_text(f"{head}cord,R0A,2023-04,40,320\n")


@pytest.mark.parametrize("name", ["a b", "ünï", "a#b?c", "50%", "a+b&c=d"])
def test_a_folder_of_any_name_is_that_folder(tmp_path, name):
    store = Store(str(tmp_path / name))
    store.create()
    store.commit(rows(1), upload())
    assert os.listdir(tmp_path) == [name]
    assert store.check().damages == []


def test_percent_and_two_digits_in_a_path_are_told_and_nothing_is_made(tmp_path):
    store = Store(str(tmp_path / "a%20b"))
    for ask in (store.create, store.version, lambda: store.commit(rows(1), upload())):
        with pytest.raises(NotKept, match=r"“%” with two digits.*such as .*/a b"):
            ask()
    assert os.listdir(tmp_path) == []
    told = CliRunner().invoke(app, ["history", "--store", store.uri])
    assert (told.exit_code, "“%” with two digits" in told.output) == (1, True)


@pytest.mark.parametrize(
    "form", ["file://{0}/new/my%20data", "file:{0}/new/my%20data", "file://localhost{0}/new/my%20data/"]
)
def test_a_file_address_is_the_folder_that_it_names_and_need_not_be_there_yet(tmp_path, form):
    store = Store(form.format(tmp_path))
    store.create()
    store.commit(rows(1), upload())
    assert numerators(Store(str(tmp_path / "new" / "my data"))) == {"R0A": 1}
    assert os.listdir(tmp_path) == ["new"]


@pytest.mark.parametrize("uri", ["s3:/bucket/x", "file://elsewhere/x", "s3://", "htp://x/y", "file:x"])
def test_what_is_no_place_is_told(uri, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotKept, match="such as"):
        Store(uri).create()
    assert os.listdir(tmp_path) == []


def test_a_disk_without_hard_links_is_told_before_and_after_a_store_is_made(tmp_path, monkeypatch):
    made = Store(str(tmp_path / "made"))
    made.create()

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(NotKept, match=r"hard links.*another disk"):
        Store(str(tmp_path / "new")).create()
    monkeypatch.setattr("analytics.store.change._commit", no_links)
    with pytest.raises(NotKept, match="hard links"):
        made.commit(rows(1), upload())
    assert numerators(made) == {}
    assert made.check().orphans == []
