"""Problems with a file as a list: what happens to it, where it is, what it means, what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import words
from analytics.model import Problem, Severity
from ui.text import html, plain

MOST_SHOWN = 12
QUOTE_LENGTH = 60


def draw(problems: Sequence[Problem], refused: bool) -> None:
    """The first of them open, the others behind a click."""
    _listed(problems[:MOST_SHOWN], refused)
    if len(problems) > MOST_SHOWN:
        with st.expander(plain(f"{len(problems) - MOST_SHOWN} more")):
            _listed(problems[MOST_SHOWN:], refused)


def _listed(problems: Sequence[Problem], refused: bool) -> None:
    items = []
    for problem in problems:
        error = "Refused" if refused else "Left out"
        what = error if problem.severity is Severity.ERROR else "Check"
        head = f"{what}, {problem.where}" if problem.where else what
        quoted = ""
        if problem.quote and words.formats.shorten(problem.quote, QUOTE_LENGTH).rstrip("…") not in problem.message:
            quoted = f" Found: {words.formats.shorten(problem.quote, QUOTE_LENGTH)}."
        text = html(f"{problem.message.rstrip('.')}.{quoted} {problem.remedy}")
        items.append(f"<li><b>{html(head)}.</b> {text}</li>")
    st.markdown(f'<ul class="problems">{"".join(items)}</ul>', unsafe_allow_html=True)
