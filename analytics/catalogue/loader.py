"""Reads the catalogue: every TOML of a folder, checked as a whole, once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from analytics.catalogue import effects, harms, rules, support
from analytics.catalogue.effects import Adjustable
from analytics.catalogue.fields import build
from analytics.model import Ambition, AssumedHarm, Effect, Measure, Pathway, PrintedFall, Programme, Quoted, Scale

HERE = Path(__file__).parent

Noun = TypeVar("Noun")


class CatalogueError(KeyError):
    """A name that the catalogue does not know; the message names those it does."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the message in quotes


class InvalidCatalogue(ValueError):
    """The TOML files are not a catalogue: `problems` has one sentence for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything that is measured. Compared and hashed by identity, so it can be a cache key; never changed."""

    programmes: tuple[Programme, ...]
    measures: dict[str, Measure] = field(repr=False)
    pathways: dict[str, Pathway] = field(repr=False)
    scales: dict[str, Scale] = field(repr=False)
    effects: dict[str, Effect] = field(repr=False, default_factory=dict)
    quoted: tuple[Quoted, ...] = field(repr=False, default=())
    harms: dict[str, AssumedHarm] = field(repr=False, default_factory=dict)
    falls: dict[str, PrintedFall] = field(repr=False, default_factory=dict)
    ambitions: dict[str, Ambition] = field(repr=False, default_factory=dict)

    @property
    def adjustable(self) -> dict[str, Adjustable]:
        """The assumptions that a reader may change, by their names in links."""
        parts = [slug for m in self.measures.values() for slug in m.composite_of]
        ours = {a.name: a for a in (support.MONTHS, support.RETURNS)}
        found = effects.adjustable(self.effects.values(), parts) | harms.adjustable(self.harms.values())
        return found | ours

    def programme(self, slug: str) -> Programme:
        """The programme with this slug. Raises CatalogueError."""
        return _named("programme", slug, {p.slug: p for p in self.programmes})

    def measure(self, slug: str) -> Measure:
        """The measure with this slug. Raises CatalogueError."""
        return _named("measure", slug, self.measures)

    def pathway(self, slug: str) -> Pathway:
        """The pathway with this slug. Raises CatalogueError."""
        return _named("pathway", slug, self.pathways)

    def scale(self, slug: str) -> Scale:
        """The scale with this slug. Raises CatalogueError."""
        return _named("scale", slug, self.scales)


@lru_cache
def load(folder: Path = HERE) -> Catalogue:
    """The catalogue of the TOML files in `folder`, programmes by their `order`.

    A file holds one programme (its fields, `[[measures]]`, `[[populations]]`, `[[pathways]]`), `[[scales]]`,
    `[[effects]]`, `[[quoted]]`, `[[harms]]`, `[[falls]]`, `[[ambitions]]`, or several of these; a programme's file is named
    by its slug. Raises InvalidCatalogue with everything that is wrong.
    """
    problems: list[str] = []
    programmes: list[Programme] = []
    scales: list[Scale] = []
    found: list[Effect] = []
    quoted: list[Quoted] = []
    harmful: list[AssumedHarm] = []
    falls: list[PrintedFall] = []
    ambitions: list[Ambition] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: is not TOML: {error}")
            continue
        scales += _items(Scale, content, "scales", path.name, problems)
        found += _items(Effect, content, "effects", path.name, problems)
        quoted += _items(Quoted, content, "quoted", path.name, problems)
        harmful += _items(AssumedHarm, content, "harms", path.name, problems)
        falls += _items(PrintedFall, content, "falls", path.name, problems)
        ambitions += _items(Ambition, content, "ambitions", path.name, problems)
        if content:
            programmes += _programme(content, path, problems)
    if not programmes and not problems:
        problems.append(f"{folder}: holds no programme")
    if not problems:  # references can only be judged when every noun could be read
        problems += rules.problems(programmes, scales)
        measures = [m for p in programmes for m in (*p.measures, *p.populations)]
        problems += effects.problems(found, quoted, measures)
        problems += harms.problems(harmful, falls, ambitions, measures)
    if problems:
        raise InvalidCatalogue(problems)
    ordered = tuple(sorted(programmes, key=lambda p: (p.order, p.slug)))
    return Catalogue(
        ordered,
        {m.slug: m for p in ordered for m in (*p.measures, *p.populations)},
        {w.slug: w for p in ordered for w in p.pathways},
        {s.slug: s for s in scales},
        {e.slug: e for e in found},
        tuple(quoted),
        {h.slug: h for h in harmful},
        {f.measure: f for f in falls},
        {a.measure: a for a in ambitions},
    )


def _programme(content: dict[str, Any], path: Path, problems: list[str]) -> list[Programme]:
    """The programme of one file, as a list of one, or of none when something is wrong."""
    measures = _items(Measure, content, "measures", path.name, problems, programme=path.stem)
    pathways = _items(Pathway, content, "pathways", path.name, problems, programme=path.stem)
    populations = _items(Measure, content, "populations", path.name, problems, programme=path.stem)
    parts = {"measures": tuple(measures), "pathways": tuple(pathways), "populations": tuple(populations)}
    programme = build(Programme, content, path.name, problems, **parts)
    if programme and programme.slug != path.stem:
        problems.append(f"{path.name}: the file of programme `{programme.slug}` must be named {programme.slug}.toml")
    return [programme] if programme else []


def _items(
    noun: type[Noun], content: dict[str, Any], key: str, name: str, problems: list[str], **given: str
) -> list[Noun]:
    """The nouns of `[[key]]`, which is taken out of `content`."""
    tables = content.pop(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(f"{name}: `{key}` must be tables, written [[{key}]]")
        return []
    built = []
    for i, table in enumerate(tables, 1):
        where = f"{name}, {key[:-1]} {table.get('slug', i)}"
        built.append(build(noun, table, where, problems, **given))
    return [item for item in built if item is not None]


def _named(noun: str, slug: str, known: Mapping[str, Noun]) -> Noun:
    if slug not in known:
        raise CatalogueError(f"no {noun} `{slug}`; known are {', '.join(known)}")
    return known[slug]
