"""The months that a page's heading states: those that its own figures are about."""

from __future__ import annotations

from datetime import date

from analytics.answers import provenance
from analytics.model import Programme
from analytics.store import Version
from ui import cached
from ui.memo import memo
from ui.seen import alone


def of_programme(version: Version, programme: Programme) -> tuple[date, date]:
    """The first and last month that the figures of a programme's page are about."""
    measures, pathways = tuple(m.slug for m in programme.measures), tuple(p.slug for p in programme.pathways)
    return span(alone(version), measures, pathways)


def warm() -> None:
    """Work out what the head of each page says of the newest data."""
    version = cached.store().version()
    cached.span(version)
    cached.has_illustrative(version)
    for programme in cached.the_catalogue().programmes:
        of_programme(version, programme)


@memo(200)
def span(version: Version, measures: tuple[str, ...], pathways: tuple[str, ...]) -> tuple[date, date]:
    """The first and last month that figures of these measures are about, or else stages of these pathways."""
    return provenance.span(cached.snapshot(version), measures, pathways)
