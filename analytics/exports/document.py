"""A quarterly report as a Word document that reads aloud well: real headings, a table of contents and one of figures that
Word can update, numbered captions, text alternatives, header rows, and the language."""

from __future__ import annotations

import io
from typing import Any

from analytics.exports import document_figures, word
from analytics.exports.harmless import in_xml
from analytics.exports.steps import Step, untold
from analytics.model.collection import PUBLICATION
from analytics.model.labels import ILLUSTRATIVE, ILLUSTRATIVE_IN_FULL
from analytics.model.report import Bullet, Report, Section, Tile

CONTENTS, FIGURES = "Contents", "Table of figures"
_LISTED = 2
"""Headings up to this level stand in the table of contents."""


def to_docx(report: Report, step: Step = untold) -> bytes:
    """The document as bytes. `step` is told before each figure."""
    made = _blank(report)
    _cover(made, report)
    _contents(made, report)
    done, of = 0, len(report.figures)
    for number, section in enumerate(report.sections):
        heading = made.add_heading(in_xml(section.heading), section.level)
        word.bookmark(heading, _place(number), number + 1)
        _body(made, section)
        for figure in section.figures:
            step(done, of)
            document_figures.add(made, figure)
            done += 1
    step(of, of)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _blank(report: Report) -> Any:
    """A document on A4 with our styles, its title and language, and what each page says at its foot."""
    from docx import Document
    from docx.shared import Mm

    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    word.speaks_british(made)
    word.style(made, "Normal", 11, space_after=6, line_spacing=1.12)
    word.style(made, "Title", 34, word.BLUE, bold=True, space_after=10, space_before=120, line_spacing=1.05)
    word.style(made, "Subtitle", 18, word.INK, space_after=6)
    word.style(made, "Heading 1", 22, word.BLUE, bold=True, page_break_before=True, space_after=10, keep_with_next=True)
    word.style(made, "Heading 2", 16, word.INK, bold=True, space_before=18, space_after=6, keep_with_next=True)
    word.style(made, "Heading 3", 13, word.BLUE, bold=True, space_before=14, space_after=4, keep_with_next=True)
    word.style(
        made, "TOC Heading", 22, word.BLUE, bold=True, page_break_before=True, space_after=10, keep_with_next=True
    )
    word.style(made, "toc 1", 11, bold=True, space_before=6, space_after=2)
    word.style(made, "toc 2", 11, space_after=2, left_indent=16)
    word.style(made, "table of figures", 9.5, space_after=1, line_spacing=1.0)
    word.style(made, "Caption", 10, word.INK, bold=True, space_before=4, space_after=4)
    word.style(made, "List Bullet", 11, space_after=5, line_spacing=1.12)
    word.style(made, "Note", 9, word.QUIET, space_after=4)
    word.style(made, "Footer", 8, word.QUIET)
    told = made.core_properties
    told.title, told.language = (
        in_xml(f"{report.title}: {report.quarter} progress report, {report.organisation}"),
        "en-GB",
    )
    told.subject, told.author, told.comments = f"Data version {report.version}", "Safety Improvement Explorer", ""
    _foot(page, report)
    return made


def _foot(page: Any, report: Report) -> None:
    said = [report.organisation, str(report.quarter), f"data version {report.version}" if report.version else ""]
    said += [ILLUSTRATIVE] * report.illustrative
    said += [report.lines.get(PUBLICATION, "").partition(":")[0]]
    paragraph = page.footer.paragraphs[0]
    paragraph.add_run(in_xml(" · ".join(part for part in said if part) + " · page "))
    word.field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    word.field(paragraph, "NUMPAGES", "1")
    page.different_first_page_header_footer = True


def _cover(made: Any, report: Report) -> None:
    word.paragraph(made, report.title, "Title")
    word.paragraph(made, f"{report.quarter} progress report", "Subtitle")
    word.paragraph(made, report.organisation, "Subtitle")
    if report.illustrative:
        made.add_paragraph().add_run(ILLUSTRATIVE_IN_FULL).bold = True
    for name, text in report.lines.items():
        if text:
            _named(made.add_paragraph(), name, text)


def _contents(made: Any, report: Report) -> None:
    """Both tables, with their entries filled in: they read right before Word has updated them, which adds page numbers."""
    word.paragraph(made, CONTENTS, "TOC Heading")
    headings = [(f"toc {s.level}", s.heading, _place(at)) for at, s in enumerate(report.sections) if s.level <= _LISTED]
    word.listed(made, f'TOC \\o "1-{_LISTED}" \\h \\z \\u', headings)
    word.paragraph(made, FIGURES, "TOC Heading")
    if not report.figures:
        made.add_paragraph("There is no figure in this report.")
    entries = [
        (
            "table of figures",
            f"{document_figures.label(f.number)}. {f.caption} ({f.programme})",
            document_figures.place(f.number),
        )
        for f in report.figures
    ]
    word.listed(made, f'TOC \\h \\z \\c "{document_figures.FIGURE}"', entries)


def _body(made: Any, section: Section) -> None:
    """What stands below a heading, before its figures."""
    for text in section.paragraphs:
        made.add_paragraph(in_xml(text))
    if section.entries and section.head:
        document_figures.grid(made, section.head, section.entries, section.heading, (0.25, 0.75))
    elif section.entries:
        for name, text in section.entries:
            _named(made.add_paragraph(), name, text)
    if section.tiles:
        _tiles(made, section)
    for bullet in section.bullets:
        _bullet(made, bullet)


def _tiles(made: Any, section: Section) -> None:
    """The numbers, large, with what they count: as a table with a head, so that they are read out in order."""
    from docx.shared import Pt, RGBColor

    rows = [(tile.value, _with_figure(tile)) for tile in section.tiles]
    table = document_figures.grid(
        made, ("Number", "What it counts"), rows, f"Key numbers: {section.heading}", (0.3, 0.7)
    )
    for row in table.rows[1:]:
        run = row.cells[0].paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = Pt(20), True, RGBColor.from_string(word.BLUE)


def _with_figure(tile: Tile) -> str:
    return f"{tile.text} ({document_figures.label(tile.figure)})" if tile.figure else tile.text


def _bullet(made: Any, bullet: Bullet) -> None:
    """A bullet, the figures that it comes from as references, and whether it is news."""
    paragraph = word.paragraph(made, bullet.text, "List Bullet")
    for at, number in enumerate(bullet.figures):
        paragraph.add_run(" (" if at == 0 else ", ")
        word.field(paragraph, f"REF {document_figures.place(number)} \\h", document_figures.label(number))
    if bullet.figures:
        paragraph.add_run(")")
    if bullet.news:
        paragraph.add_run(f" [{bullet.news}]").italic = True


def _named(paragraph: Any, name: str, text: str) -> None:
    paragraph.add_run(in_xml(f"{name}: ")).bold = True
    paragraph.add_run(in_xml(text))


def _place(number: int) -> str:
    return f"_Toc{number + 1:06}"
