"""What is asked of a measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.model import ENGLAND, Grain


@dataclass(frozen=True, slots=True)
class Question:
    """A measure of an organisation, between two months (both included, None for all there is), at a grain.

    `end` is the last month that counts. `start` is from where charts are drawn and periods are compared: what a chart is
    judged by begins with the first figure there is. Without a grain the finest that the numbers bear is taken. The version
    of the data is that of the `Data` which is asked.
    """

    measure: str
    organisation: str = ENGLAND
    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
