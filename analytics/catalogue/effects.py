"""What care is worth in outcomes: checks of effects.toml, and the assumptions that a reader may change.

effects.toml is the one home of numbers needed to treat, costs and quoted figures, each with its source and the date when
it was last reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analytics.model import Effect, Measure, Quoted

RATE = 0.95
"""The rate that a what-if begins with. Nobody's target: a round figure near the best that large trusts reach."""
RATE_NAME = "rate"
MOST_PEOPLE, MOST_POUNDS = 1000.0, 10_000_000.0
"""The largest number needed to treat, and cost of a case, that a reader may assume."""


@dataclass(frozen=True, slots=True)
class Adjustable:
    """An assumption that a reader may change, between `low` and `high`. `value` is what is assumed otherwise, None where
    that comes from the data. `share` values are fractions, shown as percentages; `whole` ones have no decimals."""

    name: str
    title: str
    value: float | None
    low: float
    high: float
    step: float
    share: bool = False
    source: str = ""
    whole: bool = False


def adjustable(effects: Iterable[Effect], rated: Iterable[str]) -> dict[str, Adjustable]:
    """Every assumption by its name in links: those of the effects, then the rate of the what-if, for all `rated` measures
    or for one of them (`rate_cord`)."""
    found = [a for effect in effects for a in of_effect(effect)]
    names = [RATE_NAME, *(f"{RATE_NAME}_{slug}" for slug in rated)]
    found += [Adjustable(name, "Rate to reach", RATE, 0.0, 1.0, 0.01, share=True) for name in names]
    return {a.name: a for a in found}


def of_effect(effect: Effect) -> list[Adjustable]:
    """The assumptions of one effect, in the order to show them."""
    people, slug = effect.people, effect.measure
    nnt = f"{people.capitalize()} treated for one of the {effect.outcome} (NNT)"
    found = [
        Adjustable(f"nnt_{slug}", nnt, effect.nnt, 1.0, MOST_PEOPLE, 1.0, source=effect.nnt_source),
        Adjustable(
            f"nnt_low_{slug}", "NNT at its best", effect.nnt_low, 1.0, MOST_PEOPLE, 1.0, source=effect.interval_source
        ),
        Adjustable(
            f"nnt_high_{slug}",
            "NNT at its worst",
            effect.nnt_high,
            1.0,
            MOST_PEOPLE,
            1.0,
            source=effect.interval_source,
        ),
        Adjustable(
            f"base_{slug}",
            "Rate at baseline",
            None,
            0.0,
            1.0,
            0.01,
            share=True,
            source=f"The first 12 months of the organisation’s own data. {effect.printed_baseline_source}".strip(),
        ),
    ]
    if effect.cost is not None:
        found.append(
            Adjustable(
                f"cost_{slug}", "Cost of a case, £", effect.cost, 0.0, MOST_POUNDS, 50_000.0, source=effect.cost_source
            )
        )
        found.append(
            Adjustable(
                f"cost_low_{slug}",
                "Cost of a case at its least, £",
                effect.cost_low if effect.cost_low is not None else effect.cost,
                0.0,
                MOST_POUNDS,
                50_000.0,
                source=effect.cost_source,
            )
        )
    return found


def problems(effects: Iterable[Effect], quoted: Iterable[Quoted], measures: Iterable[Measure]) -> list[str]:
    """Everything that is wrong with effects and quoted figures, one sentence each."""
    effects, quoted = tuple(effects), tuple(quoted)
    known = {m.slug: m for m in measures}
    found: list[str] = []
    for noun, items in (("effect", effects), ("quoted", quoted)):
        slugs = [item.slug for item in items]
        found += [f"{noun} {slug}: the slug is used twice" for slug in sorted({s for s in slugs if slugs.count(s) > 1})]
        found += [
            f"{noun} {item.slug}: names no measure `{item.measure}`" for item in items if item.measure not in known
        ]
    owners = [e.measure for e in effects]
    found += [f"effect {e.slug}: {e.measure} has two effects" for e in effects if owners.count(e.measure) > 1]
    for effect in effects:
        found += _effect(effect)
    return found


def _effect(effect: Effect) -> Iterator[str]:
    where = f"effect {effect.slug}"
    if not 1 <= effect.nnt_low <= effect.nnt <= effect.nnt_high <= MOST_PEOPLE:
        yield f"{where}: 1 <= nnt_low <= nnt <= nnt_high <= {MOST_PEOPLE:g} must hold"
    if effect.cost is not None and not 0 <= (effect.cost_low or 0) <= effect.cost <= MOST_POUNDS:
        yield f"{where}: 0 <= cost_low <= cost <= {MOST_POUNDS:g} must hold"
    if (effect.cost is None) != (not effect.cost_source):
        yield f"{where}: a cost needs cost_source, and nothing else does"
    if effect.printed_baseline is not None and not 0 <= effect.printed_baseline <= 1:
        yield f"{where}: printed_baseline is a fraction from 0 to 1"


def adjusted(effect: Effect, assumptions: Mapping[str, float]) -> dict[str, float]:
    """What is assumed of an effect: its own figures, then what the reader changed. Keys are the parts before the slug:
    nnt, nnt_low, nnt_high, cost, cost_low, and base where the reader gave one."""
    ending = f"_{effect.measure}"
    found = {a.name.removesuffix(ending): a.value for a in of_effect(effect) if a.value is not None}
    for name, value in assumptions.items():
        if name.endswith(ending) and not name.startswith(RATE_NAME):
            found[name.removesuffix(ending)] = value
    return found


def chosen_rate(assumptions: Mapping[str, float]) -> tuple[str | None, float]:
    """The what-if that a reader asked for: the measure that is to reach a rate (None for all), and the rate."""
    for name, value in assumptions.items():
        if name.startswith(f"{RATE_NAME}_"):
            return name.removeprefix(f"{RATE_NAME}_"), value
    return None, assumptions.get(RATE_NAME, RATE)
