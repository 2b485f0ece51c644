"""How fast a clean file of a million rows is read, checked, matched and kept, against the least that could be done with it;
and a wide file against the same rows long.

    python benchmarks/ingest.py [ROWS]

Each side runs in a process of its own, several times in turn: `pyarrow.csv.read_csv` and a Parquet write of the same file,
and ours, as the page does it: the file's bytes, `ingest.read_bytes`, then `Store.commit` (which hashes the rows and flushes
them to disk). Prints the ratio of the fastest runs and our peak memory, for which the rows are read back too. Asked: at most
2.5 times, and at most 700 MB.

Then 600 rows of 120 months and the same 72,000 numbers in long rows are read in turn, in one process. Prints the ratio of
the least processor time. Asked: at most 2 times.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS, TURNS = 1_000_000, 7
MOST_TIMES, MOST_GB, MOST_WIDE = 2.5, 0.7, 2.0

Seconds = tuple[float, float]
"""By the clock, and of processors."""


def _clocks() -> Seconds:
    return time.perf_counter(), time.process_time()


def _since(start: Seconds) -> Seconds:
    now = _clocks()
    return now[0] - start[0], now[1] - start[1]


def make(path: Path, rows: int) -> None:
    """A clean observations file: real organisations and measures, months, counts. The same for the same number of rows."""
    sys.path.insert(0, str(ROOT))
    import numpy as np
    import pandas as pd

    from analytics import catalogue, organisations
    from analytics.model import Kind

    tree = organisations.at(date(2024, 3, 31))
    codes = [o.code for kind in (Kind.TRUST, Kind.ICB) for o in tree.all(kind)]
    slugs = [m.slug for m in catalogue.load().measures.values() if m.unit == "percent" and not m.from_adoption]
    months = [f"{month:%Y-%m}" for month in pd.date_range("2000-04-01", "2023-09-01", freq="MS")]
    every = pd.MultiIndex.from_product([slugs, codes, months], names=["measure", "org_code", "period"])
    if len(every) < rows:
        raise SystemExit(f"At most {len(every):,} rows.")
    random = np.random.default_rng(7)
    frame = every[:rows].to_frame(index=False)
    frame["denominator"] = random.integers(10, 500, rows)
    frame["numerator"] = random.binomial(frame["denominator"], 0.7)
    frame[["measure", "org_code", "period", "numerator", "denominator"]].to_csv(path, index=False)


def least(path: Path, folder: Path) -> Seconds:
    """Seconds for reading the CSV and writing it as Parquet."""
    import pyarrow.csv
    import pyarrow.parquet

    start = _clocks()
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(path), folder / "least.parquet")
    return _since(start)


def ours(path: Path, folder: Path) -> Seconds:
    """Seconds for reading, checking, matching and keeping it. Modules and reference data are loaded before."""
    sys.path.insert(0, str(ROOT))
    from analytics import catalogue, ingest, organisations
    from analytics.store import Store, Upload

    catalogue.load()
    organisations.at(date.today()).match("R0A")  # as on a server that runs
    store = Store(str(folder / "store"))
    store.create()
    start = _clocks()
    data = path.read_bytes()
    reading = ingest.read_bytes(path.name, data)
    if reading.status != "accepted" or reading.table is None:
        raise SystemExit(f"The file is not clean: {[p.message for p in reading.problems[:3]]}")
    upload = Upload(reading.table, reading.file, reading.sha256, len(reading.rows), format=reading.format)
    store.commit(reading.rows, upload, original=data)
    took = _since(start)
    kept = len(store.at().rows("observations"))
    if kept != len(reading.rows):
        raise SystemExit(f"{kept:,} rows of {len(reading.rows):,} were kept.")
    return took


def wide_and_long() -> tuple[bytes, bytes]:
    """A table of percentages, a column for each month, and the same with a row for each."""
    import numpy as np
    import pandas as pd

    from analytics import catalogue, organisations
    from analytics.model import Kind

    trusts = [o.code for o in organisations.at(date(2024, 3, 31)).all(Kind.TRUST)][:150]
    slugs = [m.slug for m in catalogue.load().measures.values() if m.unit == "percent" and not m.from_adoption][:4]
    keys = pd.MultiIndex.from_product([slugs, trusts], names=["Measure", "Organisation code"]).to_frame(index=False)
    months = [f"{month:%b-%y}" for month in pd.date_range("2013-04-01", periods=120, freq="MS")]
    numbers = np.random.default_rng(7).integers(10, 900, (len(keys), len(months))) / 10
    table = pd.concat([keys, pd.DataFrame(numbers, columns=months)], axis=1)
    rows = table.melt(list(keys.columns), var_name="Period", value_name="Value")
    return table.to_csv(index=False).encode(), rows.to_csv(index=False).encode()


def wide() -> float:
    """How many times the processor time of long rows a wide table takes."""
    sys.path.insert(0, str(ROOT))
    from analytics import ingest

    both = wide_and_long()
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        for data, seconds in zip(both, found, strict=True):
            gc.collect()  # what the one leaves behind is not for the other to tidy
            start = time.process_time()
            reading = ingest.read_bytes("table.csv", data)
            seconds.append(time.process_time() - start)
            if len(reading.rows) != 72_000:
                raise SystemExit(f"{len(reading.rows):,} rows of 72,000 were read.")
    least_of = [min(seconds[1:]) for seconds in found]  # the first loads modules and reference data
    print(f"600 rows of 120 months: {least_of[0]:.2f} s of processor; 72,000 long rows: {least_of[1]:.2f} s")
    print(f"wide / long: {least_of[0] / least_of[1]:.1f} times (asked: at most {MOST_WIDE:g})")
    return least_of[0] / least_of[1]


def main() -> None:
    """Run the sides in turn and print the ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "observations.csv"
        make(path, rows)
        runs: dict[str, list[tuple[float, float, float]]] = {"least": [], "ours": []}
        for _ in range(TURNS):
            for side, found in runs.items():
                done = subprocess.run([sys.executable, __file__, side, str(path)], capture_output=True, text=True)
                if done.returncode:
                    raise SystemExit(done.stderr)
                clock, processor, gigabytes = json.loads(done.stdout)
                found.append((clock, processor, gigabytes))
        size = path.stat().st_size / 1024**2
    best, busy = ({side: min(run[i] for run in found) for side, found in runs.items()} for i in (0, 1))
    ratio, peak = best["ours"] / best["least"], max(gigabytes for _, _, gigabytes in runs["ours"])
    print(f"{rows:,} rows, {size:.0f} MB; {os.cpu_count()} processors")
    print(f"pyarrow read_csv and Parquet write: {best['least']:.2f} s")
    print(
        f"read, checked, matched and kept:    {best['ours']:.2f} s, {ratio:.1f} times (asked: at most {MOST_TIMES:g})"
    )
    times = busy["ours"] / busy["least"]
    print(f"the same in processor time:         {busy['ours']:.2f} s against {busy['least']:.2f} s, {times:.1f} times")
    print(f"peak memory of ours:                {peak:.2f} GB (asked: at most {MOST_GB:g})")
    raise SystemExit(0 if wide() <= MOST_WIDE and ratio <= MOST_TIMES and peak <= MOST_GB else 1)


def _one(side: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        seconds = {"least": least, "ours": ours}[side](path, Path(name))
    print(json.dumps([*seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2]))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _one(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
