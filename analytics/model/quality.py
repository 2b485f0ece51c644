"""How whole and how timely the figures are that measures stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.model.organisation import Kind, Organisation


@dataclass(frozen=True)
class Quality:
    """What those who send figures sent in the last year, for measures that are sent.

    `rows`, one a sender and measure: `measure`, `org_code`, `grain`, `expected` periods, of which `known` have a figure (or
    nobody was eligible), `suppressed` are hidden and `missing` are not there; `newest` and `due`, the first days of the
    newest period with a figure and of the newest that most others have, and `behind`, the periods between.
    `by_place` has the same sums by the organisations of `level` (at or below the chosen one): `place`, `measure`.
    """

    organisation: Organisation
    until: date
    level: Kind
    rows: pd.DataFrame = field(repr=False)
    by_place: pd.DataFrame = field(repr=False)

    @property
    def late(self) -> pd.DataFrame:
        """Who owes figures: the rows that are behind, the furthest first."""
        return self.rows[self.rows["behind"] > 0].sort_values(
            ["behind", "measure", "org_code"], ascending=[False, True, True]
        )

    @property
    def of_measure(self) -> pd.DataFrame:
        """The sums of each measure, by slug."""
        return sums(self.rows, ["measure"]).set_index("measure")

    @property
    def complete(self) -> float | None:
        """The share of expected figures that are known; None where none are expected."""
        expected = int(self.rows["expected"].sum())
        return int(self.rows["known"].sum()) / expected if expected else None


def sums(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts added up, and how many senders are `late` of all `senders`."""
    counted = rows.assign(late=rows["behind"] > 0, senders=1)
    return counted.groupby(by, sort=False, as_index=False)[
        ["expected", "known", "suppressed", "missing", "late", "senders"]
    ].sum()
