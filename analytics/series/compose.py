"""A measure that is made of others: their numerators and denominators summed, and divided last.

A composite of eight is another measure than one of nine. So its cells carry their mix (the set of parts that an
organisation reports at the time), and nothing is claimed across a change of mix. A part that is merely late, or has a
gap, does not change the mix: the months that lack it are missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.model import Grain, Measure
from analytics.series.grid import Grid, axis, divide
from analytics.series.rollup import between_first_and_last

SETTLED = 3
"""A part has joined or left when it is absent for this many months at the beginning or end of an organisation's data."""


def compose(parts: Sequence[Grid], measure: Measure) -> Grid:
    """Sum the parts by organisation and month, where all parts of the organisation's mix are there."""
    codes = sorted({code for part in parts for code in part.codes})
    months = axis(np.unique(np.concatenate([part.months for part in parts])), Grain.MONTH)
    place = {code: at for at, code in enumerate(codes)}

    def spread(part: Grid, cells: np.ndarray) -> np.ndarray:
        out = np.zeros((len(codes), len(months)), dtype=cells.dtype)
        lines = [place[code] for code in part.codes]
        out[np.ix_(np.array(lines), np.searchsorted(months, part.months))] = cells
        return out

    valued = np.array([spread(p, np.isfinite(p.value)) for p in parts])
    reported = valued | np.array([spread(p, p.nobody & p.row) for p in parts])
    row = np.asarray(valued.any(axis=0))
    inside = _in_the_mix(reported, row)
    complete = ~(inside & ~reported).any(axis=0)

    def cells_of(name: str) -> np.ndarray:
        return np.where(
            valued, np.array([spread(p, np.nan_to_num(getattr(p, name).astype(float))) for p in parts]), 0.0
        )

    numerator, denominator = (
        np.where(row, cells_of(name).sum(axis=0), np.nan) for name in ("numerator", "denominator")
    )
    kept = np.asarray(row.any(axis=1))
    cells: dict[str, np.ndarray] = {
        "row": row,
        "numerator": numerator,
        "denominator": denominator,
        "value": np.where(complete, divide(numerator, denominator), np.nan),
        "status": np.zeros(row.shape, dtype=np.int64),
        "covered": cells_of("covered").max(axis=0),
        "expected": cells_of("expected").max(axis=0),
        "given": row & (cells_of("given").astype(bool) | ~valued).all(axis=0),
        "have": np.where(row, reported.sum(axis=0), 0.0),
        "whole": np.where(row, float(len(measure.composite_of)), 0.0),
        "few": row & ~complete,
        "apart": np.asarray(np.any([spread(p, p.row & False if p.apart is None else p.apart) for p in parts], axis=0)),
        "mix": np.tensordot(2 ** np.arange(len(parts)), inside.astype(np.int64), axes=1),
    }
    return Grid(
        grain=Grain.MONTH,
        codes=tuple(code for code, keep in zip(codes, kept, strict=True) if keep),
        months=months,
        texts=("",),
        parts="interventions",
        **{name: array[kept] for name, array in cells.items()},
    )


def _in_the_mix(reported: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Where each part belongs to an organisation's mix: from its first report to its last, and a little beyond where the
    organisation's own data begin or end within `SETTLED` months; bool, (parts, organisations, months)."""
    columns = np.arange(row.shape[1])
    inside = np.array([between_first_and_last(part) for part in reported])
    first, last = _ends(row)
    begun, ended = _ends(reported)
    late_start = (begun - first < SETTLED)[..., None] & (columns >= first[:, None]) & (columns <= begun[..., None])
    late_end = (last - ended < SETTLED)[..., None] & (columns <= last[:, None]) & (columns >= ended[..., None])
    return (inside | late_start | late_end) & np.asarray(reported.any(axis=2))[..., None]


def _ends(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The positions of the first and the last True along the last axis."""
    return cells.argmax(axis=-1), cells.shape[-1] - 1 - cells[..., ::-1].argmax(axis=-1)
