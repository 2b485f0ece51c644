"""Columns that nobody reads and that change what rows mean: one ethnic group, plans beside actuals, sites of a trust.

What tells rows apart, or narrows all of them, is asked about; a row that says "all" of itself is of the whole organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analytics.ingest.cells.names import normal
from analytics.ingest.columns import meanings
from analytics.ingest.columns.profiles import PARTS
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.shape import Ask, Context, Sheet
from analytics.model import Problem, Severity, Unit
from analytics.words.counting import counted, listing

EVERY = "every row"
"""The answer that the column does not matter."""
MOST_VALUES = 30
"""Different texts from which on a column is no breakdown but remarks."""
REPEATED = 0.02
"""Share of the rows that repeat the organisation, period and measure of another, from which a column that tells them apart
is asked about."""


@dataclass(frozen=True)
class Narrowed:
    """The rows that may be read, with what was said and asked on the way; `open` where nothing may be kept before it is
    answered."""

    sheet: Sheet
    problems: tuple[Problem, ...] = ()
    asks: tuple[Ask, ...] = ()
    open: bool = False


def narrowed(sheet: Sheet, used: Mapping[str, int], context: Context) -> Narrowed:
    """The rows of whole organisations. `used` are the columns that are read, by what they are."""
    made = Narrowed(sheet)
    for i, title in enumerate(sheet.header):
        if i in used.values() or made.open:
            continue
        texts = made.sheet.cells[i].str.strip()
        kinds = [str(t) for t in texts.unique()]
        if not any(kinds) or len(kinds) > MOST_VALUES:
            continue
        if parts := _parts(kinds, used):
            made = replace(made, problems=(*made.problems, _of_a_part(made.sheet, title, parts)), open=True)
        elif why := _why(made.sheet, i, kinds, used, context):
            made = _one(made, i, title, kinds, why, context)
    return made


def _parts(kinds: Sequence[str], used: Mapping[str, int]) -> list[str]:
    """Texts that say of every row that its value is a numerator or denominator."""
    if "value" not in used or "numerator" in used or "part" in used:
        return []
    told = [k for k in kinds if k]
    return told if told and all(PARTS.get(k.casefold()) in ("numerator", "denominator") for k in told) else []


def _of_a_part(sheet: Sheet, title: str, parts: Sequence[str]) -> Problem:
    what = listing(list(parts)).casefold()
    message = f"“{title}” says of every row that its value is a {what}, so the values are no results"
    return Problem(
        Severity.ERROR,
        message,
        "Give numerators and denominators in a column each, or both under this one.",
        rows=distinct(sheet.row_numbers),
        column=title,
        quote=parts[0],
    )


def _why(sheet: Sheet, i: int, kinds: list[str], used: Mapping[str, int], context: Context) -> str:
    """Why a column is asked about: what it says, or that it alone tells rows apart; "" where it is not."""
    said = meanings.why_asked(sheet, i, kinds, used, _of_shares(sheet, used, context), context)
    return said or (meanings.PART if _tells_apart(sheet, i, used) else "")


def _of_shares(sheet: Sheet, used: Mapping[str, int], context: Context) -> bool:
    """Whether the values are those of measures that are known to be percentages."""
    if "value" not in used or "measure" not in used:
        return False
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    slugs = {known.get(normal(t), "") for t in sheet.cells[used["measure"]].str.strip().unique()} - {""}
    return any(context.measure_of(slug).unit is Unit.PERCENT for slug in slugs)


def _tells_apart(sheet: Sheet, i: int, used: Mapping[str, int]) -> bool:
    """Whether rows of one organisation, period and measure, with other figures, differ by this column."""
    keys = [at for name, at in used.items() if name not in ("numerator", "denominator", "value", "status")]
    numbers = [used[n] for n in ("numerator", "denominator", "value") if n in used]
    if not keys or not numbers:
        return False
    rows = sheet.cells[[*keys, *numbers, i]].apply(lambda c: c.str.strip()).drop_duplicates([*keys, *numbers])
    again = rows[rows.duplicated(keys, keep=False)]
    if len(again) <= max(2, REPEATED * len(rows)):
        return False
    return not again.duplicated([*keys, i], keep=False).any()


def _one(made: Narrowed, i: int, title: str, kinds: list[str], why: str, context: Context) -> Narrowed:
    """With one column answered, decided, or asked about."""
    sheet = made.sheet
    whole = [k for k in kinds if meanings.whole(title, k)]
    told = [k for k in kinds if k]
    shown = listing([f"“{k}”" for k in told], 6)
    default = whole[0] if len(whole) == 1 and len(kinds) > 1 else None
    options = (
        (EVERY, "Every row is, so that all count"),
        *((k or "(blank)", f"Only rows of {k or 'no group'}") for k in kinds if len(kinds) > 1),
    )
    name = f"rows_of:{title}"
    answer = context.answers.get(name)
    chosen = answer if answer in dict(options) else (default or "(blank)") if default is not None else None
    question = f"Rows say “{title}”: {shown}. Which are results of the whole organisation and of their period?"
    ask = Ask(name, question, options, chosen)
    rows = distinct(sheet.row_numbers)
    if chosen is None:
        apart = f"are told apart by “{title}” ({shown})" if len(told) > 1 else f"all say “{title}”: {shown}"
        message = f"The rows {apart}, so {why}"
        remedy = "Say which rows count; until then nothing is kept."
        problem = Problem(Severity.ERROR, message, remedy, rows, title, told[0])
        return replace(made, problems=(*made.problems, problem), asks=(*made.asks, ask), open=True)
    if chosen == EVERY:
        return replace(made, asks=(*made.asks, ask))
    keep = (sheet.cells[i].str.strip() == ("" if chosen == "(blank)" else chosen)).to_numpy(dtype=bool)
    left = distinct(sheet.row_numbers[~keep])
    others = listing([f"“{k or '(blank)'}”" for k in kinds if (k or "(blank)") != chosen], 6)
    many = f"{counted(int((~keep).sum()), 'row')} of {others} under “{title}”"
    message = f"{many} left out ({rows_text(left)}): only “{chosen}” is read"
    problem = Problem(
        Severity.WARNING, message, "Say which rows are of whole organisations, if others are.", left, title
    )
    kept = replace(
        sheet,
        cells=sheet.cells[keep].reset_index(drop=True),
        row_numbers=sheet.row_numbers[keep],
        origins=None if sheet.origins is None else sheet.origins[keep],
    )
    return replace(made, sheet=kept, problems=(*made.problems, problem), asks=(*made.asks, ask))
