"""Figures that are worked out or quoted, never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Estimate:
    """A figure that is worked out, never counted: its value, its range, and how it was reached."""

    value: float
    low: float
    high: float
    method: str
    source: str
    inputs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What one more person reached by a measure's care is worth: `nnt` people for one `outcome` (NNT, number needed to
    treat), and its interval. `people` are those counted, in the plural. `cost` is what one case costs, in pounds."""

    slug: str
    measure: str
    title: str
    outcome: str
    people: str
    nnt: float
    nnt_low: float
    nnt_high: float
    nnt_source: str
    interval_source: str
    reviewed_on: date
    cost: float | None = None
    cost_low: float | None = None
    cost_source: str = ""
    printed_baseline: float | None = None
    printed_baseline_source: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssumedHarm:
    """How many people exposed to what a measure counts it takes for one `outcome` (NNH, number needed to harm), where no
    study is known behind the number: an assumption of the programme, without an interval."""

    slug: str
    measure: str
    title: str
    outcome: str
    nnh: float
    source: str
    reviewed_on: date
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Figures that a public source prints and this app never works out: `text` says them, `note` where they conflict."""

    slug: str
    measure: str
    title: str
    text: str
    source: str
    reviewed_on: date
    note: str = ""
