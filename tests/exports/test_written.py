"""Every section of every page becomes a deck, a workbook, a web page and a notebook, for a nation, a board or a trust."""

from __future__ import annotations

import io
from itertools import cycle

import nbformat
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from analytics import exhibits
from analytics.answers import Data
from analytics.exhibits import reopened
from analytics.exhibits.pages import PAGES
from analytics.exports import kinds
from analytics.model import View
from analytics.model.collection import Collection

SECTIONS = [(page, section.slug) for page in PAGES for section in exhibits.sections(page)] + [
    (page, f"{section.slug}.{view.slug}")
    for page in PAGES
    for section in exhibits.sections(page)
    for view in section.views
    if view.slug != "trends"  # small multiples of every trust: the same writer as all others, and minutes of drawing
]


WHO = [(*section, who) for section, who in zip(SECTIONS, cycle(["ENG", "QOP", "R0A"]), strict=False)]
"""Each section for one of them: that all of them are made for each is tested of the exhibits, which takes less."""


@pytest.mark.parametrize(("page", "section", "who"), WHO)
def test_a_section_is_written_in_every_kind(data: Data, page: str, section: str, who: str) -> None:
    try:
        made = reopened.shown(data, "1", View(who), page, section, "https://explorer.example")
    except reopened.NotOpened:
        pytest.skip("nothing is shown here: nobody has brought a measure, or there is no such thing")
    deck = Presentation(io.BytesIO(written(made, "pptx")))
    assert len(deck.slides) >= 1 + len(made.items)
    for slide in list(deck.slides)[1 : 1 + len(made.items)]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + 1, shape.name
            assert shape.top + shape.height <= deck.slide_height + 1, (slide.shapes.title.text, shape.name)
    book = load_workbook(io.BytesIO(written(made, "xlsx")))
    assert len(book.sheetnames) == 1 + len(made.items)
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    page_made = written(made, "html").decode()
    assert page_made.count("<article") == len(made.items)
    nbformat.validate(nbformat.reads(written(made, "ipynb").decode(), 4))


def written(made: Collection, ending: str) -> bytes:
    return kinds.file(made, ending).content
