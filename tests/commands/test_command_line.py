"""The command line keeps what is sound, says what is not, and ends with the right code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.keeping import definitions as local
from analytics.keeping import first_start
from analytics.model import Unit
from analytics.store import Store

MINE = "measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\ncord,RMC,2023-04,18,30\n"


@pytest.fixture
def uri(tmp_path) -> str:
    return str(tmp_path / "store")


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(MINE)
    return str(path)


def run(*words: str):
    return CliRunner().invoke(app, list(words))


def test_ingest_keeps_and_tells(uri, mine, tmp_path):
    out = tmp_path / "rows.csv"
    result = run("ingest", mine, "--store", uri, "--json", "--out", str(out))
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert (told["status"], told["table"], told["rows"]) == ("accepted", "observations", 2)
    assert told["version"] == str(Store(uri).version())
    rows = pd.read_csv(out, dtype=str)
    assert rows[["measure", "org_code", "period", "grain"]].iloc[0].tolist() == ["cord", "R0A", "2023-04-01", "month"]
    assert "measure_title" in rows
    again = run("ingest", mine, "--store", uri, "--json")
    assert json.loads(again.output)["version"] == told["version"], "the same file twice changes nothing"
    assert len(Store(uri).history()) == 1


def test_answers_are_given_by_name_and_what_only_the_file_says_of_a_measure_is_kept(uri, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("measure,org_code,period,value\nSkin to skin,R0A,2023-04,76.1%\ncrod,R0A,2023-04,80\n")
    asked = json.loads(run("ingest", str(path), "--store", uri, "--dry-run", "--json").output)["asks"]
    assert "measure:crod" in [ask["name"] for ask in asked]
    assert not (tmp_path / "store").exists(), "a dry run makes no store"
    out = tmp_path / "rows.csv"
    result = run("ingest", str(path), "--store", uri, "--answer", "measure:crod=cord", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert pd.read_csv(out)[["measure", "value"]].to_numpy().tolist() == [["skin_to_skin", 0.761], ["cord", 0.8]]
    assert local.measures(Store(uri).at())["skin_to_skin"].unit is Unit.PERCENT, "0.761 alone would be a plain number"
    assert run("ingest", str(path), "--store", uri, "--answer", "crod").exit_code == 2


def test_a_dry_run_keeps_nothing(uri, mine):
    result = run("ingest", mine, "--store", uri, "--dry-run", "--json")
    assert (result.exit_code, json.loads(result.output)["version"]) == (0, None)
    assert Store(uri).history() == []


def test_a_refused_file_ends_with_one_and_a_missing_one_with_two(uri, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("colour,shape\nred,round\n")
    result = run("ingest", str(bad), "--store", uri, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["problems"][0].keys() == {
        "severity",
        "row",
        "column",
        "found",
        "message",
        "remedy",
    }
    assert run("ingest", str(tmp_path / "none.csv"), "--store", uri).exit_code == 2
    assert run("ingest").exit_code == 2


def test_history_and_undo(uri, mine):
    run("ingest", mine, "--store", uri, "--who", "Ann", "--note", "first try")
    line = json.loads(run("history", "--store", uri, "--json").output)
    assert (line["who"], line["note"], line["rows"], line["undone"]) == ("Ann", "first try", 2, False)
    assert run("undo", line["id"], "--store", uri).exit_code == 0
    assert Store(uri).at().rows("observations").empty
    assert run("undo", line["id"], "--store", uri).exit_code == 1


def test_the_first_start_is_whole_and_repeats_to_nothing(store):
    before = store.version()
    first_start.prepare(store)
    assert store.version() == before
    observations = store.at().rows("observations")
    assert observations["illustrative"].all()
    assert not store.at().rows("events")["illustrative"].any(), "national events are facts"


def test_a_changed_file_of_a_new_release_replaces_the_old(store, tmp_path):
    folder = tmp_path / "data"
    (folder / "illustrative").mkdir(parents=True)
    for name in ("events_national.csv", "stories_report.csv"):
        (folder / name).write_bytes((first_start.DATA / name).read_bytes())
    new = (first_start.DATA / "illustrative" / "deterioration_observations.csv").read_text().splitlines()[:11]
    (folder / "illustrative" / "deterioration_observations.csv").write_text("\n".join(new) + "\n")
    first_start.prepare(store, folder)
    assert len(store.at().rows("observations", ["newtt2_pathway"])) == 10


def test_the_same_file_again_is_said_to_be_here_and_its_original_is_kept(uri, mine):
    run("ingest", mine, "--store", uri, "--who", "Ann")
    store = Store(uri)
    upload = store.history()[0].upload
    assert store.original(upload) == MINE.encode()
    again = run("ingest", mine, "--store", uri, "--who", "Bo")
    assert re.search(r"Already here: kept on \d+ \w+ \d{4} by Ann as mine\.csv; nothing changed", again.output)
    run("undo", upload.id, "--store", uri)
    assert "Kept." in run("ingest", mine, "--store", uri).output, "what was undone may come again"


def test_restore_says_how_to_take_it_back(uri, mine):
    before = str(Store(uri).version())
    run("ingest", mine, "--store", uri)
    newest = str(Store(uri).version())
    told = run("restore", before, "--store", uri, "--who", "Ann")
    assert told.exit_code == 0
    assert f"python -m analytics restore {newest}" in told.output
    assert Store(uri).at().rows("observations").empty
    lines = [json.loads(line) for line in run("history", "--store", uri, "--json").output.splitlines()]
    assert [(line["action"], line["undone"]) for line in lines] == [("restore", False), ("upload", True)]
    assert lines[1]["difference"] == {"new": 2, "changed": 0, "unchanged": 0, "removed": 0}
    assert "nothing changed" in run("restore", before, "--store", uri).output
    assert run("restore", "9.9.9.9", "--store", uri).exit_code == 1
    assert run("restore").exit_code == 2


def test_check_and_compact_say_what_they_find(uri, mine):
    run("ingest", mine, "--store", uri)
    told = json.loads(run("check", "--store", uri, "--json").output)
    assert (told["sound"], told["damages"]) == (True, [])
    assert "nothing to tidy" in run("compact", "--store", uri).output
    (Path(uri) / "observations" / "stray.parquet").write_bytes(b"left behind")
    assert run("check", "--store", uri).exit_code == 0, "a leftover is no damage"
    assert "not a day old:\n  observations/stray.parquet" in run("compact", "--store", uri).output
    os.utime(Path(uri) / "observations" / "stray.parquet", (time.time() - 25 * 3600,) * 2)
    assert "observations/stray.parquet" in run("compact", "--store", uri, "--dry-run").output
    assert (Path(uri) / "observations" / "stray.parquet").exists()
    run("compact", "--store", uri)
    assert not (Path(uri) / "observations" / "stray.parquet").exists()


def test_what_was_cut_short_is_told_and_logged_at_the_next_start(store, caplog, tmp_path):
    journal = Path(store.uri) / "_journal"
    journal.mkdir(exist_ok=True)
    fields = {"table": "observations", "file": "mine.csv", "sha256": "0" * 64, "rows": 1, "who": "Ann"}
    upload = fields | {"when": "2026-01-05T10:00:00+00:00", "suffix": "abcdef"}
    left = {"action": "upload", "who": "Ann", "token": "t", "upload": upload}
    (journal / "t.json").write_text(json.dumps(left))
    first_start.prepare(store)
    assert "mine.csv by Ann at 5 January 2026, 10:00 UTC" in caplog.text
    assert store.recovered == caplog.messages
    first_start.prepare(store)
    assert store.recovered == []


def test_commands_are_listed_by_what_they_say_themselves_and_one_that_is_none_by_what_is_near():
    group = typer.main.get_command(app)
    context = typer.Context(group)
    for name in group.list_commands(context):
        found, command, rest = group.resolve_command(context, [name, "--help"])
        assert (found, rest) == (name, ["--help"])
        assert command.help == group.get_command(context, name).help != ""
    assert "Did you mean 'ingest'?" in run("inges").output


def test_a_list_of_commands_imports_none_of_what_they_work_with():
    listed = [sys.executable, "-X", "importtime", "-m", "analytics", "--help"]
    told = subprocess.run(listed, capture_output=True, text=True, check=True)
    assert "reconcile" in told.stdout
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & {"numpy", "pandas", "pyarrow", "deltalake", "analytics.model"}
