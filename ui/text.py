"""Text that came from somebody, shown as it is: on a page it is never Markdown, HTML, LaTeX, an emoji or a link.

Whatever Streamlit draws as Markdown (paragraphs, captions, messages, headings, labels, titles of what folds, helps, cells
of `st.table`) gets such text through here, so that no address in a name makes a reader's browser fetch it. What only
shows text needs none of this: options of select boxes, data frames, text alternatives, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from analytics.model.story import Part

_GUARD = "\u2060"
"""A word joiner: it has no width. It stands where Streamlit looks for an emoji, an icon or an address in the text itself,
which no backslash stops."""
_LINES = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_MARKS = re.compile(r"[\\`*\[\]<$~|{}]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
_FIRST = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|=+\s*$|-{3,}\s*$|\d{1,9}(?=[.)](?:\s|$)))")
_INSIDE = re.compile(
    r":(?=[A-Za-z:+_-]|\w+:)|(?<=[hH][tT][tT][pP])(?=[sS]?:)|(?<=[wW][wW][wW])(?=\.)|(?<=@)(?=\w)"
    r"|-(?=[->])|[<>~](?=[-=])"
)


def plain(text: object) -> str:
    """A text as Markdown that shows it as it is, in one line."""
    line = _LINES.sub(" ", str(text))
    guarded = _INSIDE.sub(lambda found: found[0] + _GUARD, line)
    marked = _MARKS.sub(lambda found: f"\\{found[0]}", guarded)
    return _FIRST.sub(_quiet, marked)


def said(sentence: str) -> str:
    """A sentence of `words`, whose own `**` make bold; whatever it was told by others is shown as it is."""
    return "**".join(plain(piece) for piece in sentence.split("**"))


def listed(lines: Iterable[str]) -> str:
    """Sentences of `words` as a list."""
    return "\n".join(f"- {said(line)}" for line in lines)


def cells(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose cells and heads Streamlit draws as Markdown, as `st.table` does; `st.dataframe` needs none of this."""
    return table.map(lambda cell: plain(cell) if isinstance(cell, str) else cell).rename(columns=plain)


def html(text: object) -> str:
    """A text within HTML of our own. In one line: after a blank one Streamlit would read it as Markdown again."""
    return escape(_LINES.sub(" ", str(text)))


def strong(sentence: str) -> str:
    """What `said` is, within HTML of our own."""
    pieces = map(html, sentence.split("**"))
    return "".join(f"<b>{piece}</b>" if place % 2 else piece for place, piece in enumerate(pieces))


def marked(parts: Iterable[Part]) -> str:
    """A text within HTML of our own, with what was searched for marked."""
    return "".join(f"<mark>{html(piece)}</mark>" if found else html(piece) for piece, found in parts)


def _quiet(found: re.Match[str]) -> str:
    """A first word that would begin a heading, a list, a quotation or a line, as a word."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"
