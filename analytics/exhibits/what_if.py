"""What if every trust reached a rate: people reached in addition, harm avoided and cost, by organisation or intervention."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.answers import what_if as answers
from analytics.catalogue import effects
from analytics.charts.bundle import Bar
from analytics.exhibits.bundle import picture_of
from analytics.exhibits.scope import Scope
from analytics.model import Harm, Kind, Lifted, Measure, Organisation, WhatIf, labels
from analytics.model.exhibit import Exhibit, Native
from analytics.model.titles import within
from analytics.organisations import common_name
from analytics.words import estimates as say


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The rate and the intervention that the view carries."""
    composite = answers.composite(scope.programme) if scope.programme else None
    if composite is None:
        return ()
    part, rate = effects.chosen_rate(dict(scope.view.assumptions))
    found = answers.what_if(scope.data, scope.ask(composite.slug), part, rate, dict(scope.view.assumptions))
    if found is None or not found.eligible:
        return (scope.nothing(f"what_if_{scope.organisation.code}", "What if?", nobody(scope, found)),)
    levels = answers.levels(found, scope.organisation) if found.members else []
    return (of(scope, found, levels[0] if levels else None),)


def nobody(scope: Scope, found: WhatIf | None) -> str:
    """Why there is nothing to say."""
    if found is None:
        return f"No intervention of {scope.name} has a figure for these months."
    what = short_of(scope, found) or "any intervention"
    return f"Nobody at {scope.name} is known to have been eligible for {what} in these months."


def short_of(scope: Scope, found: WhatIf) -> str | None:
    """The intervention that is lifted, None for all of them."""
    return within(scope.data.catalogue.measures[found.part].short_title) if found.part else None


def sentence(scope: Scope, found: WhatIf) -> str:
    """What reaching the rate would add."""
    members = f"every {labels.KINDS[found.members].short}" if found.members else ""
    harms = [(harm.effect, harm.avoided) for harm in found.harms]
    return say.what_if_sentence(
        scope.name, members, found.rate, short_of(scope, found), found.more, period(found), harms
    )


def period(found: WhatIf) -> str:
    """The months that are looked at, in words."""
    return f"{found.months} months like {found.year[0]:%B %Y} to {found.year[1]:%B %Y}"


def costs(harms: Sequence[Harm]) -> tuple[str, ...]:
    """What avoided harm would have cost."""
    return tuple(
        f"Cost avoided: {say.with_range(harm.cost, money=True)}, all of it from {harm.effect.outcome}."
        for harm in harms
        if harm.cost
    )


def allowance(harms: Sequence[Harm]) -> str:
    """What the figures leave out."""
    ranges = f"The range includes {harms[0].avoided.method.partition('The range includes ')[2]}." if harms else ""
    return (
        "As if as many babies were eligible as then, with no allowance for the effort it takes or for babies who cannot "
        f"be reached. Effects of different interventions are never added up: one baby may need several. {ranges}"
    )


def silent(scope: Scope, found: WhatIf) -> str:
    """Which interventions not every organisation has sent data for: those that have not add nothing."""
    missing = answers.silent(scope.data, found, scope.organisation.code) if found.members else []
    parts = [f"{measure.short_title} {sent} of {expected}" for measure, sent, expected in missing]
    if not parts or not found.members:
        return ""
    return f"Only {labels.KINDS[found.members].many} that have sent data are counted: {'; '.join(parts)}."


def of(scope: Scope, found: WhatIf, level: Kind | None) -> Exhibit:
    """Bars and table of the level below, or of one organisation's interventions; most to gain first."""
    people = "babies" if found.part or not found.members else "interventions"
    by = "Organisation" if found.members else "Intervention"
    table, more = _table(scope, found, level, people), f"More {people}"
    drawn = [Bar(str(row[by]), float(row[more]), say.people(float(row[more]))) for row in table.to_dict("records")]
    rate, told = say.rate_words(found.rate), "; ".join(f"{b.name} {b.value_text}" for b in drawn[:3])
    alt = f"Bars of more {people}, most first: {told}"
    return scope.exhibit(
        f"what_if_{scope.organisation.code}",
        f"{more} at {rate}, by {by.lower()}, in {period(found)}",
        sentence(scope, found),
        picture_of(drawn, False, f"more {people}", alt, found.illustrative),
        lambda: table,
        f"Harm avoided and cost by {by.lower()}",
        scope.lines() | {"Rate to reach": rate, "Months": period(found)},
        (allowance(found.harms), silent(scope, found)),
        costs(found.harms),
        illustrative=found.illustrative,
        native=Native("bars", by, (more,)),
    )


def _table(scope: Scope, found: WhatIf, level: Kind | None, people: str) -> pd.DataFrame:
    assumed = dict(scope.view.assumptions)
    if not found.members:
        return pd.DataFrame([_of_part(line) for line in answers.by_part(scope.data, found, assumed)])
    lines = answers.by_place(scope.data, found, scope.organisation.code, level, assumed)
    return pd.DataFrame([_of_place(line, found.part, people) for line in lines])


def _of_part(line: Lifted) -> dict[str, object]:
    assert isinstance(line.of, Measure)
    return {
        "Intervention": line.of.short_title,
        "Reached": line.reached,
        "Eligible": line.eligible,
        "More babies": round(line.more, 1),
        "Months with data": f"{line.months} of {line.expected}",
    } | _harm_cells(line.harms)


def _of_place(line: Lifted, part: str | None, people: str) -> dict[str, object]:
    """One organisation: more people, then each harm avoided with its range, and cost."""
    assert isinstance(line.of, Organisation)
    cells: dict[str, object] = {"Organisation": common_name(line.of)}
    if part:
        cells["Rate now"] = round(line.reached / line.eligible, 4) if line.eligible else None
        cells |= {"Reached": line.reached, "Eligible": line.eligible}
    cells[f"More {people}"] = round(line.more, 1)
    cells["Months with data"] = f"{line.months} of {line.expected}"
    return cells | _harm_cells(line.harms)


def _harm_cells(harms: Sequence[Harm]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for harm in harms:
        name = harm.effect.outcome[0].upper() + harm.effect.outcome[1:]
        cells |= {
            name: round(harm.avoided.value, 2),
            f"{name}, low": round(harm.avoided.low, 2),
            f"{name}, high": round(harm.avoided.high, 2),
        }
        if harm.cost:
            cells["Cost avoided, £"] = round(harm.cost.value, -3)
    return cells
