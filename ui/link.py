"""The link and the view it opens: read once, kept over pages, mirrored in the address bar, and handed out in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from analytics.model import View
from analytics.organisations import Organisations
from analytics.sharing.link import PARAMETERS, Opened, asked_tree, from_params, to_params
from analytics.store import UnknownVersion, Version
from ui import cached, directory_cached
from ui.text import plain

_OPENED, _SEEN = "opened", "seen_parameters"
SECTION = "section"
"""The parameter that opens a section of a page. It is no part of the view: the numbers are the same in each."""
OF_A_PAGE = frozenset(
    {SECTION, "find", "programme", "kind", "quarter", "theme", "by", "about", "whose", "started", "reached"}
)
"""Parameters of one page's own: what of it is open, what is looked for on it. They stand in the address and are no part of
the view either."""
OF_THE_MEASURE = "*"
"""Asked for by a link that names a measure and no section: the section that shows the measure."""
_ASKED, _SHOWN = "asked_section", "shown_section"


def opened(measures: tuple[str, ...]) -> Opened:
    """The view of this session; a link that was not seen before replaces it. `measures` are those of the page."""
    state = st.session_state
    asked = {n: value for n, value in st.query_params.items() if not n.startswith("embed") and n not in OF_A_PAGE}
    if (section := st.query_params.get(SECTION, "")) != state.get(_SHOWN, ""):
        state[_SHOWN] = section
        ask_section(section)
    # Changing the page drops the parameters: that is no new link. Going back in the browser brings others: that is.
    if asked and asked != state.get(_SEEN):
        state[_SEEN] = asked
        if not section and "measure" in asked:
            ask_section(OF_THE_MEASURE)
        version = _version(asked.get("asof"))
        tree = directory_cached.tree(version, asked_tree(asked, cached.span(version)))
        state[_OPENED] = from_params(asked, tree, cached.measures_of(version))
    found = state.setdefault(_OPENED, Opened(View()))
    if not asked and measures and found.view.measure not in measures:
        found = state[_OPENED] = replace(found, view=replace(found.view, measure=None, grain=None))
    return found


def _page() -> str:
    """The address of the page without its parameters."""
    return (st.context.url or "").split("?")[0].rstrip("/")


def ask_section(section: str) -> None:
    """Open a section of this page when it is drawn next."""
    st.session_state[_ASKED] = _page(), section


def asked_section() -> str:
    """The section that a link or a click asks for; asked for once. What was asked of another page is forgotten."""
    page, section = st.session_state.pop(_ASKED, ("", ""))
    return section if page == _page() else ""


def show_section(section: str) -> None:
    """Show the open section in the address bar."""
    st.session_state[_SHOWN] = section
    if st.query_params.get(SECTION) != section:
        st.query_params[SECTION] = section


def _version(asof: str | None) -> Version:
    """The version whose measures a link may name. One that is not there is the frame's to complain about."""
    try:
        return cached.store().resolve(asof)
    except UnknownVersion:
        return cached.store().version()


def change(former: str | None = None, /, **changes: object) -> None:
    """Change fields of the view. What the link could not honour is settled by a choice made here. `former` is the code of
    an organisation of another day that the choice names."""
    view = replace(st.session_state.get(_OPENED, Opened(View())).view, **changes)
    st.session_state[_OPENED] = Opened(view, former=former)


def picked(name: str, value: str) -> None:
    """Keep in the view, and so in the link, what was picked in a section."""
    change(picked=st.session_state.get(_OPENED, Opened(View())).view.picking(name, value).picked)


def pick(name: str) -> str:
    """What was picked under a name in this session's view; empty where nothing was."""
    return st.session_state.get(_OPENED, Opened(View())).view.pick(name)


def mirror(view: View, tree: Organisations) -> None:
    """Show the view in the address bar, so that a reload opens it again."""
    params = to_params(view, tree)
    st.session_state[_SEEN] = params
    if {k: v for k, v in st.query_params.items() if k in PARAMETERS} != params:
        st.query_params.from_dict(params | _own())


def address(view: View, version: Version | None, tree: Organisations) -> str:
    """The full address of this page and view; with a version it opens the same numbers for ever."""
    pinned = replace(view, asof=str(version) if version else None)
    base = _page()
    params = to_params(pinned, tree) | _own()
    if section := st.session_state.get(_SHOWN):
        params[SECTION] = section
    return f"{base}?{urlencode(params)}" if params else base


def elsewhere(page: str, view: View, tree: Organisations, measure: str | None, section: str) -> str:
    """The address of a view on another page, in a section of it."""
    params = to_params(replace(view, measure=measure, grain=None), tree)
    if section:
        params[SECTION] = section
    base = f"{_page().rpartition('/')[0]}/{page}"
    return f"{base}?{urlencode(params)}" if params else base


def _own() -> dict[str, str]:
    """What stands in the address and is the page's own."""
    return {name: value for name, value in st.query_params.items() if name in OF_A_PAGE}


def seek(name: str, value: str) -> None:
    """Show in the address bar what is looked for on this page."""
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def to_page(slug: str, label: str, params: Mapping[str, str] | None = None) -> None:
    """A link to another page, if there is one; the filters go along. `params` are what it opens there."""
    page = Path(__file__).resolve().parents[1] / "pages" / f"{slug}.py"
    if not page.exists():
        return
    try:
        st.page_link(page, label=plain(label), query_params=params)
    except StreamlitAPIException:
        # A page that runs alone, as in a test, knows no other pages.
        st.markdown(f"[{plain(label)}](/{slug}{'?' + urlencode(params) if params else ''})")
