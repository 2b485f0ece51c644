"""A Jupyter notebook of a view: it opens the view again with `analytics`, and carries the rows that it shows.

It runs as it is. Where neither this repository nor the store is at hand, the rows and the pictures that it carries are
shown. Its outputs are filled in, so that a code host shows it without running anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from analytics.exports import picture, provenance
from analytics.exports.harmless import in_xml
from analytics.exports.readable import readable
from analytics.exports.steps import Step, items, untold
from analytics.model.collection import Collection, Item
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

_READY = '''import io
import json
import sys
from pathlib import Path

import altair as alt
import pandas as pd

alt.renderers.enable("svg")


def drawn(spec, rows):
    """A chart of the explorer: its template, and the rows that it draws."""
    return alt.Chart.from_dict({**json.loads(spec), "data": {"values": json.loads(rows)}})'''
_OPENED = """ROOT = next((f for f in (Path.cwd(), *Path.cwd().parents) if (f / "analytics" / "exhibits").is_dir()), None)
opened = ()
if ROOT:
    sys.path.insert(0, str(ROOT))
    from analytics.exhibits import reopened
    from analytics.store import UnknownVersion, open_store

    try:
        opened = reopened.of(open_store(), LINK)
    except UnknownVersion as unknown:
        print(f"{unknown} What follows is what this notebook carries.")
else:
    print("The explorer's own functions are not here; what follows is what this notebook carries.")
for item in opened:
    print(f"{item.exhibit.title}. {item.exhibit.sentence}")"""
_HIDDEN = {"jupyter": {"source_hidden": True}, "collapsed": True}


def to_ipynb(collection: Collection, step: Step = untold) -> bytes:
    """The notebook as bytes."""
    import nbformat

    v4 = nbformat.v4
    said = "\n".join(f"{e.exhibit.title}. {e.exhibit.sentence}" for e in collection.items)
    cells = [
        v4.new_markdown_cell(_head(collection)),
        v4.new_code_cell(_READY, execution_count=1),
        v4.new_markdown_cell(
            "## The same view, with `analytics`\n\nRun it within the repository, with `STORE_URI` naming the store. "
            "`opened` then holds the exhibits of the view: `opened[0].exhibit.table()` is the table of the first."
        ),
        v4.new_code_cell(
            f"LINK = {collection.link!r}\n{_OPENED}",
            execution_count=2,
            outputs=[v4.new_output("stream", name="stdout", text=in_xml(said) + "\n")],
        ),
    ]
    for number, item in enumerate(items(collection, step)):
        cells += _exhibit(item, 3 + 2 * number)
    notebook = v4.new_notebook(cells=cells, metadata=_METADATA)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    nbformat.validate(notebook)
    return nbformat.writes(notebook).encode()


_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def _head(collection: Collection) -> str:
    lines = provenance.of_all(collection)
    return f"# {_plain(collection.title)}\n\n" + _listed(lines)


def _listed(lines: Mapping[str, str]) -> str:
    return "\n".join(f"- **{_plain(name)}**: {_plain(text)}" for name, text in lines.items() if text)


def _exhibit(item: Item, count: int) -> list[Any]:
    """What is shown, its rows as text that anyone can read, and its chart."""
    import nbformat

    v4, exhibit = nbformat.v4, item.exhibit
    says = [f"## {_plain(exhibit.title)}", *map(_plain, (exhibit.sentence, *exhibit.further, *exhibit.notes))]
    says += [f"**{ILLUSTRATIVE_IN_FULL}**"] * exhibit.illustrative + [_listed(provenance.provenance(item))]
    cells = [v4.new_markdown_cell("\n\n".join(says))]
    table = exhibit.table()
    if len(table.columns):
        shown = readable(table, exhibit.measure, exhibit.titles).texts()
        rows = _literal(table.to_csv(index=False, lineterminator="\n"))
        source = f"ROWS = {rows}\ntable = pd.read_csv(io.StringIO(ROWS))\ntable"
        cells.append(
            _cell(source, count, {"text/html": shown.to_html(index=False, border=0), "text/plain": str(shown)})
        )
    if exhibit.picture:
        spec = picture.whole(exhibit.picture, 900)
        rows = spec.pop("data")["values"]
        source = f"SPEC = {json.dumps(spec)!r}\nDRAWN = {json.dumps(rows)!r}\ndrawn(SPEC, DRAWN)"
        svg = picture.chart(exhibit.picture, 900)
        made = _cell(source, count + 1, {"image/svg+xml": svg, "text/plain": exhibit.picture.alt})
        made.metadata = nbformat.NotebookNode(_HIDDEN)
        cells.append(made)
    return cells


def _cell(source: str, count: int, shown: dict[str, str]) -> Any:
    import nbformat

    v4 = nbformat.v4
    return v4.new_code_cell(
        source, execution_count=count, outputs=[v4.new_output("execute_result", data=shown, execution_count=count)]
    )


def _literal(text: str) -> str:
    """A text of several lines as Python: whatever it holds, it stays text."""
    return "(\n" + "\n".join(f"    {line!r}" for line in text.splitlines(keepends=True)) + "\n)"


def _plain(text: str) -> str:
    """A text as Markdown that shows it as it is: an address stays one, all else that could be a mark is none."""
    if text.startswith(("https://", "http://")) and not any(c.isspace() or c in "<>()[]`" for c in text):
        return f"<{text}>"
    one = " ".join(in_xml(text).split())
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|~$&:@" else c for c in one)
