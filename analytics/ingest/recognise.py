"""Which known layout a sheet has; and, where none, what it came nearest to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analytics.ingest.cells.names import normal
from analytics.ingest.columns import as_one
from analytics.ingest.formats import ALL
from analytics.ingest.rows import checks
from analytics.ingest.shape import Format, Sheet
from analytics.ingest.templates import observations as template_observations
from analytics.model import Problem, Severity
from analytics.words.counting import counted, listing

CERTAIN_ENOUGH = 0.4
"""Confidence below which a format is not used."""
NEAR_ENOUGH = 0.4
"""Share of a layout's columns from which it is named as the nearest."""


@dataclass(frozen=True)
class Choice:
    """The sheet to read and the format to read it with. `others` are further sheets that a format knows too. `used` are the
    positions of the columns that are read, by what they are, where a file has no published layout, so that its other
    columns may say something about its rows."""

    sheet: Sheet
    format: Format
    others: tuple[Sheet, ...] = ()
    used: Mapping[str, int] | None = None


def columns_of(sheet: Sheet) -> frozenset[str]:
    """Its column names, ready for comparing."""
    return frozenset(normal(title) for title in sheet.header if title)


def choose(sheets: tuple[Sheet, ...], name: str) -> Choice | None:
    """The best pair of visible sheet and format, or None."""
    found = []
    for sheet in sheets:
        if not sheet.hidden and sheet.header:
            columns = columns_of(sheet)
            confidence, fmt = max(((f.recognise(columns, name), f) for f in ALL), key=lambda pair: pair[0])
            if confidence >= CERTAIN_ENOUGH:
                found.append((confidence, len(sheet) > 0, sheet, fmt))
    if not found:
        return None
    best = max(found, key=lambda f: (f[1], f[0]))
    others = tuple(f[2] for f in found if f is not best and len(f[2]))
    used = checks.locate(best[2], best[3].names)[0] if best[3].slug == template_observations.FORMAT.slug else None
    return Choice(best[2], best[3], others, used)


def not_recognised(sheet: Sheet, lacking: str = "") -> Problem:
    """What was seen, which known layout is nearest and what it lacks, and what would be needed. `lacking` says what kept
    it from being read by its contents."""
    seen = listing([title or "(no name)" for title in sheet.header], 30) if sheet.header else "nothing"
    where = f" on sheet “{sheet.name}”" if sheet.name else ""
    message = (
        f"This is not a layout that we know. {lacking}Seen{where}: {counted(len(sheet) + len(sheet.misfits), 'row')} under "
        f"{counted(len(sheet.header), 'column')}: {seen}. "
    )
    columns = columns_of(sheet)
    shares = [(len({normal(s) for s in f.signature} & columns) / len(f.signature), f) for f in ALL]
    share, nearest = max(shares, key=lambda pair: pair[0])
    if share >= NEAR_ENOUGH:
        others = [s for s in nearest.signature if normal(s) not in columns]
        message += f"Nearest is “{nearest.title}”, which also has: {listing(others)}."
    elif not lacking:
        message += f"None of the known layouts is near: {listing([f.title for f in ALL], 20)}."
    remedy = (
        "Needed are one row for each organisation and period, with a column each for measure, org_code, period and "
        "numerator and denominator (or value). Copy the figures into our observations template, or choose a file in "
        "one of the known layouts."
    )
    if len(sheet.misfits) > len(sheet):
        message += " The first row seems to be a title, because the rows below it have more cells."
        remedy = "Delete what stands above the column names, and try again. " + remedy
    return Problem(Severity.ERROR, message.strip(), remedy, rows=(sheet.header_row,), quote=seen)


def no_rows(sheet: Sheet) -> Problem:
    """A header and nothing under it."""
    message = f"The file has a header ({listing([t or '(no name)' for t in sheet.header], 12)}) and no rows under it."
    return Problem(
        Severity.ERROR, message, "Export it again with data, or fill in the template.", rows=(sheet.header_row,)
    )


def unread(choice: Choice, visible: Sequence[Sheet]) -> Iterable[Problem]:
    """Tables of figures, or of a known layout, that stand beside the one that was read."""
    for sheet in visible:
        known = any(sheet is other for other in choice.others)
        same = len(visible) == 1 or sheet is choice.sheet or sheet.cells.equals(choice.sheet.cells)
        rows: tuple[int, ...] = ()
        if known and sheet.name != choice.sheet.name:
            message = f"Sheet “{sheet.name}” has a known layout too and was not read"
        elif known or (not same and as_one.looks_like_data(sheet)):
            first, last, rows = sheet.row_numbers[0], sheet.row_numbers[-1], (sheet.header_row,)
            stands = f"row {first:,}" if first == last else f"rows {first:,} to {last:,}"
            where = f" on sheet “{sheet.name}”" if sheet.name else ""
            message = f"A table of {counted(len(sheet), 'row')} ({stands}){where} was not read"
        else:
            continue
        yield Problem(Severity.WARNING, message, "Save it as a file of its own and add that.", rows=rows)


def doubled(sheet: Sheet, fmt: Format) -> Problem | None:
    """Two columns of the layout with one name: nobody can say which counts."""
    names = [normal(title) for title in sheet.header if title]
    wanted = {normal(c.name) for c in fmt.table.columns} | {normal(s) for s in fmt.signature}
    twice = sorted({n for n in names if n in wanted and names.count(n) > 1})
    if not twice:
        return None
    message = f"Two columns have the same name ({listing(twice)}), so it cannot be told which one counts"
    return Problem(Severity.ERROR, message, "Delete or rename one of them.", rows=(sheet.header_row,), column=twice[0])
