"""The next start: what an earlier run left half done is finished or told, and nothing is passed over in silence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analytics.model.tables import TABLES
from analytics.model.uploads import UnknownVersion, Upload
from analytics.store import create, log, restore
from analytics.store.change import JOURNAL, Intent
from analytics.store.failures import Damaged, NotKept, named
from analytics.store.files import TEMPORARY, Files

SENTENCES = "_recovered.json"


@dataclass(frozen=True)
class _Left:
    """An entry of the journal that nobody crossed out."""

    path: str
    begun: Intent
    fields: dict[str, Any]


def recover(files: Files) -> list[str]:
    """Finish or name what was cut short; the sentences stay readable (`latest_sentences`) until the next start."""
    sentences = []
    for info in files.names(JOURNAL):
        if not info.path.endswith(TEMPORARY) and files.abandoned(info.path):
            left = _read(files, info.path)
            if left is not None:
                sentences.append(_settle(files, left))
            files.delete(info.path)
    for table in TABLES.values():
        create.copy_log(files, table.name)
    if sentences:
        files.write(SENTENCES, json.dumps(sentences).encode())
    else:
        files.delete(SENTENCES)
    return sentences


def latest_sentences(files: Files) -> list[str]:
    """What the latest start said."""
    try:
        return [str(sentence) for sentence in json.loads(files.read(SENTENCES))]
    except (OSError, ValueError):
        return []


def _settle(files: Files, left: _Left) -> str:
    upload = left.begun.upload
    what = named(upload) if upload else ""
    done = [name for name in TABLES if _landed(files, name, left.begun.token)]
    match left.begun.action:
        case "upload" | "undo" if upload:
            _set_aside_unfinished(files, upload.table)
            noun = "upload" if left.begun.action == "upload" else "undo"
            if done:
                return f"The {noun} of {what} was kept whole, although the app stopped before it could say so."
            again = "Upload it again." if noun == "upload" else "Undo it again if you still want to."
            return f"The {noun} of {what} was cut short: nothing of it was kept. {again}"
        case "restore" if done and upload:
            return _finish(files, left, done)
        case "restore" if upload:
            return (
                f"Going back to version {upload.file} was cut short: nothing was changed. Do it again if you want to."
            )
        case _:
            return "Tidying the store was cut short. No data were touched by that; run compact again."


def _finish(files: Files, left: _Left, done: list[str]) -> str:
    """The tables that a restore did not reach."""
    version = left.begun.upload.file if left.begun.upload else ""
    numbers = zip(TABLES, left.fields["before"], left.fields["target"], strict=True)
    tables = left.fields.get("tables") or [name for name, before, target in numbers if before != target]
    behind = [name for name in tables if name not in done]
    try:
        restore.finish(files)
        cut = behind and "tables" not in left.fields  # an earlier release did not say in its commits what the whole is
    except (NotKept, Damaged, UnknownVersion):
        cut = bool(behind)
    if cut:
        titles = ", ".join(TABLES[name].title.lower() for name in behind)
        return f"Going back to version {version} was cut short. Not done: {titles}. Restore it again to finish."
    return f"Going back to version {version} was cut short, and was finished at this start."


def _set_aside_unfinished(files: Files, table: str) -> None:
    # After a power cut the newest entry may be there by name only. It was never promised to anybody: it has no copy, and
    # its journal entry is still open.
    newest = max(log.entries(files, table), default=0)
    data = files.read(log.entry_path(table, newest))
    if newest and not data.strip() and newest not in log.copies(files, table):
        files.delete(log.entry_path(table, newest))


def _landed(files: Files, table: str, token: str) -> bool:
    return any(c.info.get("token") == token for c in log.commits(files, table))


def _read(files: Files, path: str) -> _Left | None:
    try:
        fields = json.loads(files.read(path))
        upload = fields["upload"]
        if upload is not None:
            upload = Upload(**upload | {"when": datetime.fromisoformat(upload["when"])})
        return _Left(path, Intent(fields["token"], fields["action"], fields["who"], upload), fields)
    except (OSError, ValueError, KeyError, TypeError):
        return None
