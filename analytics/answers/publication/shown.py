"""A measure's cells without what is hidden, the rest rounded."""

from __future__ import annotations

import numpy as np

from analytics.answers.publication.judge import Judge
from analytics.answers.publication.judged import touched
from analytics.governance import disclosure
from analytics.model import Grain
from analytics.series.grid import Grid
from analytics.series.resolve import GIVEN
from analytics.series.rollup import worked_out
from analytics.words.published import AS_BEFORE, NOT_PUBLISHED


def shown(found: Judge, grid: Grid) -> Grid:
    """A grid without what is hidden, the rest rounded. Where a total is not told anew the one told before stands, unless
    it is far from the truth by now."""
    row = grid.row & np.array([[_may_tell(found, code, grid.grain)] for code in grid.codes])
    kept = row & ~touched(grid, [found.hidden.get(code, set()) for code in grid.codes])
    # Of a sum with too few behind it not even its counts are shown.
    known = kept & np.isfinite(grid.value)
    told = known | (kept & grid.nobody)
    numerator, denominator = (disclosure.rounded(cells) for cells in (grid.numerator, grid.denominator))
    still = _still(found, grid, row & ~kept, (numerator, denominator))
    numerator, denominator = (
        np.where(told, now, then) for now, then in zip((numerator, denominator), still, strict=True)
    )
    stands = np.isfinite(still[0])
    value = worked_out(found.measure, numerator, denominator, np.full(row.shape, np.nan))
    concealed = row & ~kept
    return grid.having(
        row=row,
        numerator=numerator,
        denominator=denominator,
        value=np.where(known | stands, value, np.nan),
        # Nor is it said why there is no number where there is no row: a month of a trust without any babies is a month too.
        status=np.where(concealed, len(grid.texts) + stands, np.where(row, grid.status, 0)),
        texts=(*grid.texts, NOT_PUBLISHED, AS_BEFORE),
        have=np.where(concealed, grid.whole, grid.have),
        few=grid.few & kept,
    )


def _still(
    found: Judge, grid: Grid, concealed: np.ndarray, now: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, ...]:
    """The counts published before of cells that are not told anew, where they are near what is true; else NaN."""
    out = tuple(np.full(concealed.shape, np.nan) for _ in now)
    old = found.before.resolved.grids.get(grid.grain) if found.before else None
    if old is None:
        return out
    for line, code in enumerate(grid.codes):
        if code not in old.place or not concealed[line].any():
            continue
        _, mine, theirs = np.intersect1d(grid.months, old.months, return_indices=True)
        then = [a[old.place[code], theirs] for a in (old.numerator, old.denominator)]
        near = concealed[line, mine] & np.isfinite(old.value[old.place[code], theirs])
        for was, new in zip(then, now, strict=True):
            near &= ~(np.abs(was - new[line, mine]) > disclosure.ROUNDED_TO)
        for into, was in zip(out, then, strict=True):
            into[line, mine] = np.where(near, was, np.nan)
    return out


def _may_tell(found: Judge, code: str, grain: Grain) -> bool:
    """Whether an organisation is shown at a length of period: its own, or one that is made of whole ones of its own."""
    own = found.grain.get(code)
    if own is None:
        return False
    return own is Grain.MONTH if grain is Grain.ROLLING_YEAR else GIVEN.index(grain) >= GIVEN.index(own)
