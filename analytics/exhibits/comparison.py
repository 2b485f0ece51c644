"""How organisations compare: one level below the chosen one, or beside it, ranked on the chosen measure."""

from __future__ import annotations

from analytics import words
from analytics.answers import comparison as comparisons
from analytics.answers import levels
from analytics.charts import ranked
from analytics.exhibits.scope import Scope
from analytics.exports import tabulated
from analytics.model import Comparison, Kind, labels
from analytics.model.exhibit import Exhibit, Native, Picture
from analytics.model.titles import within
from analytics.organisations import common_name

BARS = Native("bars", "name", ("value",))
NUMBERS = "The numbers behind this comparison"


def ranking(scope: Scope) -> tuple[Exhibit, ...]:
    """The organisations that a reader sees first."""
    asked = scope.ask(scope.measure.slug)
    known = levels.compared(scope.data, asked)
    if not known:
        return (none_known(scope),)
    level = levels.first_compared(scope.data, scope.organisation.code, known)
    return (of(scope, comparisons.comparison(scope.data, asked, level), level),)


def none_known(scope: Scope) -> Exhibit:
    """That there is nobody to hold side by side."""
    why = f"Fewer than two organisations have data for {within(scope.measure.title)} in this period."
    return scope.nothing(_slug(scope), scope.measure.title, why, measure=scope.measure)


def of(scope: Scope, found: Comparison | None, level: Kind) -> Exhibit:
    """The organisations of a level, best first; why not, where nothing of what they have may be held side by side."""
    measure = scope.measure
    if found is None:
        return scope.nothing(_slug(scope), measure.title, words.comparison.nothing_alike(measure), measure=measure)
    around = common_name(comparisons.compared_within(scope.data, scope.organisation.code, level))
    drawn = ranked.rows(found)
    left_out = (f"Without a figure for this period: {', '.join(found.left_out)}.",) if found.left_out else ()
    return Exhibit(
        slug=_slug(scope),
        title=f"{measure.title}: {labels.KINDS[level].many} in {around}, {found.period}",
        sentence=words.comparison.sentence(found),
        picture=Picture(
            ranked.template(measure.unit, ranked.lines(found), found.illustrative, words.comparison.axis(found)),
            drawn,
            words.comparison.alt(found),
            tuple(ranked.key(drawn)),
        ),
        table=lambda: tabulated.comparison_table(found),
        lines=scope.lines(measure) | {"Period compared": found.period},
        notes=(*((words.comparison.NOT_RANKED,) if len(found.not_ranked) else ()), *left_out),
        illustrative=found.illustrative,
        measure=measure,
        native=BARS,
        numbers=NUMBERS,
    )


def _slug(scope: Scope) -> str:
    return f"{scope.measure.slug}_comparison"
