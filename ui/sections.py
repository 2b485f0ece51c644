"""A page in sections: tabs of which only the open one does any work, and which a link can open.

A section may have views of its own below what it always draws: they are tabs of the same kind. In a link they follow its
name: "intervention.map".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.exhibits import pages
from ui import first, link, nearest
from ui.here import Here


@dataclass(frozen=True)
class Section:
    """A tab: `slug` is its name in a link, `draws` are called in order, then the open one of its `views`. `of_measure`
    marks the one that shows the view's measure, which a link that names a measure and no section opens."""

    slug: str
    title: str
    draws: tuple[Callable[[Here], None], ...]
    of_measure: bool = False
    views: tuple[Section, ...] = ()


Draws = tuple[Callable[[Here], None], ...]


def of(page: str, drawn: Mapping[str, Draws]) -> tuple[Section, ...]:
    """The sections of a page, whose names and order are those of its exhibits, each with what draws it by its name;
    "section.view" is a view below one."""

    def made(known: Iterable[pages.Section], above: str = "") -> tuple[Section, ...]:
        return tuple(
            Section(s.slug, s.title, drawn[above + s.slug], s.of_measure, made(s.views, f"{s.slug}.")) for s in known
        )

    return made(pages.PAGES[page])


def draw(here: Here, sections: Sequence[Section]) -> None:
    """Draw the open section; the first unless a link or a click opened another."""
    asked, _, view = link.asked_section().partition(".")
    if asked == link.UNNAMED:
        asked = _unnamed(here, sections).slug
    for section in sections:
        if section.views:
            _ask(_key(here, section), section.views, view if section.slug == asked else "")
    _ask(_key(here), sections, asked)

    def show() -> None:
        """Say which is open before anything of it is drawn: it is asked for by whoever copies the address."""
        opened = _chosen(_key(here), sections)
        usual = opened == _unnamed(here, sections) and _first_view(here, opened)
        link.show_section(_open(here, sections), usual)

    show()
    with first.to_the_end():
        nearest.of_the_page(here)
        _tabs(here, _key(here), sections, show)


def open_section(here: Here, section: str, **changes: object) -> None:
    """Go to another section, changing the view on the way. For the `on_click` of buttons."""
    link.change(**changes)
    link.ask_section(section)


def _tabs(here: Here, key: str, sections: Sequence[Section], show: Callable[[], None]) -> None:
    """Tabs, of which the open one draws itself and its views."""
    for section, tab in zip(sections, st.tabs([s.title for s in sections], key=key, on_change=show), strict=True):
        if tab.open:
            with tab:
                if section.of_measure:
                    nearest.of_the_measure(here)
                for part in section.draws:
                    part(here)
                if section.views:
                    _tabs(here, _key(here, section), section.views, show)


def _ask(key: str, sections: Sequence[Section], slug: str) -> None:
    """Have the section of that name opened, if there is one."""
    if title := next((s.title for s in sections if s.slug == slug), ""):
        st.session_state[key] = title


def _unnamed(here: Here, sections: Sequence[Section]) -> Section:
    """What an address opens that names no section: where it names a measure the measure's own, else the first."""
    return next((s for s in sections if s.of_measure and here.view.measure), sections[0])


def _first_view(here: Here, section: Section) -> bool:
    return not section.views or _chosen(_key(here, section), section.views) == section.views[0]


def _open(here: Here, sections: Sequence[Section]) -> str:
    """The name, in a link, of what is open."""
    section = _chosen(_key(here), sections)
    return f"{section.slug}.{_chosen(_key(here, section), section.views).slug}" if section.views else section.slug


def _chosen(key: str, sections: Sequence[Section]) -> Section:
    title = st.session_state.get(key)
    return next((s for s in sections if s.title == title), sections[0])


def _key(here: Here, section: Section | None = None) -> str:
    assert here.programme is not None
    return f"sections_{here.programme.slug}" + (f"_{section.slug}" if section else "")
