"""A small table of figures to read at once: names at the left, numbers under one another, a total below a line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.text import html


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str] = (), marked: Sequence[int] = ()
) -> None:
    """Text only: nothing in it is Markdown or HTML. The first column names the row; `marked` rows are the reader's own."""
    top = "".join(f'<th scope="col">{html(title)}</th>' for title in head)
    body = "".join(_row(row, "mine" if at in marked else "") for at, row in enumerate(rows))
    foot = f"<tfoot>{_row(total)}</tfoot>" if total else ""
    st.markdown(
        '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
        f'<table class="figures"><thead><tr>{top}</tr></thead><tbody>{body}</tbody>{foot}</table></div>',
        unsafe_allow_html=True,
    )


def _row(cells: Sequence[str], name: str = "") -> str:
    first, *others = (html(cell) for cell in cells)
    return f'<tr class="{name}"><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
