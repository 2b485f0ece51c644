"""The map of the ICBs, each a tile: the ground that every map is drawn on, and the map of a measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analytics import words
from analytics.answers import comparison as comparisons
from analytics.charts import tile_layouts, tiles
from analytics.charts.tile_layouts import Tile
from analytics.charts.tiles import By, Look
from analytics.exhibits.scope import Scope
from analytics.exports import tabulated
from analytics.model import ENGLAND, Comparison, ControlChart, Kind, Mapped, Series
from analytics.model.exhibit import Exhibit, Picture

CHOICES = {By.VARIATION: "Change", By.ASSURANCE: "Target", By.RATE: "Rate"}


@dataclass(frozen=True)
class Ground:
    """The boards of the tree that is shown: `names` by code, those `outlined` as the reader's own, and their `tiles`."""

    names: Mapping[str, str]
    outlined: tuple[str, ...]
    tiles: tuple[Tile, ...]


def ground(scope: Scope) -> Ground:
    """What a map is drawn on."""
    tree = scope.data.organisations
    names = {o.code: o.short_name for o in tree.all(Kind.ICB)}
    own = comparisons.own(scope.data, scope.organisation.code, Kind.ICB)
    return Ground(names, own, tile_layouts.of_tree(tree))


def picture(rows: pd.DataFrame, entries: Sequence[tuple[Look, int]], alt: str, illustrative: bool) -> Picture:
    """A map of `rows` with its key."""
    return Picture(tiles.template(illustrative), rows, alt, tiles.marks(entries))


def notes(scope: Scope, on: Ground, period: str = "") -> tuple[str, ...]:
    """What stands beside every map: the `period` where the tiles are figures, what is out of place, and whose they are."""
    placed = [on.names[tile.code] for tile in on.tiles if tile.found]
    whole = scope.organisation.kind is Kind.NATION
    told = (
        f"Rates of {period}." if period else "",
        f"In the free square nearest to where it lies: {', '.join(placed)}." if placed else "",
        "" if whole else f"A thick outline marks {scope.name}, its ICBs or the ICB around it.",
    )
    return tuple(note for note in told if note)


def of_measure(scope: Scope) -> tuple[Exhibit, ...]:
    """The chosen measure by how it changes."""
    found = comparisons.mapped(scope.data, replace(scope.ask(scope.measure.slug), organisation=ENGLAND))
    return (of(scope, found, ways(found)[0] if found else By.VARIATION),)


def ways(found: Mapped) -> list[By]:
    """What the tiles may be coloured by; by rate first where no chart has a verdict, since all tiles would be alike."""
    judged = any(board.whole[1].variation for board in found.boards)
    first, last = ([], [By.RATE]) if judged or not found.rated else ([By.RATE], [])
    return [*first, By.VARIATION, *([By.ASSURANCE] if found.assured else []), *(last if found.rated else [])]


def of(scope: Scope, found: Mapped | None, by: By = By.VARIATION) -> Exhibit:
    """The ICBs of England by change, by target or by rate."""
    measure, slug = scope.measure, f"{scope.measure.slug}_map"
    if found is None:
        what = "says nothing about a single ICB" if Kind.ICB not in measure.levels else "has no figures for ICBs yet"
        return scope.nothing(slug, measure.title, f"There is no map, because this measure {what}.", measure=measure)
    boards, rates = {one.series.organisation.code: one.whole for one in found.boards}, found.rates
    looks, on = tiles.looks(by, measure, boards, rates), ground(scope)
    series = next(iter(boards.values()))[0]
    period = rates.period if rates else "latest"
    return scope.exhibit(
        slug,
        f"{measure.title}: the {len(on.names)} ICBs",
        _sentence(by, tuple(boards.values()), rates),
        picture(
            tiles.rows(looks, boards, rates, on.outlined, on.names, on.tiles),
            tiles.key(by, looks, len(on.tiles)),
            words.spread.map_alt(series, CHOICES[by].lower(), period, len(on.names)),
            series.illustrative,
        ),
        lambda: tabulated.trends_table(tuple(boards.values())),
        "The numbers behind this map",
        notes=notes(scope, on, period if by is By.RATE else ""),
        illustrative=series.illustrative,
        measure=measure,
    )


def _sentence(by: By, boards: Sequence[tuple[Series, ControlChart]], rates: Comparison | None) -> str:
    if by is By.ASSURANCE:
        return words.spread.assurance_sentence(boards)
    if by is By.RATE and rates is not None:
        return words.spread.rates_sentence(rates)
    return words.spread.trends_sentence(boards, Kind.ICB.value)
