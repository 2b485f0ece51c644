"""The sections of every page: their names in a link, their titles, and the exhibits that each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from analytics.catalogue import local
from analytics.exhibits import (
    adoption,
    approach,
    babies,
    baseline,
    before_after,
    bundle,
    calendar,
    comparison,
    control,
    deterioration,
    engagement,
    forecast,
    glance,
    outcomes,
    overview,
    people,
    progress,
    quality,
    spread,
    support,
    tile_map,
    timeline,
    transition,
    variation,
    where,
)
from analytics.exhibits.scope import Scope
from analytics.model.exhibit import Exhibit

Makes = Callable[[Scope], Iterable[Exhibit]]


@dataclass(frozen=True)
class Section:
    """A section of a page: `slug` is its name in a link. What `makes` it comes in the page's order; where nothing does,
    `without` says why. `of_measure` marks the one that shows the view's measure. `views` lie below it: one is open."""

    slug: str
    title: str
    makes: tuple[Makes, ...] = field(default=(), repr=False)
    of_measure: bool = False
    views: tuple[Section, ...] = ()
    without: str = ""

    def exhibits(self, scope: Scope) -> Iterator[Exhibit]:
        """What this section shows, its views apart, each made when it is asked for."""
        return (exhibit for make in self.makes for exhibit in make(scope))


AROUND = (
    Section("compare", "Compared", (spread.outliers, comparison.ranking)),
    Section("trends", "Who is moving", (spread.trends,)),
    Section("map", "On the map", (tile_map.of_measure,)),
)
"""What lies around the chosen measure's own chart."""
PROGRESS = Section("progress", "Progress", (progress.section,))
BEFORE_AFTER = Section("before_after", "Before and after", (before_after.picked,))
CHARTS = Section("charts", "All charts", (control.others,))

PAGES: dict[str, tuple[Section, ...]] = {
    "overview": (Section("", "Overview", (overview.section,)),),
    "preterm_optimisation": (
        Section("glance", "At a glance", (glance.pathway, control.headlines, glance.beside_the_pathway)),
        Section("intervention", "One intervention", (control.chosen,), of_measure=True, views=AROUND),
        Section("bundle", "The bundle", (bundle.section,)),
        Section("babies", "What it means for babies", (babies.section,)),
        Section("adoption", "Adoption", (adoption.pathways,)),
        PROGRESS,
        Section("outcomes", "Outcomes", (outcomes.section,)),
        BEFORE_AFTER,
        CHARTS,
    ),
    "deterioration": (
        Section("glance", "At a glance", (glance.page, control.headlines)),
        Section("tools", "MEWS and NEWTT2", (deterioration.tools,)),
        Section("pier", "PIER and toolkits", (deterioration.around,)),
        PROGRESS,
        Section("measure", "One measure", (control.chosen, control.others), of_measure=True, views=AROUND),
        BEFORE_AFTER,
    ),
    "opioids": (
        Section("glance", "At a glance", (glance.page, control.headlines)),
        Section("people", "People", (people.section,)),
        Section("calendar", "Calendar", (calendar.section,)),
        Section("measure", "One measure", (control.chosen,), of_measure=True),
        Section("baseline", "Since 2021", (baseline.section,)),
        Section("forecast", "Will we get there?", (forecast.section,)),
        Section("variation", "Who differs", (variation.section, *(make for one in AROUND for make in one.makes))),
        Section("approach", "Whole System Approach", (approach.section,)),
        CHARTS,
        PROGRESS,
    ),
    "system_safety": (
        Section("timeline", "Timeline", (timeline.section,)),
        Section("where", "Where is everybody", (where.section,)),
        Section("transition", "Will they get there", (transition.section,)),
        Section("support", "Who needs support", (support.section,)),
        Section("engagement", "Engagement", (engagement.section,)),
        Section("measure", "One measure", (control.chosen,), of_measure=True, views=AROUND),
        PROGRESS,
    ),
    "data_quality": (Section("", "Data quality", (quality.section,)),),
    local.PROGRAMME: (
        Section("", local.TITLE, (glance.page, control.chosen, control.others, comparison.ranking), of_measure=True),
    ),
}
"""By the page's name in an address: a programme's, or that of another."""
