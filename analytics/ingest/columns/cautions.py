"""What titles and the names of columns say of all figures below them: that they are of more than their month, of some
people only, or in thousands. Nobody else reads it, so it is asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from analytics.ingest.cells.names import normal
from analytics.ingest.columns import headers
from analytics.ingest.columns.assignment import words
from analytics.ingest.columns.meanings import LONGER, WHOLE
from analytics.ingest.columns.populations import is_group, is_note, leaves_out, names_group
from analytics.ingest.ledger import shortened
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.shape import Ask, Context, Sheet
from analytics.model import Problem, Severity

AS_THEY_STAND = "as they stand"
"""The answer that figures may be kept as the file has them."""
LONGEST_NOTE = 15
"""Words of a note below a table that is taken at its word."""
MOST_NOTES = 3
"""Notes on who is left out that are asked about."""
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
_LARGER = re.compile(
    r"^(?:england|national|all[ -]trusts?|peer(?: group)?|region(?:al)?) (?:denominator|numerator|total|births|value|rate|%)"
)
_SAID = re.compile(r"([^:=;|,]{2,40}?)\s*[:=]\s*([^:=;|]+)")


def cautions(
    sheet: Sheet, used: Mapping[str, int], context: Context, measures: Collection[str] = ()
) -> tuple[tuple[Problem, ...], tuple[Ask, ...]]:
    """Problems that stand until they are answered, and their questions. `used` are the columns that are read, `measures` the
    names that titles or heads gave to what they hold."""
    heads = [sheet.header[i] for i in used.values()]
    titles = [cell.strip() for row in sheet.above for cell in row if cell.strip()]
    found = [
        ("longer", text, f"“{text}” says that figures are of more than the one period that each row or column names")
        for text in _first([*heads, *titles, sheet.name, *_short(sheet.notes)], LONGER)
    ]
    found += [
        ("thousands", text, f"“{text}” says that figures are in thousands")
        for text in _first([*heads, *titles, *_short(sheet.notes)], _THOUSANDS)
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
    found += [
        (
            "larger area",
            sheet.header[i],
            f"“{sheet.header[i]}” says that its figures are of a larger area than each row",
        )
        for i in used.values()
        if _LARGER.search(words(sheet.header[i])) and "org_code" in used
    ][:1]
    found += [
        (f"left out:{text}", text, f"“{text}” says that some people are left out of the figures")
        for text in _left_out(sheet, used, context, {normal(name) for name in measures})
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


def _short(notes: Sequence[str]) -> list[str]:
    """Notes that speak of these figures; longer ones explain."""
    return [note for note in notes if len(note.split()) <= LONGEST_NOTE]


def _left_out(sheet: Sheet, used: Mapping[str, int], context: Context, measures: set[str]) -> list[str]:
    """What says around the table, or in the heads of its figures, that somebody is left out of them. A measure's own name
    says what it is of."""
    named = {normal(name) for name in known_measures(context)} | measures
    rows = [[cell.strip() for cell in row if cell.strip()] for row in sheet.above]
    alone = {row[0] for row in rows if len(row) == 1} | {
        sheet.name,
        *sheet.notes,
    }  # of "Sex | Female" the label says more
    around = [*(cell for row in rows for cell in row), sheet.name, *_short(sheet.notes)]
    found = [t for t in around if leaves_out(t) and (normal(t) not in named or is_note(t))]
    found += [t for t in alone if is_group(t) and normal(t) not in named]
    periods = headers.periods_in(sheet.header)
    for i in used.values():
        head = sheet.header[i]
        stem = headers.parse(head, periods[i]).stem
        if stem and (is_note(stem) or ("measure" in used and leaves_out(stem))):
            found.append(head)
    file = re.sub(r"\.\w+$", "", context.name)
    if (leaves_out(file) or names_group(file)) and normal(file) not in named:
        found.append(file)
    return list(dict.fromkeys(shortened(text) for text in found))[:MOST_NOTES]


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
