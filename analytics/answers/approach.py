"""How far boards have come with the Whole System Approach, and whether prescribing falls faster where they are further."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from analytics import words
from analytics.answers import adoption as stages
from analytics.answers.data import Data
from analytics.answers.provenance import illustrative
from analytics.methods import adoption
from analytics.methods.event_study import event_study
from analytics.model import ENGLAND, Adoption, Approach, Element, Grain, PhaseStudy, Reach, Scale, Step
from analytics.series.grid import Grid, divide

PATHWAY, PHASE, SUPPORT = "wsa", "phase", "support"
OTHER, LIGHT, FULL = 1, 2, 3
"""Steps of support: light touch and full go to boards that take the approach."""
ACTION = 6
OUTCOMES = ("opioid_4m", "opioid_high", "opioidper1000")
PHASES = (4, ACTION)
"""The phases whose reaching is studied: where Quality Improvement begins, and action."""
BASE_YEAR = 2021
"""Each board is held against its own mean of this year, the programme's baseline."""
OFF = Step(0.0, "Not on the approach", "No phase is recorded.")


def approach(data: Data, code: str, when: date) -> Approach:
    """The boards of a place at a day: support, phase, since when, and where each stood at the end of the quarter before."""
    members, before = stages.members(data, PATHWAY, code), adoption.quarter_before(when)
    now, then = stages.at(data, PATHWAY, code, when), stages.at(data, PATHWAY, code, before)
    since = stages.standing(data, PATHWAY, code, when).rows
    since = since[since["element"] == PHASE].set_index("org_code")
    boards = pd.DataFrame({"org_code": [o.code for o in members], "name": [o.short_name for o in members]})
    support, phase = (_steps(now, e).reindex(boards["org_code"]).to_numpy() for e in (SUPPORT, PHASE))
    earlier = [_steps(then, e).reindex(boards["org_code"]).to_numpy() for e in (SUPPORT, PHASE)]
    boards = boards.assign(
        support=support,
        phase=_with_off(phase, support),
        support_before=earlier[0],
        phase_before=_with_off(earlier[1], earlier[0]),
    )
    boards = boards.merge(
        since[["since", "from_start", "planned_for", "note"]], how="left", left_on="org_code", right_index=True
    )
    boards = boards.assign(note=boards["note"].fillna(""), from_start=boards["from_start"].eq(True))
    return Approach(now.as_at, before, boards.sort_values("name", ignore_index=True), len(members), now.illustrative)


def reach(found: Approach) -> Reach:
    """How many boards take the approach, and with what support."""
    phase, support = found.boards["phase"], found.boards["support"]
    on = (phase > 0) | (support >= LIGHT)
    full, other = support == FULL, (support == OTHER) & ~on
    return Reach(
        expected=found.expected,
        on=int(on.sum()),
        full=int(full.sum()),
        light=int((support == LIGHT).sum()),
        parts=int((support >= LIGHT).sum()),
        other=int(other.sum()),
        engaged=int((on | other).sum()),
        planning=int((full & phase.between(2, 3)).sum()),
        improving=int((full & phase.between(4, 5)).sum()),
        acting=int((full & (phase == ACTION)).sum()),
        silent=int((phase.isna() & support.isna()).sum()),
    )


def scale(data: Data, element: str) -> Scale:
    """The steps of support or phase; phases begin with not being on the approach, which has no step of its own."""
    found = data.catalogue.scales[_element(data, element).scale]
    return replace(found, steps=(OFF, *found.steps)) if element == PHASE else found


def by_quarter(data: Data, code: str, when: date, element: str) -> Adoption:
    """The boards by step of support or phase with an element for each quarter, so that quarters stand below each other."""
    followed, kept = data.catalogue.pathways[PATHWAY], _element(data, element)
    bar = 1.0 if element == PHASE else kept.adopted_at
    quarters = [day for day in adoption.quarters(data.adoption(PATHWAY)) if day <= when]
    elements, rows = [], []
    for day in quarters:
        boards = approach(data, code, day).boards
        first = pd.Period(day, "Q").start_time
        elements.append(Element(f"{day}", words.formats.period(first, Grain.QUARTER, short=True), kept.scale, bar))
        known = boards[boards[element].notna()]
        rows.append(known[["org_code", "name"]].assign(element=f"{day}", stage=known[element], as_at=pd.Timestamp(day)))
    found = stages.at(data, PATHWAY, code, when)
    empty = pd.DataFrame(columns=["org_code", "name", "element", "stage", "as_at"])
    table = pd.concat(rows, ignore_index=True) if rows else empty
    return replace(found, pathway=replace(followed, elements=tuple(elements)), stages=table)


