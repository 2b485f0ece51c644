"""Small Englands with random counts in two versions, and twins of them: other counts of which the same is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from analytics import catalogue
from analytics.answers import Data
from analytics.model import ENGLAND, Kind, Unit
from analytics.model.tables import OBSERVATIONS, TABLES
from analytics.organisations import Directory, Organisations, directory
from tests.answers.attack import Told

BOARDS = ("QHG", "QUE", "QM7", "QUY", "QJK")
"""Five ICBs of two regions and three collaboratives, with two or three maternity trusts each."""
MONTHS = pd.date_range("2021-04-01", periods=36, freq="MS")
COMPOSITE = "composite_quality_score"
PARTS = tuple(catalogue.load().measures[COMPOSITE].composite_of)
OF_TRUSTS = (
    *PARTS, "appropriate_care_score", "survival", "brain_injury", "births_below_34", "newtt2_pathway",
    "maternal_critical_intervention",
)  # fmt: skip
OF_BOARDS = ("opioid_4m", "opioid_high")
ADULTS = "registered_adults"
ROUNDS = 3
"""So often somebody of each measure is moved."""
Pair = tuple[Told, Told]
"""The counts of one measure in two versions."""


def small_england() -> Directory:
    """The real organisations, but few of them."""
    whole = directory().at(date(2024, 3, 31))
    boards = [whole[code] for code in BOARDS]
    trusts = [t for b in BOARDS for t in whole.members(b, Kind.TRUST) if t.maternity]
    above = {o.code: o for b in BOARDS for o in whole.ancestors(b)}
    collaboratives = {c: whole[c] for b in boards if (c := whole.psc_of(b))}
    return Directory(above | collaboratives | {o.code: o for o in (*boards, *trusts)})


TREE: Organisations = small_england().at(date(2024, 3, 31))
TRUSTS = [o.code for o in TREE.by_code.values() if o.kind is Kind.TRUST]


@dataclass(frozen=True)
class Rows:
    """Rows that no disk has: tables by name."""

    tables: Mapping[str, pd.DataFrame]

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """As a snapshot gives them."""
        found = self.tables[table]
        return found if scopes is None else found[found[TABLES[table].scope].astype(str).isin(list(scopes))]


@dataclass(frozen=True)
class World:
    """Counts by measure, of trusts or of ICBs, in two versions; and all that is no count of people."""

    told: Mapping[str, Pair]
    others: Mapping[str, pd.DataFrame]

    @cached_property
    def internal(self) -> tuple[Data, Data]:
        """Both versions, with every number."""
        return self._data(0), self._data(1)

    @cached_property
    def public(self) -> tuple[Data, Data]:
        """Both versions as everybody sees them, the second judged beside the first."""
        first, then = self.internal
        before = first.published(TREE)
        return before, then.published(TREE, before)

    def _data(self, version: int) -> Data:
        counts = [_rows(slug, pair[version]) for slug, pair in self.told.items()]
        observations = pd.concat([self.others["observations"], *counts], ignore_index=True)
        known = catalogue.load()
        rows = Rows({**self.others, "observations": observations})
        return Data(rows, known.measures, known, TREE, small_england(), usual=TREE)


def random_world(seed: int, shipped: Data) -> World:
    """Counts such as few babies make; somebody is late, and figures are corrected."""
    chance = np.random.default_rng(seed)
    told = {slug: _pair(chance, len(TRUSTS), chance.choice([1, 4, 9, 20], len(TRUSTS))) for slug in OF_TRUSTS}
    told |= {slug: _pair(chance, len(BOARDS), chance.choice([3, 8, 30], len(BOARDS))) for slug in OF_BOARDS}
    others = {name: _here(shipped.stored.rows(name)) for name in ("adoption", "events", "stories")}
    adults = _frame(ADULTS, _with_those_above(np.full((len(BOARDS), len(MONTHS)), 9000.0)), with_rest=False)
    return World(told, others | {"observations": adults})


def twin(world: World, seed: int) -> World:
    """A world of which the same is published: people are moved between trusts and months as long as nobody can tell."""
    chance = np.random.default_rng(seed)
    found = replace(world, told={slug: _turned(chance, pair) for slug, pair in world.told.items()})
    for _ in range(ROUNDS):
        tried = replace(found, told={slug: _moved(chance, found, slug) for slug in found.told})
        unseen = {slug: pair for slug, pair in tried.told.items() if alike(world, tried, [slug])}
        tried = replace(found, told={**found.told, **unseen})
        if not alike(world, tried, [COMPOSITE]):
            tried = replace(tried, told={**tried.told, **{slug: found.told[slug] for slug in PARTS}})
        found = tried
    assert alike(world, found, catalogue.load().measures), "a twin must look the same"
    return found


def alike(one: World, other: World, measures: Iterable[str]) -> bool:
    """Whether the same is published of some measures."""
    return all(
        _same(mine.resolved(slug).grids, theirs.resolved(slug).grids)
        for slug in measures
        for mine, theirs in zip(one.public, other.public, strict=True)
    )


def _same(mine: Mapping, theirs: Mapping) -> bool:
    return mine.keys() == theirs.keys() and all(
        grid.codes == theirs[grain].codes
        and grid.texts == theirs[grain].texts
        and all(
            np.array_equal(getattr(grid, name), getattr(theirs[grain], name), equal_nan=True)
            for name in ("months", "row", "numerator", "denominator", "value", "status")
        )
        for grain, grid in mine.items()
    )


def _pair(chance: np.random.Generator, many: int, usual: np.ndarray) -> Pair:
    shape = many, len(MONTHS)
    numerator, rest = (chance.poisson(usual[:, None] / 2, shape).astype(float) for _ in range(2))
    late = np.zeros(shape, dtype=bool)
    late[chance.integers(many), -1] = True
    corrected = np.where(chance.random(shape) < 0.02, chance.poisson(3, shape), numerator)
    return Told(numerator, rest, late), Told(corrected, rest, np.zeros_like(late))


def _turned(chance: np.random.Generator, pair: Pair) -> Pair:
    """Counts moved in squares of two trusts of an ICB and two months of a quarter: each sum stays, the months do not."""
    first, then = pair
    if len(first.numerator) != len(TRUSTS):
        return pair
    still = (first.numerator == then.numerator) & ~first.silent
    numerators = [first.numerator.copy(), then.numerator.copy()]
    for _ in range(300):
        (a, b), month = _neighbours(chance), int(chance.integers(len(MONTHS) // 3)) * 3
        square = np.ix_([a, b], [month, month + 1])
        more = np.array([[1, -1], [-1, 1]])
        if still[square].all() and (numerators[0][square] + more >= 0).all():
            for numerator in numerators:
                numerator[square] += more
    return replace(first, numerator=numerators[0]), replace(then, numerator=numerators[1])


def _moved(chance: np.random.Generator, world: World, slug: str) -> Pair:
    """People of a trust become those of another of its ICB where neither is shown: the number that is hidden is another."""
    first, then = world.told[slug]
    numerators = [first.numerator.copy(), then.numerator.copy()]
    still = (first.numerator == then.numerator) & ~first.silent
    if len(first.numerator) == len(TRUSTS):
        (a, b), year = _neighbours(chance), int(chance.integers(len(MONTHS) // 12)) * 12
        months = [m for m in range(year, year + 12) if still[a, m] and still[b, m] and numerators[0][a, m] > 0]
    else:
        (a, b), months = chance.choice(len(BOARDS), 2, replace=False), [int(chance.integers(len(MONTHS)))]
        months = [m for m in months if still[a, m] and still[b, m] and numerators[0][a, m] > 0]
    for numerator in numerators:
        numerator[a, months] -= 1
        numerator[b, months] += 1
    return replace(first, numerator=numerators[0]), replace(then, numerator=numerators[1])


def _neighbours(chance: np.random.Generator) -> tuple[int, int]:
    """Two trusts of one ICB."""
    board = chance.choice(BOARDS)
    a, b = chance.choice([TRUSTS.index(o.code) for o in TREE.members(str(board), Kind.TRUST)], 2, replace=False)
    return int(a), int(b)


def _rows(slug: str, told: Told) -> pd.DataFrame:
    measure = catalogue.load().measures[slug]
    numerator, rest = (np.where(told.silent, np.nan, a) for a in (told.numerator, told.rest))
    if slug in OF_BOARDS:
        return _frame(slug, _with_those_above(numerator), with_rest=False)
    lines = dict(zip(TRUSTS, zip(numerator, rest, strict=True), strict=True))
    return _frame(slug, lines, with_rest=measure.unit is not Unit.COUNT)


def _with_those_above(counts: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Counts of ICBs with those of regions and England, which their owner adds up."""
    lines = dict(zip(BOARDS, counts, strict=True))
    for above in (o.code for o in TREE.by_code.values() if o.kind in (Kind.REGION, Kind.NATION)):
        inside = [b for b in BOARDS if above in (TREE[b].parent, ENGLAND)]
        lines[above] = np.sum([np.nan_to_num(lines[b]) for b in inside], axis=0)
    return {code: (line, np.zeros_like(line)) for code, line in lines.items()}


def _frame(slug: str, lines: Mapping[str, tuple[np.ndarray, np.ndarray]], with_rest: bool) -> pd.DataFrame:
    return pd.concat([_of_one(slug, code, *line, with_rest) for code, line in lines.items()])


def _of_one(slug: str, code: str, counted: np.ndarray, rest: np.ndarray, with_rest: bool) -> pd.DataFrame:
    made = pd.DataFrame({"measure": slug, "org_code": code, "period": MONTHS, "grain": "month", "numerator": counted})
    made = made.assign(denominator=counted + rest if with_rest else np.nan, value=np.nan, status="", measure_title="")
    ordered = made[[c.name for c in OBSERVATIONS.columns]].assign(upload="", illustrative=False)
    return ordered[np.isfinite(ordered["numerator"])]


def _here(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["org_code"].astype(str).isin(list(TREE.by_code))]


def hidden_ones(world: World, slug: str) -> Iterator[str]:
    """Trusts or ICBs of which some period is hidden in the newer version."""
    judged = world.public[1].publication(slug).judged
    return (code for code, found in judged.items() if found.hidden.any())
