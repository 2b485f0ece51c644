"""What one person's changes and loads took, and the tables that `filter_change.py` prints of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Seen:
    """What one change or load took, in milliseconds, and how far it moved the page."""

    chart: float
    rest: float
    shift: float
    reported: float


@dataclass
class Place:
    """A page in a section, and what was seen there."""

    name: str
    path: str
    seen: list[Seen] = field(default_factory=list)
    bare: list[Seen] = field(default_factory=list)
    load: list[Seen] = field(default_factory=list)


def middle(seen: Sequence[Seen], what: str) -> float:
    """The median of one of its numbers."""
    return median(getattr(one, what) for one in seen)


HEAD = """| page | chart, ms | bare, ms | ratio | at rest, ms | bare, ms | ratio | shift | bare | reported | bare | load |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


def told(place: Place) -> float:
    """Print a line of the table of changes; the ratio of times to the chart."""
    cells = []
    for what in ("chart", "rest"):
        ours, bare = middle(place.seen, what), middle(place.bare, what)
        cells += [f"{ours:.0f}", f"{bare:.0f}", f"{ours / bare:.1f}"]
    shifts = [f"{middle(seen, what):.3f}" for what in ("shift", "reported") for seen in (place.seen, place.bare)]
    shifts.append(f"{middle(place.load, 'shift'):.3f}")
    print("|", " | ".join([place.name, *cells, *shifts]), "|", flush=True)
    return middle(place.seen, "chart") / middle(place.bare, "chart")


def told_cold(ours: Sequence[Seen], bare: Sequence[Seen]) -> None:
    """Print the table of cold links."""
    print("\n| cold link | first chart, s | at rest, s | shift |\n|---|---|---|---|")
    for name, seen in (("product", ours), ("bare page", bare)):
        print(f"| {name} | {middle(seen, 'chart') / 1000:.2f} | {middle(seen, 'rest') / 1000:.2f} | ", end="")
        print(f"{middle(seen, 'shift'):.3f} |")
    ratios = [middle(ours, what) / middle(bare, what) for what in ("chart", "rest")]
    print("| ratio | {:.1f} | {:.1f} | |".format(*ratios))


def told_memory(ours: Sequence[tuple[int, float]], bare: Sequence[tuple[int, float]]) -> None:
    """Print the table of memory."""
    print("\n| changes |", " | ".join(str(turn) for turn, _ in ours), "|")
    print("|---|" + "---|" * len(ours))
    for name, taken in (("product, MB", ours), ("bare page, MB", bare)):
        print(f"| {name} |", " | ".join(f"{size:.0f}" for _, size in taken), "|")
