"""`build opioids`: what it writes is what `ingest` takes, and what it refuses is said in words."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app

HEADER = "patient_id,age,dispensed_on,org_code,bnf_code,quantity,strength_mg\n"
MONTHS = ("2022-11", "2022-12", "2023-01", "2023-02")


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def items(tmp_path: Path) -> Path:
    rows = [f"p1,40,{month}-05,QOP,0407020Q0AAAAAA,100,60" for month in MONTHS]
    rows += ["p2,40,2023-02-05,QHM,0407020ZZAAAAAA,1,1", "p3,40,2023-02-05,QHM,0407020Q0AAAAAA,,60"]
    path = tmp_path / "items.csv"
    path.write_text(HEADER + "\n".join(rows), "utf-8")
    return path


def test_what_is_built_can_be_ingested(tmp_path, items):
    out = tmp_path / "opioids.csv"
    done = run("build", "opioids", items, "--out", out)
    assert done.exit_code == 0, done.output
    assert "Unknown BNF codes: 1, on 1 rows" in done.output
    assert "1: quantity is no number above 0" in done.output
    assert "reading 1 file" in done.output
    read = run("ingest", out, "--store", tmp_path / "store")
    assert read.exit_code == 0, read.output
    assert "15 rows read; 15 to keep" in read.output
    assert "November 2022 to February 2023" in read.output


def test_what_cannot_be_built_is_said_and_nothing_is_written(tmp_path, items):
    items.write_text(items.read_text("utf-8").replace("p1", "9434765919"), "utf-8")
    refused = run("build", "opioids", items, "--out", tmp_path / "out.csv")
    assert refused.exit_code == 1
    assert "may be an NHS number" in refused.output
    assert "9434765919" not in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["items.csv"]


@pytest.mark.parametrize(
    "wrong", [("--out", "out.txt"), ("--out", "o.csv", "--master", "local"), ("--engine", "abacus")]
)
def test_wrong_usage_is_told_apart(items, wrong):
    assert run("build", "opioids", items, *wrong).exit_code == 2
