"""The report's figures by number, each with a link to where this app shows what it shows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from ui import cached, link
from ui.here import Here
from ui.text import html

FIGURES = Path(__file__).with_name("figures.toml")
NOT_SHOWN = "Not shown here"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report, on a page of it; `shown` on a page here, in a section titled `place`, with a measure."""

    number: int
    title: str
    page: int
    shown: str = ""
    section: str = ""
    place: str = ""
    measure: str = ""
    note: str = ""


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure, by number."""
    return tuple(Figure(**table) for table in tomllib.loads(FIGURES.read_text("utf-8"))["figures"])


def draw(here: Here) -> None:
    """The figures in a table, with a link each that opens the same view."""
    st.markdown("## Where are the report’s figures?")
    st.markdown(
        "The figures of the National Patient Safety Improvement Programmes progress report for Q2 2023/24, and where their "
        "like is drawn from the data that you look at."
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Figure", "Report page", "Here"))
    lines = "".join(_line(here, figure) for figure in figures())
    table = f'<table class="glance"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
    st.markdown(
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table">{table}</div>', unsafe_allow_html=True
    )


def _line(here: Here, figure: Figure) -> str:
    note = f"<br><small>{html(figure.note)}</small>" if figure.note else ""
    cells = (
        f'<th scope="row">{figure.number} {html(figure.title)}{note}</th>',
        f"<td>{figure.page}</td>",
        f"<td>{_where(here, figure)}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def _where(here: Here, figure: Figure) -> str:
    if not figure.shown:
        return NOT_SHOWN
    known = cached.the_catalogue()
    measure = known.measures[figure.measure].short_title if figure.measure else ""
    title = " › ".join(filter(None, (known.programme(figure.shown).title, figure.place, measure)))
    address = link.elsewhere(figure.shown, here.view, here.tree, figure.measure or None, figure.section)
    return f'<a href="{html(address)}" target="_self">{html(title)}</a>'
