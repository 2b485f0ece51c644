"""The quarterly report: the shape of the national one, for any organisation, from a version of the data.

`of` is the door. `outline` says what stands where; `drawn` makes the figures, `told` the bullets that they say, `chapter` a
programme's part, `edited` takes up what people wrote. Nothing is said that no figure shows, and what is missing is said.
"""

from __future__ import annotations

from dataclasses import replace

from analytics import words
from analytics.answers import Data, provenance, quarterly
from analytics.catalogue import local
from analytics.exports import tabulated
from analytics.keeping import report_edits
from analytics.model import Audience, Programme
from analytics.model.collection import PERIOD, PUBLICATION
from analytics.model.quarter import Quarter
from analytics.model.report import Figure, Report, Section
from analytics.model.view import last_day
from analytics.organisations import common_name
from analytics.reporting import appendices, outline
from analytics.reporting.chapter import Drafted
from analytics.reporting.drawn import Drawer
from analytics.reporting.edited import ADDED, edited
from analytics.reporting.outline import Chapter

__all__ = ["ADDED", "NotReported", "of"]

TITLE = "National Patient Safety Improvement Programmes"


class NotReported(ValueError):
    """There is no report of that quarter or organisation; the reason in words."""


def of(data: Data, code: str, quarter: Quarter, version: str = "", link: str = "") -> Report:
    """The report of an organisation for a quarter, as far as these data reach. Published data give one to publish. Raises
    `NotReported`."""
    _must_reach(data, quarter)
    data = data.on(last_day(quarterly.last_month(data, quarter)))
    if data.organisations.get(code) is None:
        raise NotReported(f"There is no organisation “{code}” in {quarter}.")
    drafted = _drafted(data, code, quarter, version)
    before = _before(data, code, quarter)
    kept = report_edits.edits(data.events, code, data.audience)
    whole = edited(drafted, before, kept, quarter)
    sections, numbers = _numbered(whole.sections)
    who = data.organisations[code]
    period = quarter.first, quarterly.last_month(data, quarter)
    lines = tabulated.context_lines(who, period, version, last_day(period[1]))
    told = words.published.PUBLISHED if data.audience is Audience.PUBLIC else words.published.SMALL_NUMBERS
    return Report(
        TITLE,
        common_name(who),
        code,
        quarter,
        version,
        tuple(_resolved(section, numbers) for section in sections),
        {**lines, PERIOD: f"{quarter}: {lines[PERIOD]}", PUBLICATION: told, "Link": link},
        any(f.exhibit.illustrative for s in sections for f in s.figures),
        whole.dropped,
        whole.gone,
    )


def _must_reach(data: Data, quarter: Quarter) -> None:
    known = quarterly.quarters(data)
    if quarter not in known:
        raise NotReported(f"There are no figures for {quarter}: the data reach from {known[-1]} to {known[0]}.")


def _before(data: Data, code: str, quarter: Quarter) -> tuple[Section, ...] | None:
    """The draft of the quarter before; None where the data do not reach back so far, or nobody was there."""
    if quarter.before not in quarterly.quarters(data):
        return None
    then = data.on(quarter.before.last_day)
    if then.organisations.get(code) is None:
        return None
    chapters = _drawn(Drawer(then, code, quarter.before, "", words_alone=True))
    return (*(c.summary() for c in chapters), *(section for c in chapters for section in c.sections()))


def _drawn(drawer: Drawer) -> list[Drafted]:
    """Every chapter."""
    programmes = _programmes(drawer.data)
    return [Drafted.by(drawer, chapter, programmes) for chapter in _chapters(programmes)]


def _drafted(data: Data, code: str, quarter: Quarter, version: str) -> tuple[Section, ...]:
    """Every section, as the data say it."""
    drawer = Drawer(data, code, quarter, version)
    chapters = _drawn(drawer)
    reached = drawer.end
    until = (
        () if quarterly.complete(data, quarter) else (f"Figures reach {reached:%B %Y}: the quarter is not complete.",)
    )
    made_up = ("Some of these numbers are illustrative, and say so.",) if provenance.any_illustrative(data) else ()
    return (
        Section("summary", "Executive summary", 1, (*until, *made_up)),
        *(chapter.summary() for chapter in chapters),
        Section("numbers", "Key infographics", 1),
        *(chapter.infographics() for chapter in chapters),
        *(section for chapter in chapters for section in chapter.sections()),
        *appendices.sections(data.catalogue),
    )


def _programmes(data: Data) -> tuple[Programme, ...]:
    """The catalogue's, then the measures that users brought, where there are any."""
    own = (local.programme(data.local.values()),) if data.local else ()
    return (*data.catalogue.programmes, *(p for p in own if p is not None))


def _chapters(programmes: tuple[Programme, ...]) -> tuple[Chapter, ...]:
    """Those of the outline, then one for each programme that it does not name."""
    planned = outline.chapters()
    named = {slug for chapter in planned for slug in chapter.programmes}
    rest = (p for p in programmes if p.slug not in named)
    return (*planned, *(Chapter(p.slug, p.title, p.national or p.title, (p.slug,), ()) for p in rest))


def _numbered(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], dict[str, int]]:
    """The sections with their figures numbered from 1 on, and the number of each by its exhibit."""
    numbers: dict[str, int] = {}
    made = []
    for section in sections:
        figures = []
        for figure in section.figures:
            numbers[figure.exhibit.slug] = len(numbers) + 1
            figures.append(Figure(len(numbers), figure.programme, figure.exhibit))
        made.append(replace(section, figures=tuple(figures)))
    return tuple(made), numbers


def _resolved(section: Section, numbers: dict[str, int]) -> Section:
    """A section whose bullets and tiles name their figures by number."""
    bullets = (replace(b, figures=tuple(numbers[a] for a in b.about if a in numbers)) for b in section.bullets)
    tiles = (replace(t, figure=numbers.get(t.about)) for t in section.tiles)
    return replace(section, bullets=tuple(bullets), tiles=tuple(tiles))
