"""Tables of how organisations differ and change: tenths by period, steps, and contributions with their total."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analytics.model import ChangedMost, Contribution, Deciles
from analytics.words import contribution as words

Counts = tuple[Fraction, Fraction]


def deciles_table(found: Deciles) -> pd.DataFrame:
    """One row a period of the view: the percentiles, of how many organisations, and the chosen one's value."""
    kept = slice(found.first, None)
    return pd.DataFrame(
        {
            "period": pd.DatetimeIndex(found.period[kept]).strftime("%Y-%m-%d"),
            "grain": found.grain.value,
            "p10": found.low[kept],
            "median": found.median[kept],
            "p90": found.high[kept],
            "organisations": found.count[kept],
            "code": found.chosen.code,
            "value": found.own[kept],
        }
    )


def changed_table(found: ChangedMost) -> pd.DataFrame:
    """One row an organisation, the strongest evidence first."""
    table = found.rows.copy()
    table["since"] = table["since"].dt.strftime("%Y-%m-%d")
    return table


def contribution_table(found: Contribution) -> pd.DataFrame:
    """One row a part and a last one for the whole, whose changes are the sums of the rows above as they are printed."""
    rows = [_counts(s.part.code, s.part.name, s.part.before, s.part.after) for s in found.shares]
    rows.append(_counts(found.whole.code, "All together", found.before, found.after))
    table = pd.DataFrame(rows)
    table["reports"] = [*(s.presence.value for s in found.shares), ""]
    for name, printed in (("rate", words.of_rate(found)), ("numerator", words.of_amount(found))):
        for at, cause in enumerate(("own_rate", "size", "joined_or_left")):
            table[f"{name}_by_{cause}"] = [float(line[at]) for line in (*printed.cells, printed.causes)]
        table[f"{name}_change"] = [float(line) for line in (*printed.lines, printed.total)]
    return table


def _counts(code: str, name: str, before: Counts | None, after: Counts | None) -> dict[str, object]:
    row: dict[str, object] = {"code": code, "name": name}
    for when, counts in (("before", before), ("after", after)):
        top, bottom = counts or (None, None)
        row[f"numerator_{when}"] = None if top is None else float(top)
        row[f"denominator_{when}"] = None if bottom is None else float(bottom)
        row[f"rate_{when}"] = float(top / bottom) if top is not None and bottom else None
    return row
