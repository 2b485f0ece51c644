"""Everything that an exhibit gives away, as text: what is the same here is the same to every reader and every exporter."""

from __future__ import annotations

import io
import json
from dataclasses import fields, is_dataclass

import pandas as pd
from docx import Document

from analytics.model.exhibit import Exhibit, Picture
from analytics.model.report import Report


def canonical(exhibit: Exhibit) -> dict[str, str]:
    """Each field of an exhibit by its name: rows in their order, numbers with all their digits."""
    out = {f.name: repr(getattr(exhibit, f.name)) for f in fields(exhibit) if f.name not in ("picture", "table")}
    out["table"] = _rows(exhibit.table())
    if isinstance(drawn := exhibit.picture, Picture):
        out |= {"picture rows": _rows(drawn.rows), "specification": json.dumps(drawn.spec, default=str)}
        out |= {"text alternative": drawn.alt, "events": drawn.numbered}
        out["legend"] = "\n".join(f"{m.drawing} {m.text} {m.colour} {m.sign}" for m in drawn.legend)
    return out


def _rows(table: pd.DataFrame) -> str:
    return table.to_csv(index=False)


def report(made: Report) -> str:
    """A whole report, with its figures, as text."""
    return _deep(made)


def document(content: bytes) -> list[str]:
    """What a Word document says: its paragraphs, the cells of its tables, and the words behind its pictures."""
    file = Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    behind = list(map(str, file.element.xpath("//wp:docPr/@descr")))
    return [paragraph.text for paragraph in file.paragraphs] + cells + behind


def _deep(thing: object) -> str:
    if isinstance(thing, pd.DataFrame):
        return _rows(thing)
    if isinstance(thing, Picture):
        return f"{_rows(thing.rows)} {json.dumps(thing.spec, default=str)} {thing.alt} {thing.legend} {thing.events}"
    if isinstance(thing, Exhibit):
        return str(canonical(thing))
    if is_dataclass(thing):
        return "\n".join(f"{f.name}: {_deep(getattr(thing, f.name))}" for f in fields(thing))
    if isinstance(thing, (tuple, list)):
        return "\n".join(map(_deep, thing))
    return repr(thing)
