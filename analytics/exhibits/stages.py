"""The stages of a pathway: how many organisations stand at each step, and where each stands."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import words
from analytics.charts import stages, timeline
from analytics.exhibits.scope import Scope, unmarked
from analytics.exports import adoption_tables, tabulated
from analytics.model import Adoption, Pathway, Scale, labels
from analytics.model.exhibit import Exhibit, Native, Picture


def bars_of(found: Adoption, scale: Scale, alt: str) -> Picture:
    """How many organisations stand at each step of one scale, element by element."""
    adopted = any(e.adopted_at is not None for e in found.pathway.elements if e.scale == scale.slug)
    template = stages.template(
        scale, stages.elements(found, scale), found.illustrative, labels.KINDS[found.pathway.kind].shorts
    )
    return Picture(template, stages.rows(found, scale), alt, stages.marks(scale, adopted))


def bars(scope: Scope, found: Adoption, scale: Scale, told: str, slug: str, title: str, alt: str = "") -> Exhibit:
    """The bars of one scale with `told` in words, and how many stand at each step as the table."""
    return scope.exhibit(
        slug,
        title,
        told,
        bars_of(found, scale, unmarked(alt or f"{told} {scale.title}.")),
        lambda: counts(found, scale),
        "How many stand at each step",
        scope.pathway_lines(found.pathway, found.as_at),
        illustrative=found.illustrative,
        native=Native("stacked", "element", tuple(_steps(scale))),
    )


def counts(found: Adoption, scale: Scale) -> pd.DataFrame:
    """One row an element, one column a step of its scale: how many organisations stand there, and how many are unknown."""
    records = []
    for element in (e for e in found.pathway.elements if e.scale == scale.slug):
        known = found.stages.loc[found.stages["element"] == element.slug, "stage"].dropna()
        at = {name: int((known == step.value).sum()) for name, step in zip(_steps(scale), scale.steps, strict=True)}
        records.append({"element": element.title, **at, "not known": max(found.expected - len(known), 0)})
    return pd.DataFrame(records)


def _steps(scale: Scale) -> list[str]:
    return [words.adoption.step_words(scale, step.value) for step in scale.steps]


def where_each_stands(scope: Scope, found: Adoption) -> tuple[Exhibit, ...]:
    """The stages of a pathway: bars for each scale where they are several organisations, and everybody's stages."""
    scales = scope.data.catalogue.scales
    told = words.adoption.sentence(found, scales)
    slugs = dict.fromkeys(e.scale for e in found.pathway.elements)
    several = slugs if found.expected != 1 else ()
    drawn = (_bars_of_pathway(scope, found, scales[slug], told) for slug in several)
    return (*drawn, every_stage(scope, found))


def _bars_of_pathway(scope: Scope, found: Adoption, scale: Scale, told: str) -> Exhibit:
    alt = f"{words.adoption.alt(found, scope.data.catalogue.scales)} {scale.title}."
    slug = f"{found.pathway.slug}_{scale.slug}"
    return bars(scope, found, scale, told, slug, f"{found.pathway.title}: {scale.title}", alt)


def every_stage(scope: Scope, found: Adoption) -> Exhibit:
    """The table of every organisation's stage."""
    scales = scope.data.catalogue.scales
    return scope.exhibit(
        f"{found.pathway.slug}_stages",
        f"{found.pathway.title}: where does each organisation stand?",
        words.adoption.sentence(found, scales),
        None,
        lambda: tabulated.adoption_table(found),
        "Every organisation’s stage",
        scope.pathway_lines(found.pathway, found.as_at),
        illustrative=found.illustrative,
        titles={e.slug: e.title for e in found.pathway.elements},
    )


def nothing_recorded(scope: Scope, pathway: Pathway, when: date) -> Exhibit:
    """That no stage is known."""
    why = f"No stage has been recorded for {scope.name} by {when:%-d %B %Y}. Upload an adoption file to show it."
    return scope.nothing(f"{pathway.slug}_stages", pathway.title, why)


def plan(scope: Scope, pathway: Pathway, phases: Scale, when: date) -> Exhibit:
    """The national plan's phases: dates planned and dates reported, and its milestones."""
    milestones = words.progress.milestones_sentence(pathway.milestones, when)
    states = [words.progress.milestone_state(milestone, when) for milestone in pathway.milestones]
    drawn = timeline.rows(pathway, phases, when)
    return scope.exhibit(
        f"{pathway.slug}_plan",
        f"{pathway.title}: the national plan, planned and actual",
        f"{words.progress.phases_sentence(phases, when)} {milestones}",
        Picture(
            timeline.template(len(phases.steps)),
            drawn,
            f"Time line of the six phases of {pathway.title}, planned and reported. {milestones}",
            timeline.marks(drawn),
        ),
        lambda: adoption_tables.plan_table(pathway, phases, states),
        "The dates behind this time line",
        scope.lines() | {"Pathway": pathway.title, "As at": f"{when:%d %B %Y}", "Source": phases.source},
        ("National dates from the report, to the quarter; not illustrative.",),
    )


def heat_map(found: Adoption, scale: Scale, alt: str) -> Picture | None:
    """Each organisation's step on each element, by number and fill; None where none is known."""
    several = stages.organisations(found, scale)
    if not several:
        return None
    template = stages.heat_template(scale, several, found.illustrative)
    told = f"{alt} {several} organisations, one row each."
    return Picture(template, stages.heat_rows(found, scale), told, stages.marks(scale))
