"""Where the numbers of a collection come from and how they are defined, each once, in pages of a slide's length."""

from __future__ import annotations

from analytics.exports import wrapped
from analytics.model.collection import Collection

_NAMES = ("Numerator", "Denominator", "Source")
LINES, LETTERS = 20, 118
"""So many lines of so many letters are a page."""


def pages(collection: Collection) -> list[list[tuple[str, str]]]:
    """Name and text, page by page: of each measure what is counted, of how many, and the source."""
    known: dict[str, str] = {}
    for item in collection.items:
        lines = item.exhibit.lines
        said = [f"{name}: {text.rstrip('.')}." for name in _NAMES if (text := lines.get(name, ""))]
        known.setdefault(lines.get("Measure", item.exhibit.title), " ".join(said))
    found: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for name, text in known.items():
        if not text:
            continue
        needed = len(wrapped.lines(f"{name}: {text}", 1, LETTERS, 1)) + 0.5
        if used + needed > LINES and found[-1]:
            found.append([])
            used = 0.0
        found[-1].append((name, text))
        used += needed
    return [page for page in found if page]
