"""Answers about the baseline and about what lies ahead worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from analytics.answers import Question, baseline, forecast
from analytics.model import AgainstBaseline, Reaching
from analytics.model.view import Span
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(500, "Comparing with the baseline…")
def against(version: Version, asked: Question, before: Span, period: Span) -> AgainstBaseline:
    """A measure of an organisation in a period, held against its baseline."""
    return baseline.against(cached.data(version), asked, before, period)


@memo(500, "Making the forecast and trying it on earlier months…")
def reaching(version: Version, asked: Question) -> Reaching:
    """Whether an organisation will meet its part of an ambition."""
    return forecast.reaching(cached.data(version), asked)
