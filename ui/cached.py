"""Answers worth keeping between reruns. Every key is a store version, a slug, a code or a date: never free text, never a
frame, and nothing of a user's. Cached values are shared between users, so nobody may change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analytics import before_after as its
from analytics import (
    catalogue,
    compare,
    controls,
    counted,
    first_start,
    latest,
    local,
    measures,
    notes,
    organisations,
    outcomes,
    spc,
)
from analytics.catalogue import Catalogue
from analytics.ingest import template_files
from analytics.model import (
    ENGLAND,
    BeforeAfter,
    Comparison,
    ControlChart,
    Grain,
    Kind,
    Measure,
    Organisation,
    Series,
    State,
)
from analytics.organisations import Organisations
from analytics.spc import recalculate
from analytics.store import Snapshot, Store, Version, open_store
from analytics.tables import TABLES


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


@st.cache_resource(show_spinner=False, max_entries=50)
def local_measures(version: Version) -> dict[str, Measure]:
    """The measures that users brought themselves, by slug."""
    return local.measures(snapshot(version))


def measures_of(version: Version) -> dict[str, Measure]:
    """Every measure by slug: the catalogue's, then the local ones of this version."""
    return the_catalogue().measures | local_measures(version)


@st.cache_resource(show_spinner=False, max_entries=64)
def resolved(version: Version, slug: str) -> measures.Resolved:
    """A measure for every organisation."""
    measure = measures_of(version)[slug]
    return measures.resolve(measure, snapshot(version), the_organisations(), lambda part: resolved(version, part))


def warm() -> None:
    """Resolve every measure in the newest version, so that the first visitors need not wait for it."""
    newest = store().version()
    for slug in the_catalogue().measures:
        for code in (ENGLAND, the_organisations().all(Kind.TRUST)[0].code):
            chart(newest, slug, code, None, None, None)
    # The map and the trends of the measure that people open first draw all ICBs at once.
    first = the_catalogue().programmes[0].headline[0]
    for board in the_organisations().all(Kind.ICB):
        chart(newest, first, board.code, None, None, None)


@st.cache_resource(show_spinner=False, max_entries=4000)
def chart(
    version: Version, slug: str, code: str, start: date | None, end: date | None, grain: Grain | None
) -> tuple[Series, ControlChart]:
    """A measure of an organisation, and its control chart."""
    series = measures.series(resolved(version, slug), the_organisations()[code], start, end, grain)
    days = notes.recalculations(events(version, slug, code), code, slug)
    starts, _ = recalculate.starts_at(series.points["period"], days)
    return series, spc.chart(series, rebase=starts)


@st.cache_resource(show_spinner=False, max_entries=500)
def suggestion(
    version: Version, slug: str, code: str, start: date | None, end: date | None, grain: Grain | None
) -> recalculate.Recalculation | None:
    """Where the limits of a chart might start again, unless that was turned down already."""
    series, drawn = chart(version, slug, code, start, end, grain)
    noted = events(version, slug, code)
    starts, _ = recalculate.starts_at(series.points["period"], notes.recalculations(noted, code, slug))
    found = recalculate.for_series(series, drawn, rebase=starts)
    if found is None or series.points["period"].iloc[found.start].date() in notes.declined(noted, code, slug):
        return None
    return found


@st.cache_resource(show_spinner=False, max_entries=1000)
def comparison(
    version: Version, slug: str, code: str, level: Kind, start: date | None, end: date | None
) -> Comparison | None:
    """The organisations of a level around the chosen one, side by side; None where fewer than two have data."""
    tree, found = the_organisations(), resolved(version, slug)
    if level not in found.measure.levels:
        return None
    around = compared_within(code, level)
    reference = around.code if around.code != code or level is not tree[code].kind else None
    known = found.codes()
    people = [o for o in tree.members(around.code, level) if o.code in known]
    if len(people) < 2:
        return None
    codes = [o.code for o in people] + [around.code]
    rows, period = latest.latest_year(found, codes, start, end)
    return compare.compare(
        found.measure,
        rows,
        people,
        chosen=code,
        level=level.value,
        period=period,
        reference=reference or around.code,
        reference_name=around.short_name,
        illustrative=found.illustrative,
    )


