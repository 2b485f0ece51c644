"""Has the rate doubled? A measure's bad events held against England's rate: the CUSUM, and the excess events beside it."""

from __future__ import annotations

from dataclasses import replace

from analytics import words
from analytics.charts import cusum as pictures
from analytics.exhibits.scope import Scope
from analytics.exports import tabulated
from analytics.model import ENGLAND, Cusum, Measure, labels
from analytics.model.exhibit import Exhibit, Picture


def of(scope: Scope, measure: Measure, found: Cusum | None) -> tuple[Exhibit, ...]:
    """Both pictures of one answer, the statistic first; why there is none, where nothing can be held against anything."""
    title = f"Has the rate doubled? {measure.harm[0].upper()}{measure.harm[1:]} against England’s rate"
    slug = f"{measure.slug}_{scope.organisation.code}_cusum"
    if found is None:
        return (scope.nothing(slug, title, _why_not(scope), measure=measure),)
    shown = found.since(scope.view.start)
    reference = words.cusum.reference(found)
    events = words.cusum.events_are(measure)
    drawn = pictures.rows(shown) if len(shown.period) else None

    def picture(name: pictures.Picture, alt: str) -> Picture | None:
        template = pictures.template(name, shown.illustrative, shown.grain)
        return None if drawn is None else Picture(template, drawn, alt, pictures.marks(name, drawn))

    basis = (
        f"{scope.name}, by {labels.GRAINS[found.grain].short}, against {reference}. {events} {_cropped(found, shown)}"
    )
    statistic = scope.exhibit(
        slug,
        title,
        words.cusum.cusum_sentence(found),
        picture("statistic", words.cusum.alt(shown)),
        lambda: tabulated.cusum_table(shown),
        f"The numbers behind these two charts of {measure.harm}",
        scope.lines(measure) | {"Events": events, "Reference rate": reference},
        (basis,),
        illustrative=found.illustrative,
    )
    excess = replace(
        statistic,
        slug=f"{slug}_excess",
        title=f"More than expected: {measure.harm}",
        picture=picture("excess", words.cusum.excess_alt(shown)),
    )
    return (statistic, excess) if drawn is not None else (statistic,)


def _why_not(scope: Scope) -> str:
    if scope.organisation.code == ENGLAND:
        return "Whether a rate has doubled is held against England’s: choose a region, an ICB or a trust to see it."
    return (
        "Whether the rate has doubled cannot be said: it needs counts by month or quarter here, and England’s for the "
        "same periods with at least one event among them."
    )


def _cropped(found: Cusum, shown: Cusum) -> str:
    if len(shown.period) == len(found.period):
        return ""
    since = words.formats.period(found.period[0], found.grain)
    return f"Signals and the sentence come from all data since {since}; the view only begins later."
