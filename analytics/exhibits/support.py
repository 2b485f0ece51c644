"""Who needs focused support, with the reasons and the rule that finds them."""

from __future__ import annotations

from collections.abc import Sequence

from analytics import words
from analytics.answers import phases
from analytics.answers import support as answers
from analytics.exhibits.scope import Scope, unmarked
from analytics.exports import transition_tables
from analytics.model.exhibit import Exhibit
from analytics.model.support import Need, Support

TITLE = "Who needs focused support, and why?"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The list by the rule that the view asks for."""
    when = scope.as_at(phases.PATHWAY)
    found = answers.support(scope.data, scope.organisation.code, when, dict(scope.view.assumptions))
    return (of(scope, found, found.needs),)


def of(scope: Scope, found: Support, needs: Sequence[Need]) -> Exhibit:
    """Those of whom support is needed that are asked for."""
    told, rule = words.support.sentence(found, scope.name), words.support.rule(found.rule)
    if not needs:
        own = [unmarked(words.support.why(one, found)) for one in found.everybody] if len(found.everybody) == 1 else []
        return scope.nothing("psirf_support", TITLE, unmarked(told), *own)
    return scope.exhibit(
        "psirf_support",
        TITLE,
        told,
        None,
        lambda: transition_tables.need_table(needs, found, scope.data.organisations),
        f"The list with places, to take away: {len(needs)}",
        scope.pathway_lines(found.pathway, found.as_at) | {"Rule": rule},
        (rule,),
        illustrative=found.illustrative,
    )
