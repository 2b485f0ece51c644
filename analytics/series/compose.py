"""A measure that is made of others: their numerators and denominators summed, and divided last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.model import Grain, Measure
from analytics.series.grid import Grid, axis, divide


def compose(parts: Sequence[Grid], measure: Measure) -> Grid:
    """Sum the parts' numerators and denominators by organisation and month, over the parts that have a value."""
    codes = sorted({code for part in parts for code in part.codes})
    months = axis(np.unique(np.concatenate([part.months for part in parts])), Grain.MONTH)
    place = {code: at for at, code in enumerate(codes)}

    def spread(part: Grid, cells: np.ndarray) -> np.ndarray:
        out = np.zeros((len(codes), len(months)))
        lines = [place[code] for code in part.codes]
        out[np.ix_(np.array(lines), np.searchsorted(months, part.months))] = cells
        return out

    valued: list[np.ndarray] = [np.isfinite(part.value) for part in parts]
    have = sum(spread(part, known) for part, known in zip(parts, valued, strict=True))
    row = np.asarray(have > 0)

    def total(name: str) -> np.ndarray:
        counted = [
            np.where(known, np.nan_to_num(getattr(p, name)), 0.0) for p, known in zip(parts, valued, strict=True)
        ]
        return np.where(row, sum(spread(p, cells) for p, cells in zip(parts, counted, strict=True)), np.nan)

    def most(name: str) -> np.ndarray:
        counted = [np.where(known, getattr(p, name), 0.0) for p, known in zip(parts, valued, strict=True)]
        return np.maximum.reduce([spread(p, cells) for p, cells in zip(parts, counted, strict=True)])

    not_given = sum(spread(p, known & ~p.given) for p, known in zip(parts, valued, strict=True))
    numerator, denominator = total("numerator"), total("denominator")
    kept = np.asarray(row.any(axis=1))
    cells: dict[str, np.ndarray] = {
        "row": row,
        "numerator": numerator,
        "denominator": denominator,
        "value": divide(numerator, denominator),
        "status": np.zeros(row.shape, dtype=np.int64),
        "covered": most("covered"),
        "expected": most("expected"),
        "given": row & (not_given == 0),
        "have": np.where(row, have, 0.0),
        "whole": np.where(row, float(len(measure.composite_of)), 0.0),
        "few": np.zeros(row.shape, dtype=bool),
    }
    return Grid(
        grain=Grain.MONTH,
        codes=tuple(code for code, keep in zip(codes, kept, strict=True) if keep),
        months=months,
        texts=("",),
        parts="interventions",
        **{name: array[kept] for name, array in cells.items()},
    )
