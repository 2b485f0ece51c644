"""Where the names of points go, so that no two of them lie upon each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, LINE = 6.6, 15.0
"""About the width of a letter and the height of a line in the charts' small type, in pixels."""

GAP = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside the point at position `index`: `align` and offsets in pixels, as a text mark has them."""

    index: int
    align: str
    dx: float
    dy: float


def place(
    x: Sequence[float], y: Sequence[float], texts: Sequence[str], order: Sequence[int], width: float, height: float
) -> list[Label]:
    """Labels for the points in `order` that find room in a plot of this size; the first in order choose first.

    `x` and `y` are fractions of the plot, 0 to 1 from its lower left; a point without text only stands in the way.
    """
    points = [(a * width, (1 - b) * height) for a, b in zip(x, y, strict=True)]
    taken = [(left - 4, top - 4, left + 4, top + 4) for left, top in (points[i] for i in order)]
    placed = []
    for i in order:
        for label, box in _choices(i, *points[i], len(texts[i]) * LETTER):
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if texts[i] and inside and not any(_overlap(box, other) for other in taken):
                placed.append(label)
                taken.append(box)
                break
    return placed


_Box = tuple[float, float, float, float]


def _choices(i: int, x: float, y: float, wide: float) -> list[tuple[Label, _Box]]:
    """Right, left, above, below, then the two corners on the right: left, top, right and bottom of each."""
    half = LINE / 2
    corners = [
        (Label(i, "left", 2.0, dy), (x + 2, y + dy - half, x + 2 + wide, y + dy + half)) for dy in (-GAP - 5, GAP + 5)
    ]
    return [
        (Label(i, "left", GAP, 0.0), (x + GAP, y - half, x + GAP + wide, y + half)),
        (Label(i, "right", -GAP, 0.0), (x - GAP - wide, y - half, x - GAP, y + half)),
        (Label(i, "center", 0.0, -GAP - 5), (x - wide / 2, y - GAP - LINE, x + wide / 2, y - GAP + 2)),
        (Label(i, "center", 0.0, GAP + 5), (x - wide / 2, y + GAP - 2, x + wide / 2, y + GAP + LINE)),
        *corners,
    ]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
