"""Which columns of a table say when: a period, its first and last day, or a year with a month or quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analytics.ingest.cells import periods, weeks
from analytics.ingest.columns.assignment import NAMED, SURE, Assignment, enough, is_called, of, rank, words
from analytics.ingest.columns.profiles import TRIED, Profile
from analytics.ingest.mapping import Role

_PERIOD = re.compile(r"\b(?:periods?|months?|quarters?|years?|dates?|time|fy|mthyr)\b")
_OF_THE_FILE = re.compile(
    r"\b(?:publi\w*|extract\w*|submi\w*|upload\w*|load(?:ed)?|created|updated|printed|received|refresh\w*)\b"
)
"""Names of dates that say when figures were sent, and not what they are of."""
_START, _END = re.compile(r"\b(?:start|from|begin(?:ning|s)?|first)\b"), re.compile(r"\b(?:end|to|until|till|last)\b")


def settle(profiles: Sequence[Profile], assignment: Assignment) -> None:
    """Gives the columns that say when their roles."""
    free = [i for i in range(len(profiles)) if i not in assignment.roles]
    starts = [
        i for i in free if _START.search(words(profiles[i].name)) and profiles[i].share(profiles[i].days) >= NAMED
    ]
    ends = [i for i in free if _END.search(words(profiles[i].name)) and profiles[i].share(profiles[i].days) >= NAMED]
    if len(starts) == 1 and len(ends) == 1 and starts != ends:
        assignment.settle(starts[0], Role.START, "days, and its name says that the period starts then")
        assignment.settle(ends[0], Role.END, "days, and its name says that the period ends then")
        return
    able = [i for i in free if _is_period(profiles[i])]
    parts = [i for i in free if i not in able and _part(profiles[i])]
    years = [
        i
        for i in free
        if profiles[i].share(profiles[i].years) >= SURE
        and (not profiles[i].is_number or "year" in words(profiles[i].name))
    ]
    if parts and years and not any(profiles[i].distinct > profiles[years[0]].distinct for i in able if i not in years):
        _settle_parts(profiles, years[0], parts[0], assignment)
        return
    if not able:
        _only_named(profiles, free, assignment)
        return
    best = max(
        able,
        key=lambda i: (
            profiles[i].distinct,
            -rank(profiles[i], "period"),
            bool(_PERIOD.search(words(profiles[i].name))),
        ),
    )
    p = profiles[best]
    assignment.settle(best, Role.PERIOD, f"{of(p.periods, p)} are periods{_span(p)}")
    says = bool(_PERIOD.search(words(p.name)))
    if _OF_THE_FILE.search(words(p.name)):
        assignment.lacking.append(
            f"“{p.name}” may be when the figures were sent or published, and not what they are of."
        )
    if not enough(p.periods, p, says):
        assignment.lacking.append(f"Only {of(p.periods, p)} of “{p.name}” are periods.")
    for i in able:
        if i == best:
            continue
        pairs = pd.DataFrame({"own": p.texts, "other": profiles[i].texts}).drop_duplicates()
        if (pairs["own"].duplicated().any() or _differ(pairs)) and not re.search(
            r"publi|extract|report(?:ed)? on|created|updated", words(profiles[i].name)
        ):
            assignment.lacking.append(
                f"“{p.name}” and “{profiles[i].name}” are both periods: which are the numbers of?"
            )
        assignment.settle(i, Role.IGNORE, f"periods too: “{p.name}” is finer")


def _differ(pairs: pd.DataFrame) -> bool:
    """Whether two columns name other periods of one length in most rows."""
    own, other = (periods.parse(pairs[name]) for name in ("own", "other"))
    alike = (own["grain"] == other["grain"]) & (own["grain"] != "")
    return bool(2 * (alike & (own["first_day"] != other["first_day"])).sum() > len(pairs))


def _settle_parts(profiles: Sequence[Profile], year: int, part: int, assignment: Assignment) -> None:
    """A column of years, and one of their months or quarters."""
    p, y = profiles[part], profiles[year]
    quarter = p.share(p.quarters) >= SURE or (p.is_number and "quarter" in words(p.name))
    assignment.settle(year, Role.YEAR, "every cell is a year")
    assignment.settle(part, Role.QUARTER if quarter else Role.MONTH, f"with the year in “{y.name}” it is a period")
    financial = any(len(text) > 6 for text in y.examples)
    if p.is_number and not quarter and financial:
        assignment.lacking.append(
            f"Month 1 of “{p.name}” may be January, or April as the first month of the financial year."
        )
    if quarter and not financial:
        assignment.lacking.append(f"The quarters of “{p.name}” may be those of the calendar or of the financial year.")


def _only_named(profiles: Sequence[Profile], free: Sequence[int], assignment: Assignment) -> None:
    """The one column of days or weeks, or one that only its name calls a period."""
    fine = [i for i in free if not profiles[i].is_number and _finer(profiles[i])]
    if len(fine) == 1:
        assignment.settle(fine[0], Role.PERIOD, "its cells are days or weeks, which may be added up to months")
        return
    named = [i for i in free if profiles[i].filled and is_called(profiles[i], "period")]
    if named:
        p = profiles[named[0]]
        assignment.settle(
            named[0], Role.PERIOD, f"its name says so, though {of(p.periods, p)} are periods that we can read"
        )
        assignment.lacking.append(f"Only {of(p.periods, p)} of “{p.name}” are periods that we can read.")


def _finer(p: Profile) -> bool:
    """Whether a column is one of days or weeks."""
    return max(p.share(p.days), weeks.share([t for t in p.texts.head(TRIED) if t])) >= SURE


def _is_period(p: Profile) -> bool:
    if not p.periods or p.share(p.periods) < 0.5:
        return False
    return not p.is_number or p.share(p.year_months) >= SURE or bool(_PERIOD.search(words(p.name)))


def _part(p: Profile) -> bool:
    """A column of months or quarters without their year."""
    if max(p.share(p.months), p.share(p.quarters)) >= SURE:
        return True
    few = p.is_number and p.integers and p.filled > 0
    low, high = (float(pd.Series(p.numbers).min()), float(pd.Series(p.numbers).max())) if few else (0.0, 99.0)
    return bool(re.search(r"\b(?:month|quarter)\b", words(p.name))) and low >= 1 and high <= 12


def _span(p: Profile) -> str:
    texts = [t for t in p.texts.unique() if t]
    return f": {texts[0]} to {texts[-1]}" if len(texts) > 1 else f": {texts[0]}"
