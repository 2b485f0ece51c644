"""The link and the view it opens: read once, kept over pages, mirrored in the address bar, and handed out in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from analytics.model import View
from analytics.organisations import Organisations
from analytics.sharing.address import SECTION
from analytics.sharing.link import Opened, asked_tree, from_params, to_params
from analytics.store import UnknownVersion, Version
from ui import cached, directory_cached, step
from ui.text import plain

_OPENED, _SEEN, _CARRIED = "opened", "seen_parameters", "carried_parameters"
OF_A_PAGE = frozenset(
    {"find", "programme", "kind", "quarter", "theme", "by", "about", "whose", "started", "reached"}
    | {"board", "present", "slide", "since", "audience"}
)
"""Parameters of one page's own: what is looked for on it. They stand in the address and are no part of the view either."""
UNNAMED = "*"
"""Asked for by an address that names no section: the section of the measure where it names one, else the first."""
_ASKED, _SHOWN, _ADDRESSED = "asked_section", "shown_section", "addressed_section"
_CHOSEN, _SECTIONED = "chosen_in_this_run", "drawn_in_sections"


def opened() -> Opened:
    """The view of this session: a choice made on the page, or else what the address says if that is news.

    Every link of the app carries its view and each choice is mirrored, so another address came by a link or by going back.
    Where a choice was just made, the browser may still have sent the address of before it.
    """
    state = st.session_state
    state.pop(_SECTIONED, None)
    if state.pop(_CHOSEN, False):
        return state[_OPENED]
    asked = {n: text for n, text in _params().items() if n != SECTION and n not in OF_A_PAGE}
    section = st.query_params.get(SECTION, "")
    news = asked != state.get(_SEEN)
    of_measure = "measure" in asked or "measure" in state.get(_SEEN, {})  # back from the section of a measure, too
    if section != state.get(_ADDRESSED, "") or (news and of_measure and not section):
        state[_ADDRESSED], state[_SHOWN] = section, (_page(), section)
        ask_section(section or UNNAMED)
    if news:
        state[_SEEN] = asked
        version = _version(asked.get("asof"))
        tree = directory_cached.tree(version, asked_tree(asked, cached.span(version)))
        state[_OPENED] = from_params(asked, tree, cached.measures_of(version))
    return state[_OPENED]


def base() -> str:
    """Where the app is, of which each page is a part."""
    return _page().rpartition("/")[0]


def _page() -> str:
    """The address of the page without its parameters."""
    return (st.context.url or "").split("?")[0].rstrip("/")


def page() -> str:
    """The last part of the page's address, which is its name unless it is the overview."""
    return _page().rpartition("/")[2]


def shown_section() -> str:
    """The section of this page that is open, as a link names it; empty where it has none."""
    page, section = st.session_state.get(_SHOWN, ("", ""))
    return section if page == _page() else ""


def ask_section(section: str) -> None:
    """Open a section of this page when it is drawn next."""
    st.session_state[_ASKED] = _page(), section


def asked_section() -> str:
    """The section that a link or a click asks for; asked for once. What was asked of another page is forgotten."""
    page, section = st.session_state.pop(_ASKED, ("", ""))
    return section if page == _page() else ""


def show_section(section: str, unnamed: bool) -> None:
    """Name the open section in the address bar. With `unnamed` an address without a name
    opens it too."""
    st.session_state[_SHOWN], st.session_state[_SECTIONED] = (_page(), section), True
    addressed = st.query_params.get(SECTION, "")
    if addressed != section:
        _write({**_params(), SECTION: "" if unnamed else section})


def settle() -> None:
    """After the page: what has no sections has none in its address."""
    if not st.session_state.get(_SECTIONED):
        st.session_state.pop(_SHOWN, None)
        _write({**_params(), SECTION: ""})


def _params() -> dict[str, str]:
    return {n: v for n, v in st.query_params.items() if not n.startswith("embed")}


def _write(params: dict[str, str]) -> None:
    """Put this in the address bar, if it says something else now: each time it does is a step in the browser's history."""
    params = {n: v for n, v in params.items() if v}
    st.session_state[_ADDRESSED] = params.get(SECTION, "")
    if _params() != params:
        st.query_params.from_dict(params)


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
    st.session_state[_OPENED], st.session_state[_CHOSEN] = Opened(view, former=former), True


