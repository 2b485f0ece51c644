"""A version of the data, and what was worked out of it: each measure for the whole tree, judged at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analytics import catalogue as catalogues
from analytics import organisations as trees
from analytics.answers import publication as publishing
from analytics.answers.publication import Published
from analytics.catalogue import Catalogue
from analytics.keeping import annotations as written
from analytics.keeping import definitions as local
from analytics.learning.told import stories
from analytics.methods.spc.many import Judged, judge
from analytics.methods.spc.recalculate import starts_at
from analytics.model import Audience, ControlChart, Grain, Measure, Story
from analytics.model.tables import OBSERVATIONS
from analytics.model.view import last_day
from analytics.organisations import Directory, Organisations
from analytics.series.grid import Grid
from analytics.series.resolve import Resolved, Rows, resolve
from analytics.series.stages import of_the_tree
from analytics.store import Snapshot
from analytics.store.snapshot import months_of

ENDS = 400
"""So many measures x grains x ends of views are kept judged. One takes a few milliseconds and some hundred kilobytes."""

T = TypeVar("T")


@dataclass(frozen=True)
class Verdicts:
    """One measure at one grain up to a month, for every organisation: its grid, and the charts that judge it."""

    grid: Grid
    charts: Judged

    def chart(self, code: str) -> ControlChart:
        """One organisation's chart, over its own periods."""
        at = self.grid.place[code]
        return self.charts.chart(at, self.grid.columns_of(at))


