"""Versions of the data to be exported: as whoever looks may see them, and as everybody may."""

from __future__ import annotations

from analytics.answers import Data
from analytics.model import Audience
from ui import access, cached, data_cached


def internal(asof: str) -> Data:
    """A version as whoever looks may see it. Raises `UnknownVersion`."""
    if access.audience() is Audience.PUBLIC:
        return data(asof)
    return cached.whole(cached.store().resolve(asof))


def data(asof: str) -> Data:
    """A version as everybody may see it. Raises `UnknownVersion`."""
    return data_cached.published(cached.store().resolve(asof))
