"""The boards, and every saved view: opened, renamed, reordered, put on a board, taken away."""

from __future__ import annotations

import streamlit as st

from analytics.governance.roles import Action
from analytics.model import Board, Saved, SavedView
from analytics.words.counting import counted
from ui import access, link, save_view
from ui.boards import keeping, opening
from ui.here import Here
from ui.text import plain


def draw(here: Here, saved: Saved) -> None:
    """Both lists. Nothing can be changed in a past version of the data."""
    keeping.say()
    st.markdown("## All boards")
    if not saved.boards:
        st.caption("There is no board yet. Put a saved view on one below, or when you save it.")
    for board in saved.boards:
        _board(board, len(saved.slides(board)))
    st.markdown("## Saved views")
    if not saved.views:
        st.info("Nothing is saved yet. On any page, press “Save this view” beside its title.")
        return
    for at, view in enumerate(saved.views):
        with st.container(border=True, key=f"saved_{view.id}"):
            _view(here, saved, view, at)


def _board(board: Board, slides: int) -> None:
    with st.container(border=True, key=f"board_{board.id}"), st.container(horizontal=True, vertical_alignment="center"):
        by = f" · {plain(board.owner)}" if board.owner else ""
        st.markdown(f"**{plain(board.name)}**{by} · {counted(slides, 'view')}", width="stretch")
        st.button("Open", key=f"board_open_{board.id}", on_click=link.turn, kwargs={"board": board.id})
        if slides:
            st.button("Present", key=f"board_present_{board.id}", on_click=link.turn, kwargs={"present": board.id})


def _view(here: Here, saved: Saved, view: SavedView, at: int) -> None:
    found = opening.scene(here, view)
    with st.container(horizontal=True, vertical_alignment="center"):
        opening.link_to(view, view.name)
        numbers = "these numbers, for ever" if view.asof else "always the newest"
        owner = f" · {view.owner}" if view.owner else ""
        text = f"{found.of_what} · {found.who} · {numbers}{owner} · {view.saved:%-d %b %Y}"
        st.caption(plain(text), width="stretch")
        if not here.view.asof and access.allowed(Action.KEEP):
            _change(saved, view, at, found)
    if view.note:
        st.markdown(plain(view.note))
    opening.say_stale(found)


def _change(saved: Saved, view: SavedView, at: int, found: opening.Scene) -> None:
    key = f"change_{view.id}"
    folded = st.popover("Change", key=key, on_change="rerun")
    if not folded.open:
        return
    with folded:
        save_view.your_name(f"{key}_who")
        st.text_input("Name", view.name, key=f"{key}_name", max_chars=save_view.NAME_LENGTH)
        st.text_input("Note", view.note, key=f"{key}_note", max_chars=save_view.NOTE_LENGTH)
        st.button("Keep name and note", key=f"{key}_keep", on_click=keeping.rename, args=(view, key))
        st.selectbox(
            "Put on a board",
            [b.name for b in saved.boards],
            index=None,
            placeholder="Choose one, or type a new name",
            accept_new_options=True,
            key=f"{key}_board",
            on_change=keeping.put_on,
            args=(view, f"{key}_board"),
        )
        for name, params in (found.stale.instead if found.stale else {}).items():
            st.button(
                plain(f"From now on {name}"), key=f"{key}_{name}", on_click=keeping.follow, args=(view, dict(params))
            )
        with st.container(horizontal=True):
            st.button("Up", key=f"{key}_up", disabled=at == 0, on_click=keeping.move, args=(view, -1))
            last = at == len(saved.views) - 1
            st.button("Down", key=f"{key}_down", disabled=last, on_click=keeping.move, args=(view, 1))
            st.button("Take away", key=f"{key}_away", on_click=keeping.remove, args=(view,))
