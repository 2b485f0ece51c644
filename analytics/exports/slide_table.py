"""A table on a slide: as many columns and rows as can be read, and how many there are where that is not all."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.exports import native, wrapped
from analytics.exports.harmless import in_xml
from analytics.exports.readable import readable
from analytics.exports.slide_text import NOTE, QUIET, Box, text
from analytics.model.colours import DARK_INK
from analytics.model.exhibit import Exhibit

SIZE, MOST_COLUMNS = 12, 8
_LINE, _PADDING, _ACROSS = SIZE * 1.25, 8.0, 12.0
_HEAD, _BAND = "#d8e6f3", "#f0f4f5"


def place(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """The table of an exhibit, in words and units."""
    from pptx.util import Pt

    texts = readable(exhibit.table(), exhibit.measure, exhibit.titles).texts()
    if texts.empty:
        return
    shown = texts.iloc[:, :MOST_COLUMNS]
    left, top, width, height = box
    widths = _widths(shown, width)
    heights = [_height([str(c) for c in shown.columns], widths)]
    heights += [_height(list(row), widths) for row in shown.itertuples(index=False)]
    rows = _rows(heights, height - 2 * _LINE)
    frame = slide.shapes.add_table(rows + 1, shown.shape[1], Pt(left), Pt(top), Pt(width), Pt(sum(heights[: rows + 1])))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_xml(f"Table: {exhibit.title}. {exhibit.sentence}"))
    for at, wide in enumerate(widths):
        frame.table.columns[at].width = Pt(wide)
    for at in range(rows + 1):
        frame.table.rows[at].height = Pt(heights[at])
        cells = shown.columns if at == 0 else shown.iloc[at - 1]
        for cell, words in zip(frame.table.rows[at].cells, cells, strict=True):
            _fill(cell, str(words), head=at == 0, band=at % 2 == 0)
    _left_out(slide, texts, rows, (left, top + sum(heights[: rows + 1]) + 8, width, _LINE))


def _rows(heights: list[float], room: float) -> int:
    """How many rows fit below the head; at least one."""
    used, rows = heights[0], 0
    for tall in heights[1:]:
        used += tall
        if used > room and rows:
            break
        rows += 1
    return rows


def _left_out(slide: Any, texts: pd.DataFrame, rows: int, box: Box) -> None:
    said = [f"{rows} of {len(texts)} rows"] * (rows < len(texts))
    said += [f"{MOST_COLUMNS} of {texts.shape[1]} columns"] * (texts.shape[1] > MOST_COLUMNS)
    if said:
        text(slide, f"{' and '.join(said)} are shown; the workbook has them all.", box, NOTE, colour=QUIET)


def _widths(texts: pd.DataFrame, width: float) -> list[float]:
    """Of each column, by its longest text; a long one leaves room to the others."""
    longest = [
        min(max(len(str(name)) * 1.15, *(len(str(t)) for t in texts[name]), 5) + 3, 45) for name in texts.columns
    ]
    return [width * n / sum(longest) for n in longest]


def _height(cells: list[str], widths: list[float]) -> float:
    lines = max(len(wrapped.lines(t, SIZE, w - _ACROSS, wrapped.BOLD)) for t, w in zip(cells, widths, strict=True))
    return max(lines, 1) * _LINE + _PADDING


def _fill(cell: Any, words: str, head: bool, band: bool) -> None:
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(_ACROSS / 2)
    cell.margin_top = cell.margin_bottom = Pt(_PADDING / 2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = native.rgb(_HEAD if head else _BAND if band else "#ffffff")
    run = cell.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold, run.font.name = in_xml(words), Pt(SIZE), head, "Arial"
    run.font.color.rgb = native.rgb(DARK_INK)
