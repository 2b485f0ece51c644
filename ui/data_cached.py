"""The store and the versions of its data, by the rules of `cached`; and for whom each is."""

from __future__ import annotations

import os

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.answers import Data
from analytics.answers.publications import for_everybody
from analytics.keeping import first_start
from analytics.model import Audience
from analytics.store import Snapshot, Store, Version, open_store
from ui.memo import memo
from ui.seen import Seen


@st.cache_resource(show_spinner="Getting the data ready…")
def store() -> Store:
    """The store, with the illustrative data in it if this is its first start."""
    opened = open_store()
    first_start.prepare(opened)
    return opened


def snapshot(version: Version) -> Snapshot:
    """The store as of a version."""
    return Snapshot(store(), version)


def data(version: Version) -> Data:
    """A version of the data, with what was worked out of it, as it is seen: by a tree, and by whom. A page must say so: what
    is known of a version alone is `whole`."""
    if isinstance(version, Seen):
        if version.audience is Audience.PUBLIC:
            return published(version.version)
        return whole(version.version).on(version.since)
    if get_script_run_ctx(suppress_warning=True) is not None:
        raise TypeError("a page asks for the data as somebody sees them")
    return whole(version)


@memo(12)
def whole(version: Version) -> Data:
    """All of a version: for those who keep files, and for what is no number of people."""
    return Data.of(snapshot(version))


def published(version: Version) -> Data:
    """What everybody may see of a version."""
    return _published(version, store().version())


@memo(6, "Working out what may be published…")
def _published(version: Version, newest: Version) -> Data:
    """By the organisations of the newest data: so what is published changes with them."""
    return for_everybody(store(), version)


def warm(*audiences: Audience) -> None:
    """Work out and judge every measure in the newest version, and work it out by the trees of earlier days, by which a view
    is seen that ends earlier: the first visitors need not wait for it, unless `EARLIER_TREES=0` has the start sooner ready.
    What is published has one tree."""
    newest = store().version()
    for audience in audiences:
        (whole(newest) if audience is Audience.INTERNAL else published(newest)).resolve_all()
    if Audience.INTERNAL in audiences and os.environ.get("EARLIER_TREES") != "0":
        whole(newest).resolve_earlier()
