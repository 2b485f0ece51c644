"""What an upload would change, before it is kept: rows that are new, changed, the same, removed or put aside. And what an
upload of the past did change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from analytics.model.tables import TABLES, Table
from analytics.store import Snapshot, Store, UnknownUpload, Version, keys

_OWN = ("upload", "illustrative", "measure_title")


@dataclass(frozen=True)
class Preview:
    """Counts of rows by what would happen to them. `put_aside` counts illustrative rows by scope (measure, pathway).
    `removed` counts rows of the file that this one revises and that it no longer holds.

    `changes` has the key columns, then for each column that differs its `before` and `after` in words.
    """

    new: int
    changed: int
    unchanged: int
    put_aside: dict[str, int] = field(default_factory=dict)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    removed: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is in the store already."""
        return not (self.new or self.changed or self.put_aside or self.removed)


def beside(rows: pd.DataFrame, table: Table, snapshot: Snapshot) -> pd.DataFrame:
    """The rows that count now and that these may concern, as `Snapshot.rows`."""
    return snapshot.rows(table.name, rows[table.scope].unique() if table.charted else None)


def preview(rows: pd.DataFrame, now: pd.DataFrame, table: Table, removed: pd.DataFrame | None = None) -> Preview:
    """Hold the rows of an upload against the rows that count now (`beside`). `removed` are rows that it takes away."""
    put_aside = now.loc[now["illustrative"], table.scope].value_counts().to_dict()
    real = now[~now["illustrative"]]
    key = list(table.key)
    facts = [c.name for c in table.columns if c.name not in key and c.name not in _OWN]
    own = rows.set_axis(keys(rows, table))
    there = real.set_axis(keys(real, table))
    then = there[facts].reindex(own.index)
    met = pd.Series(own.index.isin(there.index), own.index)
    differs = pd.DataFrame({c: _differ(own[c], then[c]) for c in facts})
    changed = met & differs.any(axis=1)
    return Preview(
        new=int((~met).sum()),
        changed=int(changed.sum()),
        unchanged=int((met & ~changed).sum()),
        put_aside={str(scope): int(count) for scope, count in put_aside.items()},
        changes=_in_words(own[changed], then[changed], differs[changed], key),
        removed=0 if removed is None else len(removed),
    )


@lru_cache(maxsize=512)
def difference(store: Store, upload_id: str) -> Preview:
    """What an upload of the past changed, against the version before it. Raises `UnknownUpload`; `Damaged` or
    `UnknownVersion` where that version can no longer be read."""
    entry = next((e for e in store.history() if e.action == "upload" and e.upload.id == upload_id), None)
    if entry is None:
        raise UnknownUpload(f"There is no upload {upload_id}.")
    table = TABLES[entry.upload.table]
    position = list(TABLES).index(table.name)
    numbers = entry.version.numbers
    before = Version((*numbers[:position], numbers[position] - 1, *numbers[position + 1 :]), entry.version.mark)
    own, removed = store.upload_rows(entry)
    now = store.at(str(before))
    told = preview(own, beside(own, table, now), table)
    return replace(told, removed=len(removed), changes=told.changes.head(0))


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    same = (one == other).fillna(False).astype(bool)
    blank = one.isna() | (one.astype("str") == "")
    other_blank = other.isna() | (other.astype("str") == "")
    return ~(same | (blank & other_blank))


def _in_words(rows: pd.DataFrame, then: pd.DataFrame, differs: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    words = rows[key].astype("str").copy()
    for column in differs.columns[differs.any()]:
        changed = then[column].astype("str") + " → " + rows[column].astype("str")
        words[column] = changed.where(differs[column], "")
    return words.reset_index(drop=True)
