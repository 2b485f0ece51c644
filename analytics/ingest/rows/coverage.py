"""Sentences on what the kept rows cover: measures, organisations, periods."""

from __future__ import annotations

import pandas as pd

from analytics.ingest.cells import periods
from analytics.ingest.cells.coded import distinct
from analytics.ingest.shape import Context
from analytics.model import Grain, Kind, labels
from analytics.model.tables import Table
from analytics.words.counting import counted, listing


def coverage(rows: pd.DataFrame, table: Table, context: Context) -> tuple[str, ...]:
    """Sentences for the screen; none for no rows. Columns of text may be categorical."""
    if rows.empty:
        return ()
    facts = []
    if table.name == "observations":
        facts.append(f"Measures: {listing([context.measure_of(m).title for m in distinct(rows['measure'])], 20)}.")
    if table.name == "adoption":
        pathways = context.catalogue.pathways
        facts.append(f"Pathways: {listing([pathways[p].title for p in rows['pathway'].unique()])}.")
    if who := organisations(rows["org_code"], context):
        facts.append(f"Organisations: {who}.")
    if table.name == "observations":
        facts.append(f"Periods: {_span(rows)}.")
        if set(distinct(rows["status"])) != {""}:
            reasons = rows.loc[rows["status"] != "", "status"].astype("str").value_counts()
            facts.append(f"Marked: {listing([f'{n:,} {reason}' for reason, n in reasons.items()])}.")
    if (day := {"adoption": "as_at", "events": "date"}.get(table.name)) is not None:
        facts.append(f"Dates: {rows[day].min():%-d %B %Y} to {rows[day].max():%-d %B %Y}.")
    if table.name == "stories":
        facts.append(f"Quarters: {listing(sorted(rows['quarter'].unique()))}.")
    return tuple(facts)


def organisations(codes: pd.Series, context: Context) -> str:
    """ "England, 7 regions and 120 trusts"."""
    kinds: dict[Kind, int] = {}
    for code in distinct(codes):
        if (found := context.organisations.get(code)) is not None:
            kinds[found.kind] = kinds.get(found.kind, 0) + 1
    names = [
        "England" if kind is Kind.NATION else counted(kinds[kind], label.short, label.shorts)
        for kind, label in labels.KINDS.items()
        if kind in kinds
    ]
    return listing(names) if names else ""


def _span(rows: pd.DataFrame) -> str:
    """ "April 2019 to September 2023 (54 months)", for each grain there is."""
    spans = []
    grains = sorted(distinct(rows["grain"]))
    for grain in grains:
        days = (rows["period"] if len(grains) == 1 else rows["period"][rows["grain"] == grain]).unique()
        first, last, many = days.min(), days.max(), len(days)
        ends = [f"{d:%B %Y}" if grain == "month" else periods.label(d, str(grain)) for d in (first, last)]
        spans.append(ends[0] if many == 1 else f"{ends[0]} to {ends[1]} ({many} {labels.GRAINS[Grain(grain)].shorts})")
    return listing(spans)
