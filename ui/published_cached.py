"""Versions of the data to be exported: as they are, and as everybody may see them. By the rules of `cached`."""

from __future__ import annotations

import streamlit as st

from analytics.answers import Data
from analytics.answers.publications import for_everybody
from analytics.store import Version
from ui import cached


def internal(asof: str) -> Data:
    """A version as it is. Raises `UnknownVersion`."""
    return cached.data(cached.store().resolve(asof))


def data(asof: str) -> Data:
    """A version as everybody may see it. Raises `UnknownVersion`."""
    there = cached.store()
    return _published(there.resolve(asof), there.version())


@st.cache_resource(show_spinner=False, max_entries=6)
def _published(version: Version, newest: Version) -> Data:
    """By the organisations of the newest data: so what is published changes with them."""
    return for_everybody(cached.store(), version)
