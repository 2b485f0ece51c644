"""How long a login lasts: until nothing was done for a while, until a day's work is over, or until its owner signs out.

A cookie says who somebody is for thirty days, so the server counts by itself. It knows a login from the first time it sees
it. One that it does not know, and that is older than the server or than the pause, it cannot vouch for: then a new
login is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock


@dataclass(frozen=True)
class Limits:
    """Seconds without anything done, and seconds in all, after which a login ends."""

    idle: float = 30 * 60
    whole: float = 12 * 3600


class Standing(StrEnum):
    """How a login stands, in words for whoever holds it."""

    GOOD = ""
    IDLE = "You were signed out because nothing was done for a while."
    OVER = "You were signed out because this login has lasted as long as one may."
    ENDED = "You have signed out."
    UNKNOWN = "You were signed out because the app has started anew since."


@dataclass
class Logins:
    """The logins that a server knows, by a key of each. Times are seconds of one clock; `started` is the server's start."""

    started: float
    _seen: dict[str, float] = field(default_factory=dict)
    _ended: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def knows(self, key: str) -> bool:
        """Whether a login has been seen before."""
        return key in self._seen

    def standing(self, key: str, signed: float, now: float, limits: Limits) -> Standing:
        """How a login that was `signed` at a time stands `now`."""
        if key in self._ended:
            return Standing.ENDED
        if now - signed > limits.whole:
            return Standing.OVER
        last = self._seen.get(key)
        # A cookie has whole seconds.
        if last is None and signed < int(self.started):
            return Standing.UNKNOWN
        return Standing.IDLE if now - max(signed, last or signed) > limits.idle else Standing.GOOD

    def active(self, key: str, now: float, limits: Limits) -> None:
        """Something is done with a login that stands well."""
        with self._lock:
            self._seen[key] = now
            for known in (self._seen, self._ended):
                for old in [k for k, then in known.items() if now - then > limits.whole]:
                    del known[old]

    def end(self, key: str, now: float) -> None:
        """Its owner signs out: whoever has a copy of the cookie comes too late."""
        with self._lock:
            self._ended[key] = now
