"""The Whole System Approach: boards by phase and support, quarter by quarter, and whether prescribing falls faster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analytics import words
from analytics.answers import approach as answers
from analytics.charts import approach as charts
from analytics.charts import event_study
from analytics.exhibits import stages, tile_map
from analytics.exhibits.scope import Scope
from analytics.exports import approach_tables
from analytics.model import ENGLAND, Adoption, Approach, Pathway, PhaseStudy, Scale
from analytics.model.exhibit import Exhibit, Picture

BY = {answers.PHASE: "Phase", answers.SUPPORT: "Support"}
IN_PLACE = {
    answers.PHASE: "ICBs with a phase, which take the approach",
    answers.SUPPORT: "ICBs with full or light-touch support, which goes to those that take the approach",
}
TITLE = "Whole System Approach"


def section(scope: Scope) -> Iterator[Exhibit]:
    """The map, the boards, how they stood quarter by quarter, the event study, and the report's figures."""
    pathway, code = _pathway(scope), scope.organisation.code
    when = scope.as_at(pathway.slug)
    found, england = answers.approach(scope.data, code, when), answers.approach(scope.data, ENGLAND, when)
    if found.boards.empty:
        yield stages.nothing_recorded(scope, pathway, when)
        return
    yield of_map(scope, england, found, answers.PHASE)
    yield boards(scope, england if found.expected == 1 else found)
    for element in BY if found.expected != 1 else ():
        yield of_quarters(scope, answers.by_quarter(scope.data, code, when, element), element)
    yield from _study(scope)
    yield printed(scope, england)


def scale_of(scope: Scope, element: str) -> Scale:
    """The scale of phases or of support."""
    return answers.scale(scope.data, element)


def told(scope: Scope, found: Approach) -> str:
    """How far the approach reaches in the chosen organisation, or how its one board stands."""
    if found.expected == 1:
        phases, supports = scale_of(scope, answers.PHASE), scale_of(scope, answers.SUPPORT)
        return words.approach.own(found.boards.iloc[0], phases, supports)
    whole = scope.organisation.code == ENGLAND
    return words.approach.sentence(answers.reach(found), scope.name, found.as_at, whole)


def of_map(scope: Scope, england: Approach, found: Approach, element: str) -> Exhibit:
    """England's boards on tiles, by phase or support; what is said is of those `found` in the chosen organisation."""
    scale, on = scale_of(scope, element), tile_map.ground(scope)
    looks = charts.looks(england, scale, element)
    return scope.exhibit(
        f"approach_map_{element}",
        f"{TITLE}: England’s ICBs by {BY[element].lower()}",
        told(scope, found),
        tile_map.picture(
            charts.rows(england, looks, on.outlined, on.names, on.tiles),
            charts.key(looks, scale, england.expected),
            words.approach.map_alt(england, BY[element].lower()),
            england.illustrative,
        ),
        lambda: boards_table(scope, england),
        "The boards behind this map",
        _lines(scope, england),
        tile_map.notes(scope, on),
        illustrative=england.illustrative,
    )


def boards(scope: Scope, found: Approach, table: pd.DataFrame | None = None) -> Exhibit:
    """The table of boards, or those of it that are `table`."""
    if table is None:
        table = boards_table(scope, found)
    return scope.exhibit(
        "approach_boards",
        f"{TITLE}: each ICB, its phase, its support, and who moved",
        told(scope, found),
        None,
        lambda: table,
        f"ICBs by phase and support: {len(table)} of {found.expected}",
        _lines(scope, found) | {"Moved since": words.formats.day(found.before)},
        illustrative=found.illustrative,
    )


def boards_table(scope: Scope, found: Approach) -> pd.DataFrame:
    """One row a board."""
    return approach_tables.boards_table(found, scale_of(scope, answers.PHASE), scale_of(scope, answers.SUPPORT))


def of_quarters(scope: Scope, found: Adoption, element: str) -> Exhibit:
    """How many boards stood at each step of phase or support, quarter by quarter."""
    scale = scale_of(scope, element)
    alt = f"How many ICBs in {scope.name} stood at each step, quarter by quarter: {scale.title}."
    made = stages.bars(scope, found, scale, alt, f"approach_{element}", f"{TITLE}: {BY[element]} by quarter", alt)
    return replace(made, notes=(f"Left of the line, and counted beside each bar: {IN_PLACE[element]}.",))


def _study(scope: Scope) -> tuple[Exhibit, ...]:
    possible = answers.outcomes(scope.data)
    if not possible:
        return ()
    found = answers.phase_study(scope.data, possible[0], answers.PHASES[0], scope.view.end)
    return (study(scope, found, answers.PHASES[0]),)


def study(scope: Scope, found: PhaseStudy, phase: float) -> Exhibit:
    """Whether an outcome falls faster at boards that reached a phase, and why this may be because of something else."""
    slug, title = f"approach_study_{found.measure.slug}_{phase}", f"{TITLE}: does prescribing fall faster?"
    conclusion, of = words.event_study.conclusion(found), found.study
    if not len(of.time):
        return scope.nothing(slug, title, conclusion.replace("**", ""), measure=found.measure)
    return scope.exhibit(
        slug,
        title,
        conclusion,
        Picture(
            event_study.template(found.illustrative),
            event_study.rows(of),
            words.event_study.alt(found),
            event_study.marks(of),
        ),
        lambda: approach_tables.study_table(of),
        "The numbers behind this picture",
        scope.lines(found.measure) | {"Unit": words.event_study.UNIT, "In words": conclusion.replace("**", "")},
        (
            f"All ICBs of England. {words.event_study.who(found)}",
            f"{words.event_study.few(of)} {words.event_study.UNIT}".strip(),
            words.event_study.BUILT_IN if found.illustrative else "",
            *words.event_study.CAVEATS,
        ),
        illustrative=found.illustrative,
    )


def printed(scope: Scope, england: Approach) -> Exhibit:
    """What the report prints beside what is counted here."""
    other = words.approach.other_boards(england.expected) if england.expected != words.approach.BOARDS else ""
    return scope.exhibit(
        "approach_printed",
        f"{TITLE}: the report’s figures beside these",
        f"England at {words.formats.day(england.as_at)}. {words.approach.CONTRADICTION}",
        None,
        lambda: approach_tables.printed_table(answers.reach(england)),
        "Counted here, and printed in the report for Q2 2023/24",
        replace(scope, view=replace(scope.view, organisation=ENGLAND)).pathway_lines(_pathway(scope), england.as_at),
        further=(other,),
        illustrative=england.illustrative,
    )


def _pathway(scope: Scope) -> Pathway:
    return scope.data.catalogue.pathway(answers.PATHWAY)


def _lines(scope: Scope, found: Approach) -> dict[str, str]:
    return scope.pathway_lines(_pathway(scope), found.as_at)
