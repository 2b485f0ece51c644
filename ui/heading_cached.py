"""The months that a page's heading states: those that its own figures are about."""

from __future__ import annotations

from datetime import date

from analytics.answers import provenance
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(200)
def span(version: Version, measures: tuple[str, ...], pathways: tuple[str, ...]) -> tuple[date, date]:
    """The first and last month that figures of these measures are about, or else stages of these pathways."""
    return provenance.span(cached.snapshot(version), measures, pathways)
