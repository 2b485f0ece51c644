"""The key infographics: a few numbers that stand for a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from analytics import words
from analytics.answers import baseline, quarterly, worth
from analytics.answers.question import Question
from analytics.model import Grain, Programme
from analytics.model.report import Tile
from analytics.model.titles import within
from analytics.reporting.drawn import Drawer, Drawn

say = words.estimates


def tiles(drawer: Drawer, programmes: Iterable[Programme], figures: Iterable[Drawn]) -> Iterator[Tile]:
    """What care was worth, fewer people than at baseline, and the newest figures of the headline measures."""
    drawn = {d.planned.measure or d.planned.exhibit: d for d in figures if d.exhibit}
    for programme in programmes:
        yield from _worth(drawer, programme, drawn)
        yield from _falls(drawer, programme, drawn)
        yield from _headlines(drawer, programme, drawn)


def _worth(drawer: Drawer, programme: Programme, drawn: Mapping[str, Drawn]) -> Iterator[Tile]:
    own = {m.slug for m in programme.measures}
    months = drawer.data.span[0], drawer.end
    for effect in drawer.data.catalogue.effects.values():
        if effect.measure not in own:
            continue
        asked = Question(effect.measure, drawer.code, end=drawer.end)
        if found := worth.worth(drawer.data, effect, asked, months, {}):
            estimate, since = found.total.treatment, f"{months[0]:%B %Y} to {months[1]:%B %Y}"
            if estimate.low >= 0:
                text = f"{effect.outcome}, {since}: an estimate ({say.people(estimate.low)} to {say.people(estimate.high)})"
                yield _tile(say.people(estimate.value), text, drawn, f"estimates_{effect.slug}")


def _falls(drawer: Drawer, programme: Programme, drawn: Mapping[str, Drawn]) -> Iterator[Tile]:
    known = {d.planned.compares: d for d in drawn.values() if d.planned.compares}
    for measure in programme.measures:
        if measure.slug not in known:
            continue
        spans = baseline.spans(drawer.data, measure.slug, None, drawer.compared(measure.slug))
        asked = Question(measure.slug, drawer.code, end=drawer.end, grain=Grain.MONTH)
        answer = (found := baseline.against(drawer.data, asked, *spans)).answer
        if answer and answer.clear:
            way = "fewer" if answer.difference.value < 0 else "more"
            when = f"a month in {words.baseline.span(found.period.span)} than in {words.baseline.span(found.baseline.span)}"
            text = f"{way} {within(measure.short_title)} {when}"
            yield _tile(
                words.baseline.people(answer.difference.value), text, drawn, known[measure.slug].planned.exhibit
            )


def _headlines(drawer: Drawer, programme: Programme, drawn: Mapping[str, Drawn]) -> Iterator[Tile]:
    for slug in programme.headline:
        found = quarterly.measured(drawer.data, slug, drawer.code, drawer.quarter)
        if found.last is not None:
            point = found.now.series.points.iloc[found.last]
            when = words.formats.period(point["period"], found.now.series.grain, short=True)
            value = words.formats.value(found.measure, float(point["value"]), short=True)
            yield _tile(value, f"{found.measure.title}, {when}", drawn, slug)


def _tile(value: str, text: str, drawn: Mapping[str, Drawn], named: str) -> Tile:
    found = drawn.get(named)
    return Tile(value, text, found.exhibit.slug if found and found.exhibit else "")
