"""The audit trail: nothing missing after a kill, nothing changed unseen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.governance.audit import Trail
from analytics.governance.roles import LOCAL, NOBODY, Person, Role
from analytics.store import NotKept
from analytics.store.files import Files

ANNA = Person("Anna", "s-1", "anna@x.nhs.uk", Role.ADMIN)
WRITES = """
import sys
from analytics.governance.audit import Trail
from analytics.governance.roles import LOCAL
from analytics.store.files import Files
trail = Trail(Files(sys.argv[1]))
for number in range(100_000):
    trail.add(LOCAL, "keep", str(number))
    print(number, flush=True)
"""


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return Trail(Files(str(tmp_path)))


def lines(trail: Trail) -> list[Path]:
    return sorted(Path(trail.files.uri).glob("audit/*/*.json"))


def test_events_say_who_what_and_when_newest_first(trail: Trail) -> None:
    trail.add(ANNA, "keep", "a.csv")
    trail.add(NOBODY, "refused", "upload_file")
    newest, first = trail.events()
    assert (first.who, first.subject, first.role, first.what, first.about) == (
        "Anna (anna@x.nhs.uk)", "s-1", "admin", "keep", "a.csv",
    )  # fmt: skip
    assert (newest.who, newest.role, newest.before != first.before) == ("nobody", "viewer", True)
    assert trail.faults() == []


def test_what_was_changed_or_taken_away_is_missed_by_what_follows(trail: Trail) -> None:
    for about in "abcd":
        trail.add(LOCAL, "keep", about)
    second, third, fourth = lines(trail)[1:4]
    os.chmod(second, 0o644)
    kept = second.read_bytes()
    second.write_bytes(kept.replace(b'"b"', b'"x"'))
    assert len(trail.faults()) == 1
    assert third.name in trail.faults()[0]
    second.write_bytes(kept)
    assert trail.faults() == []
    third.unlink()
    assert fourth.name in trail.faults()[0]
    third.write_bytes(b"{")
    assert any("is not an event" in fault for fault in trail.faults())


def test_two_servers_write_one_trail(tmp_path: Path) -> None:
    trails = [Trail(Files(str(tmp_path))) for _ in range(2)]
    threads = [threading.Thread(target=lambda t=t: [t.add(LOCAL, "keep", str(n)) for n in range(25)]) for t in trails]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = Trail(Files(str(tmp_path)))
    last.add(ANNA, "read the audit trail")
    assert len(last.events()) == 51
    assert last.faults() == []
    assert len(last._heads(datetime.now(UTC))) == 1, "the last holds all"


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_missing_after_a_kill(tmp_path: Path) -> None:
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITES, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as child:
            assert child.stdout is not None
            for _ in range(20):
                said = child.stdout.readline()
            child.send_signal(signal.SIGKILL)
            said = (said + child.stdout.read()).split()
        trail = Trail(Files(str(tmp_path)))
        assert set(map(str, range(int(said[-1]) + 1))) <= {event.about for event in trail.events()}
        assert trail.faults() == []


def test_what_cannot_be_recorded_is_said(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("in the way")
    with pytest.raises(NotKept, match="nothing was done"):
        Trail(Files(str(tmp_path))).add(LOCAL, "keep", "a.csv")
