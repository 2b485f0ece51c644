"""Decides what of a measure is hidden, group by group from England down: `governance.disclosure` on arrays of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analytics.answers.publication.judged import Judged, Published, grids, months_of, touched
from analytics.governance import disclosure
from analytics.governance.disclosure import Cells, Rule
from analytics.model import ENGLAND, Grain, Kind, Measure, Unit
from analytics.organisations import Organisations
from analytics.series.grid import Grid
from analytics.series.resolve import GIVEN, Resolved


def groups(tree: Organisations, codes: Iterable[str]) -> list[list[str]]:
    """Organisations that stand side by side below one, those above first. Trusts and sub-ICBs each make up an ICB, so they
    are two groups; collaboratives stand in none."""
    groups: dict[tuple[int, str, bool], list[str]] = {}
    for code in sorted(codes):
        organisation = tree.get(code)
        if organisation is None or organisation.kind is Kind.PSC:
            continue
        above = len(tree.ancestors(code))
        parent = "" if code == ENGLAND else organisation.parent or ENGLAND
        groups.setdefault((above, parent, organisation.kind is Kind.SUB_ICB), []).append(code)
    return [groups[key] for key in sorted(groups)]


@dataclass
class Judge:
    """What is known so far, from England down. `held` are months of organisations that must not be told anew, because those
    below them would be given away."""

    measure: Measure
    tree: Organisations
    rule: Rule
    grids: Mapping[Grain, Grid]
    parts: Sequence[tuple[Resolved, Published]]
    before: Published | None
    held: dict[str, set[int]]
    grain: dict[str, Grain] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    hidden: dict[str, set[int]] = field(default_factory=dict)
    to_hold: dict[str, set[int]] = field(default_factory=dict)

    def more_held(self) -> bool:
        """Whether more must be held than was known; it is from now on."""
        more = {code: months - self.held.get(code, set()) for code, months in self.to_hold.items()}
        for code, months in more.items():
            self.held.setdefault(code, set()).update(months)
        return any(more.values())

    def judge(self, members: list[str]) -> None:
        """Decide on organisations that stand side by side; those above them are decided."""
        grain = self._grain(members)
        if grain is None:
            return
        grid = self.grids[grain]
        members = [code for code in members if code in grid.place]
        at = grid.of(members)
        cells = self._cells(grid, at)
        above = [a.code for a in self.tree.ancestors(members[0])]
        # A figure that came without its counts is found by subtraction only where the whole was given too.
        given_above = grid.given[grid.of(sorted(above))].any(axis=0)
        came_hidden = grid.row[at] & ~cells.there & ~grid.nobody[at] & given_above
        cells = Cells(cells.numerator, cells.denominator, cells.there | came_hidden, cells.share)
        was = [self._was(code, grid, grain) for code in members]
        fresh = cells.there & np.array([_fresh(cells, line, old) for line, old in enumerate(was)])
        was_hidden = np.array([old.hidden for old in was])
        small = disclosure.unsafe(cells, self.rule.least) | came_hidden | self._of_parts(grid, grain, members)
        small |= disclosure.unsafe(_changes(cells, was), self.rule.least)
        not_told = touched(grid, [self.held.get(code, set()) for code in members])
        below_hidden = touched(grid, [self.hidden.get(above[0], set()) if above else set()] * len(members))
        alone = was_hidden | (fresh & (small | not_told | below_hidden))
        found = disclosure.hidden(cells, self.rule.least, alone, fresh, was_hidden)
        if above:
            self.to_hold.setdefault(above[0], set()).update(months_of(grid.months[found.too_few], grain))
        untold = fresh & (found.too_few | below_hidden.any(axis=0))
        for line, code in enumerate(members):
            counts = (cells.numerator[line], cells.denominator[line], cells.there[line])
            self._keep(code, grain, Judged(grid.months, *counts, found.cells[line], untold[line]))

    def judge_collaboratives(self) -> None:
        """A collaborative is shown where all the ICBs are that it is made of: it then says nothing new."""
        codes = {code for grid in self.grids.values() for code in grid.codes}
        for code in sorted(c for c in codes if (o := self.tree.get(c)) and o.kind is Kind.PSC):
            made_of = [o.code for kind in (Kind.ICB, Kind.TRUST) for o in self.tree.members(code, kind)]
            made_of = [
                c for c in made_of if c in self.grain and self.tree.ancestor(c, Kind.ICB) in (None, self.tree[c])
            ]
            if not made_of:
                self.judge([code])
                continue
            grain = max((self.grain[c] for c in made_of), key=GIVEN.index)
            grid = self.grids[grain]
            if code in grid.place:
                hidden = touched(grid, [set().union(*(self.hidden[c] for c in made_of))])[0]
                line, never = grid.place[code], np.zeros(len(grid.months), dtype=bool)
                counts = (grid.numerator[line], grid.denominator[line], grid.row[line])
                self._keep(code, grain, Judged(grid.months, *counts, hidden, never))

    def _was(self, code: str, grid: Grid, grain: Grain) -> Judged:
        """What was decided of an organisation before, laid on the periods of a grid."""
        blank, never = np.full(len(grid.months), np.nan), np.zeros(len(grid.months), dtype=bool)
        out = Judged(grid.months, blank.copy(), blank.copy(), never.copy(), never.copy(), never.copy())
        old = self.before.judged.get(code) if self.before else None
        if old is None or self.before is None or self.before.grain[code] is not grain:
            return out
        _, mine, theirs = np.intersect1d(grid.months, old.periods, return_indices=True)
        for name in ("numerator", "denominator", "there", "hidden", "untold"):
            getattr(out, name)[mine] = getattr(old, name)[theirs]
        return out

    def _grain(self, members: Sequence[str]) -> Grain | None:
        """The length of period by which a group is published: the coarsest of its kinds' or, where it has no figure of that
        length, the next one; None where it has none."""
        rule = max((self.rule.grains[self.tree[code].kind] for code in members), key=GIVEN.index)
        for grain in GIVEN[GIVEN.index(rule) :]:
            grid = self.grids.get(grain)
            if grid is not None and grid.has_row[grid.of(members)].any():
                return grain
        return None

    def _cells(self, grid: Grid, at: np.ndarray) -> Cells:
        there = grid.row[at] & (np.isfinite(grid.numerator[at]) | np.isfinite(grid.value[at]))
        return Cells(grid.numerator[at], grid.denominator[at], there, self.measure.unit is Unit.PERCENT)

    def _of_parts(self, grid: Grid, grain: Grain, members: Sequence[str]) -> np.ndarray:
        """Cells of a composite from which a hidden part could be told: where one part is hidden, or several that add up to
        little."""
        out = np.zeros((len(members), len(grid.months)), dtype=bool)
        if not self.parts:
            return out
        sums = np.zeros((3, *out.shape))
        for whole, seen in self.parts:
            own = whole.grid(grain) if grain is not Grain.YEAR else dict(grids(whole)).get(grain)
            if own is None:
                continue
            for line, code in enumerate(members):
                if code not in own.place or not (away := seen.hidden(code)):
                    continue
                for column in np.flatnonzero(touched(grid, [away])[0]):
                    place = int(np.searchsorted(own.months, grid.months[column]))
                    if place == len(own.months) or own.months[place] != grid.months[column]:
                        continue
                    counts = np.nan_to_num([a[own.place[code], place] for a in (own.numerator, own.denominator)])
                    sums[:, line, column] += (1, *counts)
        many, numerator, denominator = sums
        summed = Cells(numerator, denominator, many > 0, self.measure.unit is Unit.PERCENT)
        return (many == 1) | disclosure.unsafe(summed, self.rule.least)

    def _keep(self, code: str, grain: Grain, judged: Judged) -> None:
        self.grain[code], self.judged[code] = grain, judged
        self.hidden[code] = months_of(judged.periods[judged.hidden], grain)


def _changes(cells: Cells, was: Sequence[Judged]) -> Cells:
    """By how much each figure moved that was there before: what is new is a count of people too."""
    numerator = cells.numerator - np.array([old.numerator for old in was])
    denominator = cells.denominator - np.array([old.denominator for old in was])
    there = cells.there & np.array([old.there for old in was]) & np.isfinite(numerator)
    return Cells(numerator, denominator, there, cells.share)


def _fresh(cells: Cells, line: int, old: Judged) -> np.ndarray:
    """Where a figure is another than the one judged before, or was never told."""
    pairs = ((cells.numerator[line], old.numerator), (cells.denominator[line], old.denominator))
    same = [(now == then) | (np.isnan(now) & np.isnan(then)) for now, then in pairs]
    return np.asarray(~np.all(same, axis=0) | (cells.there[line] != old.there) | old.untold)
