"""What a reorganisation means for a chart, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from analytics.model.titles import within
from analytics.words import formats


class Before(StrEnum):
    """Where an organisation's figures of before a reorganisation come from."""

    NOWHERE = "nowhere"
    WHOLE = "whole"
    MEMBERS = "members"
    ITSELF = "itself"
    PEOPLE = "people"


def title(wholes: Sequence[str], parts: Sequence[str], new: bool) -> str:
    """What stands on a chart at the day: “Took the place of A and part of B”, “Took over part of B”."""
    return f"{'Took the place of' if new else 'Took over'} {_made_of(wholes, parts)}"


def sentence(
    name: str,
    day: date,
    of_whom: tuple[Sequence[str], Sequence[str]],
    new: bool,
    before: Before,
    members: str,
    unknown: Sequence[str] = (),
    apart: bool = False,
) -> str:
    """When an organisation became what it is, of whom it was made (wholly, in part), and what its figures of before are.

    `members` report the measure; those `unknown` may be its own, which nobody has said yet. `apart`: limits start again.
    """
    what = f"{name} {'began' if new else 'changed'} on {formats.day(day)}: it {within(title(*of_whom, new))}."
    earlier = {
        Before.NOWHERE: "Figures given for a board that was split cannot be divided, so there are none of before."
        if of_whom[1]
        else "There are no figures of before.",
        Before.WHOLE: "Its figures of before are exact: they are the sums of those it was made of.",
        Before.MEMBERS: f"Its figures of before are added up from its present {members}, because those given for a board "
        "that was split cannot be divided.",
        Before.ITSELF: "Its figures of before were given for it as it was then, so a change at that day may not be a change "
        "of care.",
        Before.PEOPLE: "Counts of people are never added up, so there are none of before.",
    }[before]
    left = f" Not counted, because its board is not known: {formats.join(list(unknown))}." if unknown else ""
    again = " The limits start again there." if apart else ""
    return f"{what} {earlier}{left}{again}"


def _made_of(wholes: Sequence[str], parts: Sequence[str]) -> str:
    return formats.join([*wholes, *(f"part of {name}" for name in parts)])