@dataclass(frozen=True, eq=False)
class Data:
    """What answers are made from. `stored` gives the rows of one version; `measures` are the catalogue's and its own.

    `organisations` is the tree of a day by which they are seen, at first of the last day that has data; `on` another day
    they are seen by another of the version's `directory`. What was worked out is `known` from then on, so ask the same
    `Data` again: nobody may change what it gives. `usual` is the tree of the last day with data. `published` gives
    the same for everybody to see: `whole` is then what it is taken from, which nobody else may ask, and `before` what was
    published of the version before.
    """

    stored: Rows
    measures: Mapping[str, Measure] = field(repr=False)
    catalogue: Catalogue = field(repr=False)
    organisations: Organisations = field(repr=False)
    directory: Directory = field(default_factory=trees.directory, repr=False)
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    usual: Organisations | None = field(default=None, repr=False)
    whole: Data | None = field(default=None, repr=False)
    before: Data | None = field(default=None, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Data:
        """The data of a version of the store."""
        catalogue, last = catalogues.load(), last_day(snapshot.span()[1])
        who = trees.of_events(snapshot.rows("events"))
        tree = who.at(last)
        return cls(snapshot, catalogue.measures | local.measures(snapshot), catalogue, tree, who, usual=tree)

    def on(self, day: date) -> Data:
        """The same data by the tree of a day. What was worked out by any tree stays known to all. Published data have one
        tree: what a trust that changed its board counts could be told from two."""
        if self.whole is not None:
            return self
        tree = self.directory.at(day)
        if tree is self.organisations:
            return self
        return self.once(("on", tree.since), lambda: replace(self, organisations=tree))

    @property
    def audience(self) -> Audience:
        """Who may see what is answered from these data."""
        return Audience.INTERNAL if self.whole is None else Audience.PUBLIC

    def published(self, organisations: Organisations | None = None, before: Data | None = None) -> Data:
        """The same data for everybody to see, by one tree: that of the last day with data, unless another is given. `before`
        is what was published of the version before (`publications.for_everybody` goes through all of them)."""
        if self.whole is not None:
            return self
        tree = organisations or self.usual or self.organisations
        whole = replace(self, organisations=tree)
        return replace(whole, whole=whole, before=before, known={}, _lock=RLock())

    @cached_property
    def events(self) -> pd.DataFrame:
        """Every event: few rows, asked for by each chart."""
        return self.stored.rows("events")

    @cached_property
    def whose_events(self) -> dict[tuple[str, str], list[int]]:
        """The positions of events by organisation and measure, "" for those of all measures."""
        found: dict[tuple[str, str], list[int]] = {}
        of = zip(self.events["org_code"], self.events["measure"].fillna(""), strict=True)
        for at, who in enumerate(of):
            found.setdefault(who, []).append(at)
        return found

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every story, newest first."""
        return stories(self.stored.rows("stories"))

    @property
    def span(self) -> tuple[date, date]:
        """The first day of the first and of the last month that the observations cover."""
        return self.once("span", lambda: months_of(self.stored.rows("observations")))

    @property
    def local(self) -> dict[str, Measure]:
        """The measures that users brought themselves, by slug."""
        return {slug: measure for slug, measure in self.measures.items() if measure.local}

    @cached_property
    def _recalculations(self) -> dict[str, dict[str, list[date]]]:
        return written.all_recalculations(self.events)

    def adoption(self, pathway: str) -> pd.DataFrame:
        """The stages recorded of a pathway, of those that became one put together."""
        key = ("adoption", pathway, self.organisations.since)
        return self.once(key, lambda: of_the_tree(self.stored.rows("adoption", [pathway]), self.organisations))

    def resolved(self, slug: str) -> Resolved:
        """A measure for every organisation."""
        if self.whole is not None:
            return self.publication(slug).resolved
        return self.once(
            ("resolved", slug, self.organisations.since),
            lambda: resolve(self.measures[slug], self.stored, self.organisations, self.resolved),
        )

    def publication(self, slug: str) -> Published:
        """What of a measure everybody may see. Only of published data."""
        # The oldest first: of many versions each would ask the one before it, too deep for Python.
        waiting = [self]
        while (before := waiting[-1]._before(slug)) and ("publication", slug) not in before.known:
            waiting.append(before)
        return [one._publication(slug) for one in reversed(waiting)][-1]

    def _before(self, slug: str) -> Data | None:
        """The version beside which a measure is judged."""
        return self.before if self.before is not None and slug in self.before.measures else None

    def _publication(self, slug: str) -> Published:
        whole, before = self.whole, self._before(slug)
        assert whole is not None

        def made() -> Published:
            parts = [(whole.resolved(part), self.publication(part)) for part in whole.measures[slug].composite_of]
            found = publishing.published(whole.resolved(slug), parts, before.publication(slug) if before else None)
            if before is not None:
                before._settle()
            return found

        return self.once(("publication", slug), made)

    def _settle(self) -> None:
        """Forget what published data were worked out from, once all of them are: a later version asks for them alone."""
        if self.whole is not None and self.known.keys() >= {("publication", slug) for slug in self.measures}:
            self.whole.known.clear()
            for key in [k for k in list(self.known) if isinstance(k, tuple) and k[0] == "verdicts"]:
                self.known.pop(key, None)

    def verdicts(self, slug: str, grain: Grain, end: date | None = None) -> Verdicts:
        """A measure at a grain up to a month, judged for every organisation. There must be a grid of that grain."""
        grid = self.resolved(slug).grid(grain)
        assert grid is not None
        if grid.until(end) is grid:
            end = None
        key = ("verdicts", slug, grain, end, self.organisations.since)
        return self.once(key, lambda: self._judged(slug, grid.until(end)), most=ENDS)

    def resolve_all(self, judged: bool = True) -> None:
        """Work out every measure of the catalogue from one reading of the store and, unless told otherwise, judge it."""
        if self.whole is not None:
            self.whole.resolve_all(judged=False)
        else:
            self._resolve(_ReadOnce(self.stored))
        for slug in self.catalogue.measures if judged else ():
            for grain in Grain:
                if self.resolved(slug).grid(grain) is not None:
                    self.verdicts(slug, grain)

    def resolve_earlier(self) -> None:
        """The same by the trees of all earlier days on which a view may end, the newest first; nothing is judged."""
        whole = _ReadOnce(self.stored)
        for month in reversed(pd.date_range(*self.span, freq="MS")):
            self.on(last_day(month.date()))._resolve(whole)

    def _resolve(self, whole: Rows) -> None:
        for slug, measure in self.catalogue.measures.items():
            key = ("resolved", slug, self.organisations.since)
            self.once(key, partial(resolve, measure, whole, self.organisations, self.resolved))

    def _judged(self, slug: str, grid: Grid) -> Verdicts:
        numbers = (grid.value, grid.numerator, grid.denominator)
        starts = self._recalculated(slug, grid)
        return Verdicts(grid, judge(self.measures[slug], grid.grain, *numbers, rebase=starts, breaks=grid.breaks))

    def _recalculated(self, slug: str, grid: Grid) -> np.ndarray | None:
        """Where limits were said to start again; None where nowhere."""
        days = self._recalculations.get(slug, {})
        starts = np.zeros(grid.row.shape, dtype=bool)
        for code in days.keys() & grid.place.keys():
            at = grid.place[code]
            columns = grid.columns_of(at)
            starts[at, columns] = starts_at(pd.Series(grid.periods[columns]), days[code])[0]
        return starts if starts.any() else None

    def once(self, key: Hashable, made: Callable[[], T], most: int | None = None) -> T:
        """What is known under a key, worked out by one of those who ask at once. With `most`, the oldest make room."""
        if key in self.known:
            return self.known[key]
        with self._lock:
            if key not in self.known:
                if most is not None:
                    self._make_room(key, most)
                self.known[key] = made()
            return self.known[key]

    def _make_room(self, key: Hashable, most: int) -> None:
        """The older half of the kind of a key goes where there are `most` of it, however much else is known."""
        assert isinstance(key, tuple)
        alike = [k for k in self.known if isinstance(k, tuple) and k[0] == key[0]]
        for old in alike[: len(alike) // 2] if len(alike) >= most else ():
            del self.known[old]


class _ReadOnce:
    """Rows of many scopes, each table read once: a reading of one scope costs nearly as much as one of all."""

    def __init__(self, stored: Rows) -> None:
        self._stored, self._tables = stored, {}  # type: tuple[Rows, dict[str, dict[str, pd.DataFrame]]]

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """As `Snapshot.rows`."""
        scope = OBSERVATIONS.scope if table == OBSERVATIONS.name else "pathway"
        if table not in self._tables:
            whole = self._stored.rows(table)
            self._tables[table] = {"": whole.iloc[:0]} | {str(k): rows for k, rows in whole.groupby(scope)}
        found = [self._tables[table][s] for s in scopes or () if s in self._tables[table]]
        return pd.concat(found) if len(found) > 1 else (found or [self._tables[table][""]])[0]
