"""The quarterly report of an organisation: what it says, in which order, and which figure each of it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from analytics.model.exhibit import Exhibit
from analytics.model.quarter import Quarter


class News(StrEnum):
    """How a bullet stands to the report of the quarter before."""

    NEW = "new since last quarter"
    CHANGED = "changed since last quarter"


@dataclass(frozen=True, slots=True)
class Bullet:
    """A sentence of a report. `key` is its name from quarter to quarter, and `about` are the slugs of the exhibits that it
    comes from, `figures` their numbers.

    `state` is what it says without its figures (which way, since when): when that changes, it is news. `drafted` is what
    the data say where somebody wrote something else; `former` what was written last quarter and no longer fits. `outdated`
    says that the draft has changed since somebody wrote this.
    """

    key: str
    text: str
    about: tuple[str, ...] = ()
    state: str = ""
    figures: tuple[int, ...] = ()
    news: News | None = None
    drafted: str = ""
    former: str = ""
    outdated: bool = False
    added: bool = False

    @property
    def written(self) -> bool:
        """Whether somebody put it in their own words."""
        return self.added or bool(self.drafted)


@dataclass(frozen=True)
class Figure:
    """An exhibit with its number and caption; `programme` is the national programme that it belongs to."""

    number: int
    programme: str
    exhibit: Exhibit = field(repr=False)

    @property
    def caption(self) -> str:
        """What it shows."""
        return self.exhibit.title


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that stands for a programme, with what it counts; `about` is the slug of the exhibit it comes from."""

    value: str
    text: str
    about: str = ""
    figure: int | None = None


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it: paragraphs, `entries` (name and text; a table where it has a `head`), tiles,
    bullets, then figures. `key` names it from quarter to quarter. With `editable`, people may write bullets of their own
    into it."""

    key: str
    heading: str
    level: int
    paragraphs: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    head: tuple[str, str] | None = None
    tiles: tuple[Tile, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    figures: tuple[Figure, ...] = ()
    editable: bool = False


@dataclass(frozen=True)
class Report:
    """A quarter of an organisation. `lines` say whose numbers these are, from which data and for whom; `dropped` are the
    bullets that somebody left out, and `gone` those of last quarter that the data no longer say."""

    title: str
    organisation: str
    code: str
    quarter: Quarter
    version: str
    sections: tuple[Section, ...]
    lines: Mapping[str, str] = field(default_factory=dict, repr=False)
    illustrative: bool = False
    dropped: tuple[Bullet, ...] = ()
    gone: tuple[Bullet, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, by number."""
        return tuple(figure for section in self.sections for figure in section.figures)

    @property
    def bullets(self) -> Iterator[Bullet]:
        """Every bullet, in order."""
        return (bullet for section in self.sections for bullet in section.bullets)

    @property
    def slug(self) -> str:
        """What its files are called, without an ending."""
        return f"{self.code}_report_{self.quarter.name.replace(' ', '_')}_{self.version}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody made of a bullet in a quarter: its words (empty where it was left out), and what the data said then. A
    bullet that somebody added has no draft."""

    key: str
    text: str
    drafted: str = ""
