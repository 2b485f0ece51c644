"""A chapter of the report: a national programme in a quarter, drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analytics import words
from analytics.model import Better, Programme
from analytics.model.report import Bullet, Figure, Section, Tile
from analytics.reporting import outline, stories, told
from analytics.reporting.drawn import Drawer, Drawn
from analytics.reporting.outline import Chapter
from analytics.reporting.tiles import tiles

PARTS = {outline.PROCESS: "Process measures", outline.OUTCOME: "Outcome measures"}


@dataclass(frozen=True, eq=False)
class Drafted:
    """A chapter with all that is said of it; figures have no numbers yet."""

    chapter: Chapter
    drawer: Drawer
    programmes: tuple[Programme, ...]
    figures: tuple[Drawn, ...]

    @classmethod
    def by(cls, drawer: Drawer, chapter: Chapter, known: Iterable[Programme]) -> Drafted:
        """Draw the figures of a chapter."""
        programmes = tuple(p for p in known if p.slug in chapter.programmes)
        return cls(chapter, drawer, programmes, tuple(drawer.draw(chapter.planned(programmes))))

    def summary(self) -> Section:
        """Its part of the executive summary."""
        key = f"summary.{self.chapter.slug}"
        bullets = told.headlines(self.figures, self.chapter.short)
        return Section(key, self.chapter.title, 2, bullets=_keyed(key, bullets), editable=True)

    def infographics(self) -> Section:
        """Its part of the key infographics; what there is no number of is said."""
        found: tuple[Tile, ...] = tuple(tiles(self.drawer, self.programmes, self.figures))
        why = f"There is no number of {self.chapter.short} for {self.drawer.name} in {self.drawer.quarter}."
        return Section(f"numbers.{self.chapter.slug}", self.chapter.title, 2, () if found else (why,), tiles=found)

    def sections(self) -> Iterator[Section]:
        """The chapter itself."""
        slug, quarter = self.chapter.slug, self.drawer.quarter
        tellings = stories.of(self.drawer, self.chapter.programmes)
        yield Section(slug, self.chapter.title, 1, tuple(p.summary for p in self.programmes))
        yield Section(f"{slug}.summary", f"Summary of {quarter} progress", 2)
        yield self._listed("outcomes", "Programme expected outcomes", self._outcomes(), "has no outcome measure yet")
        yield self._listed("deliverables", "Programme deliverables", self._deliverables(), "has no dated plan here")
        year = f"{quarter.year}/{(quarter.year + 1) % 100:02d}"
        heading = f"Progress and contribution to NatPatSIP ambitions {year}"
        none = f"Nothing is recorded for {self.drawer.name} in {quarter}."
        yield self._section(outline.PROGRESS, heading, self._spoken(outline.PROGRESS), none)
        yield Section(f"{slug}.detail", f"Detailed information on {self.chapter.short}", 2)
        updates = (
            *self._measured(),
            *self._spoken(outline.UPDATES, *PARTS),
            *stories.bullets(self.drawer, tellings, stories.UPDATE),
        )
        yield self._section(outline.UPDATES, "Key updates and achievements", updates, none)
        hard = (
            *told.concerns(self.figures),
            *self._spoken(outline.CHALLENGES),
            *told.gaps(self.figures, self.drawer.name),
        )
        none_hard = "No figure of the outline is missing, and none gives concern."
        yield self._section(outline.CHALLENGES, "Context, challenges and expectations", hard, none_hard)
        planned = [figure.part for figure in self.chapter.figures]
        for part in sorted(PARTS, key=lambda p: planned.index(p) if p in planned else len(planned)):
            if any(d.exhibit and d.planned.part == part for d in self.figures):
                yield replace(self._section(part, PARTS[part], ()), editable=False)
        learned = tuple(stories.bullets(self.drawer, tellings, stories.LEARNING))
        none = f"No learning was returned for {self.drawer.name} in {quarter}."
        key = f"{slug}.learning"
        yield Section(key, "Key learnings", 2, () if learned else (none,), bullets=_keyed(key, learned), editable=True)
        cases = tuple(stories.case_studies(self.drawer, tellings, f"{slug}.cases"))
        none = f"No case study was returned for {self.drawer.name} in {quarter}."
        yield Section(f"{slug}.cases", "Case studies", 2, () if cases else (none,))
        yield from cases

    def _section(self, part: str, heading: str, bullets: Iterable[Bullet], none: str = "") -> Section:
        """A part with its bullets and its figures; without bullets it says `none`."""
        key = f"{self.chapter.slug}.{part}"
        drawn = [d.exhibit for d in self.figures if d.exhibit and d.planned.part == part]
        figures = tuple(Figure(0, self.chapter.short, exhibit) for exhibit in drawn)
        told = _keyed(key, bullets)
        without = (none,) if none and not told else ()
        return Section(key, heading, 3, without, bullets=told, figures=figures, editable=True)

    def _listed(self, name: str, heading: str, texts: Iterable[tuple[str, str]], none: str) -> Section:
        key = f"{self.chapter.slug}.{name}"
        listed = _keyed(key, (Bullet(own, text, state=text) for own, text in texts))
        without = () if listed else (f"{self.chapter.short} {none}.",)
        return Section(key, heading, 3, without, bullets=listed, editable=True)

    def _spoken(self, *parts: str) -> Iterator[Bullet]:
        for drawn in self.figures:
            if drawn.measured is None and drawn.planned.part in parts and (said := told.bullet(drawn)):
                yield said

    def _measured(self) -> Iterator[Bullet]:
        for drawn in self.figures:
            if drawn.measured is not None and (said := told.bullet(drawn)):
                yield said

    def _outcomes(self) -> Iterator[tuple[str, str]]:
        """Which way each outcome is to go, and how far where an ambition is set."""
        for programme in self.programmes:
            for measure in programme.measures:
                if outline.part_of(measure) != outline.OUTCOME or measure.better is Better.NEUTRAL:
                    continue
                way = "an increase" if measure.better is Better.INCREASE else "a reduction"
                aim = (
                    ""
                    if measure.target is None
                    else f" (the ambition is {words.formats.target(measure, measure.target)})"
                )
                yield measure.slug, f"{measure.title}: {way} is expected{aim}."

    def _deliverables(self) -> Iterator[tuple[str, str]]:
        """The ambitions and the dated steps of the national plan that are due by the end of this financial year."""
        for programme in self.programmes:
            for pathway in programme.pathways:
                if pathway.ambition is not None:
                    text = f"{pathway.title}: the ambition is {pathway.ambition:.0%}. {pathway.ambition_source}".strip()
                    yield pathway.slug, words.formats.sentence(text)
                for step in pathway.milestones:
                    text = f"{pathway.title}: {step.title}, planned for {words.formats.day(step.due)}."
                    yield f"{pathway.slug}:{step.title}", text


def _keyed(section: str, bullets: Iterable[Bullet]) -> tuple[Bullet, ...]:
    return tuple(replace(bullet, key=f"{section}/{bullet.key}") for bullet in bullets)
