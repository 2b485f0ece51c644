"""The audit trail: who did what and when, one file an event, written and flushed before the answer is given.

Each event holds the hashes of those before it that no other holds yet, so one that is changed or taken out is missed by the
next: `Trail.faults` names it. Two servers may write at once; the next event then holds both. What nobody can see is that
the newest events were taken away, so copies of the trail belong elsewhere too.

Beside a store, in its folder `audit`, also where that is on an object store.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

from analytics.governance.roles import Person
from analytics.store.failures import worded
from analytics.store.files import Files

FOLDER = "audit"
_SUFFIX = ".json"
NOT_DONE = "nothing was done: what is done here must be recorded"


@dataclass(frozen=True)
class Event:
    """One line: `who` is the verified name, or what is known without one; `what` an action and `about` its object.
    `before` are the hashes of the events that it follows."""

    when: str
    who: str
    subject: str
    role: str
    what: str
    about: str = ""
    before: tuple[str, ...] = ()

    def line(self) -> bytes:
        """The event as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode() + b"\n"


@dataclass
class Trail:
    """The trail of one store. Events are only ever added."""

    files: Files
    _lock: Lock = field(default_factory=Lock)
    _hashes: dict[str, str] = field(default_factory=dict)
    _followed: set[str] = field(default_factory=set)

    def add(self, person: Person, what: str, about: str = "") -> Event:
        """Write an event down. Raises `NotKept` where it cannot be: then what it tells of must not be done."""
        with self._lock, worded(NOT_DONE):
            now = datetime.now(UTC)
            heads, when = self._heads(now), now.isoformat(timespec="microseconds")
            event = Event(when, person.signed or "nobody", person.subject, person.role.title, what, about, heads)
            self.files.make(_day(now))
            path = f"{_day(now)}/{now:%H%M%S%f}-{secrets.token_hex(3)}{_SUFFIX}"
            self.files.write(path, event.line(), read_only=True)
        return event

    def events(self) -> list[Event]:
        """All that can be read, newest first."""
        found = []
        for line in reversed(self._all().values()):
            try:
                told = json.loads(line)
                found.append(Event(**{**told, "before": tuple(told["before"])}))
            except (ValueError, TypeError, KeyError):
                continue  # `faults` names it
        return found

    def faults(self) -> list[str]:
        """What is wrong with the trail, in sentences; nothing where each event is as it was written."""
        lines = self._all()
        there = {_hash(line) for line in lines.values()}
        found = []
        for path, line in lines.items():
            if (before := _before(line)) is None:
                found.append(f"{path} is not an event.")
            elif lost := [one for one in before if one not in there]:
                found.append(f"{len(lost)} of what came before {path} was changed or taken away.")
        return found

    def _all(self) -> dict[str, bytes]:
        with worded("nothing was read"):
            return {path: self.files.read(path) for path in self._paths(FOLDER)}

    def _heads(self, now: datetime) -> tuple[str, ...]:
        """The hashes of the events that no other follows, of today and yesterday, else of the newest day that has any."""
        lately = [*self._paths(_day(now - timedelta(days=1))), *self._paths(_day(now))]
        if not lately and (ever := self._paths(FOLDER)):
            lately = [path for path in ever if path.rpartition("/")[0] == ever[-1].rpartition("/")[0]]
        for path in (path for path in lately if path not in self._hashes):
            line = self.files.read(path)
            self._hashes[path] = _hash(line)
            self._followed.update(_before(line) or ())
        return tuple(sorted({self._hashes[path] for path in lately} - self._followed))

    def _paths(self, folder: str) -> list[str]:
        return [info.path for info in self.files.names(folder) if info.path.endswith(_SUFFIX)]


def _day(now: datetime) -> str:
    return f"{FOLDER}/{now:%Y-%m-%d}"


def _before(line: bytes) -> tuple[str, ...] | None:
    """The hashes that an event holds; None where it is no event."""
    try:
        return tuple(json.loads(line)["before"])
    except (ValueError, TypeError, KeyError):
        return None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
