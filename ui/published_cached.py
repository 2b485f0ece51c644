"""Versions of the data to be exported: as they are, and as everybody may see them. By the rules of `cached`."""

from __future__ import annotations

from analytics.answers import Data
from ui import cached, data_cached


def internal(asof: str) -> Data:
    """A version as it is. Raises `UnknownVersion`."""
    return cached.whole(cached.store().resolve(asof))


def data(asof: str) -> Data:
    """A version as everybody may see it. Raises `UnknownVersion`."""
    return data_cached.published(cached.store().resolve(asof))
