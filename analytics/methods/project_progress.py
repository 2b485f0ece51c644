"""Whether numbers bear out a project progress score (the report, Appendix B).

3.5 is improvement "that can be demonstrated using data", 4.0 an aim that "has been achieved and can be demonstrated using
data", 4.5 and 5.0 improvement that continues for more than 6 and 12 months, 2.5 and below no improvement. Each score claims
what those below it claim.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.model import Better
from analytics.model.project_progress import Doubt, Evidence

UNIMPROVED, SHOWN, MET, SUSTAINED, OUTSTANDING = 2.5, 3.5, 4.0, 4.5, 5.0
SIX_MONTHS, A_YEAR = 6, 12


def doubts(score: float, evidence: Sequence[Evidence], named: bool) -> tuple[Doubt, ...]:
    """What a score claims and no measure shows; with a measure that is `named`, also what it shows and nobody claims."""
    shown = any(e.improving or e.met for e in evidence)
    if score <= UNIMPROVED:
        return (Doubt.MORE_THAN_SAID,) if named and shown else ()
    if score < SHOWN:
        return ()
    if not evidence:
        return (Doubt.NO_NUMBERS,)
    found = [] if shown else [Doubt.NO_IMPROVEMENT]
    if score >= MET and not any(e.met for e in evidence):
        found.append(Doubt.NO_AIM if all(e.met is None for e in evidence) else Doubt.AIM_NOT_MET)
    months = max(e.months for e in evidence)
    if score >= OUTSTANDING and months <= A_YEAR:
        found.append(Doubt.NOT_TWELVE_MONTHS)
    elif score >= SUSTAINED and months <= SIX_MONTHS:
        found.append(Doubt.NOT_SIX_MONTHS)
    return tuple(found)


def meets(values: np.ndarray, aim: float, better: Better) -> np.ndarray:
    """Which values meet an aim; what is missing does not."""
    return values <= aim if better is Better.DECREASE else values >= aim


def run_at_end(met: np.ndarray) -> int:
    """How many of the last points are met without a break."""
    return len(met) if met.all() else int(np.argmin(met[::-1]))
