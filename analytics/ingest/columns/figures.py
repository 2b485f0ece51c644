"""The columns of numbers of an unknown table: which count, what their headers say they are of, and their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analytics.ingest.cells.names import normal
from analytics.ingest.columns import headers as parts
from analytics.ingest.columns import pairs, profiles
from analytics.ingest.columns.assignment import SURE, Assignment, words
from analytics.ingest.columns.headers import Header
from analytics.ingest.columns.pairs import Number
from analytics.ingest.columns.profiles import Profile
from analytics.ingest.mapping import NUMBERS, TIMES, MappedColumn, Role
from analytics.ingest.shape import Context, Sheet
from analytics.model import Unit
from analytics.words.counting import listing


def columns(
    sheet: Sheet, seen: Sequence[Profile], assignment: Assignment, context: Context, names: dict[str, str]
) -> list[MappedColumn]:
    """Every column with its role; numbers with what their header says."""
    numbers = _numbers(seen, assignment, context)
    texts = [sheet.header[i] for i in numbers]
    times = parts.periods_in(texts)
    if assignment.having(*TIMES) or sum(map(bool, times)) < (2 if len(numbers) > 2 else 1):
        times = _yearless(texts, seen, assignment)
        if not any(times) and not assignment.having(*TIMES) and len(numbers) > 2:
            times = parts.days_in(texts)
    headers = {i: parts.parse(sheet.header[i], t) for i, t in zip(numbers, times, strict=True)}
    who = _organisations(headers, assignment, context)
    made = [MappedColumn(title, assignment.roles.get(i, Role.IGNORE)) for i, title in enumerate(sheet.header)]
    wide = any(t.period for t in headers.values())
    buckets: dict[tuple[str, str], list[int]] = {}
    for i in numbers:
        if parts.is_noise(headers[i].stem if wide and headers[i].period else sheet.header[i]):
            assignment.evidence[i] = "its name says that it is about the other numbers"
        elif wide and not headers[i].period:
            assignment.evidence[i] = "no period, unlike the other columns of numbers"
            if not parts.is_noise(sheet.header[i]) and not re.search(
                r"total|target|all|sum|^(?:fy )?20\d\d[ /-](?:20)?\d\d$", words(sheet.header[i])
            ):
                assignment.lacking.append(f"“{sheet.header[i]}” has no period, unlike the other columns of numbers.")
        elif who and not who.get(i):
            assignment.evidence[i] = "no organisation, unlike the other columns of numbers"
        else:
            buckets.setdefault((headers[i].period, who.get(i, "")), []).append(i)
    for i, settled in _resolved(seen, headers, who, buckets, assignment, context, names).items():
        period, organisation = headers[i].period, who.get(i, "")
        made[i] = MappedColumn(sheet.header[i], settled.role or Role.IGNORE, settled.measure, period, organisation)
        carried = [
            f"its header is {w} “{t}”" for w, t in (("the period", period), ("the organisation", organisation)) if t
        ]
        assignment.evidence[i] = ", ".join([*carried, settled.why])
    return made


def _yearless(texts: Sequence[str], seen: Sequence[Profile], assignment: Assignment) -> list[str]:
    """Headers that are months or quarters without their year, which a column of years or a title then gives; else blanks."""
    named = [text if profiles.is_part(text) else "" for text in texts]
    whole = assignment.having(*TIMES)
    if sum(map(bool, named)) < 2 or len(whole) > 1:
        return [""] * len(texts)
    if whole:
        if seen[whole[0]].share(seen[whole[0]].years) < SURE:
            return [""] * len(texts)
        assignment.settle(whole[0], Role.YEAR, "every cell is a year, and the columns are its months")
    return named


def _numbers(seen: Sequence[Profile], assignment: Assignment, context: Context) -> list[int]:
    """Positions of columns of numbers, and of those that are blank or only markers below a period or an organisation."""
    across = not assignment.having(Role.ORGANISATION)
    timed = parts.periods_in([p.name for p in seen])
    able = []
    for i, p in enumerate(seen):
        if i in assignment.roles:
            continue
        alike = p.share(p.figures + p.markers)
        sequence = p.integers and p.figures == p.filled > 2 and bool((np.diff(p.numbers) == 1).all()) and not p.name
        if sequence:
            assignment.evidence[i] = "counts the rows"
            continue
        blank = not p.filled and (timed[i] or (across and p.name and context.organisations.match(p.name).code))
        if p.is_number or blank or (timed[i] and alike >= 0.5) or (p.filled and p.markers == p.filled):
            able.append(i)
    return able


def _organisations(headers: dict[int, Header], assignment: Assignment, context: Context) -> dict[int, str]:
    """Organisations that stand as columns: the texts of headers, by position; none where a column has organisations."""
    if assignment.having(Role.ORGANISATION):
        return {}
    texts = {i: t.stem for i, t in headers.items() if t.stem}
    known = context.organisations.match_many(texts.values()) if len(texts) < 500 else {}
    who = {i: text for i, text in texts.items() if text in known and known[text].code}
    if len(who) >= max(2, 0.6 * len(texts)):
        for i in who:
            headers[i] = replace(headers[i], stem="")
        return who
    return {}


def _resolved(
    seen: Sequence[Profile],
    headers: dict[int, Header],
    who: dict[int, str],
    buckets: dict[tuple[str, str], list[int]],
    assignment: Assignment,
    context: Context,
    names: dict[str, str],
) -> dict[int, Number]:
    """Roles of the columns of numbers: decided once for the columns of each period or organisation that are alike."""
    measured = bool(assignment.having(Role.MEASURE))
    alike: dict[tuple, list[list[int]]] = {}
    for members in buckets.values():
        shape = tuple((headers[i].part, headers[i].explicit, normal(headers[i].stem)) for i in members)
        alike.setdefault(shape, []).append(members)
    done: dict[int, Number] = {}
    for groups in alike.values():
        together = [
            Number(
                seen[at[0]].name,
                headers[at[0]],
                np.concatenate([seen[i].numbers for i in at]),
                signed=any(seen[i].signed > 0.5 * seen[i].filled for i in at if seen[i].filled),
                known=normal(headers[at[0]].stem) in names or bool(assignment.having(Role.PART)),
            )
            for at in zip(*groups, strict=True)
        ]
        settled, lacking = _ordered(together, seen, assignment, context, names) or pairs.resolve(together)
        assignment.lacking += lacking
        for group in groups:
            for i, number in zip(group, settled, strict=True):
                why = number.why
                for first, own in zip(groups[0], group, strict=True):
                    why = why.replace(f"“{seen[first].name}”", f"“{seen[own].name}”")
                done[i] = replace(number, measure=title_of(number.measure, context, names), why=why)
    titles = {n.measure for n in done.values() if n.role in NUMBERS and n.measure}
    if measured and len(titles) > 1:
        assignment.lacking.append(f"Both a column and headers name measures ({listing(sorted(titles), 4)}).")
    elif measured:
        done = {i: replace(n, measure="") for i, n in done.items()}
    return done


def title_of(text: str, context: Context, names: dict[str, str]) -> str:
    """The title of a known measure by any of its names; any other text as it is."""
    slug = names.get(normal(text))
    return context.measure_of(slug).title if slug else text


def _ordered(
    together: list[Number], seen: Sequence[Profile], assignment: Assignment, context: Context, names: dict[str, str]
) -> tuple[list[Number], list[str]] | None:
    """Two columns without names, of measures of the catalogue that are shares, in the order of our template: numerator
    and denominator, if the first is never above the second."""
    at = assignment.having(Role.MEASURE)
    if len(together) != 2 or not at or any(not re.fullmatch(r"[A-Z]{1,2}", n.name) for n in together):
        return None
    texts = [t for t in seen[at[0]].texts.unique() if t]
    shares = [normal(t) in names and context.measure_of(names[normal(t)]).unit is Unit.PERCENT for t in texts]
    top, bottom = together
    if not texts or not all(shares) or not pairs.within(top, bottom):
        return None
    why = "the measures are shares, and the first number is never above the second"
    return [top.settled(Role.NUMERATOR, "", why), bottom.settled(Role.DENOMINATOR, "", why)], []
