"""Clocks that are slow, fast or set back: what is kept later counts, whatever the time said."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.store import Store, UnknownVersion, log
from tests.store.test_store import empty, numerators, rows, upload
from tests.store.test_store_changes import old_store

__all__ = ["empty"]


def ago(**much: float) -> datetime:
    return datetime.now(UTC) - timedelta(**much)


def test_a_correction_that_was_kept_by_a_slower_clock_counts(empty):
    empty.commit(rows(1, ("R0A", "RMC")), upload("first.csv"))
    correction = upload("correction.csv", when=ago(hours=2))
    version = empty.commit(rows(2), correction)
    assert numerators(empty) == {"R0A": 2, "RMC": 1}
    assert [e.upload.file for e in empty.history()] == ["correction.csv", "first.csv"]
    empty.compact()
    assert numerators(empty) == {"R0A": 2, "RMC": 1}, "also when both are merged into one file"
    empty.undo(correction.id)
    assert numerators(empty) == {"R0A": 1, "RMC": 1}
    assert numerators(empty, str(version)) == {"R0A": 2, "RMC": 1}


def test_a_row_that_is_taken_away_by_a_slower_clock_is_gone(empty):
    empty.commit(rows(1, ("R0A", "RMC")), upload())
    empty.commit(rows(2), upload(when=ago(days=400)), removed=rows(0, ("RMC",)))
    assert numerators(empty) == {"R0A": 2}


def said(store: Store, version: int, when: datetime) -> None:
    """Make a commit one of a machine whose clock said `when`."""
    path = Path(store.uri, log.entry_path("observations", version))
    was = log.parse("observations", version, path.read_bytes()).info["timestamp"]
    data = path.read_bytes().replace(str(was).encode(), str(int(when.timestamp() * 1000)).encode())
    path.write_bytes(data)
    Path(store.uri, log.copy_path("observations", version)).write_bytes(log.sealed(data))


def test_the_history_and_a_time_follow_the_commits_of_a_table_where_a_clock_jumped(empty):
    versions = [empty.commit(rows(n), upload(f"{n}.csv")) for n in (1, 2, 3)]
    said(empty, 1, ago(days=-2))
    said(empty, 2, ago(days=400))
    assert [e.upload.file for e in empty.history()] == ["3.csv", "2.csv", "1.csv"]
    assert [e.version for e in empty.history()] == versions[::-1]
    assert numerators(empty, ago(days=300).isoformat()) == {}, "what was built on the first was not known before it"
    assert numerators(empty, ago(days=-3).isoformat()) == {"R0A": 3}


def test_what_was_known_at_a_time_is_never_what_was_kept_later(empty):
    empty.commit(rows(1), upload())
    between = datetime.now(UTC)
    time.sleep(0.01)
    empty.commit(rows(2), upload(when=ago(days=30)))
    assert numerators(empty, between.isoformat()) == {"R0A": 1}


def test_a_store_that_went_by_clocks_reads_as_before_and_what_is_kept_now_counts(tmp_path):
    store = Store(str(tmp_path / "old"))
    old_store(store.uri, (1.0, 2.0), (ago(days=1), ago(days=2)))
    link = str(store.version())
    assert numerators(store) == {"R0A": 1}, "the later by its clock, as that release showed it"
    store.create()
    assert numerators(store, link) == {"R0A": 1}
    store.commit(rows(3), upload(when=ago(days=9)))
    assert numerators(store) == {"R0A": 3}
    assert numerators(store, link) == {"R0A": 1}


def test_a_version_of_days_ago_is_kept_although_a_clock_said_it_was_older(empty):
    mine = upload()
    kept = empty.commit(rows(2), mine)
    empty.undo(mine.id)
    said(empty, 2, ago(days=999))
    empty.compact(keep_days=1)
    try:
        assert numerators(empty, str(kept)) == {"R0A": 2}
    except UnknownVersion as dropped:
        pytest.fail(str(dropped))
