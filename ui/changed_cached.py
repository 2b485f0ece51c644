"""What changed, the key figures and the quality of the data, worth keeping between reruns."""

from __future__ import annotations

from datetime import date

from analytics import words
from analytics.answers import changed as answers
from analytics.answers import quality as qualities
from analytics.exhibits import Scope, key_figures
from analytics.exhibits import changed as exhibits
from analytics.exhibits import quality as quality_exhibit
from analytics.model import View
from analytics.model.changed import Changed
from analytics.model.exhibit import Exhibit
from analytics.model.quality import Quality
from analytics.store import Version
from ui import cached
from ui.memo import memo


def _scope(version: Version, view: View) -> Scope:
    return Scope(cached.data(version), view, str(version), cached.span(version))


@memo(300)
def changed(version: Version, code: str, since: date | None, until: date) -> Changed:
    """New signals of an organisation and of everybody below it."""
    return answers.changed(cached.data(version), code, since, until)


@memo(300)
def told(version: Version, view: View, since: date | None, most: int) -> list[exhibits.Told]:
    """The first of them in words."""
    scope = _scope(version, view)
    return exhibits.tell(scope, changed(version, view.organisation, since, view.months(scope.span)[1]), most)


@memo(500)
def key_figures_of(version: Version, view: View, programme: str) -> tuple[key_figures.KeyFigure, ...]:
    """The key figures of a programme."""
    return tuple(key_figures.figures(_scope(version, view), cached.the_catalogue().programme(programme)))


@memo(300)
def quality(version: Version, code: str, until: date) -> Quality:
    """How complete and how timely the figures of an organisation and of everybody below it are."""
    return qualities.quality(cached.data(version), code, until)


@memo(100)
def quality_exhibits(version: Version, view: View) -> tuple[Exhibit, ...]:
    """The heat map, and who owes what."""
    scope = _scope(version, view)
    return quality_exhibit.of(scope, quality(version, view.organisation, view.months(scope.span)[1]))


@memo(2000)
def completeness(version: Version, code: str, until: date, measure: str) -> str:
    """How complete the figures behind a measure are, to stand beside it; empty where they are worked out from others."""
    known = qualities.completeness(cached.data(version), code, measure, until)
    return words.quality.completeness(*known) if known else ""
