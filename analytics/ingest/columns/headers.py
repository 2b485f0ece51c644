"""Words in the headers of number columns: which part of a share a column is, of what, and in which period.

"Cord clamping - Eligible" is the denominator of "Cord clamping"; "Apr-23" is a period and nothing else; "2023/24 Q1
Given" is a numerator of a quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analytics.ingest.cells import grains, periods, weeks
from analytics.ingest.cells.day_orders import NoDay, one_day
from analytics.ingest.cells.spelled import plain
from analytics.ingest.mapping import Role

_PEOPLE = r"(?:babies|patients|infants|mothers|women|people|cases|births|admissions)"
_PARTS: tuple[tuple[Role, str], ...] = (
    (Role.IGNORE, r"did not receive|not received|not given|not met|missed|declined|not eligible|ineligible|exclu\w+"),
    (Role.IGNORE, rf"(?:number |no\.? |n )?(?:of )?(?:{_PEOPLE} )?(?:who |that )?(?:were |was |did )?"
     r"(?:not|without|non) ?\w+"),
    (Role.PERCENT, rf"(?:%|pct\.?|percent(?:age)?|proportion)(?: (?:{_PEOPLE}|of|received|given|met|eligible|compliant|"
     r"compliance|achieved|achievement))*|(?:received|given|compliance|met|achieved) (?:%|pct|percent(?:age)?)|\(?%\)?|"
     r"compliance"),
    (Role.DENOMINATOR, rf"denominators?|denom|den|(?:number |no\.? |n )?(?:of )?(?:{_PEOPLE} )?eligible(?: {_PEOPLE})?|"
     rf"out of|cohort(?: size)?|total(?: number)?(?: of)? (?:eligible|{_PEOPLE})|applicable|total eligible"),
    (Role.NUMERATOR, rf"numerators?|numer|num|(?:number |no\.? |n )?(?:of )?(?:{_PEOPLE} )?(?:who )?"
     r"(?:received|given|achieved|compliant|administered|treated|completed|meeting(?: \w+)?|met)"),
    (Role.VALUE, r"value|result|rate|score|count|number|ratio|figure|actuals?|outturn|observed|current"),
)  # fmt: skip
_WHOLE = re.compile(
    r"total|n|all|births|babies|patients|population|admissions|bed days|sample(?: size)?", re.IGNORECASE
)
"""Names of denominators where they are all that a header says."""
_DULL = re.compile(
    rf"(?:{_PEOPLE}|observations?|audits?|records?|events?|totals?|numbers?|counts?|sample|of|no|'?000'?s?|thousands)",
    re.IGNORECASE,
)
"""What is left of a header beside its part, and names no measure."""
_MET = re.compile(r"yes|done|y|x", re.IGNORECASE)
_NOISE = re.compile(
    r"(?:row ?)?(?:no|number|id|index|#)\.?|s/?n|rank(?:ing)?|percentile|(?:lower|upper)\b.*|.*\bc\.?i\.?\b.*|lcl|ucl|"
    r"target.*|trajectory|threshold|plan|rag.*|trend.*|variance.*|variation|change.*|(?:movement|difference)\b.*|ytd.*|"
    r"year to date.*|.*\b(?:grand total|ytd|average|mean|median|target)\b.*|lat(?:itude)?|(?:lng|lon|longitude)|"
    r"easting|northing|sort(?: order)?|version|site ?count|.*\bcentile|ave?\.?|"
    r".*\b(?:last|previous|prior|preceding) (?:financial )?(?:year|month|quarter|period)\b.*|.*\b(?-i:LY|PY)|"
    r"baseline|(?:national |operational )?standard|goal|ambition|.*\brank(?:ing)?|rolling(?: \d+)? ?(?:m|months?)?|r12m?|"
    r"(?:national|peers?|peer group|benchmarks?|comparators?)(?: (?:rate|value|figure|position|%))?",
    re.IGNORECASE,
)
"""Headers of columns that say something about the numbers and are none of them."""
_MARKS = " -–—:_|,/."


_SHAPES = tuple(
    (
        role,
        (
            re.compile(rf"(?P<p>{pattern})(?:$|(?=[\s\-:(),]))(?P<s>.*)", re.IGNORECASE),
            re.compile(rf"(?P<s>.*)(?:^|[\s\-:(])(?P<p>{pattern})\)?", re.IGNORECASE),
        ),
    )
    for role, pattern in _PARTS
)
"""A part before what it is of, or behind it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: its part (VALUE where it says none), whether the part stood there, of what, and when."""

    part: Role
    explicit: bool
    stem: str
    period: str = ""


def parse(header: str, period: str = "") -> Header:
    """A header taken apart. `period` is the text in it that was found to be one (see `periods_in`)."""
    rest = _tidy(header.replace(period, " ", 1)) if period else _tidy(header)
    plain = rest.replace("_", " ")
    if _WHOLE.fullmatch(plain):
        return Header(Role.DENOMINATOR, True, "", period)
    if _MET.fullmatch(plain):
        return Header(Role.NUMERATOR, True, "", period)
    for role, shapes in _SHAPES:
        for shape in shapes:
            if match := shape.fullmatch(plain):
                stem = re.sub(r"^(?:of|for|with)\b\s*", "", _tidy(match["s"]), flags=re.IGNORECASE)
                if role is Role.VALUE and stem:  # "Length of stay score" is a title as it stands
                    continue
                return Header(role, True, "" if _DULL.fullmatch(stem) else stem, period)
    return Header(Role.VALUE, False, rest, period)


def is_noise(header: str) -> bool:
    """Whether a column of numbers is about other numbers: a rank, a limit, a target, a total over the months."""
    return bool(_NOISE.fullmatch(_tidy(header).replace("_", " ")))


def periods_in(headers: Iterable[str]) -> list[str]:
    """For each header the period that it names, as it stands there, or ""."""
    return list(_periods_in(tuple(headers)))


@lru_cache(maxsize=16)
def _periods_in(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The same, of headers that are asked about again and again while a file is read."""
    whole = periods.parse(pd.Series([h.strip() for h in headers], dtype="str"))
    found = [h.strip() if problem == "" else "" for h, problem in zip(headers, whole["problem"], strict=True)]
    spans = {(i, span) for i, h in enumerate(headers) if not found[i] for span in _spans(h)}
    if spans:
        ordered = sorted(spans)
        read = periods.parse(pd.Series([span for _, span in ordered], dtype="str"))
        told = list(zip(ordered, read["problem"], strict=True))
        days = {(i, span) for (i, span), problem in told if problem.startswith((grains.ONE_OF, grains.A_DAY))}
        for (i, span), problem in told:
            within = any(n == i and span in day for n, day in days)  # "April 2023" of "17 April 2023"
            if problem == "" and len(span) > len(found[i]) and not within:
                found[i] = span
    return tuple(found)


