"""The store keeps every version, loses nothing, and takes one upload away without touching the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analytics.model.tables import OBSERVATIONS
from analytics.store import Store, UnknownUpload, UnknownVersion, Upload


def rows(value: float, codes: tuple[str, ...] = ("R0A",), measure: str = "cord", month: str = "2023-04-01"):
    made = pd.DataFrame({"measure": measure, "org_code": list(codes), "period": pd.Timestamp(month), "grain": "month"})
    made = made.assign(numerator=value, denominator=100.0, value=float("nan"), status="", measure_title="")
    return made[[c.name for c in OBSERVATIONS.columns]]


def upload(name: str = "mine.csv", **fields) -> Upload:
    return Upload("observations", name, "0" * 64, 1, **fields)


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "store"))
    store.create()
    return store


def numerators(store: Store, asof: str | None = None) -> dict[str, float]:
    found = store.at(asof).rows("observations", ["cord"])
    return dict(zip(found["org_code"], found["numerator"], strict=True))


def test_the_newest_upload_of_a_key_counts_and_the_past_stays_readable(empty):
    first = empty.commit(rows(10, ("R0A", "RMC")), upload())
    second = empty.commit(rows(20), upload())
    assert numerators(empty) == {"R0A": 20, "RMC": 10}  # RMC was not in the second file
    assert numerators(empty, str(first)) == {"R0A": 10, "RMC": 10}
    assert numerators(empty, str(second)) == numerators(empty)


def test_undo_brings_back_what_an_upload_replaced_and_keeps_what_came_after(empty):
    one, two, three = upload("one.csv"), upload("two.csv"), upload("three.csv")
    empty.commit(rows(1, ("R0A", "RMC")), one)
    empty.commit(rows(2, ("R0A",)), two)
    empty.commit(rows(3, ("RMC",)), three)
    empty.undo(two.id, "Ann")
    assert numerators(empty) == {"R0A": 1, "RMC": 3}
    empty.undo(one.id, "Ann")
    assert numerators(empty) == {"RMC": 3}  # an upload that was undone does not come back
    history = empty.history()
    assert [(e.action, e.upload.file, e.undone) for e in history] == [
        ("undo", "one.csv", False),
        ("undo", "two.csv", False),
        ("upload", "three.csv", False),
        ("upload", "two.csv", True),
        ("upload", "one.csv", True),
    ]
    with pytest.raises(UnknownUpload, match="undone already"):
        empty.undo(two.id)
    with pytest.raises(UnknownUpload):
        empty.undo("nonsense' OR '1'='1")


def test_illustrative_rows_make_way_for_an_upload_of_their_measure_and_come_back(empty):
    empty.commit(rows(1, ("R0A", "RMC")), upload(illustrative=True))
    empty.commit(rows(5, ("R0A",), measure="mgso4"), upload(illustrative=True))
    real = upload()
    empty.commit(rows(9, ("R1K",)), real)
    assert numerators(empty) == {"R1K": 9}, "one real row displaces the measure's illustrative rows, for everybody"
    assert len(empty.at().rows("observations", ["mgso4"])) == 1, "another measure keeps its own"
    empty.undo(real.id)
    assert numerators(empty) == {"R0A": 1, "RMC": 1}


def test_a_repeated_commit_of_one_upload_changes_nothing(empty):
    once = upload()
    assert empty.commit(rows(1), once) == empty.commit(rows(1), once)
    assert len(empty.history()) == 1


def test_a_value_that_does_not_fit_is_refused_and_nothing_is_kept(empty):
    before = empty.version()
    bad = rows(1).astype({"numerator": object})
    bad["numerator"] = "many"
    with pytest.raises(Exception, match="many"):
        empty.commit(bad, upload())
    assert empty.version() == before


@pytest.mark.parametrize("asof", ["9.9.9.9", "banana", "1.2", "1.0.0.0-zzzz", "'; drop", "9999999999.0.0.0"])
def test_a_version_that_is_not_here_is_said(empty, asof):
    with pytest.raises(UnknownVersion):
        empty.resolve(asof)


def test_a_version_of_another_copy_is_not_opened_here(empty, tmp_path):
    other = Store(str(tmp_path / "other"))
    other.create()
    with pytest.raises(UnknownVersion, match="another copy"):
        empty.resolve(str(other.version()))


def test_a_time_opens_what_was_known_then(empty):
    empty.commit(rows(1), upload())
    moment = empty.history()[0].when
    empty.commit(rows(2), upload())
    assert numerators(empty, moment.isoformat()) == {"R0A": 1}
    assert numerators(empty, "2001-01-01") == {}


def test_links_into_the_past_survive_an_undo(empty):
    mine = upload()
    kept = empty.commit(rows(7), mine)
    empty.undo(mine.id)
    assert numerators(empty, str(kept)) == {"R0A": 7}


WRITER = """
import sys; sys.path.insert(0, {root!r})
from tests.store.test_store import rows, upload
from analytics.store import Store
store = Store({uri!r})
for i in range(5):
    store.commit(rows(float({n}), (f"W{n}{{i}}",)), upload("w{n}.csv"))
"""


@pytest.mark.slow
def test_writers_at_once_lose_nothing(empty):
    root = str(Path(__file__).resolve().parents[2])
    running = [subprocess.Popen([sys.executable, "-c", WRITER.format(root=root, uri=empty.uri, n=n)]) for n in range(3)]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert len(numerators(empty)) == 15
    assert len(empty.history()) == 15
