"""Save this view: a name, a note and a board for what is on screen, in the head of each page."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.governance.roles import Action
from analytics.model import SavedView
from analytics.sharing import saved as sharing
from analytics.store import NotKept
from ui import access, cached, link, menu, saved_cached
from ui.here import Here
from ui.text import plain

NAME_LENGTH, NOTE_LENGTH = 80, 300
WHO = "boards_who"
"""The reader's name, for the history: asked once a session."""
YOU = "Your name, for the history"
NEWEST, PINNED = "Always the newest", "These, for ever"


@st.fragment
def draw(here: Here) -> None:
    """The button, and the form that is made when it is pressed."""
    if not access.allowed(Action.KEEP):
        return
    folded = st.popover("Save this view", type="tertiary", key="save_view", on_change="rerun")
    if not folded.open:
        return
    boards = saved_cached.saved(cached.store().version()).boards
    with folded, st.form("save_view_form", border=False):
        name = st.text_input("Name", _usual_name(here), max_chars=NAME_LENGTH)
        note = st.text_input("Note", max_chars=NOTE_LENGTH)
        board = st.selectbox(
            "Board",
            [b.name for b in boards],
            index=None,
            placeholder="None; choose one, or type a new name",
            accept_new_options=True,
        )
        numbers = st.radio("Numbers", [PINNED, NEWEST] if here.view.asof else [NEWEST, PINNED], horizontal=True)
        who = _who()
        if st.form_submit_button("Save", type="primary"):
            if name.strip() and who.strip():
                st.session_state[WHO] = who.strip()
                _save(here, name.strip(), note.strip(), (board or "").strip()[:NAME_LENGTH], numbers == PINNED)
            else:
                st.error("Give the view a name, and your own: whoever finds it will ask.")


def your_name(key: str) -> None:
    """Ask for the reader's name where something is changed by a press."""

    if access.person().verified:
        return

    def given() -> None:
        st.session_state[WHO] = str(st.session_state[key]).strip()

    st.text_input(YOU, st.session_state.get(WHO, ""), key=key, max_chars=NAME_LENGTH, on_change=given)


def _who() -> str:
    looking = access.person()
    return (
        looking.signed if looking.verified else st.text_input(YOU, st.session_state.get(WHO, ""), max_chars=NAME_LENGTH)
    )


def _usual_name(here: Here) -> str:
    what = here.measure.short_title if here.programme else "Overview"
    return f"{what}, {here.name}"[:NAME_LENGTH]


def _save(here: Here, name: str, note: str, board: str, pinned: bool) -> None:
    who, page = st.session_state[WHO], link.page()
    newest = here.view.newest(here.span)
    shown, version = (here.pinned(here.view), here.version.version) if pinned else (newest, None)
    view = SavedView(
        sharing.new_id(),
        name,
        page if page in menu.pages() else "overview",
        link.parameters(shown, version, here.tree),
        link.shown_section(),
        note,
        who,
        len(saved_cached.saved(cached.store().version()).views),
        date.today(),
    )
    try:
        with access.acting(Action.KEEP, f"the view {name}", who=who) as signed:
            sharing.save(cached.store(), view, board, signed)
    except NotKept as why:
        st.error(plain(why))
        return
    st.success(plain(f"Saved: {name}{f', on the board {board}' if board else ''}. The page Boards lists it."))
