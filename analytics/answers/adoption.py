"""Who has adopted what: stages, what holds organisations up, who moved, scores and their pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics import words
from analytics.answers.data import ENDS, Data
from analytics.methods import adoption
from analytics.methods.adoption import pace as forecast
from analytics.model import Adoption, AsAt, Kind, Movement, Organisation, Pathway, ScoreHistory, Sites, Standing
from analytics.organisations import Organisations

PHASES, RECORDS, STAGES = "deterioration_phases", "record_kind", "adoption_stages"
"""The scales of a tool that comes in by phases."""


def at(data: Data, pathway: str, code: str, when: date) -> Adoption:
    """Where the organisations at or below the chosen one stand on a pathway."""

    def made() -> Adoption:
        who = members(data, pathway, code)
        return adoption.at(data.adoption(pathway), data.catalogue.pathways[pathway], who, when)

    return data.once(("stages", pathway, code, when, data.organisations.since), made, most=ENDS)


def members(data: Data, pathway: str, code: str) -> Sequence[Organisation]:
    """The organisations that follow a pathway within `code`: itself, those below it, or the one above it."""
    asked, tree = data.catalogue.pathways[pathway], data.organisations
    above = tree.ancestor(code, asked.kind)
    found = [above] if above else tree.members(code, asked.kind)
    return [o for o in found if o.maternity or not asked.maternity_only]


def as_at(data: Data, pathways: Sequence[str], start: date | None, end: date) -> AsAt:
    """The quarters that pathways have records of from `start`, by the last day recorded, and the newest by `end`."""
    known = sorted({day for slug in pathways for day in adoption.quarters(data.adoption(slug))})
    days = tuple(day for day in known if not start or day >= start)
    return AsAt(days, max((day for day in days if day <= end), default=None))


def adopted(data: Data, pathway: Pathway, element: str, code: str, when: date) -> str:
    """How far an element of a pathway has come, in words: an organisation's own stage, or how many have adopted it."""
    one = next(e for e in pathway.elements if e.slug == element)
    labels = {step.value: step.label for step in data.catalogue.scales[one.scale].steps}
    return words.glance.adopted(at(data, pathway.slug, code, when), element, one.adopted_at, labels)


def by_phases(pathway: Pathway) -> bool:
    """Whether a pathway is a tool that comes in by phases."""
    return any(element.scale == PHASES for element in pathway.elements)


def sites(data: Data, stages: Adoption) -> Sites:
    """The organisations of a tool that comes in by phases, in groups."""
    scales = data.catalogue.scales
    return Sites(adoption.by_phase(stages, scales[PHASES]), adoption.by_record(stages, scales[RECORDS]))


def places(tree: Organisations, stages: Adoption) -> dict[str, tuple[str, ...]]:
    """The organisations with stages by the region they lie in, or by ICB where they share one region ("": in none)."""
    groups: dict[str, list[str]] = {}
    for kind in (Kind.REGION, Kind.ICB):
        groups = {}
        for code in stages.stages["org_code"].unique():
            above = tree.ancestor(code, kind)
            groups.setdefault(above.code if above else "", []).append(code)
        if len(groups) > 1:
            break
    return {place: tuple(members) for place, members in groups.items()}


def longest_overdue_first(standing: Standing) -> Standing:
    """The same rows, by the day for which the next stage was planned."""
    return replace(standing, rows=standing.rows.sort_values("planned_for", kind="stable", ignore_index=True))


def standing(data: Data, pathway: str, code: str, when: date) -> Standing:
    """Since when the organisations at or below the chosen one stand where they stand, and what is planned."""
    followed = data.catalogue.pathways[pathway]
    return adoption.standing(data.adoption(pathway), followed, members(data, pathway, code), when)


def movement(data: Data, pathway: str, code: str, when: date) -> Movement:
    """Who moved on a pathway since the end of the quarter before."""
    rows, followed = data.adoption(pathway), data.catalogue.pathways[pathway]
    return adoption.since(rows, followed, members(data, pathway, code), adoption.quarter_before(when), when)


def score(data: Data, pathway: str, code: str, which: str, when: date) -> ScoreHistory:
    """An adoption score of the organisations at or below the chosen one by quarter, and when it reaches its ambition."""
    followed = data.catalogue.pathways[pathway]
    kept = next(s for s in followed.scores if s.slug == which)
    people, rows = members(data, pathway, code), data.adoption(pathway)
    points, paces = adoption.history(rows, followed, kept, people, when)
    ambition = followed.ambition if kept.ambition is None else kept.ambition
    ahead = None
    if ambition is not None and len(points):
        last = points.iloc[-1]
        ahead = forecast.forecast(float(last["value"]), float(last["denominator"]), paces, ambition, last["day"].date())
    ours = rows["org_code"].isin([o.code for o in people])
    return ScoreHistory(followed, kept, ambition, points, ahead, bool(rows.loc[ours, "illustrative"].any()))
