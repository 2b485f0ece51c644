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
    assert "R9Z  organisations.csv: A New NHS Trust, in QOP, opened on 1 July 2026: not known." in found.stdout
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


def test_what_refresh_writes_is_a_file_of_changes_with_what_it_cannot_know_asked(tmp_path):
    path, out = tmp_path / "etr.csv", tmp_path / "changes.csv"
    path.write_text(
        ROW.format("R9Z", "A NEW NHS TRUST OF THE NORTH", "Y62", "QOP", "20260701", "")
        + ROW.format("RBN", "SEASIDE NHS TRUST", "Y62", "QE1", "19910401", "")
        + ROW.format("RXF", "MID YORKSHIRE TEACHING NHS TRUST", "Y63", "QWO", "20020401", "20260630")
    )
    found = run("refresh", str(path), "--out", str(out), "--store", str(tmp_path / "none"))
    assert found.exit_code == 0
    assert "4 rows in changes.csv" in found.stdout
    assert "does not say since when a name or a board is so (2 rows without a date)" in found.stdout
    assert "into whom a trust went (1 row without a kind)" in found.stdout
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = {(row["org_code"], row["kind"]): row for row in csv.DictReader(lines)}
    new = rows["R9Z", "opening"]
    assert (new["date"], new["name"], new["parent"]) == ("2026-07-01", "A New NHS Trust of the North", "QOP")
    assert (rows["RBN", "renaming"]["date"], rows["RBN", "move"]["parent"]) == ("", "QE1")
    closed = rows["RXF", ""]
    assert (closed["date"], closed["into"]) == ("2026-07-01", "")
    assert "Into whom did it go" in closed["note"]


def test_what_refresh_wrote_is_kept_once_it_is_filled_in_and_the_commands_know_it(tmp_path):
    path, out, store = tmp_path / "etr.csv", tmp_path / "changes.csv", str(tmp_path / "store")
    path.write_text(
        ROW.format("R9Z", "A NEW NHS TRUST", "Y62", "QOP", "20260701", "")
        + ROW.format("RBN", "SEASIDE NHS TRUST", "Y62", "QYG", "19910401", "")
    )
    assert run("refresh", str(path), "--out", str(out), "--store", store).exit_code == 0
    refused = CliRunner().invoke(app, ["ingest", str(out), "--store", store])
    assert (refused.exit_code, "error (row 3, date)" in refused.stdout) == (1, True)
    out.write_text(out.read_text(encoding="utf-8-sig").replace(",renaming,", "2026-07-01,renaming,", 1))
    shown = CliRunner().invoke(app, ["ingest", str(out), "--store", store, "--dry-run"])
    assert "opens A New NHS Trust (R9Z)" in shown.stdout, shown.stdout
    kept = CliRunner().invoke(app, ["ingest", str(out), "--store", store])
    assert (kept.exit_code, "Kept." in kept.stdout) == (0, True), kept.stdout
    tree = run("--at", "2026-07-01", "--csv", "--store", store).stdout
    assert "R9Z,A New NHS Trust,trust,QOP" in tree
    assert "RBN,Seaside NHS Trust,trust,QYG" in tree
    assert "R9Z" not in run("--at", "2026-06-30", "--csv", "--store", str(tmp_path / "none")).stdout
    assert run("check", "--store", store).exit_code == 0
    assert "0 differences" in run("refresh", str(path), "--store", store).stdout
