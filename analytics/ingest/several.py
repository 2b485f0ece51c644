"""A workbook whose sheets belong together: the further ones read beside the first, so that all is kept or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.ingest.recognise import CERTAIN_ENOUGH, Choice, columns_of
from analytics.ingest.shape import ACCEPTED, REJECTED, WITH_WARNINGS, Reading, Sheet, Understood, empty_rows
from analytics.model import Problem, Severity
from analytics.model.tables import TABLES
from analytics.words.counting import counted

Part = tuple[Choice, Understood]


def parts(choice: Choice, sheets: Sequence[Sheet], name: str) -> list[Choice]:
    """The sheets that belong to the chosen one, each with what reads it; sheets without rows have nothing to say."""
    found = []
    for sheet in sheets:
        if not sheet.hidden and sheet is not choice.sheet and len(sheet):
            columns = columns_of(sheet)
            reads = next((f for f in choice.format.parts if f.recognise(columns, name) >= CERTAIN_ENOUGH), None)
            found += [Choice(sheet, reads)] if reads else []
    return found


def joined(first: Reading, sheet: Sheet, others: Sequence[Part]) -> Reading:
    """The reading of the first sheet with those of the others in `also`, one a table. What a sheet that may not be trusted
    says is not kept, and neither is the rest."""
    asks = tuple(ask for _, understood in others for ask in understood.asks)
    trusted = first.kept and not any(u.distrust for _, u in others) and all(ask.default for ask in asks)
    problems = [*_named(first.problems, sheet)]
    for choice, understood in others:
        problems += _named((*choice.sheet.problems, *understood.problems), choice.sheet)
    said = tuple(
        f"Sheet “{c.sheet.name}”: {counted(len(u.rows), 'row')} to keep as {c.format.table.name}."
        for c, u in others
        if len(u.rows)
    )
    whole = replace(first, problems=tuple(problems), asks=(*first.asks, *asks))
    if not trusted:
        return replace(whole, status=REJECTED, rows=empty_rows(TABLES[first.table or ""]))
    doubtful = any(p.severity is not Severity.INFO for p in problems)
    return replace(
        whole,
        status=WITH_WARNINGS if doubtful else ACCEPTED,
        facts=(*first.facts, *said),
        also=_by_table(whole, others),
    )


def _named(problems: Sequence[Problem], sheet: Sheet) -> list[Problem]:
    return [replace(p, sheet=p.sheet or sheet.name) for p in problems]


def _by_table(first: Reading, others: Sequence[Part]) -> tuple[Reading, ...]:
    rows: dict[str, list[pd.DataFrame]] = {}
    for choice, understood in others:
        if len(understood.rows):
            rows.setdefault(choice.format.table.name, []).append(understood.rows)
    plain = replace(first, problems=(), facts=(), asks=(), seen_columns=(), status=ACCEPTED)
    return tuple(replace(plain, table=t, rows=pd.concat(found, ignore_index=True)) for t, found in rows.items())
