"""A view of a version of the data on a page: what each exhibit is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.answers import Data, Question
from analytics.exports import tabulated
from analytics.model import Grain, Measure, Organisation, Programme, View
from analytics.model.exhibit import Exhibit
from analytics.organisations import common_name


@dataclass(frozen=True, eq=False)
class Scope:
    """What is shown, to whom and of which data: `data` by the tree of the view, whose observations cover `span`.

    A page without measures of its own, as the overview, has no `programme`.
    """

    data: Data = field(repr=False)
    view: View
    version: str
    span: tuple[date, date]
    programme: Programme | None = field(default=None, repr=False)

    @property
    def organisation(self) -> Organisation:
        """The chosen organisation."""
        return self.data.organisations[self.view.organisation]

    @property
    def name(self) -> str:
        """The chosen organisation as people say it."""
        return common_name(self.organisation)

    @property
    def measure(self) -> Measure:
        """The measure that the view asks for, or the page's first headline. Only for pages that have measures."""
        assert self.programme is not None
        return self.programme.shown(self.view.measure, self.organisation.kind)

    @property
    def last_day(self) -> date:
        """The last day shown, at which stages of adoption are told."""
        return self.view.last_day(self.span)

    def ask(self, measure: str, grain: Grain | None = None) -> Question:
        """The question that this view asks of a measure."""
        return Question(measure, self.organisation.code, self.view.start, self.view.end, grain)

    def lines(self, measure: Measure | None = None, **further: str) -> dict[str, str]:
        """For whom, when and from which data, then the measure's definition."""
        day = self.view.tree_day(self.span)
        context = tabulated.context_lines(self.organisation, self.view.months(self.span), self.version, day)
        return context | (tabulated.measure_lines(measure) if measure else {}) | further

    def nothing(self, slug: str, title: str, why: str, *notes: str, measure: Measure | None = None) -> Exhibit:
        """An exhibit that has nothing to show and says why."""
        return Exhibit(slug, title, why, None, pd.DataFrame, self.lines(measure), notes, measure=measure, missing=True)
