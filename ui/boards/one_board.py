"""One board: what is new on it, its views in their order with the speaker's notes, and the way to present it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.governance.roles import Action
from analytics.model import Board, Slide
from analytics.words import published
from ui import access, export, link, save_view
from ui.boards import keeping, news, opening
from ui.here import Here
from ui.text import plain


def draw(here: Here, board: Board, slides: Sequence[Slide]) -> None:
    """The board, whose order and notes can be changed in the newest data."""
    keeping.say()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"## {plain(board.name)}", width="stretch")
        if slides:
            st.button("Present", type="primary", on_click=link.turn, kwargs={"present": board.id})
            export.draw_board(board, here.version.version)
        st.button("All boards", on_click=link.turn)
        if _may_change(here):
            _change(board)
    if not slides:
        st.info("No view is on this board. Put one on it in the list of saved views.")
        return
    scenes = [opening.scene(here, slide.view) for slide in slides]
    news.draw(here, board, scenes)
    st.markdown("## Its views")
    for at, (slide, found) in enumerate(zip(slides, scenes, strict=True)):
        with st.container(border=True, key=f"slide_{slide.view.id}_{at}"):
            _slide(here, board, slide, found, at, len(slides))


def _may_change(here: Here) -> bool:
    """Whether whoever looks may change the board: in the newest data alone."""
    return not here.view.asof and access.allowed(Action.KEEP)


def _change(board: Board) -> None:
    folded = st.popover("Change", key=f"change_{board.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        key = f"rename_{board.id}"
        save_view.your_name(f"{key}_who")
        st.text_input("Name of the board", board.name, key=key, max_chars=save_view.NAME_LENGTH)
        st.button("Rename", key=f"{key}_keep", on_click=keeping.rename_board, args=(board, key))
        st.button("Take the board away", key=f"{key}_away", on_click=keeping.remove, args=(board,))
        st.caption("Its views stay saved.")


def _slide(here: Here, board: Board, slide: Slide, found: opening.Scene, at: int, of: int) -> None:
    view, key = slide.view, f"{board.id}_{at}_{slide.view.id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(str(at + 1))}**", width="content")
        opening.link_to(view, view.name)
        numbers = "these numbers, for ever" if view.asof else "always the newest"
        st.caption(plain(f"{found.of_what} · {found.who} · {numbers}"), width="stretch")
        if _may_change(here):
            move = keeping.move_place
            st.button("Up", key=f"up_{key}", disabled=at == 0, on_click=move, args=(board, view.id, -1))
            st.button("Down", key=f"down_{key}", disabled=at == of - 1, on_click=move, args=(board, view.id, 1))
            st.button("Take off", key=f"off_{key}", on_click=keeping.take_off, args=(board, view.id))
    opening.say_stale(found)
    if not _may_change(here):
        st.markdown(plain(published.note(slide.notes, access.audience())))
        return
    st.text_area(
        "Speaker notes",
        slide.notes,
        key=f"notes_{key}",
        max_chars=2000,
        height=68,
        on_change=keeping.note,
        args=(board, view.id, f"notes_{key}"),
    )
