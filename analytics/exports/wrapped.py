"""Text in lines, for places that do not wrap it themselves. Widths are those of Arial, on the safe side."""

from __future__ import annotations

import textwrap

REGULAR, BOLD = 0.51, 0.55
"""About the width of a letter, by the size of the type."""


def lines(text: str, size: float, width: float, letter: float = REGULAR) -> list[str]:
    """A text in lines of a width, in the unit of `size`; a word longer than a line is broken."""
    return textwrap.wrap(text, max(int(width / (size * letter)), 1), break_on_hyphens=False)


def fitting(text: str, sizes: tuple[float, ...], width: float, height: float, letter: float = REGULAR) -> float | None:
    """The first of the sizes in which a text fits into a room; None where it fits in none."""
    spaced = 1.2
    return next((s for s in sizes if len(lines(text, s, width, letter)) * s * spaced <= height), None)


def parted(text: str, sizes: tuple[float, ...], width: float, height: float, letter: float) -> tuple[str, float, str]:
    """As many whole sentences from the front as fit, their size, and the rest. Of a first sentence that fits in none, all
    in the smallest: nothing is cut."""
    ends = [at + 1 for at, sign in enumerate(text) if sign in ".!?" and text[at + 1 : at + 2] in ("", " ")]
    for end in dict.fromkeys((len(text), *reversed(ends))):
        if size := fitting(text[:end], sizes, width, height, letter):
            return text[:end], size, text[end:].strip()
    first = ends[0] if ends else len(text)
    return text[:first], sizes[-1], text[first:].strip()
