"""Who differs, who is changing: England's tenths over time, who changed most, and which parts drive a change."""

from __future__ import annotations

from collections.abc import Sequence

from analytics import words
from analytics.answers import changed_most, comparison, contribution, deciles, levels
from analytics.charts import contribution as bars
from analytics.charts import deciles as band
from analytics.exhibits.scope import Scope, unmarked
from analytics.exports import variation_tables
from analytics.model import ChangedMost, Contribution, Deciles, Kind, Measure, labels
from analytics.model.exhibit import Exhibit, Picture


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The band of tenths, who changed most, and who drives the change."""
    asked = scope.ask(scope.measure.slug)
    level = first_level(scope, deciles.levels(scope.data, asked))
    banded = deciles.deciles(scope.data, asked, level) if level else None
    changed = changed_most.changed_most(scope.data, asked, level) if level else None
    return (over_time(scope, banded), most_changed(scope, changed), _driven(scope))


def first_level(scope: Scope, known: Sequence[Kind]) -> Kind | None:
    """The chosen organisation's own level, or else the largest."""
    own = scope.organisation.kind
    return own if own in known else next(iter(known), None)


def over_time(scope: Scope, found: Deciles | None) -> Exhibit:
    """The band of tenths of England's organisations, with the chosen one's line on it."""
    measure = scope.measure
    slug = f"{measure.slug}_deciles"
    if found is None:
        return scope.nothing(slug, measure.title, unmarked(words.deciles.none(measure)), measure=measure)
    told, steady = words.deciles.sentence(found), words.deciles.steady(found)
    return scope.exhibit(
        slug,
        f"Eight in ten {labels.KINDS[found.level].many}, and {unmarked(words.deciles.name(found))}",
        told,
        Picture(
            band.template(measure.unit, found.illustrative, found.grain, words.deciles.axis(measure)),
            band.rows(found),
            words.deciles.alt(found),
            band.marks(found),
        ),
        lambda: variation_tables.deciles_table(found),
        "The numbers behind this band",
        scope.lines(measure) | {"In words": unmarked(f"{told} {steady}".strip())},
        (f"{measure.title}, in {words.deciles.unit(measure)}.",),
        (steady,),
        illustrative=found.illustrative,
        measure=measure,
    )


def most_changed(scope: Scope, found: ChangedMost | None) -> Exhibit:
    """Those with the strongest evidence of a change."""
    measure = scope.measure
    slug = f"{measure.slug}_changed_most"
    if found is None:
        return scope.nothing(slug, measure.title, unmarked(words.changed_most.none(measure)), measure=measure)
    own = comparison.own(scope.data, scope.organisation.code, found.level)
    basis = (
        f"By the strength of the evidence, not the size of a jump. {measure.title}, in {words.deciles.unit(measure)}."
    )
    left_out = words.counting.listing(found.left_out) if found.left_out else ""
    return scope.exhibit(
        slug,
        f"Which {labels.KINDS[found.level].many} changed most?",
        words.changed_most.sentence(found, own),
        None,
        lambda: variation_tables.changed_table(found),
        "The numbers behind these changes",
        scope.lines(measure) | {"In words": unmarked(words.changed_most.sentence(found))},
        (
            f"{basis} {labels.ILLUSTRATIVE}." if found.illustrative else basis,
            f"With fewer than {found.least} values, so not judged: {left_out}." if left_out else "",
        ),
        illustrative=found.illustrative,
    )


def split(scope: Scope) -> Measure | None:
    """The chosen measure, or the programme's first whose change can be split."""
    assert scope.programme is not None
    possible = [m for m in (scope.measure, *scope.programme.measures) if not contribution.why_not(m)]
    return next(iter(possible), None)


def _driven(scope: Scope) -> Exhibit:
    measure = split(scope)
    if measure is None:
        return scope.nothing("contribution", "Who drives the change?", unmarked(contribution.why_not(scope.measure)))
    asked = scope.ask(measure.slug)
    whole, known = contribution.divided(scope.data, asked)
    level = levels.first_below(whole.kind, known) if known else None
    betweens = tuple(contribution.spans(scope.data, asked, level)) if level else ()
    found = contribution.contribution(scope.data, asked, level, betweens[0]) if level and betweens else None
    return driven(scope, measure, found)


def driven(scope: Scope, measure: Measure, found: Contribution | None) -> Exhibit:
    """The parts of an organisation, each with what it contributes to the change."""
    if found is None:
        whole = contribution.divided(scope.data, scope.ask(measure.slug))[0]
        why, slug = unmarked(words.contribution.none(whole)), f"{measure.slug}_{whole.code}_contribution"
        return scope.nothing(slug, f"Who drives {whole.short_name}?", why, measure=measure)
    periods = {"Earlier period": found.earlier, "Later period": found.later}
    told = words.contribution.sentence(found)
    return scope.exhibit(
        f"{measure.slug}_{found.whole.code}_contribution",
        f"Which {labels.KINDS[found.level].many} drive {found.whole.short_name}?",
        told,
        Picture(
            bars.template(words.contribution.unit(found), bars.bars(found), found.illustrative),
            bars.rows(found),
            words.contribution.alt(found),
        ),
        lambda: variation_tables.contribution_table(found),
        "The numbers behind these contributions",
        scope.lines(measure)
        | {name: words.contribution.period(months) for name, months in periods.items()}
        | {"In words": unmarked(told)},
        (f"{bars.key(found)}. {measure.title}.", *words.contribution.notes(found)),
        illustrative=found.illustrative,
    )
