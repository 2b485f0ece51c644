"""What the chaos test runs in processes of its own: writers that are killed, and people who keep things at once.

A process that has imported everything forks a child for each turn, so that a kill costs milliseconds. It never touches the
store itself: threads do not survive a fork.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analytics.store import Moved, NotKept, Store, Upload, change, originals, orphans, parts, restore
from tests.store.test_store import rows

ROWS = ("R0A", "RMC", "R1K")


def keep(store: Store, name: str) -> str:
    """Keep a file with three rows of two measures, and return the id of its upload."""
    data = name.encode()
    one = Upload("observations", name, hashlib.sha256(data).hexdigest(), 6, "Ann")
    both = parts.pd.concat([rows(1, ROWS), rows(2, ROWS, measure="mgso4")])
    store.commit(both, one, original=data)
    return one.id


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a child, which ends with it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def say(told: int, line: str) -> None:
    os.write(told, f"{line}\n".encode())


def killed_at_random(uri: str, told: int, times: int, seed: int) -> None:
    """Children that keep one file after another until they are killed at a moment that nobody chose."""
    chance = random.Random(seed)

    def forever(turn: int, begun: int) -> None:
        for n in itertools.count():
            say(told, keep(Store(uri), f"{turn}-{n}.csv"))
            say(begun, "")

    for turn in range(times):
        reads, begun = os.pipe()
        child = forked(lambda turn=turn, begun=begun: forever(turn, begun))
        os.read(reads, 1)  # the first is kept: from here on it is busy, and not merely starting
        time.sleep(chance.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reads)
        os.close(begun)


MOMENTS = {
    "before the original": (originals, "keep", "before"),
    "after the original": (originals, "keep", "after"),
    "after the rows": (parts, "write", "after"),
    "before the commit": (change, "_commit", "before"),
    "after the commit": (change, "_commit", "after"),
    "before the copy": (change, "copy_entry", "before"),
    "after the copy": (change, "copy_entry", "after"),
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fatal(module: object, name: str, when: str, turn: int = 1) -> None:
    """Make a function of the store end the process, before or after it does its work for the `turn`th time."""
    real, calls = getattr(module, name), itertools.count(1)

    def lethal(*args: object, **more: object) -> object:
        now = next(calls) == turn
        if now and when == "before":
            die()
        result = real(*args, **more)
        if now:
            die()
        return result

    setattr(module, name, lethal)


def killed_at(uri: str, told: int, moment: str) -> None:
    """A child that is killed at a moment of one commit."""

    def work() -> None:
        module, name, when = MOMENTS[moment]
        fatal(module, name, when)
        say(told, keep(Store(uri), f"{moment}.csv"))

    os.waitpid(forked(work), 0)


def killed_in_restore(uri: str, told: int, version: str, when: str, turn: int) -> None:
    """A child that goes back to a version and is killed before or after it has reached a table."""

    def work() -> None:
        fatal(restore, "restore_table", when, turn)
        say(told, str(Store(uri).restore(version, "Ann")))

    os.waitpid(forked(work), 0)


def at_once(uri: str, told: int, people: int, looked: str) -> None:
    """Children who all looked at one version and keep a file each at the same time."""
    start = time.time() + 0.5

    def work(number: int) -> None:
        store = Store(uri)
        expected = store.resolve(looked)
        time.sleep(max(0.0, start - time.time()))
        one = Upload("observations", f"{number}.csv", "0" * 64, 1, f"Person {number}")
        try:
            store.commit(rows(number), one, expected=expected)
            say(told, json.dumps(["kept", number, ""]))
        except Moved as moved:
            say(told, json.dumps(["moved", number, str(moved)]))

    for child in [forked(lambda number=number: work(number)) for number in range(people)]:
        os.waitpid(child, 0)


def beside_writers(uri: str, told: int, seconds: float) -> None:
    """Children that keep one file after another, and one that tidies again and again and holds no file for too young."""
    end = time.time() + seconds

    def write(name: int) -> None:
        for n in itertools.count():
            if time.time() > end:
                return
            say(told, keep(Store(uri), f"{name}-{n}.csv"))

    def tidy() -> None:
        orphans.SAFE_AGE = -1
        while time.time() < end:
            with contextlib.suppress(NotKept):  # the writers were always faster
                Store(uri).compact(who="Bo")

    children = [forked(tidy), *(forked(lambda name=name: write(name)) for name in range(2))]
    for child in children:
        os.waitpid(child, 0)


def main() -> None:
    """`chaos_child.py OUT WORK URI ...`: what the children report goes to OUT, a line each."""
    out, work, uri, *rest = sys.argv[1:]
    told = os.open(Path(out), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    numbers = [int(word) if word.isdigit() else word for word in rest]
    globals()[work](uri, told, *numbers)


if __name__ == "__main__":
    main()
