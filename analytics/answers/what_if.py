"""What if everybody reached a rate: who is lifted, how many people that is, and what it would avoid, by organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analytics.answers import outcomes, provenance
from analytics.answers.data import Data
from analytics.answers.question import Question
from analytics.catalogue import effects
from analytics.methods.outcomes import estimates
from analytics.methods.outcomes import what_if as lift
from analytics.model import Effect, Harm, Kind, Lifted, Measure, Organisation, Programme, WhatIf

BASES = (Kind.TRUST, Kind.ICB, Kind.REGION)
"""Who is lifted: the smallest of these that has figures, or else the organisation itself."""

Assumed = Mapping[str, float]
"""What a reader assumes, by name."""


def composite(programme: Programme) -> Measure | None:
    """The measure of a programme whose parts are lifted, None where it has no such measure."""
    return next((m for m in programme.measures if m.composite_of), None)


def what_if(data: Data, asked: Question, part: str | None, rate: float, assumed: Assumed) -> WhatIf | None:
    """The parts of the composite that is asked for, or one `part` of it, lifted to a rate in the last twelve months of the
    view. None where none of them has a figure; without anybody eligible, `WhatIf.eligible` is 0."""
    whole, code = data.measures[asked.measure], asked.organisation
    year = outcomes.last_year(data, asked)
    members, rows = _smallest(data, whole, code, year) if year else (None, pd.DataFrame())
    if year is None or rows.empty:
        return None
    found = lift.more(rows, dict.fromkeys([part] if part else whole.composite_of, rate))
    gained = _gained(found)
    harms = tuple(_harm(e, assumed, gained[e.measure]) for e in _effects(data, gained) if gained[e.measure] > 0)
    illustrative = provenance.illustrative(data, gained)
    return WhatIf(whole, part, rate, members, year, found, harms, illustrative)


def levels(lifting: WhatIf, organisation: Organisation) -> list[Kind]:
    """The kinds of organisation by which a what-if may be told, largest first."""
    base = lifting.members
    return [] if base is None else [k for k in reversed(BASES) if organisation.kind.level < k.level <= base.level]


def by_part(data: Data, lifting: WhatIf, assumed: Assumed) -> tuple[Lifted, ...]:
    """A line for each intervention of one organisation, most to gain first."""
    rows = lifting.rows.sort_values("more", ascending=False, kind="stable")
    by_measure = rows.groupby("measure", sort=False)
    return tuple(_line(data, data.measures[str(slug)], part, assumed) for slug, part in by_measure)


def by_place(data: Data, lifting: WhatIf, code: str, level: Kind | None, assumed: Assumed) -> tuple[Lifted, ...]:
    """A line for each organisation of a level (None: the chosen one), most to gain first; equal ones by code."""
    tree = data.organisations
    above = {c: tree.ancestor(c, level) if level else tree[code] for c in lifting.rows["org_code"].unique()}
    placed = lift.by_place(lifting.rows, {c: o.code for c, o in above.items() if o})
    lines = [_line(data, tree[str(where)], rows, assumed) for where, rows in placed.groupby("org_code")]
    # Told to a decimal, so that much is what counts.
    return tuple(sorted(lines, key=lambda line: -round(line.more, 1)))


def silent(data: Data, lifting: WhatIf, code: str) -> list[tuple[Measure, int, int]]:
    """The interventions that not every organisation has sent data for: those that have not add nothing.

    With each, how many have sent any and how many are expected to.
    """
    if lifting.members is None:
        return []
    people, missing = data.organisations.members(code, lifting.members), []
    for slug, sent in lifting.rows.groupby("measure")["org_code"].nunique().items():
        measure = data.measures[str(slug)]
        some = measure.maternity_only and lifting.members is Kind.TRUST
        expected = sum(o.maternity or not some for o in people)
        if sent < expected:
            missing.append((measure, int(sent), expected))
    return missing


def _smallest(data: Data, whole: Measure, code: str, year: tuple[date, date]) -> tuple[Kind | None, pd.DataFrame]:
    """Counts of every part by the smallest organisations that have any, and their kind (None: itself)."""
    kind = data.organisations[code].kind
    for level in [k for k in BASES if k.level > kind.level and k in whole.levels]:
        rows = outcomes.parts(data, whole, code, level, year)
        if len(rows):
            return level, rows
    return None, outcomes.parts(data, whole, code, None, year)


def _line(data: Data, of: Organisation | Measure, rows: pd.DataFrame, assumed: Assumed) -> Lifted:
    gained = _gained(rows)
    return Lifted(
        of,
        float(rows["numerator"].sum()),
        float(rows["denominator"].sum()),
        float(rows["more"].sum()),
        int(rows["months"].min()),
        int(rows["expected"].max()),
        tuple(_harm(effect, assumed, gained[effect.measure]) for effect in _effects(data, gained)),
    )


def _gained(rows: pd.DataFrame) -> dict[str, float]:
    return {str(slug): float(more) for slug, more in rows.groupby("measure")["more"].sum().items()}


def _effects(data: Data, gained: Mapping[str, float]) -> list[Effect]:
    return [e for e in data.catalogue.effects.values() if e.measure in gained]


def _harm(effect: Effect, assumptions: Assumed, more: float) -> Harm:
    assumed = effects.adjusted(effect, assumptions)
    avoided = estimates.prevented(effect, assumed, more)
    return Harm(effect, avoided, estimates.cost(effect, assumed, avoided) if "cost" in assumed else None)
