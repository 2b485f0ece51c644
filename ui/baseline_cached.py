"""Answers about the baseline and about what lies ahead worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

import streamlit as st

from analytics.answers import Question, baseline, forecast
from analytics.model import AgainstBaseline, Reaching
from analytics.model.view import Span
from analytics.store import Version
from ui import cached


@st.cache_resource(show_spinner="Comparing with the baseline…", max_entries=500)
def against(version: Version, asked: Question, before: Span, period: Span) -> AgainstBaseline:
    """A measure of an organisation in a period, held against its baseline."""
    return baseline.against(cached.data(version), asked, before, period)


@st.cache_resource(show_spinner="Making the forecast and trying it on earlier months…", max_entries=500)
def reaching(version: Version, asked: Question) -> Reaching:
    """Whether an organisation will meet its part of an ambition."""
    return forecast.reaching(cached.data(version), asked)
