"""The icons as images with a text alternative, for use inside Markdown."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from html import escape

from analytics.charts import icons, words
from analytics.model import Assurance, Variation


@lru_cache(maxsize=16)
def variation(value: Variation) -> str:
    """The variation icon."""
    return _image(icons.variation_svg(value), words.VARIATION_WORDS[value])


@lru_cache(maxsize=16)
def assurance(value: Assurance) -> str:
    """The assurance icon; nothing where there is none to give."""
    svg = icons.assurance_svg(value)
    return _image(svg, words.ASSURANCE_WORDS[value]) if svg else ""


def _image(svg: str, text: str) -> str:
    source = b64encode(svg.encode()).decode()
    return f'<img class="icon" src="data:image/svg+xml;base64,{source}" alt="{escape(text)}" title="{escape(text)}">'
