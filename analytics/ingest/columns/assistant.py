"""Files of no known layout: read as someone said, else as guessed where the guess is sure, else answered with the guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from analytics.ingest.cells import grains, periods, weeks
from analytics.ingest.cells.names import normal
from analytics.ingest.columns import guess, headers, mapped
from analytics.ingest.columns.profiles import PARTS
from analytics.ingest.files.headless import lettered, with_header
from analytics.ingest.mapping import TIMES, Mapping, Proposal, Role, fitted
from analytics.ingest.recognise import Choice
from analytics.ingest.rows import checks
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import listing

TRIED = 40
"""Rows by which a file in our template is judged."""
SLUG, TITLE = "mapped", "A layout of your own"


@dataclass(frozen=True)
class Help:
    """What the assistant makes of a file: a choice to read it by, if there is one, and the guess with its sheet."""

    choice: Choice | None
    proposal: Proposal
    sheet: Sheet


def help_with(
    sheets: tuple[Sheet, ...], known: Choice | None, context: Context, settled: Mapping | None
) -> Help | None:
    """A way to read the sheets that are shown, or None where the known layout is enough. `settled` is a mapping that someone
    settled; it goes before every layout."""
    if settled is None and known is not None and not _lacks(known, context):
        return None
    shown = [s for s in sheets if not s.hidden and s.header] if known is None or settled is not None else [known.sheet]
    if settled is not None:
        shown = [with_header(s, settled.header) for s in shown]
    guesses = [(guess.propose(s, context), s) for s in shown if len(s)]
    if not guesses:
        return None
    if settled is not None:
        best, sheet = max(guesses, key=lambda g: (_likeness(settled, g[0]), g[0].complete, len(g[1])))
        mapping = fitted(settled, best.mapping, headers.pattern)
        return Help(_choice(sheet, mapping, (), True), replace(best, mapping=mapping), sheet)
    best, sheet = max(guesses, key=lambda g: (g[0].complete, -len(g[0].lacking), len(g[1])))
    if not best.complete:
        return Help(known, best, sheet)
    others = tuple(s for p, s in guesses if p.complete and s is not sheet)
    return Help(_choice(sheet, best.mapping, others, False), best, sheet)


def missing(proposal: Proposal, sheet: Sheet) -> str:
    """What is lacking, as sentences for the one answer to a file that is not understood."""
    said = "".join(f"{sentence} " for sentence in proposal.lacking)
    return f"Its first row is data: the columns have no names. {said}" if lettered(sheet) else said


def in_words(mapping: Mapping) -> str:
    """How each column is read, as one sentence."""
    told = []
    for roles, what in (
        ((Role.ORGANISATION,), "organisation"),
        (TIMES, "period"),
        ((Role.MEASURE,), "measure"),
        ((Role.PART,), "numerator or denominator"),
        ((Role.NUMERATOR,), "numerator"),
        ((Role.DENOMINATOR,), "denominator"),
        ((Role.VALUE,), "number"),
        ((Role.PERCENT,), "percentage"),
        ((Role.STATUS,), "status"),
    ):
        if at := mapping.having(*roles):
            columns = [mapping.columns[i] for i in at]
            carried = [
                w for w, has in (("period", columns[0].period), ("organisation", columns[0].organisation)) if has
            ]
            names = [f"“{c.name or '(no name)'}”" for c in columns]
            if carried and len(names) > 2:
                names = [f"{names[0]} to {names[-1]}"]
            told.append(
                f"{listing(names, 6)} as {what}" + (f", each of the {carried[0]} in its name" if carried else "")
            )
    titles = list(dict.fromkeys(c.measure for c in mapping.columns if c.is_number and c.measure))
    told += [f"measured: {listing(titles or [mapping.measure], 6)}"] if titles or mapping.measure else []
    told += [f"period of all rows: {mapping.period}"] if mapping.period and not mapping.having(*TIMES) else []
    told += [f"organisation of all rows: {mapping.organisation}"] if mapping.organisation else []
    unused = [f"“{c.name or '(no name)'}”" for c in mapping.columns if c.role is Role.IGNORE]
    return "; ".join([*told, *([f"not used: {listing(unused, 6)}"] if unused else [])])


def _lacks(known: Choice, context: Context) -> bool:
    """Whether a file fits our template and lacks what its other columns may say: the measure, a denominator, or
    organisations and periods that can be read."""
    if known.format.slug != template_observations.FORMAT.slug:
        return False
    places, _, _ = checks.locate(known.sheet, template_observations.NAMES)
    read = {i for name, i in places.items() if name != "measure"}
    if any(_says_part(known.sheet, i) for i in range(len(known.sheet.header)) if i not in read):
        return True
    if "measure" not in places or ("numerator" in places and not {"denominator", "value"} & places.keys()):
        return True
    who, when = (known.sheet.cells[places[n]].head(TRIED).str.strip().unique() for n in ("org_code", "period"))
    found = context.organisations.match_many(who)
    lost = sum(not (m.code or m.closed) for m in found.values())
    problems = periods.parse(list(when))["problem"]
    weekly = pd.Series([weeks.day_of(t) is not None for t in when], dtype="bool")
    finer = problems.str.startswith(grains.ONE_OF).to_numpy(dtype=bool) | weekly.to_numpy()  # asked about later
    lost_periods = (problems != "").to_numpy(dtype=bool) & ~finer
    return lost > len(found) / 2 or bool(2 * lost_periods.sum() > len(lost_periods))


def _says_part(sheet: Sheet, i: int) -> bool:
    """Whether a column says of each row that it is a numerator or a denominator, and has both."""
    if not {str(t).strip().casefold() for t in sheet.arrow[i].slice(0, TRIED).to_pylist()} <= PARTS.keys():
        return False  # as nearly always, without a look at all rows
    kinds = {PARTS.get(t) for t in sheet.cells[i].str.strip().str.casefold().unique()}
    return {"numerator", "denominator"} <= kinds and None not in kinds


def _likeness(settled: Mapping, proposal: Proposal) -> int:
    names = {normal(c.name) for c in settled.columns}
    return sum(normal(c.name) in names for c in proposal.mapping.columns)


def _choice(sheet: Sheet, mapping: Mapping, others: tuple[Sheet, ...], settled: bool) -> Choice:
    names = {c.name: () for c in mapping.columns if c.role is not Role.IGNORE}
    read = _read(mapping, settled)
    used: dict[str, int] = {}
    for i, column in enumerate(mapping.columns):
        if column.role is not Role.IGNORE:
            name = {Role.ORGANISATION: "org_code", Role.PERCENT: "value"}.get(column.role, str(column.role))
            used[name if name not in used else f"{name} {i}"] = i
    return Choice(sheet, Format(SLUG, TITLE, OBSERVATIONS, (), names, lambda _columns, _name: 0.0, read), others, used)


def _constant(mapping: Mapping) -> tuple[Problem, ...]:
    """A word of caution where a mapping for files alike says what no column of them says."""
    told = [f"the measure is “{mapping.measure}”"] if mapping.measure and not mapping.having(Role.MEASURE) else []
    told += [f"the organisation is {mapping.organisation}"] if mapping.organisation else []
    if mapping.settled_on is None or not told:
        return ()
    message = f"No column says so, and on {mapping.settled_on:%-d %B %Y} you said that {' and '.join(told)}"
    return (Problem(Severity.WARNING, message, "Check that it holds for this file too."),)


def _read(mapping: Mapping, settled: bool) -> Callable[[Sheet, Context], Understood]:
    def read(sheet: Sheet, context: Context) -> Understood:
        made = mapped.understand(sheet, mapping, context)
        if settled:
            day = f" on {mapping.settled_on:%-d %B %Y} for files with these columns" if mapping.settled_on else ""
            facts = (f"Read as you said{day}: {in_words(mapping)}.", *made.facts)
            return replace(made, facts=facts, problems=(*_constant(mapping), *made.problems))
        warning = Problem(
            Severity.WARNING,
            f"This is no layout that we know, so its columns were read by what they hold: {in_words(mapping)}",
            "Check the first rows as they would be kept, and say what a column is where it was taken for something else.",
        )
        return replace(made, problems=(warning, *made.problems))

    return read
