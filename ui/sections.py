"""A page in sections: tabs of which only the open one does any work, and which a link can open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import link
from ui.frame import Here


@dataclass(frozen=True)
class Section:
    """A tab: `slug` is its name in a link, `draws` are called in order. `of_measure` marks the one that shows the view's
    measure, which a link that names a measure and no section opens."""

    slug: str
    title: str
    draws: tuple[Callable[[Here], None], ...]
    of_measure: bool = False


def draw(here: Here, sections: Sequence[Section]) -> None:
    """Draw the open section; the first unless a link or a click opened another."""
    key = _key(here)
    titles = {s.slug: s.title for s in sections}
    titles.update((link.OF_THE_MEASURE, s.title) for s in sections if s.of_measure)
    if (asked := link.asked_section()) in titles:
        st.session_state[key] = titles[asked]
    slugs = {s.title: s.slug for s in sections}

    def show() -> None:
        link.show_section(slugs[st.session_state[key]])

    for section, tab in zip(sections, st.tabs(list(slugs), key=key, on_change=show), strict=True):
        if tab.open:
            link.show_section(section.slug)
            with tab:
                for part in section.draws:
                    part(here)


def open_section(here: Here, section: str, **changes: object) -> None:
    """Go to another section, changing the view on the way. For the `on_click` of buttons."""
    link.change(**changes)
    link.ask_section(section)


def _key(here: Here) -> str:
    assert here.programme is not None
    return f"sections_{here.programme.slug}"
