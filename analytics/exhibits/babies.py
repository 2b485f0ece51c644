"""What it means for babies: estimates of harm avoided, with their range, method and source."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.answers import worth as answers
from analytics.exhibits import what_if
from analytics.exhibits.scope import Scope
from analytics.model import Effect, Estimate, Versions, Worth
from analytics.model.exhibit import Exhibit
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import estimates as say

ALL, BEYOND = "All treatment", "More than at baseline"
NUMBERS = "The estimates with their methods, sources and inputs"


@dataclass(frozen=True)
class Told:
    """One outcome in words and as a small table to read; `lines` are all that is known of it."""

    title: str
    sentence: str
    table: pd.DataFrame
    alt: str
    footnote: str
    lines: tuple[dict[str, object], ...]


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """Each outcome's estimates, then what reaching a rate would add."""
    measures, months = scope.data.catalogue.measures, scope.view.months(scope.span)
    made = []
    for effect in effects_of(scope):
        asked, short = scope.ask(effect.measure), measures[effect.measure].short_title
        found = answers.worth(scope.data, effect, asked, months, dict(scope.view.assumptions))
        made.append(of(scope, effect, None if found is None else told(found, short.lower()), found))
    return (*made, *what_if.section(scope))


def effects_of(scope: Scope) -> tuple[Effect, ...]:
    """The effects of the programme's own measures."""
    assert scope.programme is not None
    own = {m.slug for m in scope.programme.measures}
    return tuple(effect for effect in scope.data.catalogue.effects.values() if effect.measure in own)


def no_figure(scope: Scope, effect: Effect) -> str:
    """Why nothing is estimated."""
    of = within(scope.data.catalogue.measures[effect.measure].short_title)
    return f"There is no figure for {of} of {scope.name} in this period."


def of(scope: Scope, effect: Effect, said: Told | None, found: Worth | None) -> Exhibit:
    """One outcome."""
    slug = f"estimates_{effect.slug}_{scope.organisation.code}"
    if said is None or found is None:
        return scope.nothing(slug, effect.title, no_figure(scope, effect))
    return scope.exhibit(
        slug,
        effect.title,
        said.sentence,
        None,
        lambda: pd.DataFrame(list(said.lines)),
        NUMBERS,
        notes=(say.NOT_COUNTED, said.footnote),
        illustrative=found.illustrative,
    )


def told(found: Worth, short: str) -> Told:
    """What an effect was worth, in words; `short` names whom it counts."""
    effect, counts, total = found.effect, found.counts, found.total
    start, end = found.months
    period = f"{start:%B %Y} to {end:%B %Y}"
    recent = f"month on average, {found.year[0]:%b %Y} to {found.year[1]:%b %Y}"
    sentence = say.sentence(effect, total.treatment, total.beyond, (counts.reached, counts.eligible), period, short)
    named, monthly = _named(total), _named(found.monthly)
    table = pd.DataFrame(
        {
            "": list(named),
            f"{period}": [say.with_range(e, money="Cost" in name) for name, e in named.items()],
            f"A {recent}": [say.with_range(e, money="Cost" in name) for name, e in monthly.items()],
        }
    )
    lines = tuple(
        _line(effect, name, when, e) for when, es in ((period, named), (recent, monthly)) for name, e in es.items()
    )
    alt = f"{effect.title}: {ALL.lower()} {say.with_range(total.treatment)}, {period}"
    made_up = f"{ILLUSTRATIVE}. " if found.illustrative else ""
    return Told(effect.title, sentence, table, alt, made_up + _footnote(found), lines)


def _named(versions: Versions) -> dict[str, Estimate]:
    """Those that there are, under their names."""
    named = {
        ALL: versions.treatment,
        BEYOND: versions.beyond,
        f"Cost avoided, {ALL.lower()}": versions.cost,
        f"Cost avoided, {BEYOND.lower()}": versions.cost_beyond,
    }
    return {name: e for name, e in named.items() if e is not None}


def _footnote(found: Worth) -> str:
    counts, base, method = found.counts, found.baseline, found.total.treatment.method
    parts = [f"{method[0].upper()}{method[1:]}.", f"Counted: {within(found.measure.title)}."]
    if base:
        parts.append(f"Baseline: {say.rate_words(round(base.rate, 4))}, {base.words}.")
    if counts.months < counts.expected:
        parts.append(f"{counts.months} of {counts.expected} months have data; the others add nothing.")
    return " ".join([*parts, *found.effect.caveats])


def _line(effect: Effect, name: str, when: str, estimate: Estimate) -> dict[str, object]:
    return {
        "Outcome": effect.title,
        "Version": name,
        "Period": when,
        "Value": round(estimate.value, 2),
        "Low": round(estimate.low, 2),
        "High": round(estimate.high, 2),
        "Method": estimate.method,
        "Source": estimate.source,
        "Inputs": "; ".join(f"{what} {value:,.10g}" for what, value in estimate.inputs),
    }
