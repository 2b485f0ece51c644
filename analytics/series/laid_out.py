"""Rows of one grain as a grid, before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analytics.model import Grain
from analytics.organisations import Organisations
from analytics.series.grid import NOBODY, PROVISIONAL, Grid, axis, month_numbers


def laid_out(given: pd.DataFrame, grain: Grain, above: Organisations | None) -> Grid:
    """The rows as arrays, with room for the organisations `above` them."""
    own, names = pd.factorize(given["org_code"].astype("str"))
    codes = sorted({*names, *(_line(names, above) if above else ())})
    place = {code: at for at, code in enumerate(codes)}
    lines = np.array([place[n] for n in names], dtype=int)[own]
    at = month_numbers(given["period"])
    months = axis(at, grain)
    columns, shape = np.searchsorted(months, at), (len(codes), len(months))
    status, texts = pd.factorize(given["status"].fillna("").astype("str"))
    known = ["", NOBODY, PROVISIONAL, *(t for t in texts if t not in ("", NOBODY, PROVISIONAL))]
    position = np.array([known.index(t) for t in texts], dtype=np.int64)[status]

    def cells(amounts: np.ndarray, empty: float) -> np.ndarray:
        out = np.full(shape, empty, dtype=amounts.dtype)
        out[lines, columns] = amounts
        return out

    numbers = {
        name: cells(given[name].to_numpy("float64", na_value=np.nan), np.nan)
        for name in ("numerator", "denominator", "value")
    }
    row = cells(np.ones(len(given), dtype=bool), False)
    nothing = np.zeros(shape)
    return Grid(
        grain=grain,
        codes=tuple(codes),
        months=months,
        row=row,
        **numbers,
        status=cells(position, 0),
        texts=tuple(known),
        covered=nothing,
        expected=nothing,
        given=row,
        have=nothing,
        whole=nothing,
        parts="reported",
        few=np.zeros(shape, dtype=bool),
    )


def _line(codes: Iterable[str], organisations: Organisations) -> set[str]:
    """Everybody above these organisations, with the collaboratives that cover them."""
    found: set[str] = set()
    went = {former.code: former.above for former in organisations.formers}
    for code in codes:
        if code in organisations:
            above = went.get(code, code)
            found |= {above, *(o.code for o in organisations.ancestors(above))}
            psc = organisations.psc_of(organisations[above])
            found |= {psc} if psc else set()
    return found
