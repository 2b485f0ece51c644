"""Signal or calendar: what working days and the length of months explain of each special-cause point."""

from __future__ import annotations

from analytics import words
from analytics.answers import calendar as answers
from analytics.exhibits import control
from analytics.exhibits.scope import Scope
from analytics.model import Charted, Measure, SignalOrCalendar
from analytics.model.exhibit import Exhibit


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The chart, with or without its calendar as the view says, then the calendar of every month."""
    asked = scope.ask(chosen(scope))
    found = answers.explained(scope.data, asked)
    out = scope.view.shown.calendar_out and found.effect.found
    return of(scope, found, answers.taken_out(scope.data, asked) if out else None)


def options(scope: Scope) -> dict[str, Measure]:
    """The measures that have a calendar, by slug."""
    assert scope.programme is not None
    return {m.slug: m for m in scope.programme.measures if m.chart != "line"}


def chosen(scope: Scope) -> str:
    """The measure that is shown."""
    known = options(scope)
    return scope.measure.slug if scope.measure.slug in known else next(iter(known))


def of(scope: Scope, found: SignalOrCalendar, without: Charted | None) -> tuple[Exhibit, ...]:
    """The chart, `without` its calendar where that is taken out, and the months."""
    drawn = control.of(scope, without or found.charted, variant="calendar_taken_out" if without else "")
    return (drawn,) if drawn.missing else (drawn, months(scope, found))


def months(scope: Scope, found: SignalOrCalendar) -> Exhibit:
    """The calendar of every month, and its part of the figure."""
    series = found.charted.series
    headline, told = words.calendar.headline(found), words.calendar.sentence(found, scope.name)
    return scope.exhibit(
        f"calendar_{series.measure.slug}_{scope.organisation.code}",
        f"{series.measure.title}: signal or calendar?",
        headline,
        None,
        lambda: found.months.assign(period=found.months["period"].dt.strftime("%Y-%m-%d")),
        "The calendar of every month, and its part of the figure",
        scope.lines(series.measure),
        words.calendar.working(found) or (found.effect.note,),
        (told, *words.calendar.asked(found)),
        illustrative=series.illustrative,
    )
