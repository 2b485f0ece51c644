"""The columns of numbers of an unknown table: which count, what their headers say they are of, and their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analytics.ingest.columns import pairs, parts, profiles
from analytics.ingest.columns.found import SURE, Found, words
from analytics.ingest.columns.pairs import Number
from analytics.ingest.columns.parts import Told
from analytics.ingest.columns.profiles import Profile
from analytics.ingest.mapping import NUMBERS, TIMES, Column, Role
from analytics.ingest.shape import Context, Sheet, normal
from analytics.model import Unit
from analytics.words.counting import listing


def columns(
    sheet: Sheet, seen: Sequence[Profile], found: Found, context: Context, names: dict[str, str]
) -> list[Column]:
    """Every column with its role; numbers with what their header says."""
    numbers = _numbers(seen, found, context)
    texts = [sheet.header[i] for i in numbers]
    times = parts.periods_in(texts)
    if found.having(*TIMES) or sum(map(bool, times)) < (2 if len(numbers) > 2 else 1):
        times = _yearless(texts, seen, found)
    told = {i: parts.told(sheet.header[i], t) for i, t in zip(numbers, times, strict=True)}
    who = _organisations(told, found, context)
    made = [Column(title, found.roles.get(i, Role.IGNORE)) for i, title in enumerate(sheet.header)]
    wide = any(t.period for t in told.values())
    buckets: dict[tuple[str, str], list[int]] = {}
    for i in numbers:
        if parts.is_noise(told[i].stem if wide and told[i].period else sheet.header[i]):
            found.evidence[i] = "its name says that it is about the other numbers"
        elif wide and not told[i].period:
            found.evidence[i] = "no period, unlike the other columns of numbers"
            if not parts.is_noise(sheet.header[i]) and not re.search(r"total|target|all|sum", words(sheet.header[i])):
                found.lacking.append(f"“{sheet.header[i]}” has no period, unlike the other columns of numbers.")
        elif who and not who.get(i):
            found.evidence[i] = "no organisation, unlike the other columns of numbers"
        else:
            buckets.setdefault((told[i].period, who.get(i, "")), []).append(i)
    for i, settled in _resolved(seen, told, who, buckets, found, context, names).items():
        period, organisation = told[i].period, who.get(i, "")
        made[i] = Column(sheet.header[i], settled.role or Role.IGNORE, settled.measure, period, organisation)
        carried = [
            f"its header is {w} “{t}”" for w, t in (("the period", period), ("the organisation", organisation)) if t
        ]
        found.evidence[i] = ", ".join([*carried, settled.why])
    return made


def _yearless(texts: Sequence[str], seen: Sequence[Profile], found: Found) -> list[str]:
    """Headers that are months or quarters without their year, which a column of years or a title then gives; else blanks."""
    named = [text if profiles.is_part(text) else "" for text in texts]
    whole = found.having(*TIMES)
    if sum(map(bool, named)) < 2 or len(whole) > 1:
        return [""] * len(texts)
    if whole:
        if seen[whole[0]].share(seen[whole[0]].years) < SURE:
            return [""] * len(texts)
        found.settle(whole[0], Role.YEAR, "every cell is a year, and the columns are its months")
    return named


def _numbers(seen: Sequence[Profile], found: Found, context: Context) -> list[int]:
    """Positions of columns of numbers, and of those that are blank or only markers below a period or an organisation."""
    across = not found.having(Role.ORGANISATION)
    timed = parts.periods_in([p.name for p in seen])
    able = []
    for i, p in enumerate(seen):
        if i in found.roles:
            continue
        alike = p.share(p.figures + p.markers)
        sequence = p.integers and p.figures == p.filled > 2 and bool((np.diff(p.numbers) == 1).all()) and not p.name
        if sequence:
            found.evidence[i] = "counts the rows"
            continue
        blank = not p.filled and (timed[i] or (across and p.name and context.organisations.match(p.name).code))
        if p.is_number or blank or (timed[i] and alike >= 0.5) or (p.filled and p.markers == p.filled):
            able.append(i)
    return able


def _organisations(told: dict[int, Told], found: Found, context: Context) -> dict[int, str]:
    """Organisations that stand as columns: the texts of headers, by position; none where a column has organisations."""
    if found.having(Role.ORGANISATION):
        return {}
    texts = {i: t.stem for i, t in told.items() if t.stem}
    known = context.organisations.match_many(texts.values()) if len(texts) < 500 else {}
    who = {i: text for i, text in texts.items() if text in known and known[text].code}
    if len(who) >= max(2, 0.6 * len(texts)):
        for i in who:
            told[i] = replace(told[i], stem="")
        return who
    return {}


def _resolved(
    seen: Sequence[Profile],
    told: dict[int, Told],
    who: dict[int, str],
    buckets: dict[tuple[str, str], list[int]],
    found: Found,
    context: Context,
    names: dict[str, str],
) -> dict[int, Number]:
    """Roles of the columns of numbers: decided once for the columns of each period or organisation that are alike."""
    measured = bool(found.having(Role.MEASURE))
    alike: dict[tuple, list[list[int]]] = {}
    for members in buckets.values():
        shape = tuple((told[i].part, told[i].said, normal(told[i].stem)) for i in members)
        alike.setdefault(shape, []).append(members)
    done: dict[int, Number] = {}
    for groups in alike.values():
        together = [
            Number(
                seen[at[0]].name,
                told[at[0]],
                np.concatenate([seen[i].numbers for i in at]),
                signed=any(seen[i].signed > 0.5 * seen[i].filled for i in at if seen[i].filled),
                known=normal(told[at[0]].stem) in names or bool(found.having(Role.PART)),
            )
            for at in zip(*groups, strict=True)
        ]
        settled, lacking = _ordered(together, seen, found, context, names) or pairs.resolve(together)
        found.lacking += lacking
        for group in groups:
            for i, number in zip(group, settled, strict=True):
                why = number.why
                for first, own in zip(groups[0], group, strict=True):
                    why = why.replace(f"“{seen[first].name}”", f"“{seen[own].name}”")
                done[i] = replace(number, measure=title_of(number.measure, context, names), why=why)
    titles = {n.measure for n in done.values() if n.role in NUMBERS and n.measure}
    if measured and len(titles) > 1:
        found.lacking.append(f"Both a column and headers name measures ({listing(sorted(titles), 4)}).")
    elif measured:
        done = {i: replace(n, measure="") for i, n in done.items()}
    return done


def title_of(text: str, context: Context, names: dict[str, str]) -> str:
    """The title of a known measure by any of its names; any other text as it is."""
    slug = names.get(normal(text))
    return context.measure_of(slug).title if slug else text


def _ordered(
    together: list[Number], seen: Sequence[Profile], found: Found, context: Context, names: dict[str, str]
) -> tuple[list[Number], list[str]] | None:
    """Two columns without names, of measures of the catalogue that are shares, in the order of our template: numerator
    and denominator, if the first is never above the second."""
    at = found.having(Role.MEASURE)
    if len(together) != 2 or not at or any(not re.fullmatch(r"[A-Z]{1,2}", n.name) for n in together):
        return None
    texts = [t for t in seen[at[0]].texts.unique() if t]
    shares = [normal(t) in names and context.measure_of(names[normal(t)]).unit is Unit.PERCENT for t in texts]
    top, bottom = together
    if not texts or not all(shares) or not pairs.within(top, bottom):
        return None
    why = "the measures are shares, and the first number is never above the second"
    return [top.settled(Role.NUMERATOR, "", why), bottom.settled(Role.DENOMINATOR, "", why)], []
