"""Measures at a glance: an intervention of a pathway in one line, and what many measures say together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analytics import words
from analytics.answers import adoption
from analytics.answers.chart import chart, reported
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.methods import since_baseline as since
from analytics.methods.spc import multiplicity
from analytics.model import Charted, Glance, Overview, Pathway
from analytics.series.one import members_words


def glance(data: Data, asked: Question, pathway: Pathway, when: date) -> Glance:
    """The intervention that a measure and an element of a pathway are both named after; its stages as at a day."""
    charted = chart(data, asked)
    series = charted.series
    missing = ""
    if series.has_values:
        missing = words.glance.missing(series, *reported(data, charted), members_words(series.measure))
    adopted = adoption.adopted(data, pathway, asked.measure, asked.organisation, when)
    return Glance(series.measure, charted, since.since_baseline(series), adopted, missing)


def overview(charts: Iterable[Charted]) -> Overview:
    """Which of many charts have anything to show, and what chance alone would signal among them."""
    known = tuple(charts)
    shown = tuple(one for one in known if one.series.has_values)
    silent = tuple(one for one in known if not one.series.has_values)
    return Overview(shown, silent, by_chance(shown))


def by_chance(charts: Iterable[Charted]) -> str:
    """How many of the charts that were judged chance alone would give a signal; empty for fewer than two."""
    judged = [one.whole for one in charts if one.chart.variation]
    return multiplicity.of_charts(judged).sentence if len(judged) > 1 else ""
