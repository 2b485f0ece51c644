"""The report as Word and as a web page, read back: headings, captions, alternatives, tables, and hostile text as text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from exports_made import HOSTILE, hostile, without_chart

from analytics import reporting
from analytics.answers import Data
from analytics.exports import apart, document, report_page, reports
from analytics.exports.steps import Stopped
from analytics.model.quarter import Quarter
from analytics.model.report import Bullet, Figure, News, Report, Section, Tile

Q2 = Quarter(date(2023, 7, 1))
LINK = "https://explorer.example/report?quarter=2023-24+Q2"


def report(data: Data, code: str) -> Report:
    return reporting.of(data, code, Q2, "3.1.1.1-910d", LINK)


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def level(paragraph) -> int:
    return int(paragraph.style.name.split()[-1]) if paragraph.style.name.startswith("Heading ") else 0


def in_style(made, *names: str) -> list[str]:
    return [p.text for p in made.paragraphs if p.style.name.lower() in names]


@pytest.mark.slow
@pytest.mark.usefixtures("dots")
@pytest.mark.parametrize("code", ["ENG", "QOP", "R0A"])
def test_the_document_is_read_back_whole(data: Data, code: str) -> None:
    shown = report(data, code)
    made = opened(document.to_docx(shown))
    headings = [p for p in made.paragraphs if level(p)]
    assert [(level(p), p.text) for p in headings] == [(s.level, s.heading) for s in shown.sections]
    assert level(headings[0]) == 1
    assert all(level(after) <= level(before) + 1 for before, after in pairwise(headings)), "no level is left out"
    captions = in_style(made, "caption")
    assert captions == [f"Figure {f.number}. {f.caption}" for f in shown.figures]
    assert [int(re.findall(r"\d+", c)[0]) for c in captions] == list(range(1, len(captions) + 1))
    assert in_style(made, "toc 1", "toc 2") == [p.text for p in headings if level(p) <= 2], "entries are the headings"
    assert in_style(made, "table of figures") == [
        f"Figure {f.number}. {f.caption} ({f.programme})" for f in shown.figures
    ]
    pictures = [f.exhibit for f in shown.figures if f.exhibit.picture]
    alts = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert alts == [e.picture.alt for e in pictures]
    assert all(alts)
    assert len(in_style(made, "list bullet")) == len(list(shown.bullets))


@pytest.mark.slow
@pytest.mark.usefixtures("dots")
def test_fields_bookmarks_language_title_and_heads_are_what_word_expects(data: Data) -> None:
    shown = report(data, "R0A")
    content = document.to_docx(shown)
    made = opened(content)
    body = made.element.body
    asked = [element.text.strip() for element in body.iter(qn("w:instrText"))]
    assert asked[:2] == ['TOC \\o "1-2" \\h \\z \\u', 'TOC \\h \\z \\c "Figure"']
    assert asked.count("SEQ Figure \\* ARABIC") == len(shown.figures)
    marks = [element.get(qn("w:name")) for element in body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(marks)
    anchors = {element.get(qn("w:anchor")) for element in body.iter(qn("w:hyperlink"))}
    referred = {text.split()[1] for text in asked if text.startswith("REF ")}
    assert referred
    assert anchors | referred <= set(marks), "every link and reference leads somewhere"
    ends = [element.get(qn("w:fldCharType")) for element in body.iter(qn("w:fldChar"))]
    assert ends.count("begin") == ends.count("separate") == ends.count("end") == len(asked)
    assert made.core_properties.title.endswith("Q2 2023/24 progress report, Manchester University")
    assert made.core_properties.language == "en-GB"
    languages = made.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert [lang.get(qn("w:val")) for lang in languages] == ["en-GB"]
    assert made.tables
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "its first row is its head"
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    foot = made.sections[0].footer._element
    assert "data version 3.1.1.1-910d" in made.sections[0].footer.paragraphs[0].text
    assert [e.text.strip() for e in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    cover = "\n".join(p.text for p in made.paragraphs[:12])
    for said in ("Manchester University", "Q2 2023/24", LINK, "Illustrative data: made-up numbers"):
        assert said in cover


def test_a_reference_in_a_bullet_says_the_figure_and_news_are_marked() -> None:
    bullet = Bullet("a", "It rose.", ("x",), figures=(1, 2), news=News.NEW)
    told = Report("T", "England", "ENG", Q2, "1", (Section("s", "Summary", 1, bullets=(bullet,)),))
    made = opened(document.to_docx(told))
    assert in_style(made, "list bullet") == ["It rose. (Figure 1, Figure 2) [new since last quarter]"]
    assert "There is no figure in this report." in [p.text for p in made.paragraphs]


def hostile_report(data: Data) -> Report:
    """A report whose every text is hostile."""
    exhibit = hostile(data)
    return Report(
        HOSTILE[0], HOSTILE[12], "ENG", Q2, "1",
        (
            Section("s", HOSTILE[13], 1, HOSTILE, tuple((h, h) for h in HOSTILE), None, (Tile(HOSTILE[12], HOSTILE[13]),)),
            Section("t", HOSTILE[12], 2, (), tuple((h, h) for h in HOSTILE), (HOSTILE[12], HOSTILE[13])),
            Section("u", HOSTILE[14], 2, bullets=tuple(Bullet(str(n), h) for n, h in enumerate(HOSTILE)),
                    figures=(Figure(1, HOSTILE[12], exhibit), Figure(2, HOSTILE[12], without_chart(exhibit)))),
        ),
        {"Link": HOSTILE[12], "Organisation": HOSTILE[13]},
    )  # fmt: skip


def test_hostile_text_is_text_in_word(data: Data) -> None:
    content = document.to_docx(hostile_report(data))
    made = opened(content)
    told = "\n".join(p.text for p in made.paragraphs)
    assert "<img src=x onerror=alert(1)>" in told
    assert "null bell" in told, "what XML cannot hold is left out"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        linked = [n for n in packed.namelist() if n.endswith(".rels")]
        assert not any(b"evil.example" in packed.read(n) for n in linked), "no address of theirs is a link"
        assert not any(b"<img src" in packed.read(n) for n in packed.namelist())


class Seen(HTMLParser):
    """The tags of a page and what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_hostile_text_is_text_on_the_web_page(data: Data) -> None:
    seen = Seen(report_page.to_html(hostile_report(data)).decode())
    assert not [tag for tag, _ in seen.tags if tag in ("script", "iframe", "form")]
    assert all(str(a.get("src", "data:")).startswith("data:") for _, a in seen.tags)
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    assert "<img src=x onerror=alert(1)>" in "\n".join(seen.texts)


