"""Which uploads count after a table's commits."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.store.log import Commit
from analytics.uploads import Upload


def standing(history: Iterable[Commit]) -> set[str]:
    """The ids of the uploads that count after the last of the commits."""
    state: set[str] = set()
    states = {-1: state}
    for commit in history:
        match commit.action, commit.upload:
            case "upload", Upload() as upload:
                state = state | {upload.id}
            case "undo", Upload() as upload:
                state = state - {upload.id}
            case "restore", _:
                before, target = (_at(states, commit.info[key]) for key in ("before", "target"))
                state = (state - (before - target)) | (target - before)
        states[commit.version] = state
    return state


def _at(states: dict[int, set[str]], version: int) -> set[str]:
    # An entry that could not be read has no state of its own.
    return states[max(v for v in states if v <= version)]
