"""Pictures for print: their size, their words, and the release that draws them."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import altair
import pytest
import vl_convert
from exports_made import LINK, VERSION, collection, control, hostile, without_chart
from PIL import Image

from analytics.answers import Data
from analytics.exports import picture
from analytics.model.labels import ILLUSTRATIVE_IN_FULL


def texts(content: bytes) -> str:
    return " ".join("".join(e.itertext()) for e in ElementTree.fromstring(content).iter() if e.tag.endswith("}text"))


def test_the_charts_are_drawn_by_the_release_they_are_written_for() -> None:
    assert altair.SCHEMA_VERSION.startswith(f"v{picture.VEGA_LITE}.")
    assert picture.VEGA_LITE in vl_convert.get_vegalite_versions()


def test_an_svg_says_all_that_a_copy_must(data: Data) -> None:
    exhibit = control(data)
    content = picture.svg(collection(exhibit).items[0])
    root = ElementTree.fromstring(content)
    assert root.get("width") == "250mm"
    assert root.get("role") == "img"
    assert exhibit.picture
    assert root.get("aria-label") == exhibit.picture.alt
    said = texts(content)
    for words in (exhibit.title, exhibit.sentence[:40], VERSION, "North West (Y62)", ILLUSTRATIVE_IN_FULL, LINK):
        assert words in said, words
    for mark in exhibit.picture.legend:
        assert mark.text in said, "a picture without its legend cannot be read"


def test_a_png_is_as_large_as_paper_needs(data: Data) -> None:
    image = Image.open(io.BytesIO(picture.png(collection(control(data)).items[0])))
    assert image.width == pytest.approx(250 / 25.4 * 300, abs=2)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)
    assert len(image.convert("RGB").getcolors(2**24) or ()) > 20, "something is drawn"


def test_the_marks_are_those_of_the_rows(data: Data) -> None:
    """Each period with a figure is one point."""
    exhibit = control(data)
    assert exhibit.picture
    drawn = picture.chart(exhibit.picture)
    points = drawn.partition('class="mark-symbol')[2].partition("</g>")[0].count("<path")
    assert points == exhibit.table()["value"].notna().sum()


def test_hostile_words_are_words(data: Data) -> None:
    content = picture.svg(collection(hostile(data)).items[0])
    tags = {element.tag.partition("}")[2] for element in ElementTree.fromstring(content).iter()}
    assert not tags & {"script", "img", "b", "i"}
    assert "<script>alert(1)</script>" in texts(content)


def test_what_has_no_chart_is_its_words(data: Data) -> None:
    exhibit = without_chart(control(data))
    assert exhibit.sentence[:40] in texts(picture.svg(collection(exhibit).items[0]))
