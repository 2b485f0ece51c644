"""Who is expected to report a measure: what a sum of some of them lacks."""

from __future__ import annotations

from collections.abc import Collection

from analytics.model import Measure
from analytics.organisations import Organisations


def expected_members(measure: Measure, organisations: Organisations, senders: Collection[str] = ()) -> dict[str, int]:
    """How many organisations that report this measure stand at or below each code.

    One that later goes wholly into another is not expected where only the other is among the `senders` (all codes that
    have rows): the rows of the other then have its figures, as publishers often write them.
    """
    count: dict[str, int] = {}
    for member in organisations.all(measure.reported_by):
        if (measure.maternity_only and not member.maternity) or _in_another(member.code, organisations, senders):
            continue
        above = [member, *organisations.ancestors(member.code)]
        psc = organisations.psc_of(member)
        for code in {o.code for o in above} | ({psc} if psc else set()):
            count[code] = count.get(code, 0) + 1
    return count


def _in_another(code: str, organisations: Organisations, senders: Collection[str]) -> bool:
    later = organisations.follows(code)
    return bool(later) and later[0].whole and later[0].successor in senders and code not in senders
