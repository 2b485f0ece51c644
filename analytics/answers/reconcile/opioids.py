"""Opioids: fewer people than at baseline, what that means in harm, and the spring of 2023."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from analytics.answers import baseline
from analytics.answers import chart as charts
from analytics.answers.question import Question
from analytics.answers.reconcile.known import LAST_MONTH, PRINTED, Check, Known
from analytics.catalogue import harms
from analytics.methods.calendar.days import bank_holidays
from analytics.model import Grain, Tested

LONG_TERM, HIGH_DOSE = "opioid_4m", "opioid_high"
SPRING = (date(2023, 4, 1), date(2023, 6, 30))


def _plain(known: Known, measure: str) -> Tested | None:
    """The two means compared, as the report compares them, over the months that it names."""
    return baseline.against(known.data, Question(measure), *baseline.spans(known.data, measure)).plain


def fewer(measure: str) -> Callable[[Known], float | None]:
    """How many fewer people a month than at baseline."""

    def of(known: Known) -> float | None:
        found = _plain(known, measure)
        return -found.difference.value if found else None

    return of


def _p(known: Known) -> float | None:
    found = _plain(known, LONG_TERM)
    return found.p if found else None


def prevented(people: str, harm: str) -> Callable[[Known], float]:
    """A printed number of people over an assumed number needed to harm."""

    def of(known: Known) -> float:
        return known.printed(people) / harms.needed(known.data.catalogue.harms[harm], {})

    return of


def _signals(known: Known) -> float | None:
    """The special-cause months of the spring of 2023."""
    found = charts.chart(known.data, Question(LONG_TERM, end=LAST_MONTH, grain=Grain.MONTH))
    if not len(found.series):
        return None
    return sum(SPRING[0] <= day <= SPRING[1] for day in charts.signalled(found))


def _extra_holidays(known: Known) -> float:
    """Bank holidays of May 2023 beyond those of May 2021, which had the usual ones."""
    free = [day for day in bank_holidays((2021, 2023)) if day.month == 5 and day.weekday() < 5]
    return sum(day.year == 2023 for day in free) - sum(day.year == 2021 for day in free)


FEWER = "Mean of 2021 less mean of the period that the report names, from our monthly counts"
CHECKS = {
    "PF006 PF021 PF173": Check(FEWER, fewer(HIGH_DOSE), measures=(HIGH_DOSE,)),
    "PF007": Check(
        f"{FEWER}: a difference of two means, not so many known people", fewer(HIGH_DOSE), measures=(HIGH_DOSE,)
    ),
    "PF165 PF168": Check(FEWER, fewer(LONG_TERM), measures=(LONG_TERM,)),
    "PF166 PF169": Check(
        "Welch's t-test of the same two spans, as if months were independent", _p, measures=(LONG_TERM,)
    ),
    "PF008 PF019 PF167 PF170": Check(
        f"{PRINTED}: 25,693 people over the assumed number needed to harm", prevented("PF165", "death")
    ),
    "PF009 PF020": Check(
        f"{PRINTED}: 25,693 people over the number needed to harm that it implies; printed to the nearest ten",
        prevented("PF165", "harm"),
    ),
    "PF135": Check(f"{PRINTED}: 30,000 people over the assumed number needed to harm", prevented("PF133", "death")),
    "PF171": Check(
        "Months from April to June 2023 that our control chart marks as special cause", _signals, measures=(LONG_TERM,)
    ),
    "PF172": Check("Bank holidays on weekdays in May 2023 less those in May 2021, by the calendar", _extra_holidays),
}
