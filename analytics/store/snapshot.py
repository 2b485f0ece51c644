"""The store as of one version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pandas as pd

from analytics.model import Grain
from analytics.model.tables import TABLES
from analytics.model.uploads import Version
from analytics.store import scan
from analytics.store.files import Files


class HasVersions(Protocol):
    """What a snapshot reads from: a store, which makes snapshots and so must not be needed here by name."""

    @property
    def files(self) -> Files:
        """Where its files lie."""
        ...

    def rows(self, name: str, version: Version, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """The rows that count in a version."""
        ...


@dataclass(frozen=True)
class Snapshot:
    """The store as of one version. Reading it gives the same rows for ever."""

    store: HasVersions
    version: Version

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """The rows that count: columns of the table, then `upload` and `illustrative`.

        `scopes` picks measures (observations) or pathways (adoption); None reads all. Raises `Damaged` where a stored
        file is not what was written.
        """
        return self.store.rows(table, self.version, scopes)

    def scopes(self, table: str) -> set[str]:
        """The measures (observations) or pathways (adoption) that have rows, without reading them."""
        return scan.scopes(self.store.files, TABLES[table], self.version)

    def span(self, scopes: Iterable[str] | None = None) -> tuple[date, date]:
        """The first day of the first and of the last month that the observations cover; this month if there are none.
        `scopes` picks measures."""
        return months_of(self.rows("observations", scopes))


def months_of(observations: pd.DataFrame) -> tuple[date, date]:
    """The first day of the first and of the last month that observations cover; this month if there are none."""
    periods = observations.groupby("grain")["period"].agg(["min", "max"])
    if periods.empty:
        today = date.today().replace(day=1)
        return today, today
    months = [Grain(str(grain)).months - 1 for grain in periods.index]
    last = max(day + pd.DateOffset(months=more) for day, more in zip(periods["max"], months, strict=True))
    return periods["min"].min().date(), last.date()
