"""Do the national report's figures hold? Each is held against its own formula, our data, or our definitions.

A module for each subject ties figures, by id, to how they are worked out (`Check`). A figure that the report contradicts
is held against what the rest of the report makes of it, and its reason states both: none is chosen in silence. What has
no check says in words why nothing can be worked out (`out_of_reach`).
"""

from __future__ import annotations

from analytics.answers.data import Data
from analytics.answers.reconcile import approach, dates, definitions, opioids, out_of_reach, preterm, safety
from analytics.answers.reconcile.known import REPORT_DAY, Check, Known
from analytics.catalogue.published import figures
from analytics.model.reconciled import PublishedFigure, Reconciled

CHECKS: dict[str, Check] = {
    id: check
    for part in (preterm, opioids, approach, safety, dates, definitions)
    for ids, check in part.CHECKS.items()
    for id in ids.split()
}
"""How each figure that can be reached is worked out, by its id."""

ILLUSTRATIVE = "These data are illustrative and were made to resemble the report, so it proves nothing"


def reconcile(data: Data) -> tuple[Reconciled, ...]:
    """Every published figure, held against what can be worked out from a version of the data."""
    printed = figures()
    known = Known(data.on(REPORT_DAY), {f.id: f for f in printed})
    return tuple(_reconciled(known, figure) for figure in printed)


def _reconciled(known: Known, figure: PublishedFigure) -> Reconciled:
    check = CHECKS.get(figure.id)
    if check is None:
        return Reconciled(figure, None, _sentences(out_of_reach.reason(figure), figure.note))
    computed = check.of(known)
    if computed is None:
        return Reconciled(
            figure, None, _sentences(check.how, "This version of the data lacks what it takes", figure.note)
        )
    made_up = known.illustrative(check)
    told = _sentences(check.how, ILLUSTRATIVE if made_up else "", figure.note)
    return Reconciled(figure, computed, told, made_up)


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
