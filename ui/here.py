"""What every section of a page needs to know of what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from analytics.answers import Question
from analytics.exhibits import Scope
from analytics.model import Grain, Measure, Organisation, Programme, View
from analytics.organisations import Organisations, common_name
from ui import cached, directory_cached, heading_cached
from ui.seen import Seen


@dataclass(frozen=True)
class Here:
    """What every section of a page needs to know."""

    view: View
    organisation: Organisation
    version: Seen
    span: tuple[date, date]
    programme: Programme | None = None

    def ask(self, measure: str, grain: Grain | None = None) -> Question:
        """The question that this view asks of a measure."""
        return Question(measure, self.organisation.code, self.view.start, self.view.end, grain)

    @property
    def scope(self) -> Scope:
        """What this view's exhibits are made from."""
        return Scope(cached.data(self.version), self.view, str(self.version), self.span, self.programme)

    def pinned(self, view: View) -> View:
        """A view of this page with what else it needs to say to show the same for ever."""
        start, end = self.months
        measure = view.measure or (self.measure.slug if self.programme else None)
        tree = view.tree_day(self.span) if view.tree else None
        return replace(view, start=start, end=end, measure=measure, tree=tree)

    @cached_property
    def tree(self) -> Organisations:
        """The organisations of the day by which the view shows them."""
        return directory_cached.tree(self.version, self.version.since)

    @property
    def name(self) -> str:
        """The chosen organisation as people say it."""
        return common_name(self.organisation)

    @property
    def months(self) -> tuple[date, date]:
        """The first and the last month shown."""
        return self.view.months(self.span)

    @cached_property
    def shown(self) -> tuple[date, date]:
        """The months of the view that the page has figures of: a file that ends later moves its own pages alone."""
        if self.programme is None:
            return self.months
        first, last = heading_cached.of_programme(self.version, self.programme)
        start, end = max(self.view.start or first, first), min(self.view.end or last, last)
        return (start, end) if start <= end else self.months

    @property
    def last_day(self) -> date:
        """The last day shown, at which stages of adoption are told."""
        return self.view.last_day(self.span)

    @property
    def measure(self) -> Measure:
        """The measure that the view asks for, or the page's first headline. Only for pages that have measures."""
        assert self.programme is not None
        return self.programme.shown(self.view.measure, self.organisation.kind)
