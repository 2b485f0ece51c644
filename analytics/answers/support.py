"""Who needs focused support to move to the framework, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from analytics.answers.adoption import members
from analytics.answers.data import Data
from analytics.answers.transition import followed
from analytics.catalogue import support as rules
from analytics.methods.adoption import support as method
from analytics.model import Kind, Organisation
from analytics.model.support import Need, Reason, Support
from analytics.organisations import Organisations


def support(data: Data, code: str, when: date, assumptions: Mapping[str, float]) -> Support:
    """Who at or below an organisation needs focused support by a day, by the rule that a view asks for."""
    pathway, element, bar = followed(data)
    people, rule = members(data, pathway.slug, code), rules.rule(assumptions)
    return method.support(data.adoption(pathway.slug), pathway, people, when, rule, (element, bar))


def only(
    needs: Sequence[Need], tree: Organisations, reasons: Collection[Reason] = (), region: str | None = None
) -> tuple[Need, ...]:
    """Those with any of these reasons (of all where none is named) in a region (None: everywhere)."""
    return tuple(
        need
        for need in needs
        if (not reasons or set(reasons) & set(need.reasons)) and region in (None, region_of(tree, need.organisation))
    )


def regions(needs: Sequence[Need], tree: Organisations) -> tuple[str, ...]:
    """The regions that they lie in."""
    return tuple(sorted({code for need in needs if (code := region_of(tree, need.organisation))}))


def region_of(tree: Organisations, one: Organisation) -> str | None:
    """The code of the region that an organisation lies in."""
    above = tree.ancestor(one.code, Kind.REGION)
    return above.code if above else None
