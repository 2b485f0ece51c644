"""How fast do rows of dispensing become measures? Against hand-written DuckDB SQL, and a bare scan of the same columns.

`python benchmarks/opioid_build.py [--million 1,10,100] [--folder FOLDER]` makes that many million rows of dispensing with
DuckDB (one in thirteen an opioid, 40 months, pseudonyms of 16 characters), and for each size runs, each in a process of
its own, in turn and the best of three (one from 100 million on):

- *build*: `python -m analytics build opioids`, with all its checks;
- *hand SQL*: the same measures written for these rows alone, without any check, by one who knows that they are clean;
- *scan*: every value of the columns read, and nothing made of it but a hash.

It says processor seconds, time and peak memory of each, and ratios. We ask *build* to take at most 1.3 times as long as
*hand SQL*, and to stay under 4 GB. It first checks that both give the same numbers.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from analytics.opioids import places  # noqa: E402
from analytics.opioids.build import month_text  # noqa: E402
from analytics.organisations import at  # noqa: E402

MEMORY = "3GB"
COLUMNS = ("patient_id", "age", "dispensed_on", "org_code", "bnf_code", "quantity", "strength_mg", "days_supplied")
FILES_OF = 10_000_000

MADE = """
COPY (
  SELECT left(md5((h % {people})::VARCHAR), 16) AS patient_id,
         (20 + (h % {people}) % 70)::INTEGER AS age,
         DATE '2020-01-01' + ((h >> 24) % 1216)::INTEGER AS dispensed_on,
         orgs[1 + ((CASE WHEN (h >> 40) % 20 = 0 THEN (h >> 8) ELSE h % {people} END) % len(orgs))::INTEGER] AS org_code,
         CASE WHEN h % {people} % 13 = 0
           THEN ['0407020Q0AAAAAA', '0407020C0AAAAAA', '0407010F0AAAHAH', '040702040AAAAAA', '0407020AAAAAAAA'][
                1 + ((h >> 48) % 5)::INTEGER]
           ELSE ['0212000B0AAABAB', '0407010H0AAAMAM', '0301011R0AAAPAP', '0103050P0AAAAAA'][1 + ((h >> 48) % 4)::INTEGER]
         END AS bnf_code,
         (28 * (1 + (h >> 52) % 4))::DOUBLE AS quantity,
         [10.0, 15.0, 30.0, 50.0, 60.0, 100.0][1 + ((h >> 55) % 6)::INTEGER] AS strength_mg,
         28::INTEGER AS days_supplied
  FROM (SELECT hash(i) >> 1 AS h, {orgs} AS orgs FROM range({first}, {last}) t(i))
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""

SCAN = "SELECT " + ", ".join(f"bit_xor(hash({c}))" for c in COLUMNS) + " FROM read_parquet('{files}')"

HAND = """
CREATE TABLE places AS SELECT * FROM read_csv('{places}');
CREATE TABLE supply AS
  SELECT patient_id AS person, year(dispensed_on) * 12 + month(dispensed_on) - 1 AS month, icb, region,
         sum(quantity * strength_mg * factor) AS ome
  FROM read_parquet('{files}') r
  JOIN (VALUES ('0407020Q0', 1, 0), ('0407020C0', 0.1, 0), ('0407010F0', 0.1, 15), ('040702040', 0.1, 0))
    f(code, factor, low)
    ON substr(bnf_code, 1, 9) = f.code AND strength_mg >= low
  JOIN places ON org_code = place
  WHERE age >= 18 GROUP BY ALL;
CREATE TABLE people AS
  SELECT person, month, (month - lag(month, 3) OVER (PARTITION BY person ORDER BY month) = 3)::INTEGER AS long_term,
         (ome > 120 * day(last_day(make_date(month // 12, month % 12 + 1, 1))))::INTEGER AS high
  FROM (SELECT person, month, sum(ome) AS ome FROM supply GROUP BY ALL);
COPY (
  WITH each AS (SELECT s.person, s.month, icb, region, long_term, high FROM supply s JOIN people USING (person, month))
  SELECT icb AS org, month, coalesce(sum(long_term), 0) AS long_term, sum(high) AS high FROM each GROUP BY ALL
  UNION ALL SELECT region, month, coalesce(sum(long_term), 0), sum(high)
            FROM (SELECT DISTINCT person, month, region, long_term, high FROM each) GROUP BY ALL
  UNION ALL SELECT 'ENG', month, coalesce(sum(long_term), 0), sum(high) FROM people GROUP BY ALL
) TO '{out}' (HEADER)
"""

RUN_SQL = """
import sys, duckdb
c = duckdb.connect()
c.execute("SET memory_limit = '{memory}'"); c.execute("SET preserve_insertion_order = false")
c.execute("SET temp_directory = '{folder}/spill'")
for statement in open(sys.argv[1]).read().split(";"):
    c.execute(statement).fetchall()
"""


def make(folder: Path, millions: int) -> str:
    """Rows of dispensing in files of ten million; the pattern of their names."""
    import duckdb

    orgs = [o.code for o in at(date(2022, 7, 1)).by_code.values() if o.kind == "sub_icb"]
    rows, here = millions * 1_000_000, folder / f"{millions}m"
    here.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as c:
        c.execute(f"SET memory_limit = '{MEMORY}'")
        c.execute("SET preserve_insertion_order = false")
        for first in range(0, rows, FILES_OF):
            path, last = here / f"{first // FILES_OF:02d}.parquet", min(first + FILES_OF, rows)
            if not path.exists():
                c.execute(MADE.format(people=max(rows // 40, 1), orgs=orgs, first=first, last=last, path=path))
    return f"{here}/*.parquet"


def measured(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Processor seconds, seconds and peak GB of a process."""
    runner = (
        "import resource, subprocess, sys; r = subprocess.run(sys.argv[1:], capture_output=True, text=True);"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(u.ru_utime + u.ru_stime, u.ru_maxrss / 2**20); sys.exit(r.stderr if r.returncode else 0)"
    )
    # Bytecode is kept, as where the product is installed; else a start that compiles every library is measured.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", runner, *command], capture_output=True, text=True, cwd=ROOT, env=kept)
    if done.returncode:
        raise SystemExit(done.stderr)
    used, peak = map(float, done.stdout.split())
    return used, time.perf_counter() - began, peak


def commands(folder: Path, files: str) -> dict[str, list[str]]:
    """What is run for each: the build, the SQL and the scan."""
    spans, boards = places.places()
    regions = {tuple(bits): (icb, region) for icb, region, *bits in boards.rows}
    table = [
        (place, *regions[tuple(bits)]) for place, first, last, *bits in spans.rows if first <= 2022 * 12 + 6 <= last
    ]
    with (folder / "places.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("place", "icb", "region"), *table])
    scripts = {}
    for name, text in {"hand SQL": HAND, "scan": SCAN}.items():
        script = folder / f"{name.replace(' ', '_')}.sql"
        script.write_text(text.format(files=files, places=folder / "places.csv", out=folder / "hand.csv"), "utf-8")
        run = RUN_SQL.format(memory=MEMORY, folder=folder)
        scripts[name] = [sys.executable, "-c", run, str(script)]
    build = [sys.executable, "-m", "analytics", "build", "opioids", str(Path(files).parent)]
    return {"build": [*build, "--out", str(folder / "build.csv")], **scripts}


def same(folder: Path) -> None:
    """Stop if the build and the hand-written SQL differ in any number."""
    import pandas as pd

    hand = pd.read_csv(folder / "hand.csv").melt(["org", "month"], var_name="measure", value_name="numerator")
    ours = pd.read_csv(folder / "build.csv")
    ours["measure"] = ours["measure"].map({"opioid_4m": "long_term", "opioid_high": "high"})
    hand["period"] = hand["month"].map(month_text)
    both = ours.merge(hand, left_on=["measure", "org_code", "period"], right_on=["measure", "org", "period"])
    assert len(both) == len(ours), (len(both), len(ours))
    assert (both["numerator_x"] == both["numerator_y"]).all(), "the build and the hand-written SQL differ"
    print(f"  the same {len(ours):,} numbers, {ours['numerator'].sum():,} in sum")


def main() -> None:
    """Make, check, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--million", default="1,10", help="sizes, in millions of rows")
    asked.add_argument("--folder", help="where the rows are made (10 MB a million), and kept")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(told.folder or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for millions in map(int, told.million.split(",")):
            files = make(folder, millions)
            size = sum(p.stat().st_size for p in Path(files).parent.glob("*.parquet")) / 1e6
            print(f"{millions} million rows, {size:,.0f} MB")
            if not (folder / "bytecode").exists():
                for command in commands(folder, make(folder, 1)).values():
                    measured(command, folder)
            runs: dict[str, list[tuple[float, float, float]]] = {}
            for _ in range(1 if millions >= 100 else 3):
                for name, command in commands(folder, files).items():
                    runs.setdefault(name, []).append(measured(command, folder))
            same(folder)
            best = {name: tuple(map(min, zip(*found, strict=True))) for name, found in runs.items()}
            for name, (used, took, peak) in best.items():
                print(f"  {name:9} {used:7.2f} s of processor, {took:7.2f} s, {peak:5.2f} GB")
            for name in ("hand SQL", "scan"):
                print(
                    f"  build / {name}: {best['build'][0] / best[name][0]:.2f} by processor, "
                    f"{best['build'][1] / best[name][1]:.2f} by time"
                )


if __name__ == "__main__":
    main()
