"""A quarterly report as a web page in one file, that needs no network and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.exports import page
from analytics.exports.page import escaped
from analytics.exports.steps import Step, untold
from analytics.model.report import Bullet, Figure, Report, Section, Tile

_LISTED = 2
_STYLE = """
nav ul { list-style: none; padding-left: 0; } nav li.below { padding-left: 1.25rem; }
h2.part { border-top: 4px solid #005eb8; padding-top: 12px; margin-top: 48px; color: #005eb8; font-size: 1.75rem; }
h2 { margin-top: 28px; } h3 { margin-top: 20px; color: #005eb8; font-size: 1.1rem; }
main li { margin-bottom: 6px; } .news { font-style: italic; color: #4c6272; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 16px; padding: 0;
  list-style: none; }
.tiles li { border-left: 4px solid #005eb8; padding-left: 12px; } .tiles b { display: block; font-size: 1.75rem; }
figure.table > figcaption { margin-bottom: 8px; } figcaption { font-weight: bold; }
@media print { h2.part { break-before: page; } figure { break-inside: avoid; } }
"""


def to_html(report: Report, step: Step = untold) -> bytes:
    """The page as bytes. `step` is told before each figure."""
    parts, done, of = [_contents(report)], 0, len(report.figures)
    for number, section in enumerate(report.sections):
        level = min(section.level + 1, 6)
        parts.append(f'<h{level}{_part(section)} id="s{number}">{escaped(section.heading)}</h{level}>{_body(section)}')
        for figure in section.figures:
            step(done, of)
            parts.append(_figure(figure))
            done += 1
    step(of, of)
    title = f"{report.title}: {report.quarter} progress report, {report.organisation}"
    return page.whole(title, report.lines, report.illustrative, "".join(parts), _STYLE)


def _part(section: Section) -> str:
    return ' class="part"' if section.level == 1 else ""


def _contents(report: Report) -> str:
    """The contents and the figures, as links."""
    told = "".join(
        f'<li{" class=below" * (s.level > 1)}><a href="#s{at}">{escaped(s.heading)}</a></li>'
        for at, s in enumerate(report.sections)
        if s.level <= _LISTED
    )
    figures = "".join(
        f'<li><a href="#f{f.number}">{_label(f.number)}</a>. {escaped(f.caption)} ({escaped(f.programme)})</li>'
        for f in report.figures
    )
    listed = f"<ul>{figures}</ul>" if figures else "<p>There is no figure in this report.</p>"
    return (
        f'<nav aria-label="Contents"><h2>Contents</h2><ul>{told}</ul></nav>'
        f'<nav aria-label="Table of figures"><h2>Table of figures</h2>{listed}</nav>'
    )


def _body(section: Section) -> str:
    parts = [f"<p>{escaped(text)}</p>" for text in section.paragraphs]
    if section.entries:
        parts.append(_entries(section))
    if section.tiles:
        parts.append(f'<ul class="tiles">{"".join(map(_tile, section.tiles))}</ul>')
    if section.bullets:
        parts.append(f"<ul>{''.join(map(_bullet, section.bullets))}</ul>")
    return "".join(parts)


def _entries(section: Section) -> str:
    if section.head is None:
        return "<dl>" + "".join(f"<dt>{escaped(n)}</dt><dd>{escaped(t)}</dd>" for n, t in section.entries) + "</dl>"
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in section.head)
    rows = "".join(f'<tr><th scope="row">{escaped(n)}</th><td>{escaped(t)}</td></tr>' for n, t in section.entries)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _tile(tile: Tile) -> str:
    return f"<li><b>{escaped(tile.value)}</b> {escaped(tile.text)}{_references((tile.figure,) if tile.figure else ())}</li>"


def _bullet(bullet: Bullet) -> str:
    news = f' <span class="news">[{escaped(bullet.news)}]</span>' if bullet.news else ""
    return f"<li>{escaped(bullet.text)}{_references(bullet.figures)}{news}</li>"


def _references(figures: Iterable[int]) -> str:
    listed = ", ".join(f'<a href="#f{number}">{_label(number)}</a>' for number in figures)
    return f" ({listed})" if listed else ""


def _figure(figure: Figure) -> str:
    """A figure with its caption, what it says, and its numbers folded away."""
    exhibit = figure.exhibit
    caption = f"<figcaption>{_label(figure.number)}. {escaped(figure.caption)}</figcaption>"
    numbers = page.numbers(exhibit)
    said = [exhibit.sentence, exhibit.picture.numbered if exhibit.picture else "", *exhibit.notes]
    notes = "".join(f'<p class="quiet">{escaped(text)}</p>' for text in said if text)
    if exhibit.picture is None:
        return f'<figure class="table" id="f{figure.number}">{caption}{numbers}{notes}</figure>'
    return f'<figure id="f{figure.number}">{page.image(exhibit.picture)}{caption}{notes}{numbers}</figure>'


def _label(number: int) -> str:
    return f"Figure {number}"
