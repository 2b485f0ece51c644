"""What a link carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.model.measure import Grain
from analytics.model.organisation import ENGLAND


@dataclass(frozen=True, slots=True)
class View:
    """What a link carries: a field is here only if a colleague would see a different number without it.

    `organisation` is one code (any kind). `start` and `end` are first days of months, None for all there is.
    `asof` is a store version ("3.1.0.2") and None follows the newest data. `assumptions` are those that were changed, as
    (name, value), by name; the catalogue says which there are (`analytics.catalogue.effects`).
    """

    organisation: str = ENGLAND
    measure: str | None = None
    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
    asof: str | None = None
    assumptions: tuple[tuple[str, float], ...] = ()
