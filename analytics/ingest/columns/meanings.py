"""What a column that nobody reads may say of the rows: that they are of a part of the people, plans, of another length
than their period, in thousands, or withdrawn. Why they are asked about, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods, values
from analytics.ingest.columns.assignment import words
from analytics.ingest.columns.populations import excludes, is_group, is_ours
from analytics.ingest.shape import Context, Sheet

LONGER = re.compile(
    r"\brolling (?:\d+|twelve|six|three|annual|average|mean|total|sum|quarter|year)|\bmoving average|\bcumulative\b|"
    r"\bf?ytd\b|\byear[ -]to[ -]date\b|\b(?:\d+|twelve|six|three)[ -]months? (?:ending|ended|to|rolling|average|total)\b|"
    r"\bannuali[sz]ed\b",
    re.IGNORECASE,
)
"""What says of figures that they are of more than their period."""
WHOLE = re.compile(
    r"(?:all|total|totals|any|both|overall|whole|every(?:one|body)?|persons?|people|not applicable|n/?a|none|-|"
    r"actuals?|observed|outturn|final|%|per ?cent(?:age)?s?|rates?|ratios?|proportions?|values?)(?:[\s,:(].*)?|"
    r"combined.*|.*\b(?:combined|total)",
    re.IGNORECASE,
)
"""What says of itself that it is of everybody, or a result."""
PART = "they may be of a part of their organisation and not of the whole"
_GROUPS = re.compile(
    r"\b(?:ethnic\w*|sex|gender|ages?|age (?:band|group)|deprivation|imd|quintile|decile|disability|religion|language|"
    r"categor(?:y|ies)|sub ?groups?|groups?|breakdown|strat(?:um|a)|plurality|parity|gestation\w*|sites?|wards?|units?|"
    r"clinics?|special(?:i?ty|ties)|treatment function\w*|teams?|hospitals?|departments?|populations?|cohorts?|"
    r"patient types?|fund(?:ing|ers?)|payers?|birth ?places?|place of birth|settings?|admission (?:type|method)|"
    r"mode of (?:birth|delivery)|delivery (?:mode|type|method)|risk categor(?:y|ies)|shifts?|weekdays?|day of (?:the )?week|"
    r"time of day|patient class(?:es)?|sub[ -]?(?:measures?|indicators?|metrics?)|providers? types?|sectors?)\b"
)
_OF_MEASURES = re.compile(
    r"\b(?:peer|indicator|measure|metric|kpi|trust|provider|organi[sz]ation|icb) (?:sub ?)?(?:groups?|categor(?:y|ies))\b"
)
"""Groups of measures or organisations, which say nothing of people."""
_NUMBERED = re.compile(r"\b(?:quintile|decile|imd|ages?|band)\b")
"""Words of groups that are told apart by numbers."""
_UNITS = ("unit", "units", "type", "value type", "statistic", "metric type")
_COUNTS = re.compile(
    r"counts?|numbers?|n|cases|per [\d,]+.*|days|hours|minutes|babies|infants|patients|women|mothers|births|people|persons|"
    r"admissions|attendances|incidents|items",
    re.IGNORECASE,
)
_ESTIMATES = re.compile(
    r"\b(?:imput\w*|estimat\w*|adjust\w*|weight(?:ed|ing)|standardi[sz]\w*|modell?ed|extrapolat\w*)\b", re.IGNORECASE
)
"""What says that figures are no plain counts."""
_PLAIN = re.compile(r"(?:un|not |non-?)\w*|crude|raw|counted|observed|actual", re.IGNORECASE)
_LIMITS = re.compile(
    r"(?:lower|upper)\b.*\b(?:c\.?i\.?|confidence|limit|bound|interval).*|[lu]cl|[lu]ci|"
    r"(?:standard|std\.?) (?:deviation|error)|"
    r"s\.?[de]\.?|min(?:imum)?|max(?:imum)?|variance",
    re.IGNORECASE,
)
"""Names of what surrounds a figure and is not the figure."""
_SAMPLES = re.compile(r"\b(?:samples?|spot|snapshot|pilot|subset)\b", re.IGNORECASE)
_KINDS_OF_ORGANISATION = re.compile(r"\b(?:providers?|org(?:anisation)?s?|trusts?) types?\b|\bsectors?\b")
_ORDINARY = re.compile(
    r"nhs(?: (?:foundation )?trusts?)?|(?:nhs )?(?:foundation )?trusts?|acute.*|community.*|public.*|provider.*|.*trusts?|"
    r"ft",
    re.IGNORECASE,
)
"""Kinds of organisation that say nothing of its patients."""
_LEVELS = re.compile(r"(?:.* )?level(?: of .*)?|(?:area|org\w*|geography) type|geography")
_SMALLER = re.compile(
    r"wards?|sites?|teams?|units?|hospitals?|practices?|pcns?|consultants?|departments?|clinics?", re.IGNORECASE
)
_TIMES_OF = re.compile(r"(?:unit )?(?:multiplier|mult|scale|scaling|factor|magnitude|units?)")
_THOUSANDS = re.compile(r"(?:in )?(?:thousands?|['’]?000'?s?|millions?|hundreds)", re.IGNORECASE)
_LENGTHS = re.compile(
    r"\b(?:frequency|periodicity|(?:period|date|time) (?:type|basis|frame)|basis|granularity|interval)\b"
)
_LENGTH = {
    **dict.fromkeys(("month", "monthly", "m"), "month"),
    **dict.fromkeys(("quarter", "quarterly", "q"), "quarter"),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "y", "financial year"), "year"),
    **dict.fromkeys(("week", "weekly", "w"), "week"),
    **dict.fromkeys(("day", "daily", "d"), "day"),
}
_FORECASTS = re.compile(r"\b(?:actuals?|forecasts?|plan(?:ned)?|budget|targets?|projections?)\b")
_LETTERS = ("a", "f", "p", "b", "t")
_WITHDRAWN = re.compile(
    r"\b(?:deleted|excluded?|exclusion|void(?:ed)?|withdrawn|superseded|invalid|duplicates?|cancelled|suppressed|test|"
    r"dummy|draft|forecast|planned|cumulative|f?ytd|rolling)\b"
)
_COUNTED = re.compile(r"\b(?:included?|valid(?:ated)?|latest|current|active|final)\b")
_COLOURS = re.compile(r"\b(?:b?rags?|colou?rs?|ratings?|status)\b")
_YES, _NO = ("y", "yes", "true", "1", "t"), ("n", "no", "false", "0", "f", "")


def whole(title: str, text: str) -> bool:
    """Whether a text under a title says that its row is of everybody, and counts."""
    plain, name = text.casefold(), words(title)
    if _FORECASTS.search(name) and "actual" in name and plain in _LETTERS:
        return plain == "a"
    if plain in (*_YES, *_NO):
        if _COUNTED.search(name):
            return plain in _YES
        if _WITHDRAWN.search(name):
            return plain in _NO
    return not text or bool(WHOLE.fullmatch(text))


def why_asked(
    sheet: Sheet, i: int, kinds: Sequence[str], used: Mapping[str, int], shares: bool, context: Context
) -> str:
    """Why rows with these texts in a column cannot be taken for results of their organisation and period, or "".
    `shares` says that the values should be percentages, so that counts are none."""
    title = sheet.header[i]
    name, told = words(title), [k for k in kinds if not whole(title, k)]
    if not told:
        return ""
    if any(values.PLANNED.fullmatch(k) for k in told) or ("actual" in name and _letters(kinds)):
        return "they may be plans and no results"
    if (_COUNTED.search(name) or _WITHDRAWN.search(name)) and all(k.casefold() in (*_YES, *_NO) for k in kinds):
        longer = LONGER.search(name) or "rolling" in name
        return "figures may be of more than the one period that their row names" if longer else "they may not count"
    if any(LONGER.search(k) or k.casefold() == "rolling" for k in told):
        return "figures may be of more than the one period that their row names"
    if _LENGTHS.search(name) and (length := _other_length(sheet, i, told, used)):
        return f"figures may be of a {length} and not of the period that their row names"
    if _TIMES_OF.fullmatch(name) and any(_many(k) for k in told):
        return "figures may be in thousands or the like"
    if any(_LIMITS.fullmatch(k) for k in told):
        return "they may be limits or spreads and no results"
    if "m" in (letters := {k.casefold() for k in told}) and letters <= {"m", "f"}:
        return PART
    if name in _UNITS and any(_COUNTS.fullmatch(k) for k in told) and _differ(sheet, i, used):
        return "they are of one measure in several units"
    if name in _UNITS and all(_COUNTS.fullmatch(k) for k in told):
        return "they may be counts and no shares" if shares else ""
    if _said_of(_ESTIMATES, name, told):
        return "they may be estimates and not what was counted"
    if any(_SAMPLES.search(k) for k in told) or (_SAMPLES.search(name) and any("%" in k for k in told)):
        return "they may be of a sample"
    if _LEVELS.fullmatch(name) and any(_SMALLER.fullmatch(k) for k in told):
        return PART
    if any(excludes(k) for k in told):
        return "some people are left out of them"
    if "commissioner" in name and _of_other_places(sheet, i, used, context):
        return "they may be of the patients of one commissioner alone"
    if not _COLOURS.search(name) and any(is_group(k) for k in told):
        return PART
    if all(is_ours(k) for k in told) or (
        _KINDS_OF_ORGANISATION.search(name) and all(_ORDINARY.fullmatch(k) for k in told)
    ):
        return ""
    if _OF_MEASURES.search(name):
        return ""
    if not _GROUPS.search(name) or (_numbers(told) and not _NUMBERED.search(name)):
        return ""
    return "" if all(m.named for m in context.organisations.match_many(told).values()) else PART


def _said_of(sign: re.Pattern[str], name: str, told: Sequence[str]) -> bool:
    """Whether texts have a sign in them, or are a yes below a title that has."""
    return any(sign.search(k) and not _PLAIN.fullmatch(k) for k in told) or (
        bool(sign.search(name)) and any(k.casefold() in _YES for k in told)
    )


def _of_other_places(sheet: Sheet, i: int, used: Mapping[str, int], context: Context) -> bool:
    """Whether a column has organisations to which those of the rows do not belong."""
    if "org_code" not in used:
        return False
    cells = sheet.cells[[used["org_code"], i]].apply(lambda c: c.str.strip()).drop_duplicates()
    known = context.organisations.match_many([*cells.iloc[:, 0], *cells.iloc[:, 1]])
    pairs = [(known[str(a)].named, known[str(b)].named) for a, b in cells.itertuples(index=False) if a and b]
    return any(a and b and not context.organisations.within(a.code, b.code) for a, b in pairs)


def _differ(sheet: Sheet, i: int, used: Mapping[str, int]) -> bool:
    """Whether a column has several texts in rows of one measure."""
    keys = [used[name] for name in ("measure", "part") if name in used]
    told = sheet.cells[[*keys, i]].apply(lambda c: c.str.strip()).drop_duplicates()
    return bool(told.duplicated(keys).any()) if keys else len(told) > 1


def _letters(kinds: Sequence[str]) -> bool:
    """Whether texts are the letters of actuals, forecasts, plans, budgets and targets."""
    return {k.casefold() for k in kinds} <= set(_LETTERS)


def _many(text: str) -> bool:
    """Whether a text says that figures are to be multiplied: "1000", "thousands"."""
    number = values.parse(pd.Series([text], dtype="str")).number[0]
    return bool(_THOUSANDS.fullmatch(text) or (np.isfinite(number) and number in (10, 100, 1e3, 1e5, 1e6)))


def _other_length(sheet: Sheet, i: int, told: Sequence[str], used: Mapping[str, int]) -> str:
    """The length of time that a column says and the periods of its rows have not."""
    if "period" not in used:
        return ""
    cells = sheet.cells[[i, used["period"]]].apply(lambda c: c.str.strip()).drop_duplicates()
    for text in told:
        said = _LENGTH.get(text.casefold(), "")
        grains = set(periods.parse(cells.loc[cells[i] == text, used["period"]])["grain"]) - {""}
        if said and grains and said not in grains:
            return said
    return ""


def _numbers(texts: Sequence[str]) -> bool:
    return bool(np.isfinite(values.parse(pd.Series(texts, dtype="str")).number).all())