def outcomes(data: Data) -> tuple[str, ...]:
    """The outcomes of which boards have months to study."""
    grids = {slug: data.resolved(slug).grid(Grain.MONTH) for slug in OUTCOMES}
    boards = {o.code for o in stages.members(data, PATHWAY, ENGLAND)}
    return tuple(slug for slug, grid in grids.items() if grid is not None and boards & grid.place.keys())


def phase_study(data: Data, measure: str, phase: float, end: date | None = None) -> PhaseStudy:
    """Whether an outcome falls faster at boards that reached a phase than at those that had not yet, up to a month."""
    grid = data.resolved(measure).grid(Grain.MONTH)
    assert grid is not None
    boards = [o for o in stages.members(data, PATHWAY, ENGLAND) if o.code in grid.place]
    codes = [o.code for o in boards]
    first, value = _quarters(grid.until(end), codes)
    index = _of_base_year(first, value)
    rows = data.adoption(PATHWAY)
    if len(first):
        rows = rows[rows["as_at"] < (first[-1] + 3).astype("datetime64[ms]")]
    reached = _reached(rows, codes, phase, first)
    usable = np.isfinite(index).any(axis=1) if len(first) else np.zeros(len(codes), dtype=bool)
    names = np.array([o.short_name for o in boards], dtype=object)
    return PhaseStudy(
        measure=data.measures[measure],
        phase=phase,
        study=event_study(index[usable], reached[usable]),
        undated=tuple(names[usable & np.isnan(reached)]),
        without=tuple(names[~usable]),
        last=first[-1] if len(first) else np.datetime64("NaT"),
        illustrative=bool(rows["illustrative"].any()) or illustrative(data, [measure]),
    )


def _element(data: Data, element: str) -> Element:
    return next(e for e in data.catalogue.pathways[PATHWAY].elements if e.slug == element)


def _steps(found: Adoption, element: str) -> pd.Series:
    rows = found.stages[found.stages["element"] == element]
    return rows.set_index("org_code")["stage"].astype(float)


def _with_off(phase: np.ndarray, support: np.ndarray) -> np.ndarray:
    """Phases, 0 where support is recorded and no phase: only boards on the approach have one."""
    return np.where(np.isnan(phase) & ~np.isnan(support), OFF.value, phase)


def _quarters(grid: Grid, codes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The first months of whole quarters and the values of boards in them: sums of three months divided last, or the mean
    of three counts where a board has no denominators."""
    at, months = grid.of(codes), grid.months
    starts = np.flatnonzero((months % 3 == 0) & (np.arange(len(months)) + 2 < len(months)))
    known = np.isfinite(grid.value[at])
    top = np.where(known, grid.numerator[at], np.nan)
    bottom = np.where(known, grid.denominator[at], np.nan)
    bottom = np.where(np.isfinite(bottom).any(axis=1, keepdims=True), bottom, 1.0)
    sums = [np.stack([part[:, starts + k] for k in range(3)]).sum(axis=0) for part in (top, bottom)]
    return grid.periods[starts].astype("datetime64[M]"), divide(*sums)


def _of_base_year(first: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Values as % of each board's mean of the base year; NaN for a board that lacks one of its quarters."""
    base = first.astype("datetime64[Y]").astype(int) + 1970 == BASE_YEAR
    if base.sum() < 4:
        return np.full(value.shape, np.nan)
    return 100 * divide(value, np.broadcast_to(value[:, base].mean(axis=1, keepdims=True), value.shape))


def _reached(rows: pd.DataFrame, codes: list[str], phase: float, first: np.ndarray) -> np.ndarray:
    """The quarter, as a place in `first`, in which each board first stood at a phase or further: infinite for those that
    have not. NaN where nobody knows: nothing is recorded of the board, or it stood there at its first record."""
    out = np.full(len(codes), np.nan)
    for place, code in enumerate(codes):
        own = rows[rows["org_code"] == code]
        there = own.loc[(own["element"] == PHASE) & (own["stage"] >= phase), "as_at"]
        if len(own) and there.empty:
            out[place] = np.inf
        elif len(own) and own["as_at"].min() < there.min():
            at = np.flatnonzero(first == np.datetime64(pd.Period(there.min(), "Q").start_time, "M"))
            out[place] = at[0] if len(at) else np.nan
    return out