@pytest.mark.slow
def test_the_web_page_has_the_same_headings_figures_and_alternatives(data: Data) -> None:
    shown = report(data, "R0A")
    told: list[tuple[int, int]] = []
    page = report_page.to_html(shown, lambda done, of: told.append((done, of))).decode()
    assert told == [(n, len(shown.figures)) for n in range(len(shown.figures) + 1)]
    seen = Seen(page)
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    alts = [a["alt"] for tag, a in seen.tags if tag == "img" and "alt" in a and a["alt"] and len(a["alt"]) > 20]
    assert alts == [f.exhibit.picture.alt for f in shown.figures if f.exhibit.picture]
    places = {a["id"] for _, a in seen.tags if "id" in a}
    links = [a["href"] for tag, a in seen.tags if tag == "a" and str(a["href"]).startswith("#")]
    assert {f"#{place}" for place in places} >= set(links)
    assert all(f"#f{f.number}" in links for f in shown.figures)


@pytest.mark.slow
def test_a_report_is_written_in_a_process_of_its_own_and_can_be_stopped(data: Data) -> None:
    shown = report(data, "R0A")
    few = Report("T", "M", "R0A", Q2, "1", tuple(s for s in shown.sections if s.key == "matneo.progress"))
    told: list[int] = []
    made = apart.file(few, "html", lambda done, of: told.append(done))
    assert (made.name, made.mime) == ("R0A_report_2023-24_Q2_1.html", "text/html")
    assert b"<figure" in made.content
    assert told[-1] == len(few.figures)

    def stop(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        apart.file(few, "docx", stop)
    assert set(reports.KINDS) == {"docx", "html"}
