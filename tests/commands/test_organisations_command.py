"""The command `organisations` prints the tree of a day, and finds what is wrong with the tables."""

import csv
import io

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app


def run(*words: str):
    return CliRunner().invoke(app, ["organisations", *words])


@pytest.mark.parametrize(("day", "boards"), [("2023-09-30", 42), ("2026-05-01", 36)])
def test_the_tree_of_a_day(day, boards):
    rows = list(csv.DictReader(io.StringIO(run("--at", day, "--csv").stdout)))
    assert sum(row["kind"] == "icb" for row in rows) == boards
    parents = {row["code"]: row["parent"] for row in rows}
    assert parents["RQW"] == ("QM7" if boards == 42 else "D7T5G")
    assert f"{boards} icb" in run("--at", day).stdout


def test_what_is_not_known_is_printed_beside_its_organisation():
    row = next(r for r in csv.DictReader(io.StringIO(run("--at", "2026-05-01", "--csv").stdout)) if r["code"] == "RDU")
    assert "which one board it belongs to is not known" in row["not_known"]


def test_check_and_a_day_that_is_none():
    found = run("check")
    assert (found.exit_code, "0 faults" in found.stdout, "Not known: Frimley Health" in found.stdout) == (0, True, True)
    assert run("--at", "yesterday").exit_code == 2
