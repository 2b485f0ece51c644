"""What a workbook's reader does not tell: Excel's errors, formulas that were never worked out, and hidden rows.

The reader gives a blank for the first two, which would look as if nothing had been submitted. So their texts are taken
from the sheet's XML, and put where the blanks are.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from analytics.ingest.files.document import MOST_COLUMNS, NO_RESULT, Unseen, document
from analytics.ingest.files.extent import column_number
from analytics.ingest.files.unreadable import Unreadable

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>/]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>(.*?)</(?:\w+:)?(?:v|t)>", re.DOTALL)
_STORED = re.compile(rb"<(?:\w+:)?v\b")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_INTERESTING = re.compile(rb't="e"|<(?:\w+:)?f\b|\bhidden="(?:1|true)"')


def unseen(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """What the reader does not tell of each sheet of a workbook (.xlsx or .ods), by the sheet's name."""
    if "content.xml" in archive.namelist():
        return document(archive.read("content.xml"))
    found = {}
    for name, part in _parts(archive).items():
        content = archive.read(part)
        if _INTERESTING.search(content):
            found[name] = _of(content)
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each worksheet by its name."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    related = {r.get("Id"): r.get("Target", "") for r in _xml(archive.read("xl/_rels/workbook.xml.rels")).iter()}
    found = {}
    for sheet in _xml(archive.read("xl/workbook.xml")).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            key = next((v for k, v in sheet.attrib.items() if k.rpartition("}")[2] == "id"), None)
            target = related.get(key, "")
            part = posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
            if part in names:
                found[sheet.get("name", "")] = part
    return found


def _xml(content: bytes) -> ElementTree.Element:
    """A small part of a workbook. Entities of its own are refused: no workbook has any."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(
            "The workbook's XML defines entities of its own, which none does that Excel wrote.",
            "Save it again in Excel.",
        )
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise Unreadable(
            "The workbook is damaged: its list of sheets cannot be read.", "Open it in Excel and save it again."
        ) from None


def _of(content: bytes) -> Unseen:
    texts: dict[tuple[int, int], str] = {}
    for cell in _CELL.finditer(content):
        attributes, inner = cell[1], cell[2] or b""
        error = b't="e"' in attributes
        if not error and b"f" not in inner:
            continue
        if b't="str"' in attributes and _STORED.search(inner):  # a result that is an empty text
            continue
        place, formula, value = _AT.search(attributes), _FORMULA.search(inner), _VALUE.search(inner)
        if place is None or not (error or formula):
            continue
        said = html.unescape(value[1].decode("utf-8", "replace")).strip() if value else ""
        if error or not said:
            text = (
                said
                if error and said
                else f"={html.unescape((formula[1] or b'').decode('utf-8', 'replace'))}"
                if formula
                else ""
            )
            texts[int(place[2]), column_number(place[1])] = text if text not in ("", "=") else NO_RESULT
    return Unseen(texts, frozenset(_hidden(content)), frozenset(_hidden_columns(content)))


def _hidden(content: bytes) -> list[int]:
    rows = []
    for attributes in _ROW.findall(content):
        if re.search(rb'\bhidden="(?:1|true)"', attributes) and (number := re.search(rb'\br="(\d{1,7})"', attributes)):
            rows.append(int(number[1]))
    return rows


def _hidden_columns(content: bytes) -> list[int]:
    columns: list[int] = []
    for attributes in _COLUMNS.findall(content):
        ends = dict(re.findall(rb'\b(min|max)="(\d{1,5})"', attributes))
        if re.search(rb'\bhidden="(?:1|true)"', attributes) and {b"min", b"max"} <= ends.keys():
            first = int(ends[b"min"])
            columns += range(first, min(int(ends[b"max"]), first + MOST_COLUMNS) + 1)
    return columns
