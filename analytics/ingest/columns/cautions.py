"""What titles and the names of columns say of all figures below them: that they are of more than their month, of some
people only, or in thousands. Nobody else reads it, so it is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from analytics.ingest.columns.assignment import words
from analytics.ingest.columns.meanings import LONGER, WHOLE
from analytics.ingest.ledger import shortened
from analytics.ingest.shape import Ask, Context, Sheet
from analytics.model import Problem, Severity

AS_THEY_STAND = "as they stand"
"""The answer that figures may be kept as the file has them."""
_THOUSANDS = re.compile(r"\bin thousands\b|\(\s*(?:thousands|[£'’]?000'?s?)\s*\)|['’]000s?\b|\b000'?s\b", re.IGNORECASE)
_PLAN = (
    r"(?:plan(?:ned)?|targets?|trajector(?:y|ies)|forecasts?|projections?|budget|draft|dummy(?: data)?|example|illustrative|"
    r"mock)"
)
_PLANS = re.compile(
    rf"{_PLAN}|{_PLAN}\s*(?:[-–:(]|for\b|of\b|20\d\d).*|.*[-–:(]\s*{_PLAN}\)?|.*\s(?-i:PLAN|TARGETS?|DRAFT|FORECAST)\b.*",
    re.IGNORECASE,
)
"""Titles of figures that are no results: “Plan”, “Targets for ...”, “... (draft)”; a care plan is none."""
_GROUP = re.compile(
    r"(?:mother'?s? |patient |baby )?(?:ethnic\w*(?: (?:group|category|origin))?|sex|gender|age(?: (?:band|group))?|"
    r"(?:imd |deprivation )?(?:quintile|decile)|imd|deprivation|disability|religion|language|parity|plurality|"
    r"gestation\w*(?: (?:age|band|group))?|site|ward|special(?:i?ty))"
)
_SAID = re.compile(r"([^:=;|,]{2,40}?)\s*[:=]\s*([^:=;|]+)")


def cautions(sheet: Sheet, used: Mapping[str, int], context: Context) -> tuple[tuple[Problem, ...], tuple[Ask, ...]]:
    """Problems that stand until they are answered, and their questions. `used` are the columns that are read."""
    heads = [sheet.header[i] for i in used.values()]
    titles = [cell.strip() for row in sheet.above for cell in row if cell.strip()]
    found = [
        ("longer", text, f"“{text}” says that figures are of more than the one period that each row or column names")
        for text in _first([*heads, *titles, sheet.name], LONGER)
    ]
    found += [
        ("thousands", text, f"“{text}” says that figures are in thousands")
        for text in _first([*heads, *titles], _THOUSANDS)
    ]
    found += [
        ("plans", text, f"“{text}” says that figures may be plans, drafts or examples and no results")
        for text in _first([*titles, sheet.name], _PLANS, whole=True)
    ]
    found += [
        (
            f"part:{text}",
            text,
            f"“{text}” above the table says that its figures are of a part of the people and not of all",
        )
        for text in _parts(sheet, context)
    ]
    problems, asks = [], []
    for name, text, why in found:
        title = "Keep them as they stand"
        ask = Ask(f"figures:{name}", f"{why}. May they be kept as they stand?", ((AS_THEY_STAND, title),))
        chosen = context.answers.get(ask.name)
        if chosen == AS_THEY_STAND:
            asks.append(Ask(ask.name, ask.question, ask.options, chosen))
            continue
        remedy = "Give the figures of each period, of everybody and in full, or say below that they may be kept."
        problems.append(Problem(Severity.ERROR, why, remedy, rows=(sheet.header_row,), quote=text))
        asks.append(ask)
    return tuple(problems), tuple(asks)


def _first(texts: Iterable[str], sign: re.Pattern[str], *, whole: bool = False) -> list[str]:
    """The first text with a sign in it, or that is one as a whole: one question is enough."""
    look = sign.fullmatch if whole else sign.search
    return [shortened(text) for text in texts if look(text.replace("_", " "))][:1]


def _parts(sheet: Sheet, context: Context) -> list[str]:
    """What stands above the table and narrows it: "Sex: Female" in a cell, or in two beside each other."""
    told: list[tuple[str, str]] = []
    for row in sheet.above:
        cells = [cell.strip() for cell in row if cell.strip()]
        told += [(cells[0].rstrip(" :="), cells[1])] if len(cells) == 2 else []
        for cell in cells:
            bare = re.sub(r"^(?:applied )?filters?(?: applied)?\s*:\s*", "", cell, flags=re.IGNORECASE)
            told += [(m[1], m[2].strip()) for m in _SAID.finditer(bare)]
    return [
        shortened(f"{name.strip()}: {value}")
        for name, value in dict.fromkeys(told)
        if _GROUP.fullmatch(words(name))
        and value
        and not WHOLE.fullmatch(value)
        and not context.organisations.match(value).named
    ]
