"""Who changed most: for each organisation the step that fits its values best, and how strong the evidence for it is."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analytics.model.measure import Grain, Measure
from analytics.model.organisation import Kind


@dataclass(frozen=True)
class ChangedMost:
    """England's organisations of a level, by the strength of the evidence that they changed; strongest first.

    `rows`, one an organisation: `code`, `name`, `since` (first day of the first period after the step), `before`, `after`
    (the levels on either side), `strength` (their difference in standard errors that allow for neighbouring periods being
    alike), `signal` (whether that is more than chance often makes), `better` ("better", "worse" or ""), `jump` (the newest
    value against that of a year earlier, as a share of it; NaN where there is none), `earlier` and `latest` (those values).
    `left_out` are the names of those with too few values.
    """

    measure: Measure
    level: Kind
    grain: Grain
    rows: pd.DataFrame = field(repr=False)
    least: int
    unit_text: str = ""
    illustrative: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def signals(self) -> pd.DataFrame:
        """Those with more than chance often makes."""
        return self.rows[self.rows["signal"]]

    @property
    def jumped(self) -> pd.Series | None:
        """The one with the largest jump within a year, whatever stands behind it; None where nobody's is known."""
        known = self.rows[self.rows["jump"].notna()]
        return None if known.empty else known.iloc[int(known["jump"].abs().argmax())]
