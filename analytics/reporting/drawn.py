"""The figures of a report: the exhibits that its outline plans, up to the end of a quarter, or why one is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from analytics import exhibits, words
from analytics.answers import Data, adoption, quarterly
from analytics.answers.quarterly import Measured
from analytics.catalogue import local
from analytics.exhibits import control
from analytics.exhibits.scope import Scope
from analytics.model import Programme, View
from analytics.model.exhibit import Exhibit
from analytics.model.quarter import Quarter
from analytics.organisations import common_name
from analytics.reporting.outline import Planned

RECENT = 6
"""So many months after the usual period of a comparison with a baseline, that period is still told of."""
_YEAR = 12


@dataclass(frozen=True)
class Drawn:
    """A planned figure: its exhibit, the measure in the quarter where it is one, and why there is none."""

    planned: Planned
    exhibit: Exhibit | None = None
    measured: Measured | None = None
    gap: str = ""


@dataclass(frozen=True, eq=False)
class Drawer:
    """Makes figures of an organisation by the end of a quarter. With `words_alone`, only what is said is wanted: measures
    are not drawn, nor what says nothing."""

    data: Data = field(repr=False)
    code: str
    quarter: Quarter
    version: str
    words_alone: bool = False
    made: dict[tuple[str, str, str], tuple[list[Exhibit], Iterator[Exhibit]]] = field(default_factory=dict, repr=False)

    @property
    def end(self) -> date:
        """The last month that the figures reach."""
        return quarterly.last_month(self.data, self.quarter)

    @property
    def name(self) -> str:
        """The organisation as people say it."""
        return common_name(self.data.organisations[self.code])

    def draw(self, figures: tuple[Planned, ...]) -> Iterator[Drawn]:
        """Each figure in order; what such organisations do not have is left out."""
        told: set[str] = set()
        for planned in figures:
            if planned.measure:
                yield self._measure(planned)
            elif planned.pathway and (why := self._without_stages(planned.pathway)):
                if why not in told:
                    yield Drawn(planned, gap=why)
                told.add(why)
            elif self.words_alone and not planned.speaks:
                continue
            elif exhibit := self._exhibit(planned):
                yield Drawn(planned, gap=_missing(exhibit)) if exhibit.missing else Drawn(planned, exhibit)

    def _measure(self, planned: Planned) -> Drawn:
        found = quarterly.measured(self.data, planned.measure, self.code, self.quarter)
        if self.words_alone or not found.now.series.has_values:
            return Drawn(planned, measured=found)
        scope = Scope(self.data, View(self.code, end=self.end), self.version, self.data.span, self._programme(found))
        return Drawn(planned, control.of(scope, found.now, large=False), found)

    def _programme(self, found: Measured) -> Programme | None:
        if found.measure.local:
            return local.programme(self.data.local.values())
        return self.data.catalogue.programme(found.measure.programme)

    def _without_stages(self, pathway: str) -> str:
        """Why nothing can be said of a pathway: no stages were recorded in the quarter."""
        known = adoption.members(self.data, pathway, self.code)
        rows = self.data.adoption(pathway)
        days = rows.loc[rows["org_code"].isin([o.code for o in known]), "as_at"].dt.date
        days = days[days <= self.quarter.last_day]
        if len(days) and days.max() >= self.quarter.first:
            return ""
        newest = words.formats.day(days.max()) if len(days) else ""
        title = self.data.catalogue.pathways[pathway].title
        return words.quarterly.no_stages(title, self.name, self.quarter, newest)

    def _exhibit(self, planned: Planned) -> Exhibit | None:
        key = planned.page, planned.section, planned.compares
        if key not in self.made:
            view = self._view(planned)
            self.made[key] = [], exhibits.each(self.data, view, planned.page, planned.section, self.version)
        begins, (made, further) = planned.exhibit.format(code=self.code), self.made[key]
        if found := next((e for e in made if e.slug.startswith(begins)), None):
            return found
        for exhibit in further:
            made.append(exhibit)
            if exhibit.slug.startswith(begins):
                return exhibit
        return None

    def _view(self, planned: Planned) -> View:
        view = View(self.code, end=self.end)
        if not planned.compares:
            return view
        return replace(view, measure=planned.compares, period=self.compared(planned.compares))

    def compared(self, measure: str) -> tuple[date, date] | None:
        """The period that is held against the baseline: the usual one (None) as long as it is recent, then the last year."""
        last = self.data.catalogue.falls[measure].period[1]
        months = (self.end.year - last.year) * 12 + self.end.month - last.month
        if 0 <= months <= RECENT:
            return None
        first = self.end.year * 12 + self.end.month - _YEAR
        return date(first // 12, first % 12 + 1, 1), self.end


def _missing(exhibit: Exhibit) -> str:
    """That there is nothing to show; a title that asks needs no repeating."""
    return exhibit.sentence if exhibit.title.endswith("?") else f"{exhibit.title}: {exhibit.sentence}"
