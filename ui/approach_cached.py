"""Answers about the Whole System Approach worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from datetime import date

from analytics.answers import approach as answers
from analytics.model import Adoption, Approach, PhaseStudy
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(500)
def approach(version: Version, code: str, when: date) -> Approach:
    """The boards of a place at a day."""
    return answers.approach(cached.data(version), code, when)


@memo(200)
def by_quarter(version: Version, code: str, when: date, element: str) -> Adoption:
    """The boards by step of support or phase, quarter by quarter."""
    return answers.by_quarter(cached.data(version), code, when, element)


@memo(200)
def phase_study(version: Version, measure: str, phase: float, end: date | None) -> PhaseStudy:
    """Whether an outcome falls faster at boards that reached a phase."""
    return answers.phase_study(cached.data(version), measure, phase, end)
