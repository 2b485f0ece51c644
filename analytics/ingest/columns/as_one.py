"""Sheets, and tables of one sheet, that have the same columns: one file, in which their names fill what the columns lack.

A workbook with a sheet for each measure, trust or month is read as the long table that it would be on one sheet. Where
the names do not say what the columns lack, nothing is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods, values
from analytics.ingest.cells.names import normal
from analytics.ingest.columns import alike, headers
from analytics.ingest.columns.profiles import PARTS
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.shape import Context, Sheet
from analytics.ingest.templates.observations import NAMES
from analytics.model import Kind, Problem, Severity
from analytics.words.counting import counted, listing

LOOKED_AT = 40
"""Rows by which it is told what a column holds."""
_DULL = re.compile(r"(?:sheet|table|data|tab|page|export|report|blad|feuil\w*)?[\s_]*\d*", re.IGNORECASE)
CUT_NAME = 30
"""Letters from which on a sheet's name may be one that Excel cut: it takes 31."""
_NUMBERED = re.compile(r"^(?:table|figure|sheet|section)\s*\d+[a-z]?\s*[:.–—-]\s*(?=\S)", re.IGNORECASE)
"""The number of a table before its title."""
_OTHER = re.compile(
    r"\b(?:plan(?:ned)?|targets?|trajector(?:y|ies)|forecasts?|draft|old|previous|superseded|example|template|test)\b",
    re.IGNORECASE,
)
"""Words in the name of a sheet whose figures are not those of its neighbours."""
_ASIDE = re.compile(
    rf"{_OTHER.pattern}|\b(?:un-?validated|benchmarks?|comparators?|"
    r"of which|sites?|ward|last (?:year|month|quarter)|prior)\b",
    re.IGNORECASE,
)
"""Words in the title of a table whose figures are not those of its neighbours."""


def joined(sheets: Sequence[Sheet], context: Context) -> tuple[Sheet, ...]:
    """The sheets, those of the same columns as one."""
    groups: dict[tuple[str, ...], list[Sheet]] = {}
    sheets = alike.in_one_order([sheet for sheet in sheets if not alike.is_copy(sheet, sheets)])
    known = {normal(name) for name in known_measures(context)}
    for sheet in sheets:
        aside = _OTHER.search(sheet.name) or any(_ASIDE.search(t) for t in titles(sheet) if normal(t) not in known)
        if not sheet.hidden and len(sheet) and len(sheet.header) > 1 and not aside:
            groups.setdefault(tuple(normal(title) for title in sheet.header), []).append(sheet)
    made: dict[int, Sheet] = {}
    gone: set[int] = set()
    for group in groups.values():
        if len(group) > 1 and (one := _one(group, context)) is not None:
            made[id(group[0])] = one
            gone |= {id(sheet) for sheet in group[1:]}
    return tuple(made.get(id(sheet), sheet) for sheet in sheets if id(sheet) not in gone)


def looks_like_data(sheet: Sheet) -> bool:
    """Whether a sheet has rows of figures, unlike notes and lists."""
    if len(sheet) < 2 or len(sheet.header) < 2:
        return False
    return any(
        (~np.isnan(values.parse(sheet.cells[i].head(LOOKED_AT)).number)).mean() >= 0.5 for i in range(len(sheet.header))
    )


def _one(group: Sequence[Sheet], context: Context) -> Sheet | None:
    """The sheets of a group below each other, or None where their names do not say what the columns lack."""
    labels: dict[str, list[str]] = {}
    if (counts := _parts(group)) is not None:
        labels["numerator or denominator"] = counts
    for name, has, find in (
        ("organisation", has_organisations, _organisation),
        ("period", has_periods, _period),
        ("measure", has_measures, _measure),
    ):
        if not all(has(sheet, context) for sheet in group):
            told = [find(sheet, context) for sheet in group]
            if name == "measure" and not any(told) and (counts is not None or _told_apart(group, context)):
                continue  # the sheets are years, trusts or the counts of one measure, which is asked about
            if not all(told):
                return None
            labels[name] = told
    parts = [sheet.cells.assign(**{str(n): told[i] for n, told in labels.items()}) for i, sheet in enumerate(group)]
    cells: pd.DataFrame = pd.concat(parts, ignore_index=True).astype("str")
    cells.columns = pd.RangeIndex(len(cells.columns))
    if _same_rows(cells):
        return None
    names = list(dict.fromkeys(sheet.name for sheet in group if sheet.name))
    origins = np.repeat(np.array([sheet.name for sheet in group], dtype=object), [len(sheet) for sheet in group])
    return replace(
        group[0],
        header=(*group[0].header, *labels),
        cells=cells,
        row_numbers=np.concatenate([sheet.row_numbers for sheet in group]),
        name=listing(names, 6) if names else "",
        problems=(*(p for sheet in group for p in sheet.problems), _said(group, names, labels)),
        misfits=tuple(row for sheet in group for row in sheet.misfits),
        above=tuple(row for row in group[0].above if all(row in sheet.above for sheet in group)),
        notes=tuple(dict.fromkeys(text for sheet in group for text in (*_told(sheet), *sheet.notes))),
        origins=origins if len(names) > 1 else None,
    )


