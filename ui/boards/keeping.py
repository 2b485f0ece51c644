"""What the buttons of the page Boards keep: each press is one line of the history, which takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import monotonic

import streamlit as st

from analytics.governance.roles import Action
from analytics.model import Board, Place, Saved, SavedView
from analytics.sharing import saved as sharing
from analytics.store import NotKept
from ui import access, cached, save_view
from ui.text import plain

SAID = "boards_said"
SECONDS = 10
Kept = SavedView | Board


def say() -> None:
    """What became of the last press; for a while, since the page may run again by itself."""
    until, worked, text = st.session_state.get(SAID, (0.0, True, ""))
    if monotonic() < until:
        (st.success if worked else st.error)(plain(text))


def change(made: Callable[[Saved], Iterable[Kept]], why: str) -> None:
    """Keep what a change makes of what is saved now."""
    _tried(lambda who: sharing.change(cached.store(), made, who, why), why)


def remove(gone: Kept) -> None:
    """Take a view or a board away."""
    kind = "view" if isinstance(gone, SavedView) else "board"
    why = f"Taken away: the {kind} {gone.name}"
    _tried(
        lambda who: sharing.remove(cached.store(), [gone], who, why), f"{why}. The history on Your data brings it back."
    )


def rename(view: SavedView, key: str) -> None:
    """Give a view the name and the note that were typed."""
    name, note = (str(st.session_state[f"{key}_{what}"]).strip() for what in ("name", "note"))
    if name:
        change(lambda now: _view(now, view, name=name, note=note), f"Renamed: {name}")


def rename_board(board: Board, key: str) -> None:
    """Give a board the name that was typed, which no other has."""
    if not (name := str(st.session_state[key]).strip()):
        return
    if any(b.name == name and b.id != board.id for b in sharing.saved(cached.store().at().rows("events")).boards):
        _said(False, f"There is a board {name} already.")
        return
    change(lambda now: [replace(b, name=name) for b in now.boards if b.id == board.id], f"Renamed: the board {name}")


def follow(view: SavedView, params: Mapping[str, str]) -> None:
    """Have a view open with other parameters from now on."""
    change(
        lambda now: _view(now, view, params=dict(params)),
        f"Changed: {view.name} shows what took its organisation’s place",
    )


def move(view: SavedView, by: int) -> None:
    """Move a view up or down the list."""

    def made(now: Saved) -> Iterable[Kept]:
        at = next((at for at, one in enumerate(now.views) if one.id == view.id), -1)
        return sharing.ordered(sharing.moved(now.views, at, by))

    change(made, f"Moved: {view.name}")


def put_on(view: SavedView, key: str) -> None:
    """Put a view at the end of the board that was chosen or named."""
    if name := str(st.session_state.get(key) or "").strip()[: save_view.NAME_LENGTH]:
        looking = access.person()
        who = looking.signed if looking.verified else str(st.session_state.get(save_view.WHO, ""))
        change(lambda now: [sharing.put_on(now, view, name, who)], f"Put on the board {name}: {view.name}")


def move_place(board: Board, view: str, by: int) -> None:
    """Move a slide up or down its board; what is not there to be seen is passed over."""

    def turned(places: tuple[Place, ...]) -> tuple[Place, ...]:
        at = next((at for at, place in enumerate(places) if place.view == view), -1)
        return sharing.moved(places, at, by)

    _places(board, turned, f"Reordered: the board {board.name}")


def take_off(board: Board, view: str) -> None:
    """Take a view off a board; it stays saved."""
    _places(board, lambda places: tuple(p for p in places if p.view != view), f"Taken off the board {board.name}")


def note(board: Board, view: str, key: str) -> None:
    """Keep the speaker notes that were typed."""
    text = str(st.session_state[key]).strip()
    _places(
        board,
        lambda places: tuple(replace(p, notes=text) if p.view == view else p for p in places),
        f"Speaker notes: the board {board.name}",
    )


def _places(board: Board, turned: Callable[[tuple[Place, ...]], tuple[Place, ...]], why: str) -> None:
    change(lambda now: [replace(b, places=turned(b.places)) for b in now.boards if b.id == board.id], why)


def _view(now: Saved, view: SavedView, **changes: object) -> list[Kept]:
    return [replace(one, **changes) for one in now.views if one.id == view.id]  # type: ignore[arg-type]


def _tried(keep: Callable[[str], object], said: str) -> None:
    try:
        with access.acting(Action.KEEP, said, who=str(st.session_state.get(save_view.WHO, ""))) as name:
            keep(name)
        _said(True, said)
    except NotKept as why:
        _said(False, str(why))


def _said(worked: bool, text: str) -> None:
    st.session_state[SAID] = (monotonic() + SECONDS, worked, text)
