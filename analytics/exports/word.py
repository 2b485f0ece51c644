"""Parts of a Word document that its library does not know by itself: fields, bookmarks, text alternatives, header rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.exports.harmless import in_xml

FONT = "Arial"
BLUE, INK, QUIET, BAND = "005EB8", "212B32", "4C6272", "D8E6F3"


def field(paragraph: Any, instruction: str, shown: Sequence[Any] | str) -> None:
    """A field with the result that it has before anything updates it: a text, or runs and links that were made already."""
    for kind in ("begin", None, "separate"):
        run = paragraph.add_run()
        run._r.append(_mark(kind) if kind else _instruction(instruction))
    if isinstance(shown, str):
        paragraph.add_run(in_xml(shown))
    else:
        for element in shown:
            paragraph._p.append(element)
    paragraph.add_run()._r.append(_mark("end"))


def paragraph(document: Any, text: str, style: str) -> Any:
    """A paragraph of a style. Given by its name, the library would go through all styles each time; a style's id is its name
    without spaces."""
    made = document.add_paragraph(in_xml(text))
    made._p.style = style.replace(" ", "")
    return made


def listed(document: Any, instruction: str, entries: Sequence[tuple[str, str, str]]) -> None:
    """A field of several paragraphs, as a table of contents is: `entries` are style, text and the bookmark they lead to."""
    paragraphs = []
    for style, text, bookmark in entries:
        made = paragraph(document, "", style)
        made._p.append(link(bookmark, text))
        paragraphs.append(made)
    if not paragraphs:
        return
    first, last = paragraphs[0]._p, paragraphs[-1]
    place = len(first) - 1  # before the link, after the paragraph's own properties
    for offset, element in enumerate((_mark("begin"), _instruction(instruction), _mark("separate"))):
        first.insert(place + offset, _run(element))
    last._p.append(_run(_mark("end")))


def link(bookmark: str, text: str) -> Any:
    """A link to a place in the document."""
    made = _element("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"})
    run = _run(_element("w:t", {"xml:space": "preserve"}))
    run[0].text = in_xml(text)
    made.append(run)
    return made


def bookmark(paragraph: Any, name: str, number: int, first: int = 0) -> None:
    """Name a paragraph, from its child number `first` on to its end; below 0 nothing is left out but its properties."""
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    own = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(own + first, start)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def describe(shape: Any, name: str, alt: str) -> None:
    """Give a picture its name and its text alternative."""
    shape._inline.docPr.set("name", in_xml(name))
    shape._inline.docPr.set("descr", in_xml(alt))


def heads(table: Any) -> None:
    """Mark the first row of a table as its head, which is said with each cell and repeated on each page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("w:tblHeader", {"w:val": "true"}))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"w:val": "true"}))


def shade(cell: Any, colour: str) -> None:
    """Fill a cell."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour}))


def light(table: Any) -> None:
    """Thin grey lines between the rows."""
    edges = _element("w:tblBorders", {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "AEB7BD"}))
    table._tbl.tblPr.append(edges)


def describe_table(table: Any, alt: str) -> None:
    """Give a table its text alternative."""
    table._tbl.tblPr.append(_element("w:tblDescription", {"w:val": in_xml(alt)}))


def speaks_british(document: Any) -> None:
    """Say the language of all text, so that it is read aloud and spelled as English."""
    defaults = document.styles.element.find(_name("w:docDefaults"))
    properties = defaults.find(_name("w:rPrDefault")).find(_name("w:rPr"))
    for old in properties.findall(_name("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", {"w:val": "en-GB", "w:eastAsia": "en-GB", "w:bidi": "ar-SA"}))


def style(document: Any, name: str, size: float, colour: str = INK, bold: bool = False, **spacing: Any) -> Any:
    """A paragraph style, made where the template has none of that name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {s.name for s in document.styles}
    made = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name, made.font.size, made.font.bold, made.font.italic = FONT, Pt(size), bold, False
    made.font.color.rgb = RGBColor.from_string(colour)
    properties = made.element.get_or_add_rPr()
    fonts = properties.find(_name("w:rFonts"))
    for theme in [key for key in fonts.attrib if "heme" in key]:  # a theme's font would win over ours
        del fonts.attrib[theme]
    fonts.set(_name("w:eastAsia"), FONT)
    fonts.set(_name("w:cs"), FONT)
    for what, value in spacing.items():
        plain = isinstance(value, bool) or what == "line_spacing"
        setattr(made.paragraph_format, what, value if plain else Pt(value))
    return made


def _run(inside: Any) -> Any:
    run = _element("w:r", {})
    run.append(inside)
    return run


def _mark(kind: str) -> Any:
    return _element("w:fldChar", {"w:fldCharType": kind})


def _instruction(text: str) -> Any:
    made = _element("w:instrText", {"xml:space": "preserve"})
    made.text = f" {text} "
    return made


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_name(name), value)
    return made


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return "{http://www.w3.org/XML/1998/namespace}space" if tag == "xml:space" else qn(tag)
