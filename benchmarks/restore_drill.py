"""How long does it take to come back from a backup, against a bare copy of the same bytes?

`python benchmarks/restore_drill.py` goes through the drill of docs/operations.md with the illustrative data, with `--rows N`
with a store of so many rows besides: it backs the store up to one zip file, loses the store, makes a store of the backup in
a fresh folder, reads every file of that again, and holds version, history, rows and originals against what was lost. Each
step is printed in seconds that went by and in processor seconds, and as a multiple of a bare copy of the same files.

`--store URI` drills with your own data: nothing of that store is touched.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import pandas as pd

from analytics import catalogue
from analytics.keeping import first_start
from analytics.model import Kind
from analytics.model.tables import OBSERVATIONS, TABLES
from analytics.organisations import directory
from analytics.store import Store, Upload
from analytics.store.backup import back_up, restore_backup

T = TypeVar("T")
AT_A_TIME = 100_000
"""Rows of one upload."""


def main() -> None:
    """Print each step of the drill."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=0, help="so many rows besides the illustrative data")
    asked.add_argument("--store", default="", help="a store of yours, which stays as it is")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drill(_store(Path(folder), options.rows, options.store), Path(folder))


def drill(store: Store, folder: Path) -> None:
    """Back a store up, make another of the backup, and hold one against the other."""
    kept, fresh = folder / "backup.zip", Store(str(folder / "fresh"))
    told = {name: len(store.at().rows(name)) for name in TABLES}
    version, history = store.version(), store.history()
    copied, lasted = _timed(lambda: back_up(store, kept))
    originals = [store.original(e.upload) for e in history if e.original]
    rows = {name: _sum(store, name) for name in TABLES}
    bare = _timed(lambda: _copy(store, set(copied.files), folder / "bare"))[1]
    size = sum(path.stat().st_size for path in (folder / "bare").rglob("*") if path.is_file())
    print(f"{sum(told.values()):,} rows, {len(history):,} uploads, {len(copied.files):,} files, {size / 1e6:,.1f} MB")
    print(f"{'step':<34}{'seconds':>9}{'processor':>11}{'bare copies':>13}")
    _say("a bare copy of the same files", bare, bare)
    _say(f"backup, read again ({kept.stat().st_size / 1e6:,.1f} MB zip)", lasted, bare)
    _say("restore into a fresh folder", again := _timed(lambda: restore_backup(kept, fresh))[1], bare)
    found, checked = _timed(fresh.check)
    _say("check: every file again", checked, bare)
    same, compared = _timed(
        lambda: (
            fresh.version() == version
            and fresh.history() == history
            and {name: _sum(fresh, name) for name in TABLES} == rows
            and [fresh.original(e.upload) for e in history if e.original] == originals
        )
    )
    _say("all rows and originals compared", compared, bare)
    print(f"From the loss to a store that was read again: {again[0] + checked[0]:.1f} seconds.")
    if found.damages or not same:
        sys.exit(f"What was restored is not what was backed up: {found.damages or 'rows, history or originals differ'}")
    print(f"Version {version}, history, rows and originals are those that were backed up.")


def _store(folder: Path, rows: int, uri: str) -> Store:
    if uri:
        return Store(uri)
    store = Store(str(folder / "store"))
    first_start.prepare(store)
    for number, start in enumerate(range(0, rows, AT_A_TIME)):
        made = _rows(start, min(start + AT_A_TIME, rows))
        store.commit(made, Upload("observations", f"{number}.csv", "0" * 64, len(made)))
    return store


def _rows(start: int, stop: int) -> pd.DataFrame:
    """Rows of a long list of trusts, measures and months, from one place in it to another."""
    trusts = [o.code for o in directory().organisations.values() if o.kind is Kind.TRUST]
    months = pd.date_range("1990-01-01", "2024-12-01", freq="MS")
    measures = [slug for slug, m in catalogue.load().measures.items() if not (m.composite_of or m.from_adoption)]
    keys = list(product(measures, trusts, range(len(months))))[start:stop]
    slugs, codes, at = zip(*keys, strict=True)
    chance = np.random.default_rng(start)
    counted = chance.poisson(20, len(keys)).astype(float)
    made = pd.DataFrame({"measure": slugs, "org_code": codes, "period": months[list(at)], "grain": "month"})
    made = made.assign(numerator=counted, denominator=counted + chance.poisson(9, len(keys)), value=np.nan)
    return made.assign(status="", measure_title="")[[c.name for c in OBSERVATIONS.columns]]


def _copy(store: Store, paths: set[str], out: Path) -> None:
    for path in paths:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        if store.is_local:
            shutil.copyfile(Path(store.files.root) / path, out / path)
        else:
            (out / path).write_bytes(store.files.read(path))


def _sum(store: Store, table: str) -> int:
    """A sum over every cell of a table."""
    return int(pd.util.hash_pandas_object(store.at().rows(table), index=False).sum())


def _timed(do: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    begun = time.monotonic(), time.process_time()
    done = do()
    return done, (time.monotonic() - begun[0], time.process_time() - begun[1])


def _say(step: str, lasted: tuple[float, float], bare: tuple[float, float]) -> None:
    print(f"{step:<34}{lasted[0]:>9.2f}{lasted[1]:>11.2f}{lasted[1] / bare[1]:>13.1f}")


if __name__ == "__main__":
    main()
