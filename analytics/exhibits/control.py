"""A measure over time: its control chart with its verdict, sentence and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analytics import words
from analytics.answers import chart as charts
from analytics.charts import control, icons, legend
from analytics.exhibits.scope import Scope
from analytics.exports import tabulated
from analytics.model import Charted, Measure
from analytics.model.exhibit import Exhibit, Native, Picture

LINES = Native("line", "period", ("value", "centre", "lower", "upper"))


def chosen(scope: Scope) -> tuple[Exhibit, ...]:
    """The chosen measure, large."""
    charted = charts.chart(scope.data, scope.ask(scope.measure.slug, scope.view.grain))
    return (of(scope, charted),)


def headlines(scope: Scope) -> tuple[Exhibit, ...]:
    """The measures of which the overview speaks too, as far as they have data."""
    assert scope.programme is not None
    return tuple(_with_data(scope, [scope.data.measures[slug] for slug in scope.programme.headline]))


def others(scope: Scope) -> tuple[Exhibit, ...]:
    """The page's other measures, as far as they have data."""
    assert scope.programme is not None
    return tuple(_with_data(scope, [m for m in scope.programme.measures if m.slug != scope.measure.slug]))


def _with_data(scope: Scope, measures: Sequence[Measure]) -> Iterator[Exhibit]:
    for measure in measures:
        grain = scope.view.grain if measure.slug == scope.measure.slug else None
        charted = charts.chart(scope.data, scope.ask(measure.slug, grain))
        if len(charted.series):
            yield of(scope, charted, large=False)


def of(
    scope: Scope,
    charted: Charted,
    events: pd.DataFrame | None = None,
    large: bool = True,
    variant: str = "",
    smooth: np.ndarray | None = None,
) -> Exhibit:
    """One control chart; smaller ones say less of their settings. `events` are those of its measure unless given.

    `variant` tells the file of a measure that is shown in another way from that of its usual figures; `smooth` is a line
    over the values.
    """
    series, chart = charted.whole
    measure, code = series.measure, scope.organisation.code
    slug = "_".join(part for part in (measure.slug, variant, code) if part)
    if not series.has_values:
        why, *further = series.notes or ("There is no data.",)
        return scope.nothing(slug, measure.title, why, *further, measure=measure)
    if events is None:
        events = charts.drawn_events(scope.data, measure.slug, code)
    drawn = control.rows(*charted.drawn, events, smooth=smooth)
    settings = chart.settings if large else chart.settings.partition(";")[0]
    return Exhibit(
        slug=slug,
        title=measure.title,
        sentence=words.control.sentence(series, chart),
        picture=Picture(
            control.template(measure.unit, large, series.illustrative, series.grain, words.formats.axis(measure)),
            drawn,
            words.control.alt(series, chart),
            tuple(legend.control(drawn, words.terms.middle(chart.kind))),
            legend.events(drawn),
        ),
        table=lambda: tabulated.control_table(*charted.drawn),
        lines=scope.lines(measure),
        # That the picture is cropped is said once for all small charts of a page.
        notes=(
            *(note for note in series.notes if large or not words.outlook.is_cropped(note)),
            f"{scope.name}, {series.basis}. {settings}.",
        ),
        illustrative=series.illustrative,
        measure=measure,
        native=LINES,
        icons=icons.both(chart.variation, chart.assurance),
    )
