"""Text on a slide: plain, in one type, of a size in points, without margins of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.exports.harmless import in_xml
from analytics.exports.native import rgb
from analytics.model.colours import DARK_INK

Box = tuple[float, float, float, float]
"""Left, top, width and height."""
NOTE, REST = 11, 14
"""Sizes of what must be known to read a chart, and of what a slide says further."""
QUIET = "#4c6272"


def text(slide: Any, words: str, box: Box, size: float, colour: str = DARK_INK, right: bool = False) -> Any:
    """Plain text in a box; each line a paragraph."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    shape = slide.shapes.add_textbox(*(Pt(n) for n in box))
    write(shape.text_frame, [(line, size, False, colour) for line in words.split("\n")])
    if right:
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return shape


def paragraphs(slide: Any, told: Sequence[tuple[str, str]], box: Box, size: float) -> None:
    """Names in bold, each with its text."""
    from pptx.util import Pt

    frame = text(slide, "", box, size).text_frame
    for at, (name, said) in enumerate(told):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        for words, bold in ((f"{name}: ", True), (said, False)):
            run(paragraph, words, size, bold, DARK_INK)


def write(frame: Any, lines: Sequence[tuple[str, float, bool, str]], anchor: Any = None) -> None:
    """Lines in a frame, each with its size, whether it is bold, and its colour."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if anchor is not None:
        frame.vertical_anchor = anchor
    for at, (words, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run(paragraph, words, size, bold, colour)


def run(paragraph: Any, words: str, size: float, bold: bool, colour: str) -> None:
    """A few words at the end of a paragraph."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    paragraph.alignment = PP_ALIGN.LEFT
    added = paragraph.add_run()
    added.text, added.font.size, added.font.bold, added.font.name = in_xml(words), Pt(size), bold, "Arial"
    added.font.color.rgb = rgb(colour)
    added._r.get_or_add_rPr().set("lang", "en-GB")
