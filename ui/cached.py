"""Answers worth keeping between reruns. Every key is a store version, a slug, a code or a date: never free text, never a
frame, and nothing of a user's. Cached values are shared between users, so nobody may change them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics import catalogue, organisations
from analytics.answers import Data, Question, outcomes
from analytics.answers import before_after as before_afters
from analytics.answers import chart as charts
from analytics.answers import comparison as comparisons
from analytics.catalogue import Catalogue
from analytics.charts import multiples
from analytics.ingest.templates import files as template_files
from analytics.keeping import first_start
from analytics.methods.outcomes.estimates import Baseline
from analytics.methods.spc.recalculate import Recalculation
from analytics.model import (
    Adjustment,
    BeforeAfter,
    Charted,
    Comparison,
    Funnel,
    Grain,
    Kind,
    Measure,
    Organisation,
)
from analytics.model.tables import TABLES
from analytics.organisations import Organisations
from analytics.store import Snapshot, Store, Version, open_store


@st.cache_resource(show_spinner="Getting the data ready…")
def store() -> Store:
    """The store, with the illustrative data in it if this is its first start."""
    opened = open_store()
    first_start.prepare(opened)
    return opened


@st.cache_resource(show_spinner=False)
def template_workbook(table: str) -> bytes:
    """The Excel template of a table. Ready before it is asked for: a file made on demand could lose the click."""
    return template_files.template_xlsx(TABLES[table])


def the_catalogue() -> Catalogue:
    """What is measured."""
    return catalogue.load()


def the_organisations() -> Organisations:
    """Who is measured."""
    return organisations.load()


def snapshot(version: Version) -> Snapshot:
    """The store as of a version."""
    return Snapshot(store(), version)


@st.cache_resource(show_spinner=False, max_entries=12)
def data(version: Version) -> Data:
    """A version of the data, with what was worked out of it."""
    return Data.of(snapshot(version))


def measures_of(version: Version) -> Mapping[str, Measure]:
    """Every measure by slug: the catalogue's, then the local ones of this version."""
    return data(version).measures


def local_measures(version: Version) -> dict[str, Measure]:
    """The measures that users brought themselves, by slug."""
    return {slug: measure for slug, measure in measures_of(version).items() if measure.local}


def warm() -> None:
    """Work out and judge every measure in the newest version, so that the first visitors need not wait for it."""
    data(store().version()).resolve_all()


@st.cache_resource(show_spinner=False, max_entries=4000)
def chart(version: Version, asked: Question) -> Charted:
    """A measure of an organisation, and its control chart."""
    return charts.chart(data(version), asked)


def grains(version: Version, measure: str, code: str) -> list[Grain]:
    """The grains that an organisation's numbers bear."""
    return charts.grains(data(version), measure, code)


def reported(version: Version, charted: Charted) -> tuple[float, float]:
    """How many members stand behind the last point of a chart, and how many are expected."""
    return charts.reported(data(version), charted)


def illustrative(version: Version, measure: str) -> bool:
    """Whether a measure's numbers are made up."""
    return data(version).resolved(measure).illustrative


@st.cache_resource(show_spinner=False, max_entries=500)
def suggestion(version: Version, asked: Question) -> Recalculation | None:
    """Where the limits of a chart might start again, unless that was turned down already."""
    return charts.suggestion(data(version), asked)


@st.cache_resource(show_spinner=False, max_entries=1000)
def events(version: Version, measure: str, code: str) -> pd.DataFrame:
    """Dated events of the organisation, those above it and the nation that belong to the measure or to all."""
    return charts.events(data(version), measure, code)


def compared_within(version: Version, code: str, level: Kind) -> Organisation:
    """The smallest organisation around `code` (or itself) that stands above the level and has at least two members."""
    return comparisons.compared_within(data(version), code, level)


def members(version: Version, measure: str, code: str, level: Kind) -> tuple[str, ...]:
    """The codes of a level's organisations around the chosen one that have any value of a measure."""
    return comparisons.members(data(version), measure, code, level)


def own(version: Version, code: str, level: Kind) -> tuple[str, ...]:
    """The organisations of a level that are the chosen one, hold it, or lie within it; none for England."""
    return comparisons.own(data(version), code, level)


@st.cache_resource(show_spinner=False, max_entries=1000)
def comparison(version: Version, asked: Question, level: Kind) -> Comparison | None:
    """The organisations of a level around the chosen one, side by side; None where fewer than two have data."""
    return comparisons.comparison(data(version), asked, level)


@st.cache_resource(show_spinner=False, max_entries=500)
def funnel(version: Version, asked: Question, level: Kind, adjustment: Adjustment) -> Funnel | None:
    """All of England's organisations of a level in one funnel; None where fewer than two have data."""
    return comparisons.funnel(data(version), asked, level, adjustment)


@st.cache_resource(show_spinner=False, max_entries=300)
def trends(version: Version, asked: Question, level: Kind) -> tuple[Charted, ...]:
    """The control charts of a level's organisations around the chosen one, as on their own pages; concern first."""
    return comparisons.trends(data(version), asked, level)


@st.cache_resource(show_spinner=False, max_entries=300)
def panels(version: Version, asked: Question, level: Kind, most: int) -> pd.DataFrame:
    """The rows of the first `most` of `trends` as small multiples."""
    found = trends(version, asked, level)[:most]
    return multiples.rows([one.drawn for one in found], chosen=asked.organisation)


@st.cache_resource(show_spinner="Comparing before and after…", max_entries=500)
def before_after(version: Version, asked: Question, day: date, where: str) -> BeforeAfter:
    """A measure of an organisation before and after a day on which something began at `where`, a code at or above it."""
    return before_afters.before_after(data(version), asked, day, where)


@st.cache_resource(show_spinner=False, max_entries=2000)
def counts(version: Version, measure: str, code: str, level: Kind | None, start: date, end: date) -> pd.DataFrame:
    """Who was eligible and reached between two months: the organisation's own row, or one for each member of a level."""
    return outcomes.counts(data(version), measure, code, level, start, end)


def last_year(version: Version, asked: Question) -> tuple[date, date] | None:
    """The last twelve months of the view with data, None where it has none."""
    return outcomes.last_year(data(version), asked)


@st.cache_resource(show_spinner=False, max_entries=500)
def baseline(version: Version, measure: str, code: str) -> Baseline | None:
    """The rate of the organisation's first twelve months with its 95% interval; None without a rate or a later month."""
    return outcomes.baseline(data(version), measure, code)


@st.cache_resource(show_spinner=False, max_entries=50)
def span(version: Version) -> tuple[date, date]:
    """The first and last month that any observation is about."""
    return snapshot(version).span()


@st.cache_resource(show_spinner=False, max_entries=50)
def has_illustrative(version: Version) -> bool:
    """Whether any illustrative row still counts."""
    return any(snapshot(version).rows(table.name)["illustrative"].any() for table in TABLES.values() if table.charted)


@st.cache_resource(show_spinner=False, max_entries=50)
def known_on(version: Version) -> str:
    """The day and time of the last upload or undo in a version, in words."""
    entries = [e for e in store().history() if version.holds(e.version)]
    return f"{entries[0].when:%-d %B %Y at %H:%M} UTC" if entries else "the first day"
