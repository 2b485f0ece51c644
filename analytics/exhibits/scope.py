"""A view of a version of the data on a page: what each exhibit is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from analytics.answers import Data, Question, adoption
from analytics.exports import tabulated
from analytics.model import Grain, Measure, Organisation, Pathway, Programme, View
from analytics.model.exhibit import Exhibit, Picture
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

    def pathway_lines(self, pathway: Pathway, when: date) -> dict[str, str]:
        """For whom and from which data, then what a reader of a pathway's numbers must know."""
        scales = self.data.catalogue.scales
        used = [scales[slug] for slug in dict.fromkeys(e.scale for e in pathway.elements)]
        return self.lines() | {
            PATHWAY: pathway.title,
            "As at": f"{when:%d %B %Y}",
            "Source of the scale": " ".join(f"{s.title}: {s.source}." for s in used),
        }

    def as_at(self, *pathways: str) -> date:
        """The newest day within the view of which stages of these pathways are recorded; the view's last where none is."""
        return adoption.as_at(self.data, pathways, self.view.start, self.last_day).newest or self.last_day

    def exhibit(
        self,
        slug: str,
        title: str,
        told: str,
        picture: Picture | None,
        table: Callable[[], pd.DataFrame],
        numbers: str = "The numbers behind this chart",
        lines: Mapping[str, str] | None = None,
        notes: Sequence[str] = (),
        further: Sequence[str] = (),
        **more: Any,
    ) -> Exhibit:
        """An exhibit of what was `told` in words and `further`, in which `**` marks what stands out. Without `lines` those
        of this scope and of the measure."""
        paragraphs = [told, *(text for text in further if text)]
        return Exhibit(
            slug=slug,
            title=title,
            sentence=unmarked(told),
            further=tuple(unmarked(text) for text in paragraphs[1:]),
            picture=picture,
            table=table,
            lines=self.lines(more.get("measure")) if lines is None else lines,
            notes=tuple(unmarked(note) for note in notes if note),
            marked=LINE.join(paragraphs) if any(MARK in text for text in paragraphs) else "",
            numbers=numbers,
            **more,
        )

    def nothing(self, slug: str, title: str, why: str, *notes: str, measure: Measure | None = None) -> Exhibit:
        """An exhibit that has nothing to show and says why."""
        return Exhibit(slug, title, why, None, pd.DataFrame, self.lines(measure), notes, measure=measure, missing=True)


PATHWAY = "Pathway"
"""The line of what tells how far organisations are along a pathway."""
MARK = "**"
"""Around what stands out in a sentence of `words`."""
LINE = "\n"


def unmarked(told: str) -> str:
    """A sentence of `words` as plain text."""
    return told.replace(MARK, "")
