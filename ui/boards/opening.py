"""What a saved view opens: its version of the data, its view, and whether it is still what it was saved for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from analytics.model import Programme, SavedView, View
from analytics.model.view import Span
from analytics.organisations import Organisations, common_name
from analytics.sharing.link import asked_tree, from_params
from analytics.sharing.stale import Stale, asked, stale
from analytics.store import UnknownVersion
from ui import cached, directory_cached, link, menu, trees
from ui.here import Here
from ui.seen import Seen
from ui.text import plain


@dataclass(frozen=True)
class Scene:
    """A saved view as it opens now. `stale` says why it is not what it was saved for, None while it is."""

    saved: SavedView
    version: Seen
    view: View
    tree: Organisations
    span: Span
    stale: Stale | None

    @property
    def programme(self) -> Programme | None:
        """The programme of its page."""
        return next((p for p in cached.the_catalogue().programmes if p.slug == self.saved.page), None)

    @property
    def who(self) -> str:
        """Its organisation as people say it."""
        return common_name(self.tree[self.view.organisation])

    @property
    def of_what(self) -> str:
        """Its measure, or else its page."""
        measure = cached.measures_of(self.version).get(self.view.measure or "")
        return measure.short_title if measure else menu.pages().get(self.saved.page, self.saved.page)

    def asks(self, view: View) -> tuple[Seen, View, str, str]:
        """What to ask for to show it, or another view in its place."""
        return self.version, view, self.saved.page, self.saved.section


def scene(here: Here, saved: SavedView) -> Scene:
    """A saved view in the data that the page shows, or in its own version."""
    try:
        version, unknown = cached.store().resolve(saved.asof) if saved.asof else here.version.version, ""
    except UnknownVersion as why:
        version, unknown = here.version.version, str(why)
    span, params = cached.span(version), asked(saved)
    tree = directory_cached.tree(version, asked_tree(params, span))
    directory, measures = directory_cached.directory(version), cached.measures_of(version)
    opened = trees.in_place(from_params(params, tree, measures), tree)
    gone = Stale((unknown,), {}, True) if unknown else stale(saved, directory, span, measures, date.today())
    return Scene(saved, Seen.by(version, tree, here.version.audience), opened.view, tree, span, gone)


def link_to(saved: SavedView, label: str, params: dict[str, str] | None = None) -> None:
    """A link that opens a saved view on its page, or there with other parameters."""
    section = {link.SECTION: saved.section} if saved.section else {}
    link.to_page(saved.page, label, {**(dict(saved.params) if params is None else params), **section}, carry=False)


def say_stale(found: Scene) -> None:
    """That a view is not what it was saved for, and links to what took its place."""
    if found.stale is None:
        return
    st.warning(plain(" ".join(found.stale.why)), icon=":material/history:")
    for name, params in found.stale.instead.items():
        link_to(found.saved, f"Show {name}", dict(params))
