"""The kinds of file in which a collection is handed out, by the ending of their names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from analytics.exports import csv, deck, notebook, page, picture, provenance, workbook
from analytics.exports.steps import Step, items, untold
from analytics.model.collection import Collection, Item

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Kind:
    """A kind of file: `whole` writes a collection in one, `each` one exhibit, and then several make several files."""

    ending: str
    title: str
    mime: str
    whole: Callable[[Collection, Step], bytes] | None = None
    each: Callable[[Item], bytes] | None = None


@dataclass(frozen=True, eq=False)
class File:
    """A file to hand out."""

    name: str
    mime: str
    content: bytes


def _csv(item: Item) -> bytes:
    exhibit = item.exhibit
    return csv.to_csv(exhibit.table(), {"Title": exhibit.title, **provenance.every_line(item)}, exhibit.illustrative)


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.ending: kind
    for kind in (
        Kind("pptx", "PowerPoint", f"{_OFFICE}.presentationml.presentation", deck.to_pptx),
        Kind("xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", workbook.to_xlsx),
        Kind("csv", "CSV", "text/csv", each=_csv),
        Kind("png", "PNG picture", "image/png", each=picture.png),
        Kind("svg", "SVG picture", "image/svg+xml", each=picture.svg),
        Kind("html", "Web page", "text/html", page.to_html),
        Kind("ipynb", "Open as a notebook", "application/x-ipynb+json", notebook.to_ipynb),
    )
}


def files(collection: Collection, ending: str, step: Step = untold) -> list[File]:
    """A collection as files of a kind: one, or where the kind holds one exhibit, one an exhibit."""
    kind = KINDS[ending]
    if kind.whole:
        return [File(name(collection, ending), kind.mime, kind.whole(collection, step))]
    assert kind.each is not None
    several = len(collection.items) > 1
    made = []
    for number, item in enumerate(items(collection, step), start=1):
        own = f"{number:02}_{item.exhibit.slug}" if several else ""
        made.append(File(name(collection, ending, own), kind.mime, kind.each(item)))
    return made


def file(collection: Collection, ending: str, step: Step = untold) -> File:
    """The same as one file: several are packed together."""
    made = files(collection, ending, step)
    if len(made) == 1:
        return made[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in made:
            packed.writestr(one.name, one.content)
    return File(packed_name(collection, ending), "application/zip", out.getvalue())


def packed_name(collection: Collection, ending: str) -> str:
    """What the file of `file` is called, before it is made."""
    several = KINDS[ending].each is not None and len(collection.items) > 1
    return name(collection, "zip", ending) if several else name(collection, ending)


def name(collection: Collection, ending: str, own: str = "") -> str:
    """What a file is called: the collection's own name, and what it holds of it."""
    parts = [_NOT_IN_A_NAME.sub("-", part).strip("-") for part in (collection.slug, own) if part]
    return f"{'_'.join(parts)}.{ending}"
