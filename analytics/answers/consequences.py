"""What keeping a file would do to the charts: whose icons change, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analytics.answers import Data, chart
from analytics.keeping.dry_run import DryRun
from analytics.model import Assurance, Measure, Organisation, Variation
from analytics.model.tables import ADOPTION, TABLES
from analytics.organisations import Organisations
from analytics.series.resolve import Rows
from analytics.store import keys
from analytics.words.counting import would_change

MOST_CHARTS = 300
"""Charts that are drawn before and after. Larger files are held against the largest organisations first."""


@dataclass(frozen=True)
class Overlay:
    """The rows of a version as they would be with an upload kept: `added` rows, and `removed` keys taken away."""

    base: Rows
    table: str
    added: pd.DataFrame = field(repr=False)
    removed: pd.DataFrame | None = field(default=None, repr=False)

    @property
    def changed(self) -> pd.DataFrame:
        """What is added and what is taken away."""
        return self.added if self.removed is None else pd.concat([self.added, self.removed], ignore_index=True)

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """As `Snapshot.rows`."""
        wanted = None if scopes is None else set(scopes)
        now = self.base.rows(table, wanted)
        if table != self.table:
            return now
        spec = TABLES[table]
        added = self.added if wanted is None else self.added[self.added[spec.scope].isin(wanted)]
        if len(added):
            now = now[~(now["illustrative"] & now[spec.scope].isin(added[spec.scope].unique()))]
        stays = ~keys(now, spec).isin(keys(self.changed, spec))
        both = [now[stays], added.assign(upload="", illustrative=False)]
        return pd.concat([part for part in both if len(part)] or both[:1], ignore_index=True)


@dataclass(frozen=True)
class Turn:
    """A chart whose icons would change."""

    measure: Measure
    organisation: Organisation
    before: Variation
    after: Variation
    assurance_before: Assurance
    assurance_after: Assurance


@dataclass(frozen=True)
class Consequences:
    """The charts whose icons would change, of `looked_at` that were held against each other. `new` would be drawn for the
    first time, or in place of illustrative ones; `left` were too many to look at. Where organisations change, `opened` would
    be drawn for the first time as whoever they are of opens, and `gone` no longer."""

    turns: tuple[Turn, ...]
    looked_at: int
    new: int = 0
    left: int = 0
    opened: int = 0
    gone: int = 0

    @property
    def sentence(self) -> str:
        """How many charts turn, come, go, and were not looked at."""
        return would_change(len(self.turns), self.looked_at, self.new, self.opened, self.gone, self.left)


def of_dry_run(dry: DryRun, before: Data, fresh: Iterable[Measure]) -> Consequences:
    """What keeping a file would do to the charts of its version, with the measures that are new there."""
    now = Overlay(before.stored, dry.table.name, dry.reading.rows, dry.removed)
    return consequences(now, before, {m.slug: m for m in fresh} | dict(before.measures))


def consequences(now: Overlay, before: Data, known: Mapping[str, Measure]) -> Consequences:
    """Hold the charts of every organisation that the changed rows are about, and of those above it, against today's.

    `known` are all measures, new ones too. What is read off adoption or composed of other measures changes with them.
    """
    turns: list[Turn] = []
    looked_at = new = left = 0
    after = replace(before, stored=now, measures=known, known={})
    concerned = _concerned(now.changed["org_code"].unique(), before.organisations)
    for slug in _touched(now, known):
        was = before.resolved(slug) if slug in before.measures else None
        drawn = after.resolved(slug).codes()
        for one in concerned:
            if one.kind not in known[slug].levels:
                continue
            if looked_at + new >= MOST_CHARTS:
                left += 1
                continue
            icons = None if was is None or was.illustrative else chart.icons(before, slug, one)
            if icons is None:
                new += one.code in drawn
                continue
            looked_at += 1
            if icons != (then := chart.icons(after, slug, one)):
                turns.append(Turn(known[slug], one, *sides(icons, then)))
    return Consequences(tuple(turns), looked_at, new, left)


def _touched(now: Overlay, known: Mapping[str, Measure]) -> list[str]:
    """Measures whose numbers come from the changed rows."""
    scopes = set(now.changed[TABLES[now.table].scope].unique())
    if now.table == ADOPTION.name:
        return [m.slug for m in known.values() if m.from_adoption and m.from_adoption.pathway in scopes]
    return [m.slug for m in known.values() if m.slug in scopes or scopes & set(m.composite_of)]


def _concerned(codes: Iterable[str], tree: Organisations) -> Sequence[Organisation]:
    """The organisations themselves and all above them, largest first."""
    line = {c: None for code in codes if code in tree for c in (code, *(o.code for o in tree.ancestors(code)))}
    return sorted((o for code in line if (o := tree.get(code)) is not None), key=lambda o: o.kind.level)


def sides(
    before: tuple[Variation, Assurance], after: tuple[Variation, Assurance] | None
) -> tuple[Variation, Variation, Assurance, Assurance]:
    """The variations before and after, then the assurances; blank where there is no chart any more."""
    then = after or (Variation.BLANK, Assurance.BLANK)
    return before[0], then[0], before[1], then[1]
