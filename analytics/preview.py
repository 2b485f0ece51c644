"""What an upload would change, before it is kept: rows that are new, changed, the same, removed or put aside. And what an
upload of the past did change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from analytics.store import Snapshot, Store, UnknownUpload, Version
from analytics.tables import TABLES, Table

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


def preview(rows: pd.DataFrame, table_name: str, snapshot: Snapshot, removed: pd.DataFrame | None = None) -> Preview:
    """Hold the rows of an upload against the rows that count now. `removed` has the keys that it takes away (`gone`)."""
    table = TABLES[table_name]
    now = snapshot.rows(table_name, rows[table.scope].unique() if _scoped(table) else None)
    put_aside = now.loc[now["illustrative"], table.scope].value_counts().to_dict()
    real = now[~now["illustrative"]]
    key = list(table.key)
    facts = [c.name for c in table.columns if c.name not in key and c.name not in _OWN]
    both = _comparable(rows, key).merge(
        _comparable(real, key), on=key, how="left", suffixes=("", "_now"), indicator=True
    )
    met = both["_merge"] == "both"
    differs = pd.DataFrame({c: _differ(both[c], both[f"{c}_now"]) for c in facts})
    changed = met & differs.any(axis=1)
    return Preview(
        new=int((~met).sum()),
        changed=int(changed.sum()),
        unchanged=int((met & ~changed).sum()),
        put_aside={str(scope): int(count) for scope, count in put_aside.items()},
        changes=_in_words(both[changed], differs[changed], key),
        removed=0 if removed is None else len(removed),
    )


def gone(rows: pd.DataFrame, table_name: str, snapshot: Snapshot, revised: str) -> pd.DataFrame:
    """The rows that count now from the upload with the id `revised` and whose keys a revised file no longer has.

    Shape: the columns of the table. Give it to `Store.commit` as `removed`, and they have no row any more.
    """
    table = TABLES[table_name]
    now = snapshot.rows(table_name)
    now = now[now["upload"] == revised]
    kept = _comparable(rows, list(table.key))[list(table.key)].drop_duplicates()
    marked = _comparable(now, list(table.key)).merge(kept, on=list(table.key), how="left", indicator=True)
    return now[(marked["_merge"] == "left_only").to_numpy()][table.schema.names].reset_index(drop=True)


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
    told = preview(own, table.name, now)
    return replace(told, removed=len(removed), changes=told.changes.head(0))


def _scoped(table: Table) -> bool:
    return table.name in ("observations", "adoption")


def _comparable(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keys without blanks, because a missing key part equals another missing one; dates at one resolution."""
    out = rows.copy()
    for column in out.columns:
        if pd.api.types.is_datetime64_any_dtype(out[column]):
            out[column] = out[column].astype("datetime64[ms]")
        elif column in key:
            out[column] = out[column].fillna("").astype("str")
    return out


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    same = (one == other).fillna(False).astype(bool)
    blank = one.isna() | (one.astype("str") == "")
    other_blank = other.isna() | (other.astype("str") == "")
    return ~(same | (blank & other_blank))


def _in_words(rows: pd.DataFrame, differs: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    words = rows[key].astype("str").copy()
    for column in differs.columns[differs.any()]:
        changed = rows[f"{column}_now"].astype("str") + " → " + rows[column].astype("str")
        words[column] = changed.where(differs[column], "")
    return words.reset_index(drop=True)