def compared_within(code: str, level: Kind) -> Organisation:
    """The smallest organisation around `code` (or itself) that stands above the level and has at least two members."""
    tree = the_organisations()
    for organisation in [tree[code], *tree.ancestors(code)]:
        above = organisation.kind.level < level.level or organisation.kind is Kind.PSC
        if above and len(tree.members(organisation.code, level)) > 1:
            return organisation
    return tree[ENGLAND]


@st.cache_resource(show_spinner=False, max_entries=8)
def all_events(version: Version) -> pd.DataFrame:
    """Every event of a version: few rows, asked for by each chart of a page."""
    return snapshot(version).rows("events")


@st.cache_resource(show_spinner=False, max_entries=1000)
def events(version: Version, slug: str, code: str) -> pd.DataFrame:
    """Dated events of the organisation, those above it and the nation that belong to the measure or to all."""
    tree = the_organisations()
    line = {code, *(o.code for o in tree.ancestors(code))}
    rows = all_events(version)
    belongs = rows["measure"].isna() | rows["measure"].isin(["", slug])
    return rows[rows["org_code"].isin(line) & belongs].sort_values("date", ignore_index=True)


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


@st.cache_resource(show_spinner=False, max_entries=2000)
def counts(version: Version, slug: str, code: str, level: Kind | None, start: date, end: date) -> pd.DataFrame:
    """Who was eligible and reached between two months: the organisation's own row, or one for each member of a level."""
    codes = [code] if level is None else [o.code for o in the_organisations().members(code, level)]
    return counted.counted(resolved(version, slug), codes, start, end)


@st.cache_resource(show_spinner=False, max_entries=500)
def last_year(version: Version, slug: str, code: str, start: date | None, end: date | None) -> tuple[date, date] | None:
    """The last twelve months of the view with data, None where it has none."""
    return counted.last_year(resolved(version, slug), code, start, end)


@st.cache_resource(show_spinner=False, max_entries=500)
def baseline(version: Version, slug: str, code: str) -> outcomes.Baseline | None:
    """The rate of the organisation's first twelve months with its 95% interval; None without a rate or a later month."""
    year = counted.first_year(resolved(version, slug), code)
    rows = counts(version, slug, code, None, *year) if year else None
    if year is None or rows is None or rows.empty or not rows["denominator"].iloc[0]:
        return None
    reached, eligible = float(rows["numerator"].iloc[0]), float(rows["denominator"].iloc[0])
    low, high = compare.wilson(rows["numerator"].to_numpy(), rows["denominator"].to_numpy())
    words = f"the rate of {year[0]:%B %Y} to {year[1]:%B %Y}"
    return outcomes.Baseline(reached / eligible, float(low[0]), float(high[0]), words)


@st.cache_resource(show_spinner="Comparing before and after…", max_entries=500)
def before_after(
    version: Version,
    slug: str,
    code: str,
    day: date,
    where: str,
    start: date | None,
    end: date | None,
    grain: Grain | None,
) -> BeforeAfter:
    """A measure of an organisation before and after a day on which something began at `where`, a code at or above it."""
    found, tree = resolved(version, slug), the_organisations()
    series = controls.fitting_series(found, tree[code], start, end, grain)
    frame, name, why = controls.control(found, tree, series, where)
    result = its.analyse(series, day, frame, name)
    if result.own is None:
        return result
    earlier = spc.chart(replace(series, points=series.points.iloc[: result.event]))
    others = {o.code for o in controls.unexposed(tree, code, where)} if result.difference else set()
    theirs = its.near(notes.reasons(all_events(version)), day)
    belongs = theirs["org_code"].isin(others) & (theirs["measure"].isna() | theirs["measure"].isin(["", slug]))
    return replace(
        result,
        control_note=result.control_note or why,
        signal_before=any(str(s) not in (State.COMMON, State.BLANK) for s in earlier.state),
        bad_run=any(str(s) == State.CONCERN for s in earlier.state[-its.RECENT :]),
        events_of_others=int(theirs.loc[belongs, "org_code"].nunique()),
    )
