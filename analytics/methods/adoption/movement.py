"""Who moved up and who slipped between two dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.methods.adoption.known import at
from analytics.model import Movement, Organisation, Pathway


def quarter_before(when: date) -> date:
    """The last day of the quarter before the one that a day is in."""
    return (pd.Period(when, "Q") - 1).end_time.date()


def since(
    rows: pd.DataFrame, pathway: Pathway, organisations: Sequence[Organisation], before: date, after: date
) -> Movement:
    """The pairs at another stage on `after` than on `before`, of those known on both days; the biggest slips first."""
    then, now = (at(rows, pathway, organisations, day) for day in (before, after))
    key = ["org_code", "element"]
    both = now.stages.merge(then.stages[[*key, "stage"]], how="left", on=key, suffixes=("", "_before"))
    known = both[both["stage"].notna() & both["stage_before"].notna()]
    moved = known[known["stage"] != known["stage_before"]].rename(columns={"stage_before": "before", "stage": "after"})
    moved = moved.assign(by=moved["after"] - moved["before"]).sort_values(["by", "name", "element"], ignore_index=True)
    return Movement(
        pathway,
        before,
        now.as_at,
        moved[["org_code", "name", "element", "before", "after"]],
        compared=len(known),
        joined=int((both["stage"].notna() & both["stage_before"].isna()).sum()),
        illustrative=now.illustrative or then.illustrative,
    )
