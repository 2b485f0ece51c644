"""How many people there are: what a count of people is divided by where its own rows do not say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.answers.data import Data
from analytics.model import Series
from analytics.series.resolve import GIVEN
from analytics.words import people as say


def beside(data: Data, series: Series) -> Series:
    """A series of counts with its organisation's population as the denominator of each month that has none of its own: the
    newest given on or before the month, as it was given. A note says which; as it is where there is none."""
    slug, points = series.measure.population, series.points
    if not slug:
        return series
    known = given(data, slug, series.organisation.code)
    at = known.index.searchsorted(points["period"], side="right") - 1
    used = (at >= 0) & points["value"].notna().to_numpy() & ~(points["denominator"].astype(float) > 0).to_numpy()
    if not used.any():
        return series
    below = np.where(used, known.to_numpy()[at], points["denominator"].astype(float))
    note = say.divided_by(
        data.measures[slug], pd.DatetimeIndex(known.index[at[used]]), mixed=bool(np.isfinite(below[~used]).any())
    )
    illustrative = series.illustrative or data.resolved(slug).illustrative
    return replace(
        series, points=points.assign(denominator=below), notes=(note, *series.notes), illustrative=illustrative
    )


def given(data: Data, slug: str, organisation: str) -> pd.Series:
    """The people of an organisation by the first day of each period that they were given for, in order; nothing is added
    up from its members."""
    resolved = data.resolved(slug)
    rows = pd.concat(
        [resolved.rows(organisation, grain) for grain in GIVEN if grain in resolved.grids] or [pd.DataFrame()]
    )
    if rows.empty:
        return pd.Series([], index=pd.DatetimeIndex([]), dtype=float)
    rows = rows[rows["given"] & (rows["value"] > 0)].drop_duplicates("period")
    return rows.set_index("period")["value"].astype(float).sort_index()
