"""What must never lose a row, tried for as long as is asked: `python -m tests.store.chaos [SECONDS] [SEED]`. Ten minutes are
`make chaos`.

In each round people keep files while every command is run and killed, the store is tidied without pause, and clocks are
days apart. Then the store is opened again and all that was acknowledged must be there, whole, and be what counts. Last,
files of every kind are damaged under a server that goes on: it may say so or show what it showed, and nothing else.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.model import uploads
from analytics.store import NotKept, Store, orphans
from tests.store.chaos_child import ROWS, forked, say
from tests.store.chaos_damage import REFUSED, damage, keep, numbers

ROUND = 12.0
"""Seconds for which a round keeps, kills and tidies."""
CLOCKS = (0, 0, 0, 1, -1, 48, -48, 24 * 40)
"""Hours by which somebody's clock is wrong."""
WRONG = ("lost", "torn", "silent", "crashed", "unfinished")
SHOWN = ("rounds", "acknowledged", "killed", "tidied", "read", "damaged", "named", "unnamed", "refused", *WRONG)


def jump(hours: int) -> None:
    """Set this process's clock."""
    real = time.time

    class Wrong(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(hours=hours)

    uploads.datetime = Wrong  # type: ignore[attr-defined]
    time.time = lambda: real() + 3600 * hours


def write(uri: str, told: int, seed: int) -> None:
    """Keep one file after another until killed."""
    chance = random.Random(seed)
    jump(chance.choice(CLOCKS))
    while True:
        with contextlib.suppress(NotKept):
            say(told, f"acknowledged {keep(Store(uri), chance.randrange(10**9))}")


def command(uri: str, told: int, seed: int) -> None:
    """Run one of the commands."""
    chance, store = random.Random(seed), Store(uri)
    jump(chance.choice(CLOCKS))
    past = [e for e in store.history() if e.action == "upload"]
    one, number = (chance.choice(past) if past else None), chance.randrange(10**9)
    file = Path(tempfile.mkdtemp()) / f"{number}.csv"
    lines = [f"{m},{code},2023-04,{number},{10**9}" for m in ("cord", "mgso4") for code in ROWS]
    file.write_text("\n".join(["measure,org_code,period,numerator,denominator", *lines]) + "\n")
    words = chance.choice(
        [["ingest", str(file)], ["compact"], ["check", "--mend"], ["history"]]
        + ([["undo", one.upload.id], ["restore", str(one.version)]] if one else [])
    )
    say(told, f"run {words[0]}")
    result = CliRunner().invoke(app, [*words, "--store", uri])
    shutil.rmtree(file.parent, ignore_errors=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        say(told, f"crashed {words[0]} {result.exception!r}"[:300].replace("\n", " "))
    if words[0] == "ingest" and result.exit_code == 0:
        say(told, f"acknowledged {file.name}")


def tidy(uri: str, told: int, end: float) -> None:
    """Tidy without pause, and hold no file for too young."""
    orphans.SAFE_AGE = -1
    while time.time() < end:
        with contextlib.suppress(NotKept):
            Store(uri).compact(who="Bo")
            say(told, "tidied")


def read(uri: str, told: int, end: float) -> None:
    """A server that reads without pause."""
    store = Store(uri)
    while time.time() < end:
        try:
            found = numbers(store)
            say(told, "read" if len(found) < 2 else f"torn a mixture of {found}")
        except AssertionError as torn:
            say(told, f"torn {torn}")
        except REFUSED as refused:
            say(told, f"refused {refused}"[:300].replace("\n", " "))


def verify(uri: str, told: int, acknowledged: list[str]) -> None:
    """Open the store again: what was acknowledged is there, whole, and the last of it counts."""
    store = Store(uri)
    store.create()
    store.recover()
    history = [e for e in store.history() if e.action == "upload"]
    there = {e.upload.file for e in history}
    for name in acknowledged:
        say(told, "found" if name in there else f"lost {name}")
    for entry in history:
        own, gone = store.upload_rows(entry)
        if len(own) != 2 * len(ROWS) or len(gone):
            say(told, f"torn {entry.upload.file} has {len(own)} rows")
    for found in store.check().damages:
        say(told, f"lost {found}"[:300].replace("\n", " "))
    counts = [int(e.upload.file.removesuffix(".csv")) for e in history if not e.undone][:1]
    if list(numbers(store)) != counts:
        say(told, f"silent {numbers(store)} counts instead of {counts}")


def one_round(uri: str, out: Path, chance: random.Random, seconds: float) -> None:
    """Keep, kill and tidy; then open the store again; then damage it."""
    told = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    end, seeds = time.time() + seconds, (chance.randrange(2**32) for _ in itertools.count())
    os.waitpid(forked(lambda: Store(uri).create()), 0)
    stay = [forked(lambda: tidy(uri, told, end)), forked(lambda: read(uri, told, end))]
    writers = [forked(lambda: write(uri, told, next(seeds))) for _ in range(2)]
    while time.time() < end:
        child = forked(lambda: command(uri, told, next(seeds)))
        time.sleep(chance.uniform(0.02, 0.8))
        for victim in (child, writers.pop(0)):
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            say(told, "killed")
        writers.append(forked(lambda: write(uri, told, next(seeds))))
        next(seeds)  # a child draws from a copy of this
    for child in writers:
        os.kill(child, signal.SIGKILL)
    for child in [*writers, *stay]:
        os.waitpid(child, 0)
    lines = out.read_text().splitlines()
    acknowledged = [line.split()[1] for line in lines if line.startswith("acknowledged ")]
    for work in (lambda: verify(uri, told, acknowledged), lambda: damage(uri, told, next(seeds))):
        child = forked(lambda work=work: (work(), say(told, "finished")))
        os.waitpid(child, 0)
    os.close(told)


def main(seconds: float = 600, seed: int = 1, length: float = ROUND) -> int:
    """Rounds until the time is up; prints the counts, and 1 where anything was lost, torn, silent or left undone."""
    end, chance, counts, wrong = time.time() + seconds, random.Random(seed), Counter(), []
    while time.time() < end:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "told.txt"
            one_round(f"{folder}/store", out, chance, min(length, max(3.0, end - time.time())))
            lines = out.read_text().splitlines()
        counts += Counter(line.split()[0] for line in lines)
        counts["rounds"] += 1
        counts["unfinished"] += 2 - lines.count("finished")
        wrong += [
            line for line in lines if line.split()[0] in ("lost", "torn", "silent", "crashed", "refused", "unnamed")
        ]
    for name in SHOWN:
        print(f"{name:>14} {counts[name]:>8,}")
    print("\n".join(sorted(set(wrong))))
    return int(any(counts[name] for name in WRONG))


if __name__ == "__main__":
    raise SystemExit(main(*map(float, sys.argv[1:])))
