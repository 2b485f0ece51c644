"""The bullets of a report, drafted from signals and movements alone, and what there is no figure of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analytics import words
from analytics.model.labels import KINDS
from analytics.model.measure import Measure
from analytics.model.report import Bullet
from analytics.reporting.drawn import Drawn

say = words.quarterly


def bullet(drawn: Drawn) -> Bullet | None:
    """What a figure says; None where it says nothing of the quarter."""
    found, about = drawn.measured, (drawn.exhibit.slug,) if drawn.exhibit else ()
    if found is not None:
        if found.last is None:
            return None
        text = say.sentence(found.now, found.before, found.last)
        return Bullet(found.measure.slug, text, about, say.state(found.now, found.last))
    if drawn.exhibit is None or not drawn.planned.speaks:
        return None
    return Bullet(drawn.planned.exhibit, drawn.exhibit.sentence, about, drawn.exhibit.sentence)


def headlines(figures: Iterable[Drawn], title: str) -> Iterator[Bullet]:
    """What belongs in the executive summary: signals and targets that are new, what gives concern, and the headlines."""
    figures, news = list(figures), False
    for drawn in figures:
        said, found = bullet(drawn), drawn.measured
        if said is None:
            continue
        if found is None:
            if drawn.planned.headline:
                yield said
        elif found.last is not None:
            new = bool(say.news(found.now, found.before, found.last))
            news = news or new
            if new or say.way(found.now.chart) == say.CONCERN:
                yield said
    counted = [d.measured for d in figures if d.measured and d.measured.last is not None]
    if counted and not news:
        yield Bullet("no_news", say.no_news(title, counted[0].quarter), state="no news")


def concerns(figures: Iterable[Drawn]) -> Iterator[Bullet]:
    """What gives concern."""
    for drawn in figures:
        found = drawn.measured
        if found and found.last is not None and say.way(found.now.chart) == say.CONCERN and (said := bullet(drawn)):
            yield said


def gaps(figures: Iterable[Drawn], name: str) -> Iterator[Bullet]:
    """What there is no figure of in the quarter, by reason."""
    figures = list(figures)
    for drawn in figures:
        if drawn.gap:
            yield Bullet(f"gap:{drawn.planned.exhibit}", drawn.gap, state=drawn.gap)
    silent = [d.measured for d in figures if d.measured and d.measured.last is None]
    reasons: dict[tuple[bool, str], list[Measure]] = {}
    for found in silent:
        reasons.setdefault((found.applies, say.gap(found.now) if found.applies else ""), []).append(found.measure)
    for (applies, why), measures in reasons.items():
        first = silent[0]
        text = (
            say.gaps(name, first.quarter, why, measures)
            if applies
            else say.not_of(KINDS[first.organisation.kind].phrase, measures)
        )
        yield Bullet(f"gap:{measures[0].slug}", text, state=" ".join([why, *(m.slug for m in measures)]))
