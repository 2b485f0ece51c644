"""A file written in a process of its own.

The library that draws pictures lets nothing else run meanwhile: on a server everybody would wait. A process of its own gives
its memory back, and stopping it stops at once. As a module it is that process: it reads what to write from its input.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analytics.exports import kinds
from analytics.exports.kinds import File
from analytics.exports.steps import Step, untold
from analytics.model.collection import Collection
from analytics.model.exhibit import Exhibit

ROOT = Path(__file__).resolve().parents[2]


class NotWritten(Exception):
    """The file could not be written; the reason is the process's own words."""


@dataclass(frozen=True, eq=False)
class Kept:
    """A table that was made, in the place of the function that makes it: functions do not travel."""

    table: pd.DataFrame

    def __call__(self) -> pd.DataFrame:
        """The table."""
        return self.table


def file(collection: Collection, ending: str, step: Step = untold) -> File:
    """As `kinds.file`, in a process of its own. Raises `NotWritten`, and what `step` raises."""
    told = pickle.dumps((_travelling(collection), ending))
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }
    command = [sys.executable, "-m", "analytics.exports.apart"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        try:
            step(0, len(collection.items))
            process.stdin.write(told)
            process.stdin.close()
            said = []
            for line in process.stderr:
                words = line.decode(errors="replace").split()
                if words == [_MADE]:
                    break
                if words[:1] == [_STEP]:
                    step(int(words[1]), int(words[2]))
                else:
                    said.append(" ".join(words))
            made = process.stdout.read()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise NotWritten("\n".join(said[-20:]))
    return pickle.loads(made)  # what our own process wrote


_STEP, _MADE = "step", "made"
"""What the process says by the stream of errors: how far it is, and that the file follows by the other."""


def _travelling(collection: Collection) -> Collection:
    """The collection with its tables made."""
    return replace(collection, items=tuple(replace(i, exhibit=_made(i.exhibit)) for i in collection.items))


def _made(exhibit: Exhibit) -> Exhibit:
    return replace(exhibit, table=Kept(exhibit.table()), lines=dict(exhibit.lines), titles=dict(exhibit.titles))


def _write() -> None:
    """Write what the input asks for to the output."""
    collection, ending = pickle.load(sys.stdin.buffer)  # what our own server wrote

    def say(*words: object) -> None:
        print(*words, file=sys.stderr, flush=True)

    made = pickle.dumps(kinds.file(collection, ending, lambda done, of: say(_STEP, done, of)))
    say(_MADE)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _write()
