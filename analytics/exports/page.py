"""A web page in one file: charts as pictures with their text alternatives, and the numbers as tables.

It needs no network and runs nothing: its own policy forbids scripts and any address. Text from data is text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape

from analytics.exports import picture, provenance
from analytics.exports.harmless import in_xml
from analytics.exports.readable import readable
from analytics.exports.steps import Step, items, untold
from analytics.model.collection import Collection, Item
from analytics.model.exhibit import Exhibit, Mark, Picture
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.5 Frutiger, Arial, 'Liberation Sans', sans-serif; color: #212b32; background: #fff; margin: 0 auto;
  padding: 24px; max-width: 1040px; }
h1 { font-size: 2rem; } h2 { font-size: 1.35rem; margin-bottom: .25rem; }
a { color: #005eb8; overflow-wrap: anywhere; }
article { border-top: 2px solid #d8dde0; margin-top: 32px; padding-top: 8px; }
figure { margin: 16px 0; } figure > img { width: 100%; height: auto; }
.legend { list-style: none; padding: 0; font-size: 14px; } .legend li { display: inline-block; margin-right: 16px; }
.made-up { display: inline-block; background: #ffb81c; padding: 2px 10px; font-weight: bold; }
.says { font-size: 1.15rem; } .quiet { color: #4c6272; font-size: 14px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; font-size: 14px; }
dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 14px; }
th, td { border-bottom: 1px solid #d8dde0; padding: 4px 12px 4px 0; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: #005eb8; }
@media print { body { padding: 0; } article { break-before: page; border: 0; } figure { break-inside: avoid; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; } }
"""


def to_html(collection: Collection, step: Step = untold) -> bytes:
    """The page as bytes."""
    body = "".join(_article(item, number) for number, item in enumerate(items(collection, step)))
    return whole(collection.title, provenance.of_all(collection), collection.illustrative, body)


def whole(title: str, lines: Mapping[str, str], illustrative: bool, body: str, further: str = "") -> bytes:
    """A page with its head and what is to be known of all of it; `body` is HTML, and `further` more of its style."""
    named = escaped(title)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{named}</title><style>{_STYLE}{further}</style></head><body><header><h1>{named}</h1>"
        f"{_made_up(illustrative)}{_listed(lines)}</header>"
        f"<main>{body}</main></body></html>\n"
    ).encode()


def _article(item: Item, number: int) -> str:
    """One exhibit: heading, sentence, picture with its legend, notes, numbers, and what it is."""
    exhibit = item.exhibit
    notes = "".join(f'<p class="quiet">{escaped(note)}</p>' for note in exhibit.notes)
    further = "".join(f"<p>{escaped(sentence)}</p>" for sentence in exhibit.further)
    return (
        f'<article aria-labelledby="e{number}"><h2 id="e{number}">{escaped(exhibit.title)}</h2>'
        f"{_made_up(exhibit.illustrative)}"
        f'<p class="says">{escaped(exhibit.sentence)}</p>{further}{_figure(exhibit)}{notes}{numbers(exhibit)}'
        f"<details><summary>Whose numbers, and how they are defined</summary>{_listed(provenance.every_line(item))}"
        f'</details><p class="quiet">{escaped(provenance.foot(item))}</p></article>'
    )


def _figure(exhibit: Exhibit) -> str:
    """The chart with its legend, and the events that are numbers on it."""
    drawn = exhibit.picture
    if drawn is None:
        return ""
    events = f'<figcaption class="quiet">{escaped(drawn.numbered)}</figcaption>' if drawn.events else ""
    return f"<figure>{image(drawn)}{events}</figure>"


def image(drawn: Picture) -> str:
    """A chart as an image, in which nothing can run and no name meets that of another chart, and its legend."""
    data = b64encode(picture.chart(drawn).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escaped(drawn.alt)}">{_legend(drawn.legend)}'


def _legend(marks: Iterable[Mark]) -> str:
    """The marks: their drawings are HTML of our own making, their words are text."""
    listed = "".join(f'<li><span aria-hidden="true">{m.drawing}</span> {escaped(m.text)}</li>' for m in marks)
    return f'<ul class="legend" aria-label="Legend">{listed}</ul>' if listed else ""


def numbers(exhibit: Exhibit) -> str:
    """The table behind it, in words and units. What has no chart shows it at once."""
    shown = readable(exhibit.table(), exhibit.measure, exhibit.titles)
    texts = shown.texts()
    if texts.empty:
        return ""
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in texts.columns)
    kinds = ['<td class="number">' if name in shown.units else "<td>" for name in texts.columns]
    rows = "".join(
        f"<tr>{''.join(f'{kind}{escaped(cell)}</td>' for kind, cell in zip(kinds, row, strict=True))}</tr>"
        for row in texts.itertuples(index=False, name=None)
    )
    region = f'<div class="scroll" tabindex="0" role="region" aria-label="{escaped(exhibit.numbers)}">'
    table = f"{region}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    opened = "" if exhibit.picture else " open"
    return f"<details{opened}><summary>{escaped(exhibit.numbers)}</summary>{table}</details>"


def _listed(lines: Mapping[str, str]) -> str:
    told = "".join(f"<dt>{escaped(name)}</dt><dd>{_linked(text)}</dd>" for name, text in lines.items() if text)
    return f"<dl>{told}</dl>"


def _linked(text: str) -> str:
    """An address of the web as a link; all else as text."""
    shown = escaped(text)
    web = text.startswith(("https://", "http://")) and not any(c.isspace() for c in text)
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>' if web else shown


def _made_up(illustrative: bool) -> str:
    return f'<p class="made-up">{escaped(ILLUSTRATIVE_IN_FULL)}</p>' if illustrative else ""


def escaped(told: object) -> str:
    """A text as text."""
    return escape(in_xml(str(told)))
