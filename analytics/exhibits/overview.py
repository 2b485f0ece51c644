"""The overview: what changed, the key figures, what needs attention, then every measure of each programme in a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analytics import words
from analytics.answers import chart as charts
from analytics.answers import glance as answers
from analytics.exhibits import changed, glance, key_figures
from analytics.exhibits.scope import Scope
from analytics.model import Assurance, Charted, Measure, Variation
from analytics.model.exhibit import Exhibit

ATTENTION = "What needs attention"
_CONCERN = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """What changed, the key figures, what needs attention in any programme, then the measures of each."""
    found = {
        programme: [charts.chart(scope.data, scope.ask(measure.slug)) for measure in programme.measures]
        for programme in scope.data.catalogue.programmes
    }
    lines = (
        glance.of_lines(
            scope, answers.overview(charted), f"glance_{programme.slug}_{scope.organisation.code}", programme.title
        )
        for programme, charted in found.items()
    )
    attention = of_attention(scope, [one for charted in found.values() for one in charted])
    return (*changed.section(scope), *key_figures.section(scope), attention, *lines)


def of_attention(scope: Scope, found: Sequence[Charted]) -> Exhibit:
    """What gets worse, or will miss its target as things stand; that nothing does, where it is so."""
    slug, listed = f"attention_{scope.organisation.code}", attention(found)
    if not listed:
        return scope.nothing(slug, ATTENTION, nothing(scope, found))
    return scope.exhibit(
        slug,
        ATTENTION,
        words.glance.altogether([one.whole for one in found if one.series.has_values]),
        None,
        lambda: pd.DataFrame([{"Measure": measure.title, "Why": why} for measure, why in listed]),
        "What gets worse, or will miss its target",
        notes=[f"{measure.short_title}: {why}." for measure, why in listed],
        illustrative=any(one.series.illustrative for one in found),
    )


def nothing(scope: Scope, found: Iterable[Charted]) -> str:
    """That nothing needs attention, of whom alone that is said, or that nothing is known of them."""
    if not any(one.series.has_values for one in found):
        return glance.nothing_yet(scope)
    return f"For {scope.name} as a whole no measure gets worse, and none will miss its target."


def attention(found: Iterable[Charted]) -> list[tuple[Measure, str]]:
    """The measures that get worse or will miss their targets as things stand, each with why."""
    listed = []
    for series, chart in (charted.whole for charted in found if charted.series.has_values):
        worse, fails = chart.variation in _CONCERN, chart.assurance is Assurance.FAIL
        if worse or fails:
            why = [words.glance.change(series, chart)] * worse + ["will miss its target as things stand"] * fails
            listed.append((series.measure, "; ".join(why)))
    return listed
