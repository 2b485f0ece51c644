"""Saved views and boards as rows of the events table: versioned, undone and backed up with the numbers.

Each is one row, whose title is its own, so that a change is a row that takes the earlier one's place, and a removal one
that says so: nothing is lost, and the history takes back either. What it says is in its text.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

import pandas as pd

from analytics.model import ENGLAND, Board, EventKind, Place, Saved, SavedView, Slide
from analytics.model.tables import EVENTS
from analytics.store import Entry, Moved, Store, Upload, Version

ENTERED = "saved views and boards"
"""The file name in the history of what was saved on a page."""
TRIES = 5
Kept = SavedView | Board


class HasEvents(Protocol):
    """What knows the events of a version."""

    @property
    def events(self) -> pd.DataFrame:
        """Every event."""
        ...


def saved(events: pd.DataFrame) -> Saved:
    """What was saved, among events. A text that is none of ours is nothing saved."""
    views = _sorted(_read(events, EventKind.VIEW, _view))
    return Saved(views, _sorted(_read(events, EventKind.BOARD, _board)))


def board(data: HasEvents, named: str) -> tuple[Slide, ...]:
    """The slides of a board, by its id or its name, in their order; none where there is no such board."""
    kept = saved(data.events)
    found = kept.board(named)
    return kept.slides(found) if found else ()


def new_id() -> str:
    """A name for the link of what is saved."""
    return secrets.token_hex(4)


def keep(store: Store, made: Iterable[Kept], who: str, why: str) -> Version:
    """Keep views and boards; each takes the place of what had its id."""
    return _commit(store, tuple(made), who, why)


def remove(store: Store, gone: Iterable[Kept], who: str, why: str) -> Version:
    """Take views and boards away; the history can bring them back."""
    return _commit(store, (), who, why, tuple(gone))


def change(store: Store, changed: Callable[[Saved], Iterable[Kept]], who: str, why: str) -> Version:
    """Keep what a change makes of what is saved now, anew if somebody else saved meanwhile: so two people who add to one
    board at once both have theirs on it."""
    for _ in range(TRIES - 1):
        now = store.at()
        try:
            return _commit(store, tuple(changed(saved(now.rows(EVENTS.name)))), who, why, expected=now.version)
        except Moved:
            continue
    return _commit(store, tuple(changed(saved(store.at().rows(EVENTS.name)))), who, why)


def save(store: Store, view: SavedView, board: str, who: str) -> Version:
    """Keep a new view, at the end of the board of that name, if any, in one commit."""
    return change(
        store, lambda now: (view, *([put_on(now, view, board, who)] if board else [])), who, f"Saved: {view.name}"
    )


def put_on(kept: Saved, view: SavedView, name: str, owner: str) -> Board:
    """The board of that name with a view at its end; a new one where there is none."""
    found = kept.board(name) or Board(new_id(), name, (), owner, len(kept.boards), date.today())
    return replace(found, places=(*found.places, Place(view.id)))


def moved(things: tuple[Any, ...], at: int, by: int) -> tuple[Any, ...]:
    """The same things with one moved up or down; as they were where it would fall off."""
    to = at + by
    if not (0 <= at < len(things) and 0 <= to < len(things)):
        return things
    others = [*things[:at], *things[at + 1 :]]
    return (*others[:to], things[at], *others[to:])


def ordered(things: Iterable[Kept]) -> tuple[Kept, ...]:
    """Things whose `order` is their place here; only those that another had."""
    return tuple(replace(one, order=at) for at, one in enumerate(things) if one.order != at)


def is_saving(upload: Upload) -> bool:
    """Whether an upload is saved views and boards. A file may have any name, and always has a format."""
    return upload.file == ENTERED and not upload.format


def newer_data(history: Iterable[Entry], version: Version) -> bool:
    """Whether anything was kept after a version that can change a number: what people save changes none."""
    return any(not version.holds(entry.version) and not is_saving(entry.upload) for entry in history)


def _commit(
    store: Store,
    made: tuple[Kept, ...],
    who: str,
    why: str,
    gone: tuple[Kept, ...] = (),
    expected: Version | None = None,
) -> Version:
    if not made and not gone:
        return store.version()
    rows, removed = _rows(made, who), _rows(gone, who)
    digest = hashlib.sha256((rows.to_csv(index=False) + removed.to_csv(index=False)).encode()).hexdigest()
    upload = Upload(EVENTS.name, ENTERED, digest, len(rows), who, why)
    return store.commit(rows, upload, removed=removed if len(removed) else None, expected=expected)


def _rows(things: tuple[Kept, ...], who: str) -> pd.DataFrame:
    return pd.DataFrame([_fields(one, who) for one in things], columns=[column.name for column in EVENTS.columns])


def _fields(one: Kept, who: str) -> dict[str, Any]:
    kind = EventKind.VIEW if isinstance(one, SavedView) else EventKind.BOARD
    said: dict[str, Any] = {"name": one.name, "owner": one.owner, "order": one.order}
    if isinstance(one, SavedView):
        said |= {"page": one.page, "section": one.section, "note": one.note, "params": dict(one.params)}
    else:
        said |= {"places": [{"view": place.view, "notes": place.notes} for place in one.places]}
    return {
        "date": pd.Timestamp(one.saved),
        "org_code": ENGLAND,
        "measure": "",
        "title": f"{'Saved view' if kind is EventKind.VIEW else 'Board'} {one.id}",
        "text": json.dumps(said, ensure_ascii=False),
        "source": f"Saved by {who}" if who else "Saved on the page",
        "kind": kind.value,
    }


def _read(events: pd.DataFrame, kind: EventKind, made: Callable[..., Kept]) -> list[Kept]:
    rows = events[events["kind"] == kind]
    found = []
    for title, text, day in zip(rows["title"], rows["text"], rows["date"].dt.date, strict=True):
        try:
            found.append(made(str(title).rpartition(" ")[2], json.loads(str(text)), day))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


def _view(named: str, said: Mapping[str, Any], day: date) -> SavedView:
    params = {str(name): str(value) for name, value in said["params"].items()}
    section, note, owner = (str(said.get(name, "")) for name in ("section", "note", "owner"))
    order = int(said.get("order", 0))
    return SavedView(named, str(said["name"]), str(said["page"]), params, section, note, owner, order, day)


def _board(named: str, said: Mapping[str, Any], day: date) -> Board:
    places = tuple(Place(str(place["view"]), str(place.get("notes", ""))) for place in said["places"])
    return Board(named, str(said["name"]), places, str(said.get("owner", "")), int(said.get("order", 0)), day)


def _sorted(things: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(things, key=lambda one: (one.order, one.saved, one.name.casefold(), one.id)))
