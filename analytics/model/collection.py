"""What is handed out together, and what every copy of it must say."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.model.exhibit import Exhibit

ORGANISATION, PERIOD, DATA_VERSION, PUBLICATION = "Organisation", "Period", "Data version", "Publication"
"""The names, in an exhibit's lines, of what every copy of it says."""


@dataclass(frozen=True, eq=False)
class Item:
    """An exhibit in its place among others: the link that opens it, and what is to be said about it (a speaker's notes)."""

    exhibit: Exhibit
    link: str
    spoken: str = ""


@dataclass(frozen=True, eq=False)
class Collection:
    """The exhibits of a view or of a board, in order, and the link that opens them all. `slug` names its files."""

    slug: str
    title: str
    items: tuple[Item, ...]
    link: str

    @property
    def illustrative(self) -> bool:
        """Whether any of it is made up."""
        return any(item.exhibit.illustrative for item in self.items)

    def told(self, name: str) -> tuple[str, ...]:
        """What its exhibits say under a name of their lines, each once."""
        return tuple(dict.fromkeys(text for i in self.items if (text := i.exhibit.lines.get(name, ""))))
