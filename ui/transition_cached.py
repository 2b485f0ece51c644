"""Answers about the transition and who needs support worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from datetime import date

from analytics.answers import support as supports
from analytics.answers import transition as transitions
from analytics.model.phases import Group
from analytics.model.support import Support
from analytics.model.survival import Transition
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(300)
def transition(version: Version, code: str, when: date) -> Transition:
    """Who has moved at or below an organisation, and when the others may."""
    return transitions.transition(cached.data(version), code, when)


@memo(100)
def groups(version: Version, code: str, when: date, by: Group) -> tuple[Transition, ...]:
    """The same for each group of its trusts."""
    return transitions.groups(cached.data(version), code, when, by)


@memo(300)
def support(version: Version, code: str, when: date, assumed: cached.Assumed) -> Support:
    """Who needs focused support, by the rule that a view asks for."""
    return supports.support(cached.data(version), code, when, dict(assumed))
