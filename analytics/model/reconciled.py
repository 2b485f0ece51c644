"""Figures that a public report prints, held against what we work out ourselves."""

from __future__ import annotations

from dataclasses import dataclass

Computed = float | str
"""A number, or a day, month, quarter or range as text."""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it is printed. `rounded_to` is what it was rounded to, where that is coarser than its last digit; `note`
    says what contradicts it or what is not known of it."""

    id: str
    programme: str
    section: str
    figure: str
    statement: str
    published: str
    unit: str
    period: str
    rounded_to: float | None
    page: int
    note: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A published figure, what we work out in its place (None where nothing can be), and why it agrees or does not.
    `illustrative`: it stands on made-up rows, which may have been made to fit."""

    figure: PublishedFigure
    computed: Computed | None
    reason: str
    illustrative: bool = False

    @property
    def agrees(self) -> bool | None:
        """Whether what we work out, rounded as it was printed, is what was printed; None where there is nothing."""
        if self.computed is None:
            return None
        if isinstance(self.computed, str):
            return self.computed == self.figure.published
        return rounds_to(self.computed, self.figure.published, self.figure.rounded_to)


def rounds_to(computed: float, printed: str, step: float | None = None) -> bool:
    """Whether a number rounds to a printed one, at its last digit or to a `step`. Halfway, both neighbours will do."""
    step = step or 10.0 ** -len(printed.partition(".")[2])
    return abs(computed - float(printed)) <= step / 2 + 1e-9
