"""What of counts of people may be published: small ones are hidden, and enough beside them that no subtraction finds them.

A cell is one organisation in one period. Three rules, each needed by the next:

1. **Small**: a cell is unsafe where somebody could be told from it: where those counted, those not counted, or both
   together are more than none and fewer than the least number of the measure's rule.
2. **Partners**: organisations that stand side by side below one other add up to it. Where one of them is unsafe, the
   smallest of the others are hidden too, until at least two are and all that is hidden adds up to a safe number. So
   whoever subtracts those shown from the whole learns no more than a range at least as wide as that number.
3. **One grain**: each kind of organisation is published by one length of period, which does not depend on the data. A
   longer period is shown only where every period in it is shown, for then it says nothing new; a shorter one never.

What is hidden of an organisation is hidden of all below it, in each period that touches it. What is shown is rounded to
the nearest 5.

Versions of the data can be subtracted too: a trust that is late is the difference of two totals. So each version is
judged beside the one published before it. What was hidden stays hidden; only figures that are new or changed can be
partners of one that is; and where there are none, the totals above are not told anew.

The rules of the owners: NHSBSA hides counts of 1 to 4; NHS Digital's maternity files give 1 to 7 as 5 and round the rest
to 5. We hide 1 to 7 instead of saying 5: a small rate of two 5s would be 100%.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from analytics.model import Grain, Kind

ROUNDED_TO = 5
"""What is shown is a multiple of this."""


@dataclass(frozen=True)
class Rule:
    """The smallest count above none that is `least` enough to be shown, and the length of period of each kind."""

    least: int
    grains: Mapping[Kind, Grain] = field(repr=False)


_ALWAYS = dict.fromkeys(Kind, Grain.MONTH)
RULES: Mapping[str, Rule] = {
    "suppress_under_5": Rule(5, _ALWAYS),
    # A typical trust has eight births before 34 weeks a month: only its year says anything that may be published.
    "round_5_maternity": Rule(
        8,
        _ALWAYS | {Kind.PSC: Grain.QUARTER, Kind.ICB: Grain.QUARTER, Kind.TRUST: Grain.YEAR, Kind.SUB_ICB: Grain.YEAR},
    ),
}
"""By the slug that a measure's `disclosure` names; "none" has no rule."""


@dataclass(frozen=True)
class Cells:
    """Counts of some organisations: arrays (organisations, periods), NaN where not known. `there` marks what was reported;
    a `share` has those not counted beside those counted."""

    numerator: np.ndarray
    denominator: np.ndarray
    there: np.ndarray
    share: bool

    def counts(self) -> tuple[np.ndarray, ...]:
        """Everything that the numbers tell a count of."""
        both = (self.numerator, self.denominator)
        return (*both, self.denominator - self.numerator) if self.share else both


def unsafe(cells: Cells, least: int) -> np.ndarray:
    """Cells from which somebody could be told; bool, (organisations, periods). One without its counts is unsafe: nobody can
    know. A count without a denominator is judged by itself; a change, which may be a fall, as a count."""
    small = [(count != 0) & (np.abs(count) < least) for count in cells.counts()]
    return cells.there & (np.any(small, axis=0) | ~np.isfinite(cells.numerator))


@dataclass(frozen=True)
class Hidden:
    """What is hidden, bool, (organisations, periods); and the periods, bool, in which that is not enough: whoever stands
    above must not tell its new figure either."""

    cells: np.ndarray
    too_few: np.ndarray


def hidden(cells: Cells, least: int, alone: np.ndarray, fresh: np.ndarray, before: np.ndarray) -> Hidden:
    """What is hidden of organisations that stand side by side: those `alone` and their partners.

    `fresh` are cells that are not as they were when all this was last published; only they may be partners, since what has
    been seen protects nobody. `before` is what was hidden then: it has its partners.
    """
    out = alone.copy()
    too_few = np.zeros(out.shape[1], dtype=bool)
    size = np.nan_to_num(np.where(np.isfinite(cells.denominator), cells.denominator, cells.numerator))
    counts = [np.nan_to_num(count) for count in cells.counts()]
    for period in np.flatnonzero((alone & fresh & ~before).any(axis=0)):
        new = fresh[:, period]
        shown = [
            at
            for at in np.argsort(size[:, period], kind="stable")
            if cells.there[at, period] and new[at] and not out[at, period]
        ]
        totals = [count[:, period] for count in counts]
        while not _wide(out[:, period] & new, totals, least):
            if not shown:
                too_few[period] = True
                break
            out[shown.pop(0), period] = True
    return Hidden(out, too_few)


def rounded(counts: np.ndarray) -> np.ndarray:
    """To the nearest 5, halves upwards; NaN stays."""
    return np.asarray(np.floor(counts / ROUNDED_TO + 0.5) * ROUNDED_TO)


def _wide(out: np.ndarray, counts: list[np.ndarray], least: int) -> bool:
    """Whether at least two are hidden, whose sum by itself might be shown."""
    sums = [count[out].sum() for count in counts]
    return bool(out.sum() >= 2) and all(total == 0 or total >= least for total in sums)
