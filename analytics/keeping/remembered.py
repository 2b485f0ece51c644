"""What people said about the columns of their files, kept beside the store's tables and used again for files alike.

One small JSON file for each signature (`Proposal.signature`), the newest word counts. It is no data: a mapping that is lost
or damaged is asked about again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from analytics.ingest import Reading
from analytics.ingest.mapping import Mapping
from analytics.store import Store

FOLDER = "_mappings"


def remember(store: Store, signature: str, mapping: Mapping, who: str = "", *, today: date | None = None) -> Mapping:
    """Keep a mapping for files with this signature. Gives it with the day on which it was said."""
    said = replace(mapping, settled_on=today or date.today())
    text = json.dumps({"who": who, "mapping": said.to_json()}, ensure_ascii=False, indent=1)
    store.files.write(_path(signature), text.encode())
    return said


def recall(store: Store, signature: str) -> Mapping | None:
    """The mapping for files with this signature, or None where nobody said one."""
    try:
        found = json.loads(store.files.read(_path(signature)))
        return Mapping.from_json(found["mapping"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(store: Store, signature: str) -> None:
    """Forget what was said of files with this signature; they are asked about again."""
    store.files.delete(_path(signature))


def reading(read: Callable[..., Reading], store: Store) -> Reading:
    """A file read as someone said, where its columns are known from before. `read` reads it, with a `mapping` or without."""
    first = read()
    known = recall(store, first.proposal.signature) if first.proposal else None
    return read(mapping=known) if known else first


def _path(signature: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{8,64}", signature):
        raise ValueError("A signature is made of hexadecimal digits.")
    return f"{FOLDER}/{signature}.json"
