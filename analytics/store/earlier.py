"""What rows of an earlier release do not say themselves, from what that release recorded of them.

Events had no `kind`: their titles said it. A title counts only in a row that the app itself wrote, which the history
shows by a file name of its own and by having no format, as every file has. The names and titles below are those of that
release; whatever the app calls things today, they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from analytics.model import EventKind
from analytics.model.uploads import Upload

_ON_A_CHART = "entered on the page"
_OF_A_MEASURE = "definition of a measure"
_TITLES = {"Limits start again": EventKind.RECALCULATION, "Recalculation turned down": EventKind.DECLINED}


def with_kinds(rows: pa.Table, uploads: Iterable[Upload]) -> pa.Table:
    """Rows of events, each with a kind. `uploads` are all that the history has."""
    written = {u.id: u.file for u in uploads if not u.format}
    columns = (rows[name].to_pylist() for name in ("kind", "title", "upload"))
    kinds = [kind or _kind(written.get(upload, ""), title) for kind, title, upload in zip(*columns, strict=True)]
    at = rows.column_names.index("kind")
    return rows.set_column(at, rows.field(at), pa.array(kinds, rows.field(at).type))


def _kind(file: str, title: str) -> str:
    if file == _OF_A_MEASURE:
        return EventKind.DEFINITION.value
    return (_TITLES.get(title, EventKind.REASON) if file == _ON_A_CHART else EventKind.EVENT).value
