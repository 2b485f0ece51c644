"""What is said of a count of people that is shown as a rate, per working day, or with the limits of a baseline year."""

from __future__ import annotations

import pandas as pd

from analytics.model import Measure, Series
from analytics.model.titles import within
from analytics.words import formats

PER_DAY, WORKING_DAYS = "people per working day", "working days of the month (Monday to Friday, less bank holidays)"
PER_DAY_NOTE = (
    "Per working day divides by the days on which most is dispensed. A person counts once a month however many days it has, "
    "so this corrects too much: a month of few working days looks high. Use it beside the counts, not in their place."
)
MONTHS_ONLY = "Only months have working days here: the counts are shown."
NAMED = 3
"""So many dates are named one by one."""
ROLLING_NOTE = (
    "The rolling line is the mean of six months up to and including each. It is a picture and is not judged: it moves "
    "months after the figures do, hides when they turned, and one odd month bends it for six."
)


def no_denominator(measure: Measure) -> str:
    """Why a count cannot be a rate, and what to do."""
    once = f", or upload them once as the measure “{measure.population}”" if measure.population else ""
    return (
        f"A rate needs {measure.denominator.partition(',')[0]}, and no file gave them here: the counts are shown. Put them "
        f"into the column “denominator” of the file{once}, with a row for this organisation itself, because adults of its "
        "members are not added up."
    )


def divided_by(population: Measure, periods: pd.DatetimeIndex, mixed: bool) -> str:
    """Which population months were divided by, each by the newest on or before it."""
    days = sorted(set(periods))
    months = [f"{day:%B %Y}" for day in days]
    which = formats.join(months) if len(months) <= NAMED else f"{len(months)} dates, {months[0]} to {months[-1]}"
    where = "Months whose own file gives none are" if mixed else "The file of these people gives none, so each month is"
    return (
        f"{where} divided by {within(population.title)}, as uploaded for this organisation, of the "
        f"newest date on or before the month: {which}."
    )


def rates_missing(series: Series, below: pd.Series) -> str:
    """Which months have a count and no rate; nothing where all have one."""
    lost = series.points.loc[series.points["value"].notna() & below.isna(), "period"]
    if lost.empty:
        return ""
    named = formats.join([formats.period(day, series.grain) for day in lost[:3]])
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return f"{named}{more} have a count and no {series.measure.denominator.partition(',')[0]}, so no rate."


def limits_from(year: int, months: int) -> str:
    """What a baseline year means for the chart."""
    return (
        f"Limits and average come from the {months} months of {year} alone and are carried on; hollow points before are "
        "shown and not judged, and recalculations do not apply. A long "
        "run below them says that much has changed since, not that it is still falling."
    )


def baseline(settings: str, year: int, months: int) -> str:
    """The settings of a chart whose limits come from a year."""
    return f"{settings.rpartition(' baseline: ')[0]} baseline: the {months} months of {year}"


def no_limits_from(year: int) -> str:
    """Why the limits cannot come from a year."""
    return f"There are too few figures in {year} for limits of its own: they come from all months."
