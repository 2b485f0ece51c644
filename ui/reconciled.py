"""The report's printed figures against what the data and definitions here give, with the reason for each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import words
from analytics.answers.reconcile import reconcile
from analytics.exports import reconciled as exports
from analytics.model.reconciled import Reconciled
from analytics.store import Version
from ui import cached
from ui.here import Here
from ui.memo import memo
from ui.panels import takeaway
from ui.text import html, plain

GROUPS = (
    (False, "Figures that do not agree"),
    (True, "Figures that agree"),
    (None, "Figures that are out of reach"),
)
HEAD = ("Figure", "Published", "Here", "Why")


@memo(4, "Working the report’s figures out…")
def _reconciled(version: Version) -> tuple[Reconciled, ...]:
    return reconcile(cached.data(version))


def draw(here: Here) -> None:
    """Say how many figures hold, and list them with reasons: those that do not agree first."""
    rows = _reconciled(here.version)
    st.markdown("## Do the report’s figures hold?")
    st.markdown(
        "Every figure of the same report against its own formula, the data that you look at, or our definitions. A figure "
        "agrees if ours rounds to what was printed. Where the report contradicts itself, the figure is held against what "
        "the rest of the report makes of it, and the reason says so."
    )
    st.markdown(f"**{plain(words.reconciled.summary(rows))}**")
    for agrees, title in GROUPS:
        _group([row for row in rows if row.agrees is agrees], title)
    takeaway.table(
        here, "reconciled", lambda: exports.table(rows), lambda: takeaway.context_lines(here),
        cached.has_illustrative(here.version), "All figures as a table",
    )  # fmt: skip


def _group(rows: Sequence[Reconciled], title: str) -> None:
    with st.expander(plain(f"{title} ({len(rows)})")):
        head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
        lines = "".join(_line(row) for row in rows)
        table = f'<table class="glance reconciled"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
        st.markdown(
            f'<div class="scroll" tabindex="0" role="region" aria-label="Table">{table}</div>', unsafe_allow_html=True
        )


def _line(row: Reconciled) -> str:
    figure = row.figure
    where = html(f"{figure.id}, page {figure.page}, {figure.section}")
    cells = (f"{figure.published} {figure.unit}", words.reconciled.computed(row), row.reason)
    lines = "".join(f"<td>{html(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{html(figure.statement)}<br><small>{where}</small></th>{lines}</tr>'
