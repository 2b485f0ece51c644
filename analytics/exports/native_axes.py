"""The axes of a chart that PowerPoint draws: from where to where, and how many periods are named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any


def room(numbers: Iterable[float | None], shown_as: str, axis: Any) -> None:
    """An axis from below the lowest to above the highest, in round steps; no share below 0% or above 100%."""
    known = [n for n in numbers if n is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    rough = (high - low or abs(high) or 1.0) / 5
    ten = 10.0 ** math.floor(math.log10(rough))
    step = next(ten * n for n in (1, 2, 5, 10) if ten * n >= rough)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    if shown_as.endswith("%"):
        bottom, top = max(bottom, 0.0), min(top, 1.0) if high <= 1 else top
    if bottom < top:
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = round(bottom, 10), round(top, 10), round(step, 10)


def every(axis: Any, categories: Sequence[str | date]) -> None:
    """Name about ten periods, or the names would lie over each other."""
    from pptx.oxml.ns import qn

    element, step = axis._element, max(1, math.ceil(len(categories) / 10))
    if isinstance(categories[0], date):
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "mmm yyyy", False
        step = next((n for n in (1, 2, 3, 6, 12) if n >= step), 12 * math.ceil(step / 12))
        said = {"c:baseTimeUnit": "months", "c:majorUnit": str(step), "c:majorTimeUnit": "months"}
        before = None
    else:
        said = {"c:tickLblSkip": str(step), "c:tickMarkSkip": str(step)}
        before = element.find(qn("c:noMultiLvlLbl"))
    for tag, value in said.items():
        for former in element.findall(qn(tag)):
            element.remove(former)
        made = element.makeelement(qn(tag), {"val": value})
        element.append(made) if before is None else before.addprevious(made)
