"""What the reader does not tell of an OpenDocument sheet: errors, formulas that were never worked out, and hidden rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from analytics.ingest.cells.faults import fault

MOST_COLUMNS = 2_000
"""Columns of one run that are looked at: a hidden one may go on to the end of the sheet."""
NO_RESULT = "=(no result)"
"""What stands for a formula whose text is that of another cell."""


@dataclass(frozen=True)
class Unseen:
    """Texts of cells that the reader leaves blank, by row and column counted from 1; and the rows and columns that are
    hidden."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def document(content: bytes) -> dict[str, Unseen]:
    """What is not told of each sheet of an .ods file. Whether it can be parsed at all was tried before (`extent`)."""
    if b"table:formula" not in content and b"table:visibility" not in content:
        return {}
    sheets: dict[str, tuple[dict[tuple[int, int], str], set[int], set[int]]] = {}
    at: dict[str, Any] = {"row": 0, "column": 0, "times": 1, "name": "", "cell": None, "text": None}

    def start(name: str, told: dict[str, str]) -> None:
        if name == "table:table":
            at.update(row=0, column=0, name=told.get("table:name", ""))
            sheets[at["name"]] = ({}, set(), set())
        elif name == "table:table-column" and at["name"] in sheets:
            times = int(told.get("table:number-columns-repeated", 1))
            if told.get("table:visibility", "visible") != "visible":
                first = at["column"] + 1
                sheets[at["name"]][2].update(range(first, first + min(times, MOST_COLUMNS)))
            at["column"] += times
        elif name == "table:table-row" and at["name"] in sheets:
            at.update(column=0, times=int(told.get("table:number-rows-repeated", 1)))
            if told.get("table:visibility", "visible") != "visible" and at["times"] == 1:
                sheets[at["name"]][1].add(at["row"] + 1)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            at.update(cell=told, text=[])

    def end(name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell") and at["cell"] is not None:
            told, text = at["cell"], "".join(at["text"]).strip()
            odd = _odd(told, text)
            if odd and at["name"] in sheets:
                sheets[at["name"]][0][at["row"] + 1, at["column"] + 1] = odd
            at["column"] += int(told.get("table:number-columns-repeated", 1))
            at["cell"] = None
        elif name == "table:table-row":
            at["row"] += at["times"]

    def words(data: str) -> None:
        if at["cell"] is not None:
            at["text"].append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.Parse(content, True)
    return {name: Unseen(texts, frozenset(rows), frozenset(columns)) for name, (texts, rows, columns) in sheets.items()}


def _odd(told: dict[str, str], text: str) -> str:
    """The text that stands for a cell without a figure of its own: an error, or a formula; "" for any other."""
    if "table:formula" not in told:
        return ""
    if told.get("calcext:value-type") == "error" or fault(text):
        return text if fault(text) else "#VALUE!"
    if "office:value-type" not in told and not text:
        return f"={told['table:formula'].removeprefix('of:').removeprefix('=')}"
    return ""
