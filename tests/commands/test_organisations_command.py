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


ROW = (
    '"{}","{}","{}","{}","A HOUSE","","","TOWN","","AB1 2CD","{}","{}","","","","","","","","","","0","","B","","",""\n'
)


def test_refresh_says_what_a_file_of_the_service_has_otherwise(tmp_path):
    path = tmp_path / "etr.csv"
    path.write_text(
        ROW.format("R0A", "MANCHESTER UNIVERSITY NHS FOUNDATION TRUST", "Y62", "QOP", "20171001", "")
        + ROW.format("R9Z", "A NEW NHS TRUST", "Y62", "QOP", "20260701", "")
        + ROW.format("RBN", "SEASIDE NHS TRUST", "Y62", "QE1", "19910401", "20260630")
        + ROW.format("RQF", "VELINDRE NHS TRUST", "W00", "Q99", "19940401", "")
    )
    found = run("refresh", str(path))
    assert found.exit_code == 0
    assert "R9Z  organisations.csv: A New Nhs Trust, in QOP, opened on 1 July 2026: not known." in found.stdout
    for told in (
        "RBN  names.csv",
        "RBN  parents.csv: In QE1 there; here in QYG.",
        "RBN  organisations.csv: Closed on 30 June 2026",
    ):
        assert told in found.stdout
    assert "R0A" not in found.stdout
    assert "RQF" not in found.stdout
    path.write_text("code,name\nR0A,Manchester\n")
    assert run("refresh", str(path)).exit_code == 1


def test_the_services_own_file_differs_only_where_the_notes_say_so(real):
    told = run("refresh", str(real("ods_etr_2025.csv"))).stdout
    assert [line.split()[0] for line in told.splitlines()[:-1]] == ["RAN", "RWX", "RXK"]
