"""A guess of what the columns of an unknown table are, with the evidence for each and what is lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.ingest.cells import grains, periods
from analytics.ingest.cells.names import normal
from analytics.ingest.columns import dimensions, figures, headers, profiles
from analytics.ingest.columns import titles as titles_above
from analytics.ingest.columns.assignment import Assignment, words
from analytics.ingest.columns.dimensions import FINER
from analytics.ingest.columns.profiles import PARTS, Profile
from analytics.ingest.files.headless import lettered
from analytics.ingest.mapping import TIMES, MappedColumn, Mapping, Proposal, Role, signature
from analytics.ingest.shape import Context, Sheet
from analytics.ingest.templates.observations import known_measures
from analytics.model import Unit
from analytics.words.counting import counted, listing

LEAST_ROWS = 2
"""Rows below which nothing is taken for understood: one row proves nothing."""
MOST_REPEATS, TOLD_APART = 0.02, 0.1
"""Share of the rows that may repeat the organisation, period and measure of another though a further column tells them
apart; and share of those that it may leave together."""
LONGEST_TITLE = 100
_DULL = re.compile(r"\b(?:report|dashboard|pack|board|data|publish\w*|extract\w*|download\w*|sheet\d*|export|page|source|"
                   r"filters?|run|region|as at|appendix|table|summary|performance|trusts?|icbs?)\b",
                   re.IGNORECASE)  # fmt: skip
"""Words of titles that name a document and not what its numbers measure."""
_PER_MANY = re.compile(r"\bper (?:1,?000|10,?000|100,?000|million|thousand)\b", re.IGNORECASE)
_GROUPS = re.compile(
    r"white\b.*|black\b.*|asian\b.*|mixed\b.*|other\b.*|not (?:stated|known)|unknown|(?:fe)?males?|boys?|girls?|"
    r"(?:age[sd]? )?(?:\d+ ?[-–] ?\d+|under \d+|over \d+|[<>]=? ?\d+|\d+\+)(?: ?(?:years|weeks|yrs))?|q(?:uintile)? ?\d",
    re.IGNORECASE,
)
"""Names of columns that are groups of people and no measures."""
_SIGN = re.compile(r"\s*[(\[]?\s*(?:%|\bper ?cent(?:age)?\b)\s*[)\]]?\s*$", re.IGNORECASE)
"""The end of a title that says that its numbers are percentages."""


def propose(sheet: Sheet, context: Context) -> Proposal:
    """What the columns of a sheet are taken for. Never raises; an empty sheet lacks everything."""
    names = {normal(name): slug for name, slug in known_measures(context).items()}
    names |= {normal(m.title): slug for slug, m in context.local.items()}
    seen = [profiles.profile(sheet, i, context, names) for i in range(len(sheet.header))]
    assignment = dimensions.settle(seen, context)
    columns = figures.columns(sheet, seen, assignment, context, names)
    mapping = Mapping(tuple(columns), header=not lettered(sheet))
    mapping = _constants(mapping, sheet, context, names, assignment)
    _judge(mapping, sheet, seen, assignment, context, names)
    evidence = tuple(assignment.evidence.get(i, _nothing(p)) for i, p in enumerate(seen))
    patterns = headers.patterns(sheet.header)
    mark = signature(patterns, mapping)
    lacking = tuple(dict.fromkeys(assignment.lacking))
    return Proposal(mapping, evidence, tuple(p.examples for p in seen), lacking, sheet.name, mark)


def _nothing(p: Profile) -> str:
    if not p.filled:
        return "no cell is filled"
    return "text, and no sign of what it would be needed for" if not p.is_number else "numbers about other numbers"


def _constants(
    mapping: Mapping, sheet: Sheet, context: Context, names: dict[str, str], assignment: Assignment
) -> Mapping:
    """What no column says, from the answers, the titles above the table, the sheet's name or the file's."""
    numbers = [c for c in mapping.columns if c.is_number]
    above = [cell.strip() for row in sheet.above for cell in row if cell.strip()]
    titles = [*above, sheet.name, re.sub(r"\.\w+$", "", context.name)]
    if (
        numbers
        and not mapping.having(Role.MEASURE)
        and not all(c.measure for c in numbers if c.role is not Role.DENOMINATOR)
    ):
        mapping = replace(mapping, measure=_measure(titles, above, context, names, assignment))
        if any(_SIGN.search(t) for t in above):
            alone = [replace(c, role=Role.PERCENT) if c.role is Role.VALUE else c for c in mapping.columns]
            mapping = replace(mapping, columns=tuple(alone))
    dates = sorted({p for p in headers.periods_in(t.replace("_", " ") for t in titles) if p})
    if any(profiles.is_part(c.period) for c in numbers) and not mapping.having(Role.YEAR):
        years = [d for d in dates if re.fullmatch(r"\d{4}[-/]\d\d(?:\d\d)?", d)]
        if len(years) == 1:
            return replace(mapping, period=years[0])
        assignment.lacking.append("The columns are months or quarters, and nothing says of which year.")
    elif not mapping.having(*TIMES) and not any(c.period for c in numbers):
        said = titles_above.periods_said(sheet.above)
        if len(said) == 1:
            mapping = replace(mapping, period=said[0])
            if titles_above.contradicted(said[0], sheet.name):
                assignment.lacking.append(
                    f"The title says “{said[0]}” and the name of the sheet “{sheet.name}”: which is it?"
                )
        elif _of_days(numbers):
            assignment.lacking.append(
                f"The columns are days or weeks (“{numbers[0].name}”), and the shortest period kept is a month: give "
                "months, or the days in a column with both counts beside it."
            )
        elif len(dates) == 1:
            mapping = replace(mapping, period=dates[0])
            assignment.lacking.append(f"No column says which period; “{mapping.period}” stands around the table.")
        else:
            assignment.lacking.append("No column holds periods.")
    if not mapping.having(Role.ORGANISATION) and not any(c.organisation for c in numbers):
        who = titles_above.organisations_said([*above, sheet.name], context)
        mapping = replace(mapping, organisation=who[0]) if len(who) == 1 else mapping
    return mapping


def _of_days(numbers: Sequence[MappedColumn]) -> bool:
    """Whether columns of numbers are called by days that are no months."""
    return bool(periods.parse([c.name for c in numbers])["problem"].str.startswith(grains.ONE_OF).any())


def _measure(
    titles: list[str], above: list[str], context: Context, names: dict[str, str], assignment: Assignment
) -> str:
    """The title of the one measure; "" and a sentence where nothing names it."""
    if context.measure:
        return figures.title_of(context.measure, context, names)
    undated = [headers.parse(t, p).stem for t, p in zip(titles, headers.periods_in(titles), strict=True) if p]
    exact = {names[bare] for t in (*titles, *undated) if (bare := normal(_SIGN.sub("", t).strip())) in names}
    if len(exact) == 1:
        return context.measure_of(exact.pop()).title
    within = {s for n, s in names.items() for t in titles if len(n) > 7 and f"_{n}_" in f"_{normal(t)}_"}
    if len(within) == 1:
        near = context.measure_of(within.pop()).title
        assignment.lacking.append(f"No column names the measure; a title comes near “{near}”.")
        return near
    above_titles = [
        headers.parse(text, period).stem for text, period in zip(above, headers.periods_in(above), strict=True)
    ]
    above_titles = [t for t in above_titles if re.search(r"[^\W\d_]{3}", t) and len(t) <= LONGEST_TITLE]
    telling = [t for t in above_titles if not _DULL.search(t)]
    if len(telling) != 1:
        assignment.lacking.append("Nothing says what the numbers measure.")
    return (telling or above_titles or [""])[0]


def _judge(
    mapping: Mapping,
    sheet: Sheet,
    seen: Sequence[Profile],
    assignment: Assignment,
    context: Context,
    names: dict[str, str],
) -> None:
    """What is lacking over all."""
    numbers = [i for i, c in enumerate(mapping.columns) if c.is_number]
    if not numbers:
        assignment.lacking.insert(0, "No column holds numbers that could be kept.")
    whose = mapping.organisation or any(mapping.columns[i].organisation for i in numbers)
    if not mapping.having(Role.ORGANISATION) and not whose:
        assignment.lacking.insert(0, "No column holds organisations that we know.")
    if len(sheet) < LEAST_ROWS:
        assignment.lacking.append(f"{counted(len(sheet), 'row')} {'is' if len(sheet) == 1 else 'are'} too few to tell.")
    for i, p in enumerate(seen):
        if (
            i not in assignment.roles
            and p.filled
            and FINER.search(words(p.name))
            and not mapping.columns[i].is_number
            and not p.is_number
            and p.distinct > 1
        ):
            assignment.lacking.append(
                f"“{p.name}” splits organisations further, so that numbers would have to be added first."
            )
    groups = list(dict.fromkeys(c.measure for c in mapping.columns if c.is_number and _GROUPS.fullmatch(c.measure)))
    if len(groups) > 1:
        shown = listing([f"“{g}”" for g in groups], 4)
        assignment.lacking.append(f"{shown} are groups of people and no measures: only figures of everybody are kept.")
    _unsure_shares(mapping, seen, assignment, context, names)
    if numbers and not assignment.lacking:
        _repeats(mapping, numbers, seen, assignment)


def _repeats(mapping: Mapping, numbers: list[int], seen: Sequence[Profile], assignment: Assignment) -> None:
    """Rows of one organisation, period and measure that another column tells apart: a breakdown, whose parts cannot be
    kept side by side. Rows that nothing tells apart are the reader's to name."""
    keys = mapping.having(Role.ORGANISATION, *TIMES, Role.MEASURE, Role.PART)
    others = [i for i, p in enumerate(seen) if i not in keys and i not in numbers and p.distinct > 1]
    if not keys or not others:
        return
    rows = pd.DataFrame({i: seen[i].texts for i in {*keys, *numbers, *others}}).drop_duplicates([*keys, *numbers])
    again = rows[rows[keys].duplicated(keep=False)]
    if len(again) <= MOST_REPEATS * len(rows):
        return
    apart = [i for i in others if not again[[*keys, i]].duplicated(keep=False).mean() > TOLD_APART]
    together = not again[[*keys, *others]].duplicated(keep=False).mean() > TOLD_APART
    if apart or together:
        names = listing([f"“{seen[i].name}”" for i in apart or others], 4)
        assignment.lacking.append(f"Organisation, period and measure repeat in many rows, told apart by {names}.")


