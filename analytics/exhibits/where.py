"""Where everybody is: trusts by the furthest phase begun, in groups; who moved; and the ICBs on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import tiles, transition_tiles
from analytics.charts.tiles import By
from analytics.exhibits import stages, tile_map
from analytics.exhibits.scope import Scope, unmarked
from analytics.exports import phase_tables
from analytics.model import ENGLAND, Adoption, Flow, InTransition, Organisation, Phases, Scale
from analytics.model.exhibit import Exhibit
from analytics.model.phases import Group
from analytics.organisations import common_name

BY = {
    Group.REGION: "Region",
    Group.ICB: "ICB",
    Group.PSC: "Patient Safety Collaborative",
    Group.KIND: "Kind of trust",
}


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The trusts in groups, who moved between the last two returns, and the ICBs on a map."""
    when, around = scope.as_at(answers.PATHWAY), answers.around(scope.data, scope.organisation.code)
    known = answers.phases(scope.data, around.code, when)
    if not known.rows["org_code"].nunique():
        return (nothing(scope, around, when),)
    by = next(iter(answers.groupings(scope.data, around.code, when)), Group.KIND)
    found = answers.whereabouts(scope.data, around.code, when, by)
    days = answers.returns(scope.data, when)
    moved = (
        (of_flow(scope, answers.flow(scope.data, around.code, days[-2], days[-1]), around),) if len(days) > 1 else ()
    )
    boards = answers.in_transition(scope.data, when)
    made_up = answers.phases(scope.data, ENGLAND, when).illustrative
    return (by_phase(scope, found, known, around, by, when), *moved, on_the_map(scope, boards, made_up, when))


def nothing(scope: Scope, around: Organisation, when: date) -> Exhibit:
    """That nobody's phase is known."""
    why = f"No phase has been recorded for {common_name(around)} by {when:%-d %B %Y}."
    return scope.nothing("psirf_by", "Where is everybody?", why)


def by_phase(scope: Scope, found: Adoption, known: Phases, around: Organisation, by: Group, when: date) -> Exhibit:
    """The trusts around the chosen organisation by the furthest phase that each has begun, in groups."""
    scale = scope.data.catalogue.scales[answers.FURTHEST]
    told = words.whereabouts.furthest(found, answers.transition(known), common_name(around))
    missing = known.expected - found.stages["org_code"].nunique()
    made = stages.bars(
        scope,
        found,
        scale,
        told,
        f"psirf_by_{by}",
        f"Where is everybody? By {BY[by]}",
        f"{unmarked(told)} Bars by {BY[by].lower()}.",
    )
    note = (
        "Each bar counts trusts by the furthest phase that they have begun, under way or complete; earlier phases may "
        "still be under way."
    )
    return replace(
        made,
        table=lambda: phase_tables.where_table(found, _labels(scale)),
        lines=scope.pathway_lines(known.pathway, when) | {"Counted": scale.source, "In": around.name},
        notes=(f"{note} Nothing is known of {missing} more." if missing > 0 else note,),
        numbers="The numbers behind these bars",
        native=None,
    )


def of_flow(scope: Scope, found: Flow, around: Organisation) -> Exhibit:
    """From which furthest phase to which the trusts moved between two returns."""
    labels = _labels(scope.data.catalogue.scales[answers.FURTHEST])
    return scope.exhibit(
        "psirf_flow",
        f"Who moved, in {common_name(around)}?",
        words.whereabouts.flow(found),
        None,
        lambda: phase_tables.flow_table(found, labels),
        "From which furthest phase (rows) to which (columns), in trusts",
        scope.pathway_lines(found.pathway, found.after)
        | {"Compared with": f"{found.before:%d %B %Y}", "In": around.name},
        illustrative=found.illustrative,
    )


def on_the_map(scope: Scope, boards: Sequence[InTransition], illustrative: bool, when: date) -> Exhibit:
    """The ICBs on tiles by the share of their trusts in transition."""
    title, told = "Where in England are trusts in transition?", words.whereabouts.boards(boards)
    if all(board.share is None for board in boards):
        return scope.nothing("psirf_map", title, unmarked(told))
    on = tile_map.ground(scope)
    return scope.exhibit(
        "psirf_map",
        title,
        told,
        tile_map.picture(
            transition_tiles.rows(boards, on.outlined, on.names, on.tiles),
            tiles.key(By.RATE, transition_tiles.looks(boards), len(on.tiles)),
            f"Tile map of the {len(on.names)} ICBs. {told}",
            illustrative,
        ),
        lambda: phase_tables.boards_table(boards, scope.data.organisations),
        "The numbers behind this map",
        scope.lines() | {"As at": f"{when:%d %B %Y}"},
        tile_map.notes(scope, on),
        illustrative=illustrative,
    )


def _labels(scale: Scale) -> list[str]:
    return [words.adoption.step_words(scale, step.value) for step in scale.steps]
