"""Saved views and boards: what people keep of a page, to come back to it and to present it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody kept under a name. `page` is a page's slug and `params` are its link's, so that it opens what
    the link opens: with `asof` the same numbers for ever, without it the newest. `order` is its place in the list."""

    id: str
    name: str
    page: str
    params: Mapping[str, str] = field(hash=False)
    section: str = ""
    note: str = ""
    owner: str = ""
    order: int = 0
    saved: date = date.min

    @property
    def asof(self) -> str | None:
        """The version that it is pinned to; None where it follows the newest data."""
        return self.params.get("asof") or None


@dataclass(frozen=True, slots=True)
class Place:
    """A saved view's place on a board, by its id, and what the speaker wants to say to it."""

    view: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """An ordered set of saved views. `places` may name views that are no longer there: they come back with the view."""

    id: str
    name: str
    places: tuple[Place, ...] = ()
    owner: str = ""
    order: int = 0
    saved: date = date.min


@dataclass(frozen=True, slots=True)
class Slide:
    """A saved view as a board shows it."""

    view: SavedView
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """Every saved view and board of a version, each in its order."""

    views: tuple[SavedView, ...] = ()
    boards: tuple[Board, ...] = ()

    def view(self, named: str) -> SavedView | None:
        """A view by its id."""
        return next((v for v in self.views if v.id == named), None)

    def board(self, named: str) -> Board | None:
        """A board by its id, or else by its name."""
        found = [b for b in self.boards if b.id == named] or [b for b in self.boards if b.name == named]
        return found[0] if found else None

    def slides(self, board: Board) -> tuple[Slide, ...]:
        """The views of a board that are there, in its order."""
        known = {v.id: v for v in self.views}
        return tuple(Slide(known[p.view], p.notes) for p in board.places if p.view in known)
