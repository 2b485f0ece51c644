"""What is followed: programmes, their pathways, and the steps of adoption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.model.measure import Measure
from analytics.model.organisation import Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: its number, the short label that charts show, and the definition.

    `dates` says in words how far a national plan has come with it; `began` and `completed` are the ends of what is known
    (the first day of the quarter it began in, the last of the one it was completed in).
    """

    value: float
    label: str
    description: str = ""
    dates: str = ""
    began: date | None = None
    completed: date | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale of stages, phases or scores."""

    slug: str
    title: str
    steps: tuple[Step, ...]
    source: str

    def label(self, value: float) -> str:
        """The label of the step with this value. Raises KeyError for a value that is no step."""
        for step in self.steps:
            if step.value == value:
                return step.label
        raise KeyError(f"{value} is not a step of {self.title}")


@dataclass(frozen=True, slots=True)
class Element:
    """One thing whose adoption is followed. `adopted_at` is the step from which it counts as adopted.

    `planned_from` and `planned_to` are the first and last day that a national plan gives it; no `planned_to` is open-ended.
    """

    slug: str
    title: str
    scale: str
    adopted_at: float | None = None
    note: str = ""
    planned_from: date | None = None
    planned_to: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a national plan. `state` is as the report says: met, due, missed, re-planned or delayed.

    `phase` is the step of the pathway's phases that it belongs to.
    """

    title: str
    due: date
    state: str
    note: str = ""
    phase: float | None = None


@dataclass(frozen=True, slots=True)
class AdoptionScore:
    """A way to count adoption: of pairs of organisation and element, or (`whole`) of organisations with every element.

    `elements` are those that count, all of the pathway's where there are none. `ambition` is a share, 0 to 1; without
    one the pathway's own counts.
    """

    slug: str
    title: str
    meaning: str
    elements: tuple[str, ...] = ()
    whole: bool = False
    ambition: float | None = None
    ambition_source: str = ""


@dataclass(frozen=True, slots=True)
class Pathway:
    """Elements followed together at organisations of one kind. `ambition` is a share of pairs adopted, 0 to 1."""

    slug: str
    title: str
    programme: str
    kind: Kind
    elements: tuple[Element, ...]
    maternity_only: bool = False
    question: str = ""
    ambition: float | None = None
    ambition_source: str = ""
    milestones: tuple[Milestone, ...] = ()
    scores: tuple[AdoptionScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One page's worth of improvement work. `national` is the national programme it belongs to (MatNeoSIP, ...)."""

    slug: str
    title: str
    national: str
    question: str
    summary: str
    order: int
    measures: tuple[Measure, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    headline: tuple[str, ...] = ()
    """Slugs of the measures that the overview card speaks of."""
    populations: tuple[Measure, ...] = ()
    """How many people there are, by which `measures` are divided. No page judges them."""

    def shown(self, asked: str | None, kind: Kind) -> Measure:
        """The measure that is asked for if it is one of these, or else the first headline that such organisations have.

        Only for programmes with measures.
        """
        slugs = {m.slug: m for m in self.measures}
        usual = [*self.headline, *slugs]
        first = next((s for s in usual if kind in slugs[s].levels), usual[0])
        return slugs.get(asked or first, slugs[first])
