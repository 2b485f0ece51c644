"""What the commits of the tables come to: which uploads count, which of two is the newer, and which restores are whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile

from analytics.model.uploads import Upload
from analytics.store.log import Commit

WHOLE = "whole"
"""What each commit of a restore says about all of them: `before`, `target` and the `tables` that it changes."""
BY_VERSION = "counts_from"
"""What a commit of an upload says so that its rows count from its version on, and not from a time."""


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


def ranks(history: Iterable[Commit]) -> dict[str, int]:
    """Each upload's place among the others: of two with one key the higher counts.

    Uploads count in the order of their commits, whatever the clocks of those who kept them said. Those of a release that
    went by clocks (their ids begin with the time) stay in that order, before all others.
    """
    kept = [
        (commit.version if BY_VERSION in commit.info else -1, commit.upload.id)
        for commit in history
        if commit.action == "upload" and commit.upload
    ]
    return {upload_id: place for place, (_, upload_id) in enumerate(sorted(kept))}


def times(history: Iterable[Commit]) -> list[tuple[int, datetime]]:
    """Each version and the time from which it was known: never before what it was built on, whatever a clock said."""
    found: list[tuple[int, datetime]] = []
    for commit in history:
        found.append((commit.version, max(commit.when, found[-1][1]) if found else commit.when))
    return found


def unfinished(history: Mapping[str, Sequence[Commit]]) -> list[Commit]:
    """A commit of each restore that not all of its tables have."""
    found: dict[str, dict[str, Commit]] = {}
    for name, commits in history.items():
        for commit in commits:
            if commit.action == "restore" and WHOLE in commit.info:
                found.setdefault(commit.info["token"], {})[name] = commit
    first = [(next(iter(parts.values())), parts.keys()) for parts in found.values()]
    return [commit for commit, done in first if not set(commit.info[WHOLE]["tables"]) <= done]


def whole(history: Mapping[str, Sequence[Commit]]) -> dict[str, list[Commit]]:
    """The commits of each table, without those of a restore that not all of its tables have, and what came after them."""
    seen = {name: list(commits) for name, commits in history.items()}
    while tokens := {commit.info["token"] for commit in unfinished(seen)}:
        seen = {name: list(takewhile(lambda c: c.info.get("token") not in tokens, cs)) for name, cs in seen.items()}
    return seen


def _at(states: dict[int, set[str]], version: int) -> set[str]:
    # An entry that could not be read has no state of its own.
    return states[max(v for v in states if v <= version)]
