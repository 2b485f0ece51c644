"""Drafts of quarterly reports, by the rules of `cached`."""

from __future__ import annotations

from analytics import reporting
from analytics.answers import Data, quarterly
from analytics.model import Audience
from analytics.model.quarter import Quarter
from analytics.model.report import Report
from ui import cached, published_cached
from ui.memo import memo
from ui.seen import Seen


def data(version: Seen, audience: Audience) -> Data:
    """A version of the data for an audience; never more than whoever looks may see."""
    return cached.data(version) if audience is Audience.INTERNAL else published_cached.data(str(version))


@memo(30, "Drafting the report…")
def report(version: Seen, code: str, quarter: Quarter, audience: Audience, link: str) -> Report:
    """The report of an organisation for a quarter. Raises `NotReported`."""
    return reporting.of(data(version, audience), code, quarter, str(version), link)


def quarters(version: Seen) -> tuple[Quarter, ...]:
    """The quarters of which a report can be made, the newest first."""
    return quarterly.quarters(cached.data(version))
