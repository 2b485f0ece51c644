"""The phases of the patient safety framework on a time line: the national plan, and what happened over it."""

from __future__ import annotations

from datetime import date

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import gantt
from analytics.exhibits.scope import Scope
from analytics.exports import phase_tables
from analytics.model import Kind, Phases
from analytics.model.exhibit import Exhibit, Picture
from analytics.organisations import common_name

MOST_TRUSTS = 30
"""More trusts than this are shown by the regions or ICBs below instead: their names would leave the screen."""
READING = "A return says what had happened by its day: with quarterly returns, perhaps up to a quarter earlier."
SOURCE = "Planned dates: the report, page 35 (its figure 18); they are not illustrative."


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """A trust's own way against the plan, or that of the middle one of many, then each trust on the transition."""
    when = scope.as_at(answers.PATHWAY)
    found = answers.phases(scope.data, scope.organisation.code, when)
    if scope.organisation.kind is Kind.TRUST and not found.rows.empty:
        return (own(scope, found, when),)
    several = found.rows["org_code"].nunique() > 1
    return (together(scope, found, when), *((trusts(scope, found, answers.TRANSITION, when),) if several else ()))


def together(scope: Scope, found: Phases, when: date) -> Exhibit:
    """The plan, and the middle trust of many over it."""
    counts = answers.counts(found)
    return scope.exhibit(
        "psirf_plan",
        "Where is everybody against the plan?",
        words.phases.sentence(found, counts, answers.TRANSITION, scope.name),
        Picture(
            gantt.template(len(counts), found.illustrative),
            gantt.plan_rows(counts, when),
            words.phases.alt(found, counts, scope.name),
            gantt.marks(middle=True),
        ),
        lambda: phase_tables.plan_table(counts),
        "The dates and counts behind this time line",
        scope.pathway_lines(found.pathway, when),
        (f"{READING} {SOURCE}",),
        illustrative=found.illustrative,
    )


def own(scope: Scope, found: Phases, when: date) -> Exhibit:
    """One trust's way through the phases, over the plan."""
    return scope.exhibit(
        "psirf_path",
        f"Where is {scope.name} against the plan?",
        f"{words.phases.path(found, scope.name, answers.TRANSITION)} {supported_by(scope)}",
        Picture(
            gantt.template(len(found.pathway.elements), found.illustrative),
            gantt.path_rows(found, when),
            words.phases.path_alt(found, scope.name),
            gantt.marks(middle=False),
        ),
        lambda: phase_tables.path_table(found),
        "The dates behind this time line",
        scope.pathway_lines(found.pathway, when),
        (f"{READING} {SOURCE}",),
        illustrative=found.illustrative,
    )


def trusts(scope: Scope, found: Phases, phase: str, when: date) -> Exhibit:
    """One phase, each trust of the organisation on a row of its own; of too many trusts the table alone."""
    element = next(e for e in found.pathway.elements if e.slug == phase)
    count, many = next(c for c in answers.counts(found) if c.element.slug == phase), found.rows["org_code"].nunique()
    drawn, alt = None, words.phases.trusts_alt(found, count)
    told = f"{many} trusts are too many for one picture: choose a region or an ICB. The table has all of them."
    if many <= MOST_TRUSTS:
        rows = gantt.trust_rows(found, element, when)
        template = gantt.template(rows["key"].nunique(), found.illustrative)
        drawn, told = Picture(template, rows, alt, gantt.marks(middle=False)), alt
    return scope.exhibit(
        "psirf_paths",
        f"Each trust on one phase: {element.title}",
        told,
        drawn,
        lambda: phase_tables.path_table(found),
        "Each trust’s start and end of each phase",
        scope.pathway_lines(found.pathway, when),
        illustrative=found.illustrative,
    )


def supported_by(scope: Scope) -> str:
    """Who supports a trust, in words."""
    psc = scope.data.organisations.psc_of(scope.organisation)
    if psc is None:
        return "It serves several ICBs, so which collaborative supports it is not told by its place."
    return f"Its support comes from {common_name(scope.data.organisations[psc])}."
