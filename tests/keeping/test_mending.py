"""What was lost or damaged of an upload comes back with its very file, by command and on the page."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.keeping.keep import Happened, keep
from analytics.store import Damaged, Store
from tests.keeping.test_keep import APRIL, MAY, ROOT, empty, held, kept, months, table

__all__ = ["empty"]


def data_file(store: Store, name: str = "observations") -> Path:
    return max(Path(store.uri, name).rglob("*.parquet"))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[30] ^= 4
    path.chmod(0o644)
    path.write_bytes(data)


def test_damaged_rows_and_a_lost_original_are_mended_by_the_same_file(empty):
    data = table(APRIL, MAY)
    kept(empty, data)
    original = Path(empty.uri, "_originals", empty.history()[0].upload.sha256)
    flip(data_file(empty))
    original.unlink()
    dry = held(empty, data)
    assert dry.only_mends
    assert isinstance(dry.fault, Damaged)
    assert len(dry.damaged) == 2
    outcome = keep(dry, empty, data)
    assert (outcome.happened, outcome.mended, outcome.original) == (Happened.MENDED, 1, True)
    assert (empty.check().damages, months(empty), len(empty.history())) == ([], ["2023-04", "2023-05"], 1)


@pytest.mark.parametrize("harm", [Path.unlink, flip], ids=["lost", "changed"])
def test_an_original_that_was_lost_is_kept_again(empty, harm):
    data = table(APRIL)
    kept(empty, data)
    upload = empty.history()[0].upload
    harm(Path(empty.uri, "_originals", upload.sha256))
    outcome = kept(empty, data)
    assert (outcome.happened, outcome.mended, outcome.original) == (Happened.MENDED, 0, True)
    assert empty.original(upload) == data


def test_what_another_file_would_meet_in_damaged_rows_is_said_and_nothing_is_kept(empty):
    kept(empty, table(APRIL))
    flip(data_file(empty))
    before = empty.version()
    outcome = kept(empty, table(MAY), "later.csv")
    assert outcome.happened is Happened.DAMAGED
    assert "mine.csv by Ann" in str(outcome.fault)
    assert (empty.version(), outcome.version) == (before, None)


def test_a_file_that_mends_and_brings_more_does_both(empty):
    data = table(APRIL)
    kept(empty, data)
    kept(empty, table(APRIL.replace("21", "25")), "corrected.csv")
    original = Path(empty.uri, "_originals", empty.history()[-1].upload.sha256)
    original.unlink()
    outcome = kept(empty, data)
    assert outcome.happened is Happened.KEPT
    assert empty.at().rows("observations")["numerator"].tolist() == [21]
    assert original.exists()


def test_the_command_says_that_a_lost_original_is_made_good(empty, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(table(APRIL))
    kept(empty, table(APRIL))
    Path(empty.uri, "_originals", empty.history()[0].upload.sha256).unlink()
    told = CliRunner().invoke(app, ["ingest", str(path), "--store", empty.uri, "--json"])
    assert told.exit_code == 0, told.output
    assert "by Ann was lost or damaged and is made good." in json.loads(told.output)["done"]
    assert "nothing changed" in CliRunner().invoke(app, ["ingest", str(path), "--store", empty.uri]).output


@pytest.fixture
def page(store: Store, monkeypatch):
    monkeypatch.setitem(os.environ, "STORE_URI", store.uri)
    st.cache_resource.clear()
    yield lambda: AppTest.from_file(ROOT / "pages" / "your_data.py", default_timeout=60)
    st.cache_resource.clear()


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["rows", "original"])
def test_the_page_mends_with_the_same_file_what_was_damaged(page, store, lost):
    data = table(APRIL)
    kept(store, data)
    upload = store.history()[0].upload
    flip(data_file(store) if lost == "rows" else Path(store.uri, "_originals", upload.sha256))
    shown = page().run()
    assert not shown.exception
    assert bool(shown.error) == (lost == "rows"), "damaged rows stop the page, but not the way to mend them"
    shown.file_uploader[0].set_value(("mine.csv", data, "text/csv"))
    shown.run()
    assert "1 file was lost or damaged since" in shown.warning[0].value
    next(b for b in shown.button if b.label == "Write them again").click().run()
    assert not shown.exception
    assert "mine.csv is sound again" in shown.success[0].value
    assert store.check().damages == []
