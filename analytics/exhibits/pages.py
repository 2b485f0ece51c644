"""The sections of every page: their names in a link, their titles, and the exhibits that each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from analytics.catalogue import local
from analytics.exhibits import comparison, control
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

    def exhibits(self, scope: Scope) -> tuple[Exhibit, ...]:
        """What this section shows, its views apart."""
        return tuple(exhibit for make in self.makes for exhibit in make(scope))


NOT_YET = "It is drawn by its page alone."
AROUND = (
    Section("compare", "Compared", (comparison.ranking,)),
    Section("trends", "Who is moving", without=NOT_YET),
    Section("map", "On the map", without=NOT_YET),
)
"""What lies around the chosen measure's own chart."""
PROGRESS = Section("progress", "Progress", without=NOT_YET)
CHARTS = Section("charts", "All charts", (control.others,))

PAGES: dict[str, tuple[Section, ...]] = {
    "overview": (Section("", "Overview", without=NOT_YET),),
    "preterm_optimisation": (
        Section("glance", "At a glance", (control.headlines,)),
        Section("intervention", "One intervention", (control.chosen,), of_measure=True, views=AROUND),
        Section("bundle", "The bundle", without=NOT_YET),
        Section("babies", "What it means for babies", without=NOT_YET),
        Section("adoption", "Adoption", without=NOT_YET),
        PROGRESS,
        Section("outcomes", "Outcomes", without=NOT_YET),
        Section("before_after", "Before and after", without=NOT_YET),
        CHARTS,
    ),
    "deterioration": (
        Section("glance", "At a glance", (control.headlines,)),
        Section("tools", "MEWS and NEWTT2", without=NOT_YET),
        Section("pier", "PIER and toolkits", without=NOT_YET),
        PROGRESS,
        Section("measure", "One measure", (control.chosen, control.others), of_measure=True, views=AROUND),
        Section("before_after", "Before and after", without=NOT_YET),
    ),
    "opioids": (
        Section("glance", "At a glance", (control.headlines,)),
        Section("people", "People", without=NOT_YET),
        Section("calendar", "Calendar", without=NOT_YET),
        Section("measure", "One measure", (control.chosen,), of_measure=True),
        Section("baseline", "Since 2021", without=NOT_YET),
        Section("forecast", "Will we get there?", without=NOT_YET),
        Section("variation", "Who differs", without=NOT_YET),
        Section("approach", "Whole System Approach", without=NOT_YET),
        CHARTS,
        PROGRESS,
    ),
    "system_safety": (
        Section("timeline", "Timeline", without=NOT_YET),
        Section("where", "Where is everybody", without=NOT_YET),
        Section("transition", "Will they get there", without=NOT_YET),
        Section("support", "Who needs support", without=NOT_YET),
        Section("engagement", "Engagement", without=NOT_YET),
        Section("measure", "One measure", (control.chosen,), of_measure=True, views=AROUND),
        PROGRESS,
    ),
    local.PROGRAMME: (Section("", local.TITLE, (control.chosen, control.others, comparison.ranking), of_measure=True),),
}
"""By the page's name in an address: a programme's, or that of the overview or of the users' own measures."""
