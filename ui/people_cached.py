"""Answers about counts of people and the calendar worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from analytics.answers import Question, calendar
from analytics.answers import shown as shown_as
from analytics.model import Charted, Shown, SignalOrCalendar
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(1000)
def shown(version: Version, asked: Question, how: Shown) -> Charted:
    """A measure of an organisation as it is asked to be shown."""
    return shown_as.shown(cached.data(version), asked, how)


@memo(500)
def explained(version: Version, asked: Question) -> SignalOrCalendar:
    """What the calendar does to a measure, in each of its months."""
    return calendar.explained(cached.data(version), asked)


@memo(500)
def taken_out(version: Version, asked: Question) -> Charted | None:
    """The measure without its calendar; None where no effect was found to take out."""
    return calendar.taken_out(cached.data(version), asked)
