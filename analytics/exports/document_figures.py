"""Figures and tables of a Word document, with captions that number themselves."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.exports import picture, word
from analytics.exports.harmless import in_xml
from analytics.exports.readable import readable
from analytics.model.exhibit import Exhibit
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.report import Figure

FIGURE = "Figure"
"""What captions begin with, by which Word counts them."""
WIDTH, TALLEST = 170, 190
"""The width of the text in millimetres, and how tall a picture may be."""
ROWS, COLUMNS, LETTERS = 10, 6, 60
"""So much of a table is printed, and no column with longer texts; its page and its workbook have all of it."""
_PIXELS, _ROOM = 860, 0.46


def label(number: int | None) -> str:
    """A figure by its number, as a caption and a reference say it."""
    return f"{FIGURE} {number}"


def place(number: int) -> str:
    """The name of the bookmark around a caption's label."""
    return f"_Ref_figure_{number}"


def add(made: Any, figure: Figure) -> None:
    """A figure: its picture and caption, or its caption above its table, then what it says and must be known to read it."""
    exhibit = figure.exhibit
    if exhibit.picture:
        _picture(made, exhibit)
        _caption(made, figure)
    else:
        _caption(made, figure).paragraph_format.keep_with_next = True
        _table(made, exhibit)
    said = [exhibit.sentence, " ".join([*exhibit.notes, *[f"{ILLUSTRATIVE}."] * exhibit.illustrative])]
    for text in filter(None, said):
        word.paragraph(made, text, "Note")


def _picture(made: Any, exhibit: Exhibit) -> None:
    from docx.shared import Mm, Pt

    assert exhibit.picture is not None
    image, (wide, tall) = picture.chart_with_legend(exhibit.picture, _PIXELS, _ROOM)
    width = min(WIDTH, TALLEST * wide / tall)
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_before = 1.0, Pt(12)
    shape = paragraph.add_run().add_picture(io.BytesIO(image), width=Mm(width))
    word.describe(shape, exhibit.title, exhibit.picture.alt)


def _caption(made: Any, figure: Figure) -> Any:
    """ "Figure 3. What it shows": the number is a field, and both words have a bookmark for references."""
    paragraph = word.paragraph(made, "", "Caption")
    paragraph.add_run(f"{FIGURE} ")
    word.field(paragraph, f"SEQ {FIGURE} \\* ARABIC", str(figure.number))
    word.bookmark(paragraph, place(figure.number), 10_000 + figure.number)
    paragraph.add_run(in_xml(f". {figure.caption}"))
    return paragraph


def _table(made: Any, exhibit: Exhibit) -> None:
    texts = readable(exhibit.table(), exhibit.measure, exhibit.titles).texts()
    shown = printed(texts, exhibit.title)
    heads = [str(name) for name in shown.columns]
    rows = [[str(cell) for cell in row] for row in shown.itertuples(index=False, name=None)]
    longest = [max(len(head), 6, *(min(len(row[at]), 40) for row in rows), 0) for at, head in enumerate(heads)]
    widths = [n / sum(longest) for n in longest]
    grid(made, heads, rows, f"{exhibit.title}. {exhibit.sentence}", widths)
    if left := left_out(texts, shown):
        word.paragraph(made, left, "Note")


def printed(texts: pd.DataFrame, title: str) -> pd.DataFrame:
    """What of a table is printed: no column that only repeats the title, and none of long texts."""
    told = [n for n in texts.columns if set(texts[n]) != {title} and max(map(len, texts[n]), default=0) <= LETTERS]
    return texts[told].iloc[:ROWS, :COLUMNS]


def left_out(texts: pd.DataFrame, shown: pd.DataFrame) -> str:
    """How much of a table is printed; empty where all is."""
    left = [f"{len(shown)} of {len(texts)} rows"] * (len(shown) < len(texts))
    left += [f"{shown.shape[1]} of {texts.shape[1]} columns"] * (shown.shape[1] < texts.shape[1])
    return f"{' and '.join(left)} are shown; the page has them all." if left else ""


def grid(made: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], alt: str, widths: Sequence[float]) -> Any:
    """A table of text with a head; `widths` are shares of the width of the text."""
    from docx.shared import Mm, Pt

    table = made.add_table(rows=len(rows) + 1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Mm(WIDTH * share)
    for at, (line, cells) in enumerate(zip(table.rows, [heads, *rows], strict=True)):
        for cell, text, share in zip(line.cells, cells, widths, strict=True):
            cell.width = Mm(WIDTH * share)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(in_xml(str(text)))
            run.font.size, run.font.bold = Pt(9.5), at == 0
            if at == 0:
                word.shade(cell, word.BAND)
    word.heads(table)
    word.light(table)
    word.describe_table(table, alt)
    after = word.paragraph(made, "", "Note")
    after.paragraph_format.space_after = Pt(2)
    return table
