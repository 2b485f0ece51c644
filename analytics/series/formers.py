"""What organisations of before the tree's day sent, and where it counts now.

- What a board sent that went into others counts in the smallest organisation that holds all of them: the one that it went
  into wholly, or else their region. There it takes the place of what the board's members sent for the same period.
- What a trust sent that another took over is added to the other's own row. Without the other's row it is not enough.
- One that only changed its code is the same as before; its rows go on under the new code, counts of people too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.model import Kind, Measure, Succession, Unit
from analytics.model.organisation import SuccessionKind
from analytics.organisations import Former, Organisations
from analytics.series.grid import Grid, divide, month_number

TAKEN_OVER = 0.5
"""For so much of the other one that was wholly taken over speaks alone: too little to stand for it, and not nothing."""


@dataclass(frozen=True)
class Handed:
    """Whose rows stand for their members' too (`former`, positions), who those are (`members`: (formers, organisations)),
    and where that holds (`instead`: (formers, periods)). `silent` marks cells that hand nothing up: (organisations,
    periods)."""

    former: np.ndarray
    members: np.ndarray
    instead: np.ndarray
    silent: np.ndarray


def renamed(given: pd.DataFrame, organisations: Organisations) -> pd.DataFrame:
    """The rows under today's codes, where an organisation only changed its code. Its newer row of a period counts."""
    if not (old := organisations.renamed):
        return given
    codes = given["org_code"].astype("str")
    if not (moved := codes.isin(list(old))).any():
        return given
    found = given.assign(org_code=codes.replace(old), moved=moved).sort_values("moved", kind="stable")
    return found.drop_duplicates(["org_code", "period"]).drop(columns="moved").sort_index()


def weights(measure: Measure, organisations: Organisations, expected: dict[str, int]) -> dict[str, float]:
    """For how many of the members that are expected now a former organisation speaks.

    Where its members report, for those of them that still do; where it reported itself, for its share of each successor:
    one of three that were merged is a third of the new one.
    """
    found: dict[str, float] = {}
    for former in organisations.formers:
        members = sum(expected.get(code, 0) for code in former.members)
        found[former.code] = float(members) if members else _shares(former.code, organisations)
    return found


def _shares(code: str, organisations: Organisations) -> float:
    share = 0.0
    for one in organisations.follows(code):
        successor = organisations[one.successor]
        if one.kind is SuccessionKind.ACQUISITION:
            share += TAKEN_OVER if one.whole else 0.0
        elif successor.opened == one.day:
            share += 1.0 / len([p for p in organisations.predecessors(one.successor) if p.day == one.day])
    return share


def handed_up(grid: Grid, organisations: Organisations) -> Handed:
    """Which rows of former organisations stand for their members' rows too.

    Not where a successor that began only later has a row for the period itself: then somebody worked it out anew.
    """
    here = [former for former in organisations.formers if former.code in grid.place]
    at = np.array([grid.place[former.code] for former in here], dtype=int)
    members = np.zeros((len(here), len(grid.codes)))
    instead = grid.row[at].copy()
    silent = np.zeros_like(grid.row)
    for line, former in enumerate(here):
        members[line, grid.of(former.members)] = 1.0
        anew = grid.of(
            [
                s.successor
                for s in organisations.follows(former.code)
                if organisations.began_in_place(organisations[s.successor])
            ]
        )
        if anew.size:
            silent[at[line]] |= grid.row[anew].any(axis=0)
    instead &= ~silent[at]
    for code, place in grid.place.items():
        if (o := organisations.get(code)) is not None and not organisations.has_begun(o) and o.opened:
            silent[place] |= grid.months < month_number(o.opened)
    return Handed(at, members, instead, silent)


def instead(handed: Handed, cells: np.ndarray) -> np.ndarray:
    """What each organisation hands up of some `cells` (organisations, periods): a former one that, less its members'."""
    out = np.where(handed.silent, 0.0, cells)
    if handed.former.size:
        out[handed.former] -= np.where(handed.instead, handed.members @ out, 0.0)
    return out


def taken_in(grid: Grid, measure: Measure, organisations: Organisations) -> Grid:
    """Rows of those that were there before, with what they took over added to them where both sent a row."""
    for former in organisations.formers:
        if former.code in grid.place and former.above in grid.place and _alike(former, organisations):
            grid = _added(grid, measure, grid.place[former.code], grid.place[former.above])
    return grid


def _alike(former: Former, organisations: Organisations) -> bool:
    same = organisations[former.code].kind is organisations[former.above].kind
    return same and not organisations.began_in_place(organisations[former.above])


def _added(grid: Grid, measure: Measure, old: int, into: int) -> Grid:
    both = grid.row[old] & grid.row[into] & ~(np.isfinite(grid.value[old]) & np.isnan(grid.numerator[old]))
    if not both.any():
        return grid
    numbers = {}
    for name in ("numerator", "denominator"):
        cells = getattr(grid, name).copy()
        cells[into] = np.where(both, cells[into] + cells[old], cells[into])
        numbers[name] = cells
    status, value, covered = grid.status.copy(), grid.value.copy(), grid.covered.copy()
    top, bottom = numbers["numerator"][into], numbers["denominator"][into]
    found = top if measure.unit is Unit.COUNT else divide(top, bottom)
    value[into] = np.where(both, found, value[into])
    missing = both & np.isnan(numbers["numerator"][into])
    status[into] = np.where(missing & (grid.status[into] == 0), grid.status[old], status[into])
    covered[into] = np.where(missing, 0.0, covered[into])
    return grid.having(**numbers, status=status, value=value, covered=covered)


def set_apart(grid: Grid, organisations: Organisations) -> Grid:
    """The grid with marks where boards became others: those whose own figures were given on one side of the day at least,
    so that no sum of the same members runs through, and could not be put together.

    Not trusts: what a trust took over may be in its rows of before already, as publishers often write them.
    """
    apart = np.zeros_like(grid.row)
    for code, at in grid.place.items():
        board = code in organisations and organisations[code].kind is Kind.ICB
        for one in organisations.predecessors(code) if board else ():
            after = grid.months >= month_number(one.day)
            first = np.flatnonzero(after & np.isfinite(grid.value[at]))
            if not first.size or not np.isfinite(grid.value[at][~after]).any() or _put_together(one, grid):
                continue
            apart[at, first[0]] |= (grid.given[at] & grid.row[at]).any()
    return grid.having(apart=apart) if apart.any() else grid


def _put_together(one: Succession, grid: Grid) -> bool:
    """Whether the figures of both can be added up."""
    return one.whole and (one.kind is not SuccessionKind.ACQUISITION or one.predecessor in grid.place)
