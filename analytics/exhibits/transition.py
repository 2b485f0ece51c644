"""Will they get there: the share of trusts that has moved and its forecast, who is left and why, and how groups compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics import words
from analytics.answers import phases
from analytics.answers import support as supports
from analytics.answers import transition as answers
from analytics.charts import survival
from analytics.exhibits.scope import Scope
from analytics.exhibits.where import BY
from analytics.exports import transition_tables
from analytics.model import Kind
from analytics.model.exhibit import Exhibit, Picture
from analytics.model.phases import Group
from analytics.model.support import Support
from analytics.model.survival import Transition

TITLE = "Will they get there?"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The curve, who has not moved, and the groups; for a trust the curve of those around it."""
    when, code = scope.as_at(phases.PATHWAY), scope.organisation.code
    own = scope.organisation.kind is Kind.TRUST
    around = phases.around(scope.data, code).code if own else code
    found = answers.transition(scope.data, around, when)
    if found.rows.empty:
        return (
            scope.nothing("psirf_survival", TITLE, f"No phase has been recorded for {scope.name} by {when:%-d %B %Y}."),
        )
    if own:
        return (together(scope, found, when),)
    support = supports.support(scope.data, code, when, dict(scope.view.assumptions))
    left = (waiting(scope, support, when),) if support.waiting else ()
    ways = phases.groupings(scope.data, code, when)
    apart = (groups(scope, answers.groups(scope.data, code, when, ways[0]), ways[0], when),) if ways else ()
    return (together(scope, found, when), *left, *apart)


def together(scope: Scope, found: Transition, when: date) -> Exhibit:
    """The share that has moved over time, with what is planned and where the pace leads."""
    pace = found.carried_on is not None and found.carried_on.pace is not None
    return scope.exhibit(
        "psirf_survival",
        TITLE,
        words.transition.sentence(found),
        Picture(
            survival.template(found.illustrative),
            survival.rows(found),
            words.transition.alt(found),
            survival.marks(len(found.planned) > 1, pace),
        ),
        lambda: transition_tables.curve_table(found),
        "The numbers behind this curve",
        scope.pathway_lines(found.pathway, when),
        (words.transition.carried_on(found),),
        (words.transition.plans(found),),
        illustrative=found.illustrative,
    )


def waiting(scope: Scope, support: Support, when: date) -> Exhibit:
    """Who has not moved, why, and when they will."""
    many = len(support.waiting)
    return scope.exhibit(
        "psirf_waiting",
        "Who has not moved, why, and when will they?",
        words.support.sentence(support, scope.name),
        None,
        lambda: transition_tables.need_table(support.waiting, support, scope.data.organisations),
        f"Trusts that have not moved: {many}",
        scope.pathway_lines(support.pathway, when) | {"Rule of support": words.support.rule(support.rule)},
        illustrative=support.illustrative,
    )


def groups(scope: Scope, parts: Sequence[Transition], by: Group, when: date) -> Exhibit:
    """How groups of trusts compare."""
    return scope.exhibit(
        f"psirf_groups_{by}",
        f"Who is further? By {BY[by]}",
        words.transition.compared(parts),
        None,
        lambda: transition_tables.group_table(parts),
        f"{BY[by]}: share moved, with its interval",
        scope.pathway_lines(parts[0].pathway, when),
        illustrative=any(part.illustrative for part in parts),
    )