def picked(name: str, value: str) -> None:
    """Keep in the view, and so in the link, what was picked in a section."""
    change(picked=st.session_state.get(_OPENED, Opened(View())).view.picking(name, value).picked)


def pick(name: str) -> str:
    """What was picked under a name in this session's view; empty where nothing was."""
    return st.session_state.get(_OPENED, Opened(View())).view.pick(name)


def mirror(view: View, tree: Organisations) -> None:
    """Show the view in the address bar, with the section that was asked for, so that a reload opens it again."""
    params = to_params(view, tree)
    st.session_state[_SEEN], st.session_state[_CARRIED] = params, carried(Opened(view), tree)
    page, asked = st.session_state.get(_ASKED, ("", UNNAMED))
    section = st.query_params.get(SECTION, "") if asked == UNNAMED or page != _page() else asked
    _write({**params, **_own(), SECTION: section})


def carried(opened: Opened, tree: Organisations) -> dict[str, str]:
    """The parameters by which a view goes along to another page: what is the same on each. A link that could not be
    honoured goes along as it came."""
    asked = st.session_state.get(_SEEN, {}) if opened.blocked else to_params(opened.view, tree)
    return {name: text for name, text in asked.items() if name not in ("measure", "grain")}


def address(view: View, version: Version | None, tree: Organisations, section: str | None = None) -> str:
    """The full address of this page and view; with a version it opens the same numbers for ever. Without a `section` that
    of the open one; with an empty one that of the view's measure."""
    params = parameters(view, version, tree)
    if named := shown_section() if section is None else section:
        params[SECTION] = named
    return f"{_page()}?{urlencode(params)}" if params else _page()


def parameters(view: View, version: Version | None, tree: Organisations) -> dict[str, str]:
    """The parameters of this page and view; with a version those that open the same numbers for ever."""
    return to_params(replace(view, asof=str(version) if version else None), tree) | _own()


def staying(view: View, tree: Organisations) -> dict[str, str]:
    """The parameters of a view on this page as it stands: in its section, with what is looked for on it."""
    section = {SECTION: st.query_params.get(SECTION, "")}
    return to_params(view, tree) | _own() | {n: v for n, v in section.items() if v}


def elsewhere(page: str, view: View, tree: Organisations, measure: str | None, section: str) -> str:
    """The address of a view on another page, in a section of it."""
    params = to_params(replace(view, measure=measure, grain=None), tree)
    if section:
        params[SECTION] = section
    there = f"{base()}/{page}"
    return f"{there}?{urlencode(params)}" if params else there


def _own() -> dict[str, str]:
    """What stands in the address and is the page's own."""
    return {name: value for name, value in st.query_params.items() if name in OF_A_PAGE}


def seek(name: str, value: str) -> None:
    """Show in the address bar what is looked for on this page."""
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def turn(**own: str) -> None:
    """Turn to another face of this page: its parameters of its own, and no other, stand in the address. For `on_click`."""
    others = {name: value for name, value in _params().items() if name not in OF_A_PAGE}
    st.query_params.from_dict({**others, **own})


def beside(slug: str, label: str, params: Mapping[str, str] | None = None) -> str:
    """A link to another page as HTML, with the filters and with `params`, which are what it opens."""
    return step.to(slug, label, {**st.session_state.get(_CARRIED, {}), **(params or {})})


def to_page(slug: str, label: str, params: Mapping[str, str] | None = None, carry: bool = True) -> None:
    """A link to another page, if there is one; the filters go along unless told otherwise. `params` are what it opens."""
    page = step.PAGES / f"{slug}.py"
    if not page.exists():
        return
    try:
        carried_along = st.session_state.get(_CARRIED, {}) if carry else {}
        st.page_link(page, label=plain(label), query_params={**carried_along, **(params or {})})
    except StreamlitAPIException:
        # A page that runs alone, as in a test, knows no other pages.
        st.markdown(f"[{plain(label)}](/{slug}{'?' + urlencode(params) if params else ''})")
