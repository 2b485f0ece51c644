"""The link and the view it opens: read once, kept over pages, mirrored in the address bar, and handed out in full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from analytics.model import View
from analytics.store import UnknownVersion, Version
from analytics.view import PARAMETERS, Opened, from_params, to_params
from ui import cached

_OPENED, _SEEN = "opened", "seen_parameters"


def opened(measures: tuple[str, ...]) -> Opened:
    """The view of this session; a link that was not seen before replaces it. `measures` are those of the page."""
    state = st.session_state
    asked = {name: value for name, value in st.query_params.items() if not name.startswith("embed")}
    # Changing the page drops the parameters: that is no new link. Going back in the browser brings others: that is.
    if asked and asked != state.get(_SEEN):
        state[_SEEN] = asked
        state[_OPENED] = from_params(asked, cached.the_organisations(), cached.measures_of(_version(asked.get("asof"))))
    found = state.setdefault(_OPENED, Opened(View()))
    if not asked and measures and found.view.measure not in measures:
        found = state[_OPENED] = replace(found, view=replace(found.view, measure=None, grain=None))
    return found


def _version(asof: str | None) -> Version:
    """The version whose measures a link may name. One that is not there is the frame's to complain about."""
    try:
        return cached.store().resolve(asof)
    except UnknownVersion:
        return cached.store().version()


def change(**changes: object) -> None:
    """Change fields of the view. What the link could not honour is settled by a choice made here."""
    view = replace(st.session_state[_OPENED].view, **changes)
    st.session_state[_OPENED] = Opened(view)


def mirror(view: View) -> None:
    """Show the view in the address bar, so that a reload opens it again."""
    params = to_params(view, cached.the_organisations())
    st.session_state[_SEEN] = params
    if {k: v for k, v in st.query_params.items() if k in PARAMETERS} != params:
        st.query_params.from_dict(params)


def address(view: View, version: Version | None) -> str:
    """The full address of this page and view; with a version it opens the same numbers for ever."""
    pinned = replace(view, asof=str(version) if version else None)
    base = (st.context.url or "").split("?")[0].rstrip("/")
    params = to_params(pinned, cached.the_organisations())
    return f"{base}?{urlencode(params)}" if params else base


def to_page(slug: str, label: str) -> None:
    """A link to another page, if there is one; the filters go along."""
    page = Path(__file__).resolve().parents[1] / "pages" / f"{slug}.py"
    if not page.exists():
        return
    try:
        st.page_link(page, label=label)
    except StreamlitAPIException:
        # A page that runs alone, as in a test, knows no other pages.
        st.markdown(f"[{label}](/{slug})")
