"""Which of its faces the page Boards shows: the lists, one board, or a board presented."""

from __future__ import annotations

import streamlit as st

from ui import frame, link, saved_cached
from ui.boards import lists, one_board, present
from ui.text import plain

TITLE, QUESTION = "Boards", "What do we come back to, and what do we present?"


def draw() -> None:
    """The page, as its address asks for."""
    presenting = st.query_params.get("present", "")
    if presenting:
        present.clear_the_screen()
    here = frame.open_page(TITLE, "" if presenting else QUESTION, of_nobody=True, figures=False)
    if not presenting:
        frame.as_of(here)
    saved = saved_cached.saved(here.version.version)
    asked = presenting or st.query_params.get("board", "")
    board = saved.board(asked)
    if asked and board is None:
        st.warning(
            plain(f"There is no board “{asked[:80]}” in these data. It may have been taken away: see the history.")
        )
        st.button("All boards", on_click=link.turn)
    elif board and presenting:
        present.draw(here, board, saved.slides(board))
    elif board:
        one_board.draw(here, board, saved.slides(board))
    else:
        lists.draw(here, saved)
