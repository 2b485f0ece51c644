"""From returns to times: each organisation reached a step after the day of one of its returns and by that of the next.

Statisticians call such times interval-censored. A return says how things stand on its day and no more, so the exact day
is not known, nor made up here.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

ORGANISATION = "org_code"


def between(rows: pd.DataFrame, element: str, bar: float, start: date) -> pd.DataFrame:
    """One row an organisation, by code: `after` and `by`, with NaT for `by` where it does not stand at the bar.

    `rows` has the columns of the adoption table for one pathway; a row on any of its elements is a return. Whoever fell
    back below the bar reached it when it came back for good. `after` is `start` where no return was made before.
    """
    rows = rows[rows["stage"].notna()]
    own = rows[rows["element"] == element]
    fell = own[own["stage"] < bar].groupby(ORGANISATION)["as_at"].max().rename("fell")
    above = own[own["stage"] >= bar].join(fell, on=ORGANISATION)
    by = (
        above[above["fell"].isna() | (above["as_at"] > above["fell"])].groupby(ORGANISATION)["as_at"].min().rename("by")
    )
    days = rows[[ORGANISATION, "as_at"]].join(by, on=ORGANISATION)
    earlier = days[days["by"].isna() | (days["as_at"] < days["by"])]
    after = earlier.groupby(ORGANISATION)["as_at"].max().rename("after")
    out = pd.concat([after, by], axis=1).sort_index()
    first = pd.Timestamp(start)
    return out.assign(after=out["after"].where(out["after"] >= first, first))
