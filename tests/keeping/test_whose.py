"""Nobody keeps rows of organisations that are not theirs."""

from __future__ import annotations

import pytest

from analytics import ingest
from analytics.governance.roles import LOCAL, NOBODY, Person, Role
from analytics.ingest.templates import changes, downloads
from analytics.keeping import whose
from analytics.keeping.dry_run import DryRun, dry_run
from analytics.keeping.keep import Happened, keep
from analytics.store import Store

EDITOR = Person("Ed", "s-1", role=Role.EDITOR, organisations=("QOP",))


def dry(store: Store, *codes: str) -> tuple[DryRun, bytes]:
    lines = "".join(f"cord,{code},2023-08,4,9\n" for code in codes)
    data = f"measure,org_code,period,numerator,denominator\n{lines}".encode()
    return dry_run(ingest.read_bytes("file.csv", data), store), data


def kept(store: Store, by: Person, *codes: str) -> tuple[Happened, str]:
    looked_at, data = dry(store, *codes)
    outcome = keep(looked_at, store, data, who="Ed", by=by)
    return outcome.happened, str(outcome.fault or "")


def test_an_editor_keeps_what_is_theirs(store: Store) -> None:
    assert kept(store, EDITOR, "R0A", "RM3") == (Happened.KEPT, "")


def test_a_file_with_rows_of_others_is_refused_whole_and_they_are_named(store: Store) -> None:
    before = store.version()
    happened, why = kept(store, EDITOR, "R0A", "RBN", "RBS")
    assert happened is Happened.NOT_KEPT
    assert "2 rows of 3 are of organisations that you do not keep files for" in why
    assert "(RBN)" in why
    assert "(R0A)" not in why
    assert store.version() == before


def test_the_rows_themselves_are_given(store: Store) -> None:
    rows = whose.foreign_rows(dry(store, "R0A", "RBN")[0].reading.rows, EDITOR, whose.tree_now(store))
    assert list(rows["org_code"]) == ["RBN"]


@pytest.mark.parametrize("by", [NOBODY, Person("V", "s-2", role=Role.VIEWER, organisations=("QOP",), may_see_all=True)])
def test_who_only_reads_keeps_nothing(store: Store, by: Person) -> None:
    happened, why = kept(store, by, "R0A")
    assert happened is Happened.NOT_KEPT
    assert "it takes the role editor" in why


def test_rows_that_a_revised_file_takes_away_are_asked_too(store: Store) -> None:
    assert kept(store, LOCAL, "R0A", "RM3", "RBN") == (Happened.KEPT, "")
    looked_at, data = dry(store, "R0A", "RM3")
    assert looked_at.removed is not None, "the test itself is right"
    assert "(RBN)" in str(keep(looked_at, store, data, by=EDITOR).fault)
    assert keep(looked_at.without_removal(), store, data, by=EDITOR).fault is None


def test_a_file_that_moves_organisations_takes_an_administrator(store: Store) -> None:
    reading = ingest.read_bytes("changes.csv", downloads.template_csv(downloads.OFFERED[changes.CHANGES.name]))
    assert reading.format == changes.SLUG, "the test itself is right"
    looked_at = dry_run(reading, store)
    assert "it takes the role admin" in str(whose.refusal(looked_at, EDITOR, store))