def days_in(headers: Sequence[str]) -> list[str]:
    """For each header the day or week that it names ("w/c 03/04/2023", "2023-W14"), as it stands there; blanks where most
    name none."""
    found = []
    for header in headers:
        spans = sorted({header.strip(), *_spans(header)}, key=len, reverse=True)
        found.append(next((span for span in spans if _is_day(span)), ""))
    return found if 2 * sum(map(bool, found)) > len(found) else [""] * len(found)


def _is_day(text: str) -> bool:
    day = weeks.day_of(text) or text
    try:
        return one_day(plain(day)) is not None
    except NoDay:
        return False


def patterns(headers: Sequence[str]) -> list[str]:
    """Headers without their periods: "Apr-23 Given" and "May-23 Given" are alike."""
    named = zip(headers, periods_in(headers), strict=True)
    return [header.replace(period, "…", 1) if period else header for header, period in named]


def pattern(header: str) -> str:
    """One header without its period."""
    return patterns([header])[0]


def _spans(header: str) -> set[str]:
    """Parts of a header that may be a period: one to four words, with two digits among them."""
    words = header.split()
    runs = {" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, 5)}
    stripped = {run.strip(_MARKS + "()") for run in runs}
    return {s for s in stripped if re.search(r"\d\d", s) and not re.fullmatch(r"[\d.,%]+", s) and s != header.strip()}


def _tidy(text: str) -> str:
    """Without separators at its ends and brackets that hold nothing or everything."""
    text = " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split()).strip(_MARKS)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip(_MARKS)
    return text.rstrip("(").lstrip(")").strip(_MARKS)
