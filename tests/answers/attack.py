"""An attacker who has all that is shown of random counts, over every length of period and two versions of the data, and
solves for each count that is hidden: the least and the most that it can be, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analytics import catalogue
from analytics.answers.publication import Published, published
from analytics.governance.disclosure import ROUNDED_TO
from analytics.model import ENGLAND, Grain, Kind, Measure, Organisation
from analytics.organisations import Organisations
from analytics.series.coarsen import coarsen
from analytics.series.resolve import Resolved
from analytics.series.rollup import roll_up
from analytics.words.published import AS_BEFORE

MOST = 200.0
"""No count is larger, as everybody knows."""


def tree(shape: tuple[tuple[int, ...], ...]) -> Organisations:
    """England with a region for each entry, an ICB for each number in it, and so many trusts in each ICB."""
    found = [Organisation(ENGLAND, "England", "England", Kind.NATION)]
    for r, boards in enumerate(shape):
        found.append(Organisation(f"Y{r}", f"Region {r}", f"Region {r}", Kind.REGION, ENGLAND))
        for b, trusts in enumerate(boards):
            board = f"Q{r}{b}"
            psc = f"P{(r + b) % 2}"
            found.append(Organisation(board, f"Board {board}", board, Kind.ICB, f"Y{r}", psc=psc))
            found += [
                Organisation(f"R{r}{b}{t}", f"Trust {r}{b}{t}", f"Trust {r}{b}{t}", Kind.TRUST, board, maternity=True)
                for t in range(trusts)
            ]
    found += [Organisation(f"P{p}", f"Collaborative {p}", f"Collaborative {p}", Kind.PSC, ENGLAND) for p in (0, 1)]
    return Organisations({o.code: o for o in found})


def measure(rule: str) -> Measure:
    """A share of babies that trusts report, hidden by a rule."""
    return replace(catalogue.load().measures["cord"], disclosure=rule)


@dataclass(frozen=True)
class Told:
    """Counts of trusts by month, (trusts, months), and where nothing was reported."""

    numerator: np.ndarray
    rest: np.ndarray
    silent: np.ndarray

    def resolved(self, of: Measure, organisations: Organisations) -> Resolved:
        """The measure that these counts make."""
        trusts = [o.code for o in organisations.by_code.values() if o.kind is Kind.TRUST]
        rows = [
            (
                code,
                pd.Timestamp(2023, 4, 1) + pd.DateOffset(months=m),
                self.numerator[t, m],
                self.numerator[t, m] + self.rest[t, m],
            )
            for t, code in enumerate(trusts)
            for m in range(self.numerator.shape[1])
            if not self.silent[t, m]
        ]
        given = pd.DataFrame(rows, columns=["org_code", "period", "numerator", "denominator"])
        given = given.astype({"numerator": float, "denominator": float}).assign(value=np.nan, status="")
        return Resolved(of, organisations, {Grain.MONTH: roll_up(given, of, organisations)} if rows else {})


@dataclass
class Attack:
    """Everything that is known of the counts: one variable a trust, month and kind of count."""

    organisations: Organisations
    versions: tuple[Told, ...]
    names: dict[tuple[int, int, int, float], int] = field(default_factory=dict)
    lines: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A count that is the same in two versions is known to be the same: one variable."""
        for told in self.versions:
            for kind, counts in enumerate((told.numerator, told.rest)):
                for t, m in np.ndindex(counts.shape):
                    self.names.setdefault((kind, t, m, counts[t, m]), len(self.names))

    def below(self, code: str) -> list[int]:
        """The trusts of an organisation, by their places."""
        trusts = [o.code for o in self.organisations.by_code.values() if o.kind is Kind.TRUST]
        inside = {o.code for o in self.organisations.members(code, Kind.TRUST)} | {code}
        return [at for at, trust in enumerate(trusts) if trust in inside]

    def sums(self, told: Told, code: str, months: range) -> tuple[np.ndarray, np.ndarray]:
        """What makes up the two counts of an organisation in some months, as lines of an equation."""
        lines = np.zeros((2, len(self.names)))
        for kind, counts in enumerate((told.numerator, told.rest)):
            for t in self.below(code):
                for m in months:
                    if not told.silent[t, m]:
                        lines[kind, self.names[kind, t, m, counts[t, m]]] += 1
        return lines[0], lines[1]

    def learn(self, told: Told, shown: Published) -> None:
        """Each number that is shown says between which numbers the truth lies."""
        for code, months, numerator, denominator in cells(shown.resolved):
            self.read(told, code, months, numerator, denominator)

    def read(
        self, told: Told, code: str, months: range, numerator: float, denominator: float, off: float = ROUNDED_TO // 2
    ) -> None:
        """Two counts of an organisation, as they were read. One that was not rounded is the truth, and so is none; another
        may be so far `off`."""
        counted, rest = self.sums(told, code, months)
        for line, number in ((counted, numerator), (counted + rest, denominator)):
            if np.isfinite(number):
                self.know(line, number, 0 if number == 0 or number % ROUNDED_TO else off)

    def know(self, line: np.ndarray, number: float, off: float) -> None:
        """A sum of counts that is a number, or so far off it."""
        self.lines.append(line)
        self.low.append(number - off)
        self.high.append(number + off)

    def forget_repeated(self) -> None:
        """Keep one of each piece of knowledge: the same number stands in many places."""
        known = {
            (line.tobytes(), low, high): line for line, low, high in zip(self.lines, self.low, self.high, strict=True)
        }
        self.lines = list(known.values())
        self.low, self.high = [low for _, low, _ in known], [high for *_, high in known]

    def between(self, line: np.ndarray) -> tuple[int, int]:
        """The least and the most that a sum of counts can be."""
        known = LinearConstraint(csr_array(np.array(self.lines)), self.low, self.high) if self.lines else ()
        ends = []
        for sign in (1, -1):
            found = milp(sign * line, integrality=np.ones(len(line)), bounds=Bounds(0, MOST), constraints=known)
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def cells(resolved: Resolved, year: int = 2023) -> Iterator[tuple[str, range, float, float]]:
    """Each cell with numbers: whose, its months from April of a year, and its two counts."""
    april = (year - 1970) * 12 + 3
    for grain, grid in resolved.grids.items():
        for at, code in enumerate(grid.codes):
            as_before = grid.status[at] == grid.texts.index(AS_BEFORE) if AS_BEFORE in grid.texts else False
            told = np.isfinite(grid.value[at]) | grid.nobody[at]
            for column in np.flatnonzero(grid.row[at] & told & ~as_before):
                first = int(grid.months[column]) - april - (11 if grain is Grain.ROLLING_YEAR else 0)
                months = range(first, first + grain.months)
                yield code, months, float(grid.numerator[at, column]), float(grid.denominator[at, column])


def every_length(whole: Resolved) -> Resolved:
    """The measure with all its lengths of period, as they are."""
    if not whole.grids:
        return whole
    months = whole.grids[Grain.MONTH]
    return replace(
        whole,
        grids={Grain.MONTH: months} | {g: coarsen(months, whole.measure, g) for g in Grain if g is not Grain.MONTH},
    )


def shown_of(told: Told, of: Measure, organisations: Organisations, before: Published | None = None) -> Published:
    """What everybody sees of the counts."""
    return published(told.resolved(of, organisations), before=before)
