"""A folder that is watched: each new file is read once, what is refused is moved aside with a note that says why.

Answers to questions stand in the folder too, one NAME=VALUE a line, so that next month's file is not asked again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.ingest import Reading

REFUSED, ANSWERS = "refused", "answers.txt"
_PARTIAL = (".part", ".partial", ".crdownload", ".tmp", ".download")
"""Endings of files that are still on their way."""

Seen = dict[str, tuple[int, int]]
"""Size and time of each file by its name."""


def watch(
    folder: Path,
    add: Callable[[Path, list[str]], Reading],
    *,
    every: float,
    once: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Adds each file that comes into a folder and has stopped growing. With `once` those that are there; else for ever.
    Gives whether all were kept. `add` takes a file and the answers of the folder."""
    done: Seen = {}
    before: Seen = files_in(folder) if once else {}
    fine = True
    while True:
        there = files_in(folder)
        for name in sorted(there):
            if there[name] == before.get(name) and done.get(name) != there[name]:
                done[name] = there[name]
                reading = add(folder / name, answers_of(folder))
                if not reading.kept:
                    fine = False
                    set_aside(folder / name, reading)
        if once:
            return fine
        before = there
        sleep(every)


def files_in(folder: Path) -> Seen:
    """The files that may be tables: not hidden, not half downloaded, not our own."""
    found = {}
    for path in folder.iterdir():
        odd = path.name.startswith((".", "~$")) or path.name == ANSWERS or path.suffix.lower() in _PARTIAL
        if path.is_file() and not odd:
            told = path.stat()
            found[path.name] = (told.st_size, told.st_mtime_ns)
    return found


def answers_of(folder: Path) -> list[str]:
    """The answers that stand in the folder, as NAME=VALUE; lines that begin with # are remarks."""
    path = folder / ANSWERS
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def set_aside(path: Path, reading: Reading) -> Path:
    """Moves a refused file into the folder of such files, with a note beside it. Gives the note's path."""
    aside = path.parent / REFUSED
    aside.mkdir(exist_ok=True)
    place = aside / path.name
    for i in range(2, 10_000):
        if not place.exists():
            break
        place = aside / f"{path.stem} ({i}){path.suffix}"
    path.rename(place)
    note = place.with_name(f"{place.name}.txt")
    note.write_text(_note(path.name, reading), encoding="utf-8")
    return note


def _note(name: str, reading: Reading) -> str:
    lines = [f"{name} was not kept.", ""]
    for problem in reading.problems:
        where = f"row {problem.row}, " if problem.row else ""
        column = f"{problem.column}: " if problem.column else ""
        lines.append(f"- {where}{column}{problem.message.rstrip('.')}. {problem.remedy}".rstrip())
    for ask in reading.asks:
        if ask.default is None:
            options = "; ".join(f"{slug} ({title})" for slug, title in ask.options[:12])
            lines += ["", f"{ask.question} {options}", f"Add a line to {ANSWERS} and the file again: {ask.name}=..."]
    return "\n".join(lines) + "\n"
