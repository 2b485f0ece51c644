"""The Whole System Approach: boards by support and phase, and the collaboratives that work with them."""

from __future__ import annotations

from collections.abc import Callable

from analytics.answers import approach
from analytics.answers.reconcile.known import PRINTED, REPORT_DAY, Check, Known
from analytics.model import ENGLAND, Kind, Reach

PERCENT = 100
OURS = "Counted from our records of support and phase on 30 September 2023"


def boards(counted: Callable[[Reach], int]) -> Callable[[Known], float | None]:
    """A count of boards from the recorded stages."""

    def of(known: Known) -> float | None:
        reach = known.reach()
        return None if reach is None else counted(reach)

    return of


def collaboratives(first: int, last: int) -> Callable[[Known], float | None]:
    """How many collaboratives fully support boards in some phases."""

    def of(known: Known) -> float | None:
        found = approach.approach(known.data, ENGLAND, REPORT_DAY).boards
        if not found["phase"].notna().any():
            return None
        codes = found.loc[(found["support"] == approach.FULL) & found["phase"].between(first, last), "org_code"]
        return len({known.data.organisations.psc_of(known.data.organisations[code]) for code in codes} - {None})

    return of


def _charted(known: Known) -> str | None:
    """The lowest and the highest phase that a board is in."""
    phase = approach.approach(known.data, ENGLAND, REPORT_DAY).boards["phase"]
    phase = phase[phase > 0]
    return f"{phase.min():.0f}-{phase.max():.0f}" if len(phase) else None


def share(part: str) -> Callable[[Known], float]:
    """A printed number of boards as % of all boards of the report's day."""
    return lambda known: PERCENT * known.printed(part) / len(known.data.organisations.all(Kind.ICB))


def summed(*parts: str) -> Callable[[Known], float]:
    """The sum of printed figures."""
    return lambda known: sum(known.printed(part) for part in parts)


def less(whole: str, part: str) -> Callable[[Known], float]:
    """A printed figure less another."""
    return lambda known: known.printed(whole) - known.printed(part)


def _ours(of: Callable[[Known], float | str | None], how: str = OURS) -> Check:
    return Check(how, of, pathways=(approach.PATHWAY,))


CHECKS = {
    "PF011 PF136 PF175": Check(f"{PRINTED}: 25 fully supported and 3 with light touch", summed("PF012", "PF013")),
    "PF012 PF149": Check(f"{PRINTED}: 14, 6 and 5 by phase", summed("PF151", "PF153", "PF155")),
    "PF013 PF139 PF177": Check(f"{PRINTED}: 29 on the approach less 25 fully supported", less("PF011", "PF012")),
    "PF014": Check(f"{PRINTED}: 37 engaged less 29 on the approach", less("PF141", "PF136")),
    "PF137": Check(f"{PRINTED}: 29 over all ICBs", share("PF136")),
    "PF138 PF176": _ours(boards(lambda reach: reach.full)),
    "PF140 PF148 PF178": _ours(boards(lambda reach: reach.other)),
    "PF141 PF179": Check(f"{PRINTED}: 29 on the approach and 8 others", summed("PF136", "PF140")),
    "PF142": Check(f"{PRINTED}: 37 over all ICBs", share("PF141")),
    "PF145": Check(
        f"{PRINTED}: 28 on the approach and 8 others, as the same sentence has them", summed("PF146", "PF148")
    ),
    "PF146": Check(f"{PRINTED}: 37 engaged less 8 others", less("PF145", "PF148")),
    "PF147": Check(f"{PRINTED}: 28 over all ICBs", share("PF146")),
    "PF150": Check("What the report prints on page 25 for the same", lambda known: known.printed("PF185")),
    "PF185": Check("What the report prints on page 19 for the same", lambda known: known.printed("PF150")),
    "PF152": Check(
        f"{PRINTED}: 14 collaboratives in phases 4 to 6 less 10 in phase 6, so no fewer", less("PF183", "PF185")
    ),
    "PF151 PF186": _ours(boards(lambda reach: reach.acting)),
    "PF153": _ours(boards(lambda reach: reach.improving)),
    "PF155 PF188": _ours(boards(lambda reach: reach.planning)),
    "PF154 PF187": _ours(collaboratives(2, 3), f"{OURS}, by the collaborative of each board"),
    "PF183": _ours(collaboratives(4, 6), f"{OURS}, by the collaborative of each board"),
    "PF160 PF184": _ours(boards(lambda reach: reach.acting + reach.improving)),
    "PF182": _ours(_charted, f"{OURS}: the lowest and the highest phase of a board"),
}