def _unsure_shares(
    mapping: Mapping, seen: Sequence[Profile], assignment: Assignment, context: Context, names: dict[str, str]
) -> None:
    """Whole numbers beside a measure that is a share: counts or percentages?"""
    at, part = mapping.having(Role.MEASURE), mapping.having(Role.PART)
    if part and {PARTS.get(t.casefold()) for t in seen[part[0]].texts.unique()} >= {"numerator", "denominator"}:
        return
    texts = (
        set(seen[at[0]].texts.unique())
        if at
        else {c.measure or mapping.measure for c in mapping.columns if c.is_number}
    )
    slugs = {names.get(normal(t), "") for t in texts} - {""}
    if not any(context.measure_of(s).unit is Unit.PERCENT for s in slugs):
        return
    many = [c.name for c in mapping.columns if c.role is Role.VALUE and _PER_MANY.search(c.name)]
    if many:
        assignment.lacking.append(f"The measure is a percentage, and “{many[0]}” says another rate.")
    alone = [seen[i] for i, c in enumerate(mapping.columns) if c.role is Role.VALUE]
    if alone and all(p.integers or not p.figures for p in alone) and any((p.numbers > 1).any() for p in alone):
        assignment.lacking.append("The measure is a percentage, and the whole numbers could be counts or percentages.")
