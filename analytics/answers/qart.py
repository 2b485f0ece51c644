"""The quarterly return (QART): what a collaborative is asked for, and what its return says against the quarter before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.answers.adoption import members
from analytics.answers.data import Data
from analytics.ingest.cells import periods
from analytics.methods import adoption
from analytics.model import Kind, Movement, Organisation, Pathway, QuarterlyReturn, Returned

PAIR = ["pathway", "element", "org_code"]
PROJECT = ["programme", "org_code", "title"]


def first_day(quarter: str) -> date:
    """The first day of a financial quarter such as 2023-24 Q3. Raises ValueError for what is none."""
    read = periods.parse([quarter]).iloc[0]
    if read["grain"] != "quarter":
        raise ValueError(f"“{quarter}” is no financial quarter such as 2023-24 Q3.")
    return read["first_day"].date()


def quarters(data: Data, today: date) -> list[str]:
    """The quarters that a return may be for, newest first: up to the present one, or the one after the newest stages."""
    known = sorted(day for slug in data.catalogue.pathways for day in adoption.quarters(data.adoption(slug)))
    now = pd.Period(today, "Q")
    first, last = (pd.Period(known[0], "Q") + 1, pd.Period(known[-1], "Q") + 1) if known else (now, now)
    return [periods.label(q.start_time, "quarter") for q in pd.period_range(first, max(last, now), freq="Q")][::-1]


def next_quarter(data: Data, psc: str, today: date) -> str:
    """The quarter after the newest stages of a collaborative, or the present one if none are known."""
    known = [
        day
        for pathway in data.catalogue.pathways
        for day in adoption.quarters(_of(data.adoption(pathway), members(data, pathway, psc)))
    ]
    return periods.label((pd.Period(max(known), "Q") + 1 if known else pd.Period(today, "Q")).start_time, "quarter")


def blank(data: Data, psc: str, quarter: str) -> QuarterlyReturn:
    """The return of a collaborative for a quarter, with what is known filled in. Raises ValueError for no quarter."""
    end = pd.Period(first_day(quarter), "Q").end_time.date()
    before, data = adoption.quarter_before(end), data.on(end)
    label = periods.label(first_day(quarter), "quarter")
    asked = [_asked(data, pathway, psc, before, end) for pathway in data.catalogue.pathways.values()]
    boards = tuple(data.organisations.members(psc, Kind.ICB))
    stages = pd.concat(asked, ignore_index=True)
    return QuarterlyReturn(data.organisations[psc], label, before, end, stages, _projects(data, psc, label), boards)


def returned(data: Data, rows: pd.DataFrame) -> Returned:
    """The stages of a filled return (rows of the adoption table of one quarter) held against the quarter before."""
    end = rows["as_at"].max().date()
    before, data = adoption.quarter_before(end), data.on(end)
    moved, missing = [], []
    for pathway in data.catalogue.pathways.values():
        people = _asked_of(data, pathway, rows["org_code"])
        known = adoption.at(data.adoption(pathway.slug), pathway, people, before).stages.assign(pathway=pathway.slug)
        sent = pd.MultiIndex.from_frame(known[PAIR]).isin(pd.MultiIndex.from_frame(rows[PAIR]))
        missing.append(known.loc[~sent, [*PAIR, "name", "stage"]])
        mine = rows[rows["pathway"] == pathway.slug]
        if len(mine):
            moved.append(_movement(data, pathway, people, mine, before, end))
    return Returned(before, end, tuple(moved), pd.concat(missing, ignore_index=True))


def _movement(
    data: Data, pathway: Pathway, people: Sequence[Organisation], rows: pd.DataFrame, before: date, end: date
) -> Movement:
    """Who moved, of the pairs that the return has: what it does not say is missing, and no movement."""
    both = pd.concat([data.adoption(pathway.slug), rows.assign(illustrative=False, upload="")], ignore_index=True)
    sent = pd.MultiIndex.from_frame(both[PAIR]).isin(pd.MultiIndex.from_frame(rows[PAIR]))
    return adoption.since(both[sent], pathway, people, before, end)


def _asked_of(data: Data, pathway: Pathway, codes: pd.Series) -> list[Organisation]:
    """The organisations that follow a pathway in the collaboratives of those that a return names."""
    tree = data.organisations
    pscs = {psc for code in codes.unique() if code in tree and (psc := tree.psc_of(tree[code]))}
    return [o for psc in sorted(pscs) for o in members(data, pathway.slug, psc)]


def _of(rows: pd.DataFrame, people: Sequence[Organisation]) -> pd.DataFrame:
    return rows[rows["org_code"].isin([o.code for o in people])]


def _asked(data: Data, pathway: Pathway, psc: str, before: date, end: date) -> pd.DataFrame:
    """A row for each pair of organisation and element, with its stage at the end of the quarter before and of this one."""
    people, rows = members(data, pathway.slug, psc), data.adoption(pathway.slug)
    pairs = pd.DataFrame(
        [(pathway.slug, e.slug, o.code, o.short_name) for o in people for e in pathway.elements],
        columns=[*PAIR, "name"],
        dtype="str",
    )
    key = ["org_code", "element"]
    then = adoption.at(rows, pathway, people, before)
    now = adoption.standing(rows, pathway, people, end)
    plans = now.rows[[*key, "stage", "planned_for"]]
    found = pairs.merge(then.stages[[*key, "stage"]].rename(columns={"stage": "last"}), how="left", on=key)
    return found.merge(plans, how="left", on=key).assign(illustrative=then.illustrative or now.illustrative)


def _projects(data: Data, psc: str, quarter: str) -> pd.DataFrame:
    """The projects with a score, each with its score before a quarter and in it."""
    rows = data.stored.rows("stories")
    scored = rows[rows["score"].notna() & (rows["psc"] == psc) & (rows["quarter"] <= quarter)]
    kept = [*PROJECT, "measure", "aim"]
    newest = scored.sort_values("quarter", kind="stable").drop_duplicates(PROJECT, keep="last")[kept]
    before = scored[scored["quarter"] < quarter].sort_values("quarter", kind="stable")
    last = before.drop_duplicates(PROJECT, keep="last")[[*PROJECT, "score"]].rename(columns={"score": "last"})
    now = scored.loc[scored["quarter"] == quarter, [*PROJECT, "score", "text"]]
    merged = newest.merge(last, how="left", on=PROJECT).merge(now, how="left", on=PROJECT)
    return merged.sort_values(PROJECT, ignore_index=True)