def _parts(group: Sequence[Sheet]) -> list[str] | None:
    """The names or titles of sheets that hold the numerators and the denominators of one measure, or None."""
    names = [next((t for t in _told(sheet)[::-1] if t.strip().casefold() in PARTS), "").strip() for sheet in group]
    kinds = [PARTS.get(name.casefold()) for name in names]
    return (
        names
        if {"numerator", "denominator"} <= set(kinds) and len(set(kinds)) == len(kinds) and None not in kinds
        else None
    )


def _told_apart(group: Sequence[Sheet], context: Context) -> bool:
    """Whether the name of each sheet is a period or an organisation of its own."""
    names = [sheet.name.strip() for sheet in group]
    known = [bool(n and (headers.periods_in([n])[0] or context.organisations.match(n).named)) for n in names]
    return all(known) and len(set(names)) == len(names)


def _same_rows(cells: pd.DataFrame) -> bool:
    """Whether most rows repeat the labels of others: the sheets say different things of the same rows."""
    labels = [i for i in cells.columns if np.isnan(values.parse(cells[i].head(LOOKED_AT)).number).mean() > 0.5]
    return bool(cells[labels].duplicated(keep=False).mean() > 0.5)


def _said(group: Sequence[Sheet], names: list[str], labels: dict[str, list[str]]) -> Problem:
    where = (
        f"{counted(len(names), 'sheet')} ({listing(names, 6)})"
        if len(names) > 1
        else f"{counted(len(group), 'table')} of this file"
    )
    each = [f"as {name}: {listing(list(dict.fromkeys(told)), 4)}" for name, told in labels.items()]
    taken = f", and what stands above each or names it was taken {'; '.join(each)}" if each else ""
    rows = tuple(sheet.header_row for sheet in group[1:]) if len(names) <= 1 else ()
    return Problem(Severity.INFO, f"{where} have the same columns and were read as one{taken}.", rows=rows)


def _share(sheet: Sheet, holds: Callable[[list[str]], int]) -> bool:
    """Whether a column holds what is looked for in at least half of its first distinct cells."""
    for i in range(len(sheet.header)):
        texts = [t for t in sheet.cells[i].head(LOOKED_AT).str.strip().unique() if t]
        if texts and holds(texts) >= 0.5 * len(texts):
            return True
    return False


def has_organisations(sheet: Sheet, context: Context) -> bool:
    """Whether a column, or the names of columns, are organisations."""
    across = context.organisations.match_many(title for title in sheet.header if title)
    return sum(bool(m.code) for m in across.values()) > 1 or _share(
        sheet, lambda texts: sum(bool(m.named) for m in context.organisations.match_many(texts).values())
    )


def has_periods(sheet: Sheet, context: Context) -> bool:
    """Whether a column, or the names of columns, are periods."""
    if sum(map(bool, headers.periods_in(sheet.header))) > 1:
        return True
    named = {normal(n) for n in ("period", *NAMES["period"])}
    return any(normal(title) in named for title in sheet.header) or _share(
        sheet,
        lambda texts: 0 if _figures(texts) else int((periods.parse(texts)["problem"] == "").sum()),
    )


def _figures(texts: list[str]) -> bool:
    return all(re.fullmatch(r"[\d.,%]{1,5}", t) for t in texts)


def has_measures(sheet: Sheet, context: Context) -> bool:
    """Whether a column is called a measure or holds measures."""
    named = {normal(n) for n in ("measure", *NAMES["measure"])}
    known = {normal(name) for name in known_measures(context)}
    return any(normal(title) in named for title in sheet.header) or _share(
        sheet, lambda texts: sum(normal(t) in known for t in texts)
    )


def _told(sheet: Sheet) -> list[str]:
    """What stands above the table, and the sheet's name."""
    above = titles(sheet)
    return [*above, sheet.name] if sheet.name.strip() else above


def titles(sheet: Sheet) -> list[str]:
    """What stands above the table, without its number."""
    return [_NUMBERED.sub("", cell.strip()) for row in sheet.above for cell in row if cell.strip()]


def _organisation(sheet: Sheet, context: Context) -> str:
    found = [text for text in _told(sheet) if context.organisations.match(text).named]
    if not found and len(sheet.name) >= CUT_NAME:
        begun = [
            o.name for o in context.organisations.all(Kind.TRUST) if _letters(o.name).startswith(_letters(sheet.name))
        ]
        return begun[0] if len(begun) == 1 else ""
    return found[0] if len(found) == 1 else ""


def _letters(name: str) -> str:
    """A name without its case and apostrophes, which names of sheets often lack."""
    return re.sub("['’]", "", name).casefold().strip()


def _period(sheet: Sheet, context: Context) -> str:
    found = list(dict.fromkeys(p for p in headers.periods_in(t.replace("_", " ") for t in _told(sheet)) if p))
    return found[0] if len(found) == 1 else ""


def _measure(sheet: Sheet, context: Context) -> str:
    known = {normal(name) for name in known_measures(context)}
    told = _told(sheet)
    sure = [text for text in told if normal(text) in known]
    own = [
        t
        for t in told
        if not _DULL.fullmatch(t)
        and t.casefold() not in PARTS
        and not context.organisations.match(t).named
        and not headers.periods_in([t])[0]
    ]
    return (sure or own or [""])[0]
