"""What an upload would change, before it is kept: rows that are new, changed, the same, or put aside."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analytics.store import Snapshot
from analytics.tables import TABLES

_OWN = ("upload", "illustrative", "measure_title")


@dataclass(frozen=True)
class Preview:
    """Counts of rows by what would happen to them. `put_aside` counts illustrative rows by scope (measure, pathway).

    `changes` has the key columns, then for each column that differs its `before` and `after` in words.
    """

    new: int
    changed: int
    unchanged: int
    put_aside: dict[str, int] = field(default_factory=dict)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is in the store already."""
        return not (self.new or self.changed or self.put_aside)


def preview(rows: pd.DataFrame, table_name: str, snapshot: Snapshot) -> Preview:
    """Hold the rows of an upload against the rows that count now."""
    table = TABLES[table_name]
    scoped = table_name in ("observations", "adoption")
    now = snapshot.rows(table_name, rows[table.scope].unique() if scoped else None)
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
    )


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
