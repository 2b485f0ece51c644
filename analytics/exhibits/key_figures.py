"""The few figures by which the national report says what a programme was worth, worked out for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from analytics.answers import baseline, phases, worth
from analytics.exhibits.scope import Scope
from analytics.model import Grain, Programme
from analytics.model.exhibit import Exhibit
from analytics.model.titles import within
from analytics.words import baseline as falls
from analytics.words import estimates as say
from analytics.words import formats

TITLE = "Key figures"
NUMBERS = "The key figures, with where each is worked out"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure under its name, and the page and section that have its evidence. `measure` is opened there."""

    name: str
    number: str
    page: str
    section: str
    measure: str | None = None


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """Those of every programme."""
    found = [(programme, one) for programme in scope.data.catalogue.programmes for one in figures(scope, programme)]
    slug = f"key_figures_{scope.organisation.code}"
    if not found:
        return (scope.nothing(slug, TITLE, f"None of the report’s key figures can be worked out for {scope.name}."),)
    rows = [{"Programme": p.title, "Figure": one.name, "Number": one.number} for p, one in found]
    return (
        scope.exhibit(
            slug,
            TITLE,
            formats.sentence("; ".join(f"{one.name}: {one.number}" for _, one in found)),
            None,
            lambda: pd.DataFrame(rows),
            NUMBERS,
            notes=(say.NOT_COUNTED,),
            illustrative=any(m.illustrative for m in map(scope.data.resolved, _measures(scope))),
        ),
    )


def figures(scope: Scope, programme: Programme) -> Iterator[KeyFigure]:
    """Those of a programme that have figures for the organisation."""
    own = {measure.slug for measure in programme.measures}
    for effect in scope.data.catalogue.effects.values():
        asked = scope.ask(effect.measure)
        found = effect.measure in own and worth.worth(
            scope.data, effect, asked, scope.view.months(scope.span), dict(scope.view.assumptions)
        )
        if found:
            yield KeyFigure(
                effect.title, say.with_range(found.total.treatment), programme.slug, "babies", effect.measure
            )
    for slug in scope.data.catalogue.falls:
        if slug in own:
            yield from _falls(scope, programme, slug)
    if any(pathway.slug == phases.PATHWAY for pathway in programme.pathways):
        yield from _transition(scope, programme)


def _falls(scope: Scope, programme: Programme, slug: str) -> Iterator[KeyFigure]:
    spans = baseline.spans(scope.data, slug, scope.view.baseline, scope.view.period)
    found = baseline.against(scope.data, scope.ask(slug, Grain.MONTH), *spans)
    if found.answer is None:
        return
    harmed = baseline.harmed(scope.data, found, dict(scope.view.assumptions))
    title = within(scope.data.catalogue.measures[slug].short_title)
    for one in harmed:
        yield KeyFigure(
            f"{one.outcome.capitalize()}, as assumed",
            say.with_range(one.robust or one.plain),
            programme.slug,
            "baseline",
            slug,
        )
    if not harmed:
        fewer = found.answer.difference
        turned = replace(fewer, value=-fewer.value, low=-fewer.high, high=-fewer.low)
        number = say.with_range(turned) if found.answer.clear else "no clear change"
        yield KeyFigure(
            f"Fewer {title} a month than in {falls.span(found.baseline.span)}", number, programme.slug, "baseline", slug
        )


def _transition(scope: Scope, programme: Programme) -> Iterator[KeyFigure]:
    moved = phases.transition(phases.phases(scope.data, scope.organisation.code, scope.as_at(phases.PATHWAY)))
    many = moved.under_way + moved.complete
    if moved.known:
        number = f"{many} of {moved.known} trusts" if moved.known > 1 else "yes" if many else "not yet"
        yield KeyFigure("In transition to PSIRF or beyond", number, programme.slug, "where")


def _measures(scope: Scope) -> tuple[str, ...]:
    effects, catalogue = scope.data.catalogue.effects, scope.data.catalogue
    return (*(effect.measure for effect in effects.values()), *catalogue.falls)
