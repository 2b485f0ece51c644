"""One way to keep a file: each thing that can become of it, and nothing half kept."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import ingest
from analytics.keeping import definitions as local
from analytics.keeping.dry_run import DryRun, dry_run
from analytics.keeping.keep import Happened, Outcome, keep
from analytics.model import Better, Unit
from analytics.store import NotKept, Store

ROOT = Path(__file__).resolve().parents[2]
HEAD = "measure,org_code,period,numerator,denominator"
APRIL, MAY, JUNE = (f"cord,R0A,2023-{month},21,32" for month in ("04", "05", "06"))
OWN = "measure,org_code,period,value\nSkin to skin,R0A,2023-04,76.1%\n"
PLAIN, NEXT = OWN.replace("76.1%", "0.5").encode(), OWN.replace("04,76.1%", "05,0.8").encode()


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "store"))
    store.create()
    return store


def table(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


def held(store: Store, data: bytes, name: str = "mine.csv", answers: dict[str, str] | None = None) -> DryRun:
    reading = ingest.read_bytes(name, data, answers=answers, local=local.measures(store.at()))
    assert reading.kept, reading.problems
    return dry_run(reading, store)


def kept(store: Store, data: bytes, name: str = "mine.csv", who: str = "Ann") -> Outcome:
    return keep(held(store, data, name), store, data, who=who)


def months(store: Store) -> list[str]:
    return sorted(f"{day:%Y-%m}" for day in store.at().rows("observations")["period"])


def test_a_new_file_is_kept_with_its_original_who_and_why(empty):
    data = table(APRIL, MAY)
    outcome = keep(held(empty, data), empty, data, who="Ann", note="first")
    assert (outcome.happened, outcome.rows, outcome.removed, outcome.revises) == (Happened.KEPT, 2, 0, None)
    assert outcome.version == empty.version()
    (entry,) = empty.history()
    assert (entry.who, entry.upload.note, entry.upload.format) == ("Ann", "first", "template_observations")
    assert empty.original(entry.upload) == data


def test_rows_that_are_all_there_change_nothing_and_the_same_file_is_known_again(empty):
    kept(empty, table(APRIL, MAY))
    before = empty.version()
    outcome = kept(empty, table(APRIL), "other.csv")
    assert (outcome.happened, outcome.earlier) == (Happened.NOTHING_NEW, None)
    again = kept(empty, table(APRIL, MAY), "renamed.csv", "Bo")
    assert again.happened is Happened.ALREADY_HERE
    assert again.earlier is not None
    assert (again.earlier.who, again.earlier.upload.file) == ("Ann", "mine.csv")
    assert empty.version() == before == again.version == outcome.version


@pytest.mark.parametrize(
    ("takes_away", "left"), [(True, ["2023-04", "2023-06"]), (False, ["2023-04", "2023-05", "2023-06"])]
)
def test_a_revision_takes_away_what_it_lacks_unless_told_not_to(empty, takes_away, left):
    kept(empty, table(APRIL, MAY, JUNE))
    data = table(APRIL, JUNE.replace("21", "22"))
    dry = held(empty, data, "mine (1).csv")
    assert dry.effect.removed == 1
    outcome = keep(dry if takes_away else dry.without_removal(), empty, data)
    assert outcome.happened is Happened.KEPT
    assert outcome.revises is not None
    assert (outcome.revises.file, outcome.removed) == ("mine.csv", int(takes_away))
    assert months(empty) == left


def test_an_older_file_sent_again_takes_nothing_away_from_what_revised_it(empty):
    kept(empty, table(APRIL, JUNE))
    kept(empty, table(APRIL, MAY, JUNE), "mine (1).csv")
    assert kept(empty, table(APRIL, JUNE)).happened is Happened.ALREADY_HERE
    assert months(empty) == ["2023-04", "2023-05", "2023-06"]


def test_what_is_odd_beside_the_store_is_a_warning_of_the_reading(empty):
    kept(empty, table(APRIL, *(f"cord,{code},2023-04,10,20" for code in ("RM3", "RWJ"))))
    dry = held(empty, table(MAY), "later.csv")
    assert "RM3" in dry.oddities[0].message
    assert (dry.reading.status, dry.warned.status) == ("accepted", "accepted_with_warnings")
    assert dry.warned.problems[-1] == dry.oddities[-1]


@pytest.mark.parametrize("data", [table(APRIL), OWN.encode()], ids=["a measure of ours", "a measure of one's own"])
def test_what_somebody_kept_since_it_was_looked_at_is_said_and_nothing_is_kept(empty, data):
    dry = held(empty, data)
    kept(empty, table(MAY), "theirs.csv", "Bo")
    before = empty.version()
    outcome = keep(dry, empty, data, who="Ann")
    assert outcome.happened is Happened.CHANGED_MEANWHILE
    assert "Bo kept theirs.csv" in str(outcome.fault)
    assert empty.version() == before
    again = held(empty, data)
    assert keep(again, empty, data, expected=dry.version).happened is Happened.CHANGED_MEANWHILE, "looked at before"
    assert keep(again, empty, data).happened is Happened.KEPT


def test_nothing_new_is_not_said_of_data_that_have_changed_since(empty):
    kept(empty, table(APRIL))
    dry = held(empty, table(APRIL))
    empty.undo(empty.history()[0].upload.id, "Bo")
    assert keep(dry, empty, table(APRIL)).happened is Happened.CHANGED_MEANWHILE


def test_what_a_file_says_of_a_measure_is_kept_with_its_rows_as_it_was_described(empty):
    data = OWN.encode()
    dry = held(empty, data)
    told = replace(dry.reading.measures[0], better=Better.INCREASE)
    assert keep(dry, empty, data, who="Ann", described=[told]).happened is Happened.KEPT
    found = local.measures(empty.at())["skin_to_skin"]
    assert (found.unit, found.better) == (Unit.PERCENT, Better.INCREASE), "0.761 alone would be a plain number"
    assert [e.upload.file for e in empty.history()] == ["mine.csv", local.ENTERED], "a unit is known before its rows"


def test_a_unit_that_was_answered_anew_is_kept_though_nobody_described_the_measure(empty):
    kept(empty, PLAIN)
    dry = held(empty, NEXT, "next.csv", {"unit:skin_to_skin": Unit.PERCENT.value})
    assert keep(dry, empty, NEXT).happened is Happened.KEPT
    assert local.measures(empty.at())["skin_to_skin"].unit is Unit.PERCENT


def test_a_definition_is_taken_back_when_its_rows_cannot_follow(empty, monkeypatch):
    real = Store.commit

    def full(self, rows, upload, **more):
        if upload.table == "observations":
            raise NotKept("The disk is full, so nothing was kept.")
        return real(self, rows, upload, **more)

    monkeypatch.setattr(Store, "commit", full)
    outcome = kept(empty, OWN.encode())
    assert (outcome.happened, str(outcome.fault)) == (Happened.NOT_KEPT, "The disk is full, so nothing was kept.")
    assert empty.at().rows("events").empty
    assert all(e.undone for e in empty.history() if e.action == "upload")
    monkeypatch.undo()
    assert kept(empty, OWN.encode()).happened is Happened.KEPT


def test_a_definition_stays_with_rows_that_landed_though_the_disk_did_not_confirm_them(empty, monkeypatch):
    real = Store.commit

    def unconfirmed(self, rows, upload, **more):
        version = real(self, rows, upload, **more)
        if upload.table == "observations":
            raise NotKept("It was written, but the disk did not confirm that it is safe.")
        return version

    monkeypatch.setattr(Store, "commit", unconfirmed)
    assert kept(empty, OWN.encode()).happened is Happened.NOT_KEPT
    assert local.measures(empty.at())["skin_to_skin"].unit is Unit.PERCENT


def test_a_description_that_somebody_changed_meanwhile_is_not_written_over(empty):
    kept(empty, PLAIN)
    dry = held(empty, NEXT, "next.csv", {"unit:skin_to_skin": Unit.PERCENT.value})
    local.define(empty, [replace(local.measures(empty.at())["skin_to_skin"], better=Better.INCREASE)], "Bo")
    before = empty.version()
    assert keep(dry, empty, NEXT).happened is Happened.CHANGED_MEANWHILE
    assert empty.version() == before


@pytest.mark.parametrize("file", ["ui/data/keeping.py", "ui/data/uploads.py", "analytics/commands/errand.py"])
def test_the_page_and_the_command_change_no_store_by_themselves(file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    named = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert named & {"commit", "define", "rewrite", "keep_original"} == set()
