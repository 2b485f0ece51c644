"""What a command does to a store, or takes out of it, goes on the audit trail before it is done.

Nobody vouches for who types a command: known is the operating system's user, and the trail says that it is that.
"""

from __future__ import annotations

import getpass
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from analytics.governance.audit import Trail
from analytics.governance.roles import Person, Role
from analytics.store import Store

EXPORT = "export"
BACKUP = "back up"
RESTORE_BACKUP = "make a store of a backup"
TIDY = "tidy the store"


@contextmanager
def acting(store: Store, what: str, about: str, who: str = "") -> Iterator[str]:
    """Do something that is on the trail first; that it failed, after. `who` is the name that was typed for the history, and
    that which goes there is given. Raises `NotKept` where it cannot be recorded."""
    record(store, what, about, who)
    try:
        yield who or _user()
    except Exception as fault:
        record(store, f"{what}: not done", f"{about}: {fault}", who)
        raise


def record(store: Store, what: str, about: str, who: str = "") -> None:
    """Put on the trail what is done. A store that may only be read has none: then it is in the log."""
    person = _person(who)
    if store.read_only:
        logging.getLogger(__name__).info("%s: %s %s", person.signed, what, about)
    else:
        _trail(store).add(person, what, about)


@lru_cache(maxsize=2)
def _trail(store: Store) -> Trail:
    return Trail(store.files)


def _person(who: str) -> Person:
    user = _user()
    named = f", as {who}" if who and who != user else ""
    return Person(f"{user}{named} (the operating system's user, at the command line)", role=Role.ADMIN)


def _user() -> str:
    """The user whose process this is: what the environment says can be typed by anybody."""
    try:
        from pwd import getpwuid  # not on Windows

        return getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return getpass.getuser()
