"""Early warning tools by phases: the national plan against what happened, the sites, and what is overdue."""

from __future__ import annotations

from datetime import date

from analytics import words
from analytics.answers import adoption as answers
from analytics.answers.adoption import PHASES, STAGES
from analytics.exhibits import adoption, stages
from analytics.exhibits.scope import Scope
from analytics.model import Adoption, Pathway, Standing
from analytics.model.exhibit import Exhibit


def tools(scope: Scope) -> tuple[Exhibit, ...]:
    """The tools that come in by phases."""
    followed = _followed(scope, by_phases=True)
    when = scope.as_at(*(p.slug for p in followed))
    return tuple(one for pathway in followed for one in _tool(scope, pathway, when))


def around(scope: Scope) -> tuple[Exhibit, ...]:
    """The pathways that the tools are part of."""
    followed = _followed(scope, by_phases=False)
    when = scope.as_at(*(p.slug for p in followed))
    return tuple(one for pathway in followed for one in _pathway(scope, pathway, when))


def _followed(scope: Scope, by_phases: bool) -> list[Pathway]:
    assert scope.programme is not None
    return [p for p in scope.programme.pathways if answers.by_phases(p) is by_phases]


def _tool(scope: Scope, pathway: Pathway, when: date) -> tuple[Exhibit, ...]:
    plan = stages.plan(scope, pathway, scope.data.catalogue.scales[PHASES], when)
    found = answers.at(scope.data, pathway.slug, scope.organisation.code, when)
    if found.stages.empty:
        return (stages.nothing_recorded(scope, pathway, when), plan)
    apart = answers.sites(scope.data, found).by_record
    return (plan, *sites(scope, found), stages.every_stage(scope, found), _overdue(scope, pathway, when, apart))


def sites(scope: Scope, found: Adoption) -> tuple[Exhibit, ...]:
    """The organisations of a tool by phase and by kind of record, with the stage that each has reached."""
    if found.expected == 1:
        return ()
    grouped, scale = answers.sites(scope.data, found), scope.data.catalogue.scales[STAGES]
    told = words.progress.sites_sentence(grouped.by_phase, grouped.by_record)
    parts = (("by phase", grouped.by_phase), ("paper-based and digital sites apart", grouped.by_record))
    return tuple(
        stages.bars(
            scope,
            part,
            scale,
            told,
            f"{found.pathway.slug}_{STAGES}_{place}",
            f"{found.pathway.title}: stage of adoption, {name}",
            f"{words.adoption.alt(part, scope.data.catalogue.scales)} Bars {name}.",
        )
        for place, (name, part) in enumerate(parts)
        if part.pathway.elements
    )


def _pathway(scope: Scope, pathway: Pathway, when: date) -> tuple[Exhibit, ...]:
    code = scope.organisation.code
    found = answers.at(scope.data, pathway.slug, code, when)
    if found.stages.empty:
        return (stages.nothing_recorded(scope, pathway, when),)
    moved = adoption.of_movement(scope, answers.movement(scope.data, pathway.slug, code, when))
    return (*stages.where_each_stands(scope, found), moved, _overdue(scope, pathway, when))


def _overdue(scope: Scope, pathway: Pathway, when: date, apart: Adoption | None = None) -> Exhibit:
    standing = answers.standing(scope.data, pathway.slug, scope.organisation.code, when)
    return adoption.overdue(scope, standing, overdue_apart(standing, apart))


def overdue_apart(standing: Standing, apart: Adoption | None) -> str:
    """What is overdue by the groups of `apart`, where several organisations are shown."""
    return words.held.overdue_by_group(standing, apart) if apart and standing.expected > 1 else ""
