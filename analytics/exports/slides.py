"""Slides: how each is laid out. Sizes are in points; a slide is 960 by 540 of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from analytics.exports import native, provenance, slide_table, wrapped
from analytics.exports.harmless import in_xml
from analytics.exports.native import Drawn
from analytics.exports.slide_text import NOTE, QUIET, REST, Box, run, text, write
from analytics.model.collection import Item
from analytics.model.colours import DARK_INK
from analytics.model.exhibit import Exhibit, Picture
from analytics.model.labels import ILLUSTRATIVE

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
FULL = WIDTH - 2 * MARGIN
ABOVE: Box = (MARGIN, 14, FULL - 150, 20)
TITLE: Box = (MARGIN, 40, FULL, 76)
BODY: Box = (MARGIN, 116, FULL, 374)
COVER: Box = (MARGIN, 120, FULL, 120)
BAND: Box = (MARGIN, 96, 120, 8)
BELOW_COVER: Box = (MARGIN, 262, FULL, 200)
FOOT: Box = (MARGIN, 502, FULL - 100, 28)
NUMBER: Box = (WIDTH - MARGIN - 90, 508, 90, 20)
MARK: Box = (WIDTH - MARGIN - 150, 12, 150, 22)
SIZES = (26, 24, 22, 20)
"""A title's, the largest that fits."""
BLUE, AMBER = "#005eb8", "#ffb81c"
_TITLE_ONLY = 5
_PICTURE_WIDTH = 860
"""Of a picture, in its own pixels: its type is then as large as a chart's of PowerPoint."""


def blank(title: str) -> Any:
    """A deck without slides, wide, whose layout has its title where ours have it."""
    from pptx import Presentation
    from pptx.util import Pt

    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    made.core_properties.title, made.core_properties.language = in_xml(title), "en-GB"
    made.core_properties.author = "Safety Improvement Explorer"
    layout = made.slide_layouts[_TITLE_ONLY]
    for held in (made.slide_master, layout):
        for shape in list(held.placeholders):
            if shape.placeholder_format.type == 1:  # the title
                shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in TITLE)
            elif held is layout:
                shape._element.getparent().remove(shape._element)
    return made


def titled(made: Any, title: str, sizes: tuple[float, ...] = SIZES, box: Box = TITLE) -> Any:
    """A slide with its title in the largest size in which it fits."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    slide = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in box)
    size = wrapped.fitting(title, sizes, box[2], box[3], wrapped.BOLD) or sizes[-1]
    write(shape.text_frame, [(title, size, True, DARK_INK)], anchor=MSO_ANCHOR.TOP)
    return slide


def of(made: Any, item: Item, number: str) -> Any:
    """The slide of one exhibit."""
    exhibit = item.exhibit
    title, size, rest = wrapped.parted(exhibit.sentence, SIZES, FULL, TITLE[3], wrapped.BOLD)
    rest = " ".join(part for part in (rest, *exhibit.further) if part)
    slide = titled(made, title, (size,))
    text(slide, exhibit.title, ABOVE, 13, colour=QUIET)
    if exhibit.illustrative:
        _mark(slide)
    left, top, width, height = BODY
    lines = len(wrapped.lines(title, size, FULL, wrapped.BOLD))
    top = TITLE[1] + lines * size * 1.2 + 12
    if rest:
        tall = len(wrapped.lines(rest, REST, FULL)) * REST * 1.25
        text(slide, rest, (left, top, width, tall), REST)
        top += tall + 6
    chart = native.drawn(exhibit) if exhibit.picture else None
    events = native.events(exhibit)
    notes = _notes((*exhibit.notes, events) if events and chart else exhibit.notes)
    tall = sum(len(wrapped.lines(n, NOTE, FULL)) for n in notes) * NOTE * 1.3
    height = FOOT[1] - 10 - tall - top
    _shown(slide, exhibit, chart, (left, top, width, height))
    if notes:
        text(slide, "\n".join(notes), (left, top + height + 4, width, tall), NOTE, colour=QUIET)
    _foot(slide, item)
    text(slide, number, NUMBER, 10, colour=QUIET, right=True)
    said = [item.spoken, events, *(f"{name}: {t}" for name, t in provenance.every_line(item).items() if t)]
    slide.notes_slide.notes_text_frame.text = in_xml("\n\n".join(s for s in said if s))
    return slide


def _notes(notes: Sequence[str]) -> list[str]:
    """As many of what must be known as there is room for; the speaker's notes have all."""
    kept: list[str] = []
    for note in notes:
        if sum(len(wrapped.lines(n, NOTE, FULL)) for n in (*kept, note)) > 3:
            return [*kept, "More in the notes of this slide."]
        kept.append(note)
    return kept


def _shown(slide: Any, exhibit: Exhibit, chart: Drawn | None, box: Box) -> None:
    """The chart, or else its picture, or else its table, each with its text alternative."""
    from pptx.util import Pt

    if exhibit.missing:
        return
    if chart:
        frame = native.place(slide, chart, tuple(Pt(n) for n in box))  # type: ignore[arg-type]
        _describe(frame._element.nvGraphicFramePr, exhibit.title, exhibit.picture.alt if exhibit.picture else "")
    elif exhibit.picture:
        _picture(slide, exhibit.picture, exhibit.title, box)
    else:
        slide_table.place(slide, exhibit, box)


def _picture(slide: Any, drawn: Picture, title: str, box: Box) -> None:
    """The picture with its legend, as large as its room allows."""
    from pptx.util import Pt

    from analytics.exports import picture

    left, top, width, height = box
    room = height / width
    image, (wide, tall) = picture.chart_with_legend(drawn, _PICTURE_WIDTH, room)
    scale = min(width / wide, height / tall)
    at = left + (width - wide * scale) / 2
    placed = slide.shapes.add_picture(io.BytesIO(image), Pt(at), Pt(top), Pt(wide * scale), Pt(tall * scale))
    _describe(placed._element.nvPicPr, title, drawn.alt)


def _describe(element: Any, name: str, alt: str) -> None:
    element.cNvPr.set("name", in_xml(name))
    element.cNvPr.set("descr", in_xml(alt))


def area(slide: Any, box: Box, colour: str, name: str) -> Any:
    """A plain area of a colour."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(n) for n in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = native.rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape.name = name
    return shape


def _mark(slide: Any) -> None:
    """That the numbers are made up, where it is seen."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    shape = area(slide, MARK, AMBER, ILLUSTRATIVE)
    write(shape.text_frame, [(ILLUSTRATIVE, 12, True, DARK_INK)], anchor=MSO_ANCHOR.MIDDLE)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _foot(slide: Any, item: Item) -> None:
    """Whose numbers, and the link that opens them."""
    from pptx.util import Pt

    box = text(slide, provenance.foot(item), FOOT, 10, colour=QUIET)
    if item.link.startswith(("https://", "http://")):
        paragraph = box.text_frame.paragraphs[0]
        run(paragraph, " · ", 10, False, QUIET)
        opens = paragraph.add_run()
        opens.text, opens.font.size, opens.font.name = "Open this view", Pt(10), "Arial"
        opens.hyperlink.address = in_xml(item.link)
