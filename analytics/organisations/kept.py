"""Changes of organisations as rows of the events table, and back: so they are versioned with the numbers.

The columns of a row that say who, when and whom are its key. The rest is in its text.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from analytics.model import EventKind
from analytics.model.organisation import Reorganisation, ReorganisationKind
from analytics.organisations.changes import with_changes
from analytics.organisations.directory import Directory

if TYPE_CHECKING:  # whoever asks for the shipped tree alone needs no frames
    import pandas as pd

_TEXTS = ("into", "name", "parent", "psc", "note")


def of_events(events: pd.DataFrame) -> Directory:
    """The directory of a version: the shipped tables with the changes among its events."""
    return with_changes(changes(events))


def changes(events: pd.DataFrame) -> tuple[Reorganisation, ...]:
    """The changes of organisations among events, oldest first. A text that is none of ours is no change."""
    rows = events[events["kind"] == EventKind.REORGANISATION]
    columns = (rows["date"].dt.date, rows["org_code"], rows["text"], rows["source"])
    found = [_read(*cells) for cells in zip(*columns, strict=True)]
    return tuple(sorted((c for c in found if c is not None), key=lambda c: c.key))


def in_words(text: str) -> list[str]:
    """What the text of a change says besides its columns, a part each: “merger”, “name: NHS Mersey”."""
    try:
        said = json.loads(text)
        rest = {name: value for name, value in said.items() if name not in ("kind", "into")}
        parts = [f"{name}: {' '.join(v) if isinstance(v, list) else v}" for name, v in rest.items()]
        return [str(said.get("kind", "")), *parts]
    except (ValueError, AttributeError, RecursionError):
        return [text]


def fields(change: Reorganisation) -> dict[str, Any]:
    """A change as a row of the events table."""
    said = {"kind": change.kind.value, "members": list(change.members)} | {n: getattr(change, n) for n in _TEXTS}
    return {
        "date": change.day,
        "org_code": change.code,
        "title": f"{change.code} → {change.target}",
        "text": json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False),
        "source": change.source,
        "kind": EventKind.REORGANISATION.value,
    }


def _read(day: date, code: object, text: object, source: object) -> Reorganisation | None:
    try:
        said = json.loads(str(text))
        texts = {name: str(said.get(name, "")) for name in _TEXTS}
        members = tuple(str(member) for member in said.get("members", ()))
        kind = ReorganisationKind(said["kind"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    written = source if isinstance(source, str) else ""
    return Reorganisation(day, kind, str(code), **texts, members=members, source=written)
