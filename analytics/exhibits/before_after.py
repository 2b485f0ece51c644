"""Before and after an event: the figures against their own earlier trend, and against whom it did not reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

import pandas as pd

from analytics import words
from analytics.answers import before_after as answers
from analytics.charts import before_after, legend
from analytics.exhibits.scope import Scope
from analytics.model import BeforeAfter
from analytics.model.exhibit import Exhibit, Picture

PICK = "event"
"""The name under which a view carries the event that was picked."""
OWN = "own"
"""The choice of a date of one's own, beside the keys of events."""
_OWN_MARK = re.compile(rf"(\d{{8}})-(\w+)-{OWN}")


@dataclass(frozen=True)
class Event:
    """What was picked: a day, whom it reached, what it is called ("" without a name), and when and by whom it is told."""

    day: date
    where: str
    title: str
    told: str = ""
    source: str = ""

    @property
    def mark(self) -> str:
        """How a link names it: its day, whom it reached, and a check of its title."""
        return f"{self.day:%Y%m%d}-{self.where}-{crc32(self.title.encode()):08x}"


def picked(scope: Scope) -> tuple[Exhibit, ...]:
    """Before and after the event that the view carries; why there is nothing where it carries none."""
    measure, code = scope.measure, scope.organisation.code
    events = known(answers.offered(scope.data, measure.slug, code))
    mark, tree = scope.view.pick(PICK), scope.data.organisations
    own = own_date(mark)
    if own and own.where not in {code, *(o.code for o in tree.ancestors(code))}:
        own = None
    event = next((e for e in events.values() if e.mark == mark), own)
    if event is None:
        why = "No event is picked, and before and after are told of one. Pick one on the page; a link carries it."
        return (scope.nothing(f"{measure.slug}_{code}_before_after", measure.title, why, measure=measure),)
    asked = scope.ask(measure.slug, scope.view.grain)
    found = answers.before_after(scope.data, asked, event.day, event.where)
    close = answers.nearby(scope.data, measure.slug, code, event.day, event.title)
    return of(scope, replace(found, nearby=close), event)


def own_date(mark: str) -> Event | None:
    """The day and the reach of a date of one's own in a link; None where it names none."""
    if not (parts := _OWN_MARK.fullmatch(mark)):
        return None
    try:
        return Event(date.fromisoformat(parts[1]), parts[2], "")
    except ValueError:
        return None


def known(offered: pd.DataFrame) -> dict[str, Event]:
    """The dated events that may be why a figure changed, by a name of their own."""
    return {
        f"{row['date']:%Y-%m-%d}|{row['org_code']}|{row['title']}": Event(
            row["date"].date(), row["org_code"], row["title"], row["told"], row["source"]
        )
        for row in offered.assign(date=pd.to_datetime(offered["date"])).to_dict("records")
    }


def of(scope: Scope, found: BeforeAfter, event: Event) -> tuple[Exhibit, ...]:
    """The conclusion with its picture and points, then the changes with their intervals."""
    series, measure = found.series, found.series.measure
    slug, title = f"{measure.slug}_{series.organisation.code}_before_after", f"{measure.title}: before and after"
    told = words.before_after.sentence(found, event.title)
    if found.own is None:
        return (scope.nothing(slug, title, told, measure=measure),)
    drawn, method = before_after.rows(found, event.title), words.before_after.method(found)
    axis = words.formats.axis(measure)
    lines = scope.lines(measure) | {
        "Event": f"{event.title or 'A date of your own'}, {words.formats.day(event.day)}",
        "Method": method,
    }
    whole = Exhibit(
        slug=f"{slug}_points",
        title=title,
        sentence=words.before_after.conclusion(found, event.title),
        further=(told, words.before_after.control(found)),
        picture=Picture(
            before_after.template(measure.unit, series.illustrative, series.grain, axis),
            drawn,
            words.before_after.alt(found, event.title),
            events=legend.events(drawn),
        ),
        table=lambda: before_after.table(found),
        lines=lines,
        notes=(f"{scope.name}, {series.basis}. {method} {words.before_after.key(found)}", *series.notes),
        illustrative=series.illustrative,
        measure=measure,
        numbers="The points and lines",
    )
    changes = replace(
        whole,
        slug=f"{slug}_changes",
        title=f"{title}, the changes",
        picture=None,
        table=lambda: before_after.estimates(found),
        further=(),
        notes=tuple(words.before_after_cautions.cautions(found)),
        numbers="The changes with their intervals",
    )
    return whole, changes
