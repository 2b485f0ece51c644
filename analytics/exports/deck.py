"""A PowerPoint deck: a cover, a slide an exhibit with its sentence as the title, and the sources.

A chart is PowerPoint's own where it can draw it, and a picture with its text alternative where not; what has no chart is a
table. Each slide says below whose numbers it shows and opens the view; a board's notes are the speaker's notes.
"""

from __future__ import annotations

import io
from typing import Any

from analytics.exports import provenance, slide_text, slides, sources
from analytics.exports.steps import Step, items, untold
from analytics.model.collection import Collection


def to_pptx(collection: Collection, step: Step = untold) -> bytes:
    """The deck as bytes."""
    made = slides.blank(collection.title)
    _cover(made, collection)
    for number, item in enumerate(items(collection, step), start=1):
        slides.of(made, item, f"{number} of {len(collection.items)}")
    for text in sources.pages(collection):
        slide = slides.titled(made, "Sources and definitions")
        slide_text.paragraphs(slide, text, slides.BODY, 12)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _cover(made: Any, collection: Collection) -> None:
    """What it is, and what every copy must say."""
    slide = slides.titled(made, collection.title, sizes=(40, 34, 28, 24), box=slides.COVER)
    slides.area(slide, slides.BAND, slides.BLUE, "Band")
    lines = {name: text for name, text in provenance.of_all(collection).items() if text}
    slide_text.paragraphs(slide, list(lines.items()), slides.BELOW_COVER, 16)
