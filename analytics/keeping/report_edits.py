"""What people made of the bullets of quarterly reports: reworded, left out, added.

Each is a row of the events table, so that it is versioned, undone and backed up like all else. Bullets that were written
over published numbers and over all numbers are kept apart: what somebody wrote of small numbers must not be published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

import pandas as pd

from analytics.model import Audience, EventKind
from analytics.model.quarter import Quarter
from analytics.model.report import Edit
from analytics.model.tables import EVENTS
from analytics.store import Store, Upload, Version

ENTERED = "written in a report"
"""The file name in the history."""
LENGTH = 2000
"""The longest bullet, in characters."""


def keep(
    store: Store, organisation: str, quarter: Quarter, audience: Audience, edits: Iterable[Edit], who: str
) -> Version:
    """Keep some edits of a report as one upload. Each takes the place of an earlier one of the same bullet."""
    fields = [
        {
            "date": pd.Timestamp(quarter.last_day),
            "org_code": organisation,
            "measure": "",
            "title": f"{audience}:{edit.key}",
            "text": json.dumps({"text": edit.text[:LENGTH], "drafted": edit.drafted}, ensure_ascii=False),
            "source": f"Written by {who}" if who else "Written on the page",
            "kind": EventKind.REPORT.value,
        }
        for edit in edits
    ]
    rows = pd.DataFrame(fields, columns=[column.name for column in EVENTS.columns])
    digest = hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()
    note = f"{quarter} report of {organisation}"
    return store.commit(rows, Upload(EVENTS.name, ENTERED, digest, len(rows), who, note))


def edits(events: pd.DataFrame, organisation: str, audience: Audience) -> dict[Quarter, dict[str, Edit]]:
    """The edits of an organisation's reports by quarter and bullet, the first quarter first."""
    ours = (events["kind"] == EventKind.REPORT) & (events["org_code"] == organisation)
    rows = events[ours & events["title"].astype("str").str.startswith(f"{audience}:")].sort_values("date")
    found: dict[Quarter, dict[str, Edit]] = {}
    for day, title, text in zip(rows["date"], rows["title"], rows["text"], strict=True):
        said, key = json.loads(str(text)), str(title).partition(":")[2]
        found.setdefault(Quarter.of(day.date()), {})[key] = Edit(key, said["text"], said["drafted"])
    return found
