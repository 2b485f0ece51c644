"""Measures of the file's owner: what the catalogue does not know is welcome, and a typing error can be put right.

Nothing is assumed beyond what the rows show: a new measure has the title that the file gives it and the unit that its
numbers can have (see `catalogue.local`); both can be answered otherwise.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells.coded import codes_of, firsts
from analytics.ingest.cells.names import normal
from analytics.ingest.ledger import DISTINCT_SHOWN, Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.draft import Draft
from analytics.ingest.rows.percents import named_share
from analytics.ingest.shape import Ask, Context
from analytics.model import Measure, Unit

NEAR = 70
"""Likeness of two names, of 100, from which one may be a slip for the other."""
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?\s*%?")
_COUNTS = ("numerator", "denominator", "num", "numer", "den", "denom")
UNITS = (
    (Unit.PERCENT.value, "A percentage or share"),
    (Unit.RATE.value, "A rate"),
    (Unit.COUNT.value, "A count"),
    (Unit.SCORE.value, "A score or another number"),
)


def known_measures(context: Context) -> dict[str, str]:
    """Slug, title and short title to slug, of the catalogue's measures and of the local ones that are known."""
    every = [*context.catalogue.measures.values(), *context.local.values()]
    known = {m.slug: m.slug for m in every}
    for measure in every:
        for name in (measure.title, measure.short_title):
            known.setdefault(name, measure.slug)
    return known


def look_up(
    texts: pd.Series, titles: pd.Series | None, context: Context, ledger: Ledger
) -> tuple[pd.Categorical, pd.Categorical]:
    """Texts to slugs, "" where blank, and to titles as the file has them (`titles` where it says them apart).

    A text that names no measure becomes the slug of a new one. That is information; where a known name is near, it is
    a question with the new measure as the choice made.
    """
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    codes, distinct = codes_of(texts)
    names = [str(t).strip() for t in distinct]
    slipped = np.array([bool(_FIGURE.fullmatch(name)) for name in names], dtype=bool)
    slipped &= not slipped.all()  # a column of numbers has codes of measures
    if slipped.any():
        say = "“{}” is a number where a measure is wanted: the cells of the row may have slipped"
        ledger.leave_out(slipped[codes], "measure", texts, say.format, "Check the row against its source.")
    counts = np.array([name.casefold() in _COUNTS for name in names], dtype=bool)
    if counts.any():
        say = "“{}” is one of the counts of a measure, and does not say of which"
        ledger.leave_out(counts[codes], "measure", texts, say.format, "Name the measure; give both counts in columns.")
    slipped |= counts
    slugs = ["" if slip else _slug(name, known) for name, slip in zip(names, slipped, strict=True)]
    own = {**context.catalogue.measures, **context.local}
    new = [i for i, slug in enumerate(slugs) if slug and slug not in own]
    shown = titles if titles is not None else texts
    first = firsts(codes, len(distinct)) if new else ()
    for i in [i for i, slug in enumerate(slugs) if slug in context.local]:
        answer = ledger.answered(f"measure:{slugs[i]}", own)
        slugs[i] = answer or slugs[i]  # a slip that was kept before can still be put right
    told: set[str] = set()
    for i in new:
        name, slug = shown.iloc[first[i]].strip() or names[i], slugs[i]
        if slug not in told and len(told) < DISTINCT_SHOWN:
            slugs[i] = _new(name, slug, int(first[i]), known, context, ledger)
        else:
            slugs[i] = ledger.answered(f"measure:{slug}", own) or slug
        told.add(slug)
    if len(told) > DISTINCT_SHOWN:
        ledger.inform(f"{len(told) - DISTINCT_SHOWN:,} more measures are not ours and are kept as your own.")
    return checks.mapped(codes, slugs), _titles(shown, own)


def _slug(name: str, known: dict[str, str]) -> str:
    """The slug of a known measure by any of its names, else that of a new one."""
    if not name:
        return ""
    slug = local.slug_of(name)
    return known.get(normal(name)) or known.get(normal(slug)) or slug


def _new(name: str, slug: str, at: int, known: dict[str, str], context: Context, ledger: Ledger) -> str:
    """Says that a measure is new at a position, and asks where it may be a slip. Gives the slug that counts."""
    from rapidfuzz import fuzz, process

    close = process.extract(normal(name), list(known), scorer=fuzz.ratio, limit=4, score_cutoff=NEAR)
    near = list(dict.fromkeys(known[found] for found, _, _ in close))
    message = f"“{name}” is not one of our measures: it is kept as a measure of your own. See Your measures."
    if (answer := ledger.answered(f"measure:{slug}", set(known.values()))) is not None:
        near = list(dict.fromkeys([*near, answer]))
    if near:
        titles = [context.measure_of(n).title for n in near]
        options = ((slug, f"Keep “{name}” as a measure of my own"), *zip(near, titles, strict=True))
        question = f"Is “{name}” (row {ledger.row_numbers[at]:,}) a measure of your own?"
        chosen = ledger.ask(Ask(f"measure:{slug}", question, options, slug))
        if chosen != slug:
            ledger.inform(f"“{name}” was taken for {context.measure_of(str(chosen)).title}, as answered.", at)
            return str(chosen)
        message += f" It is near {' and '.join(f'{t} ({n})' for n, t in zip(near, titles, strict=True))}."
    ledger.inform(message, at)
    return slug


def _titles(texts: pd.Series, known: dict[str, Measure]) -> pd.Categorical:
    """The title as the file has it; a bare slug of a known measure gets its title."""
    codes, distinct = codes_of(texts)
    of_slug = {normal(slug): measure.title for slug, measure in known.items()}
    return checks.mapped(codes, [of_slug.get(normal(str(t)), str(t).strip()) for t in distinct])


def define(draft: Draft, context: Context, ledger: Ledger) -> dict[str, Measure]:
    """The local measures of a draft by slug that are new, or whose unit was answered anew."""
    categories = [str(slug) for slug in draft.measure.categories]
    new = [i for i, s in enumerate(categories) if s and s not in context.catalogue.measures]
    new = [i for i in new if categories[i] not in context.local or f"unit:{categories[i]}" in context.answers]
    if not new:
        return {}
    inferred = _units(draft, len(categories))
    seen = dict(zip(*np.unique(draft.measure.codes, return_index=True), strict=True))
    made: dict[str, Measure] = {}
    for i in new:
        slug = categories[i]
        before = context.local.get(slug)
        title = before.title if before else str(draft.title[seen[i]] if i in seen else "") or slug
        unit = before.unit if before else Unit.PERCENT if named_share(title) else inferred[i]
        if len(made) < DISTINCT_SHOWN:
            question = f"What kind of number is {title}?"
            unit = Unit(str(ledger.ask(Ask(f"unit:{slug}", question, UNITS, unit.value))))
        made[slug] = local.measure(slug, title, unit=unit) if before is None else replace(before, unit=unit)
    return made


def _units(draft: Draft, size: int) -> list[Unit]:
    """The unit that the rows of each measure show: a % sign, the name of the column, or the numbers."""
    codes = np.asarray(draft.measure.codes, dtype="int64")
    units = local.units_of(codes, draft.numerator.number, draft.denominator.number, size)
    signed = np.bincount(codes[draft.value.percent & (codes >= 0)], minlength=size) > 0
    if named_share(draft.headers.get("value", "")):
        signed |= np.bincount(codes[~np.isnan(draft.value.number) & (codes >= 0)], minlength=size) > 0
    return [Unit.PERCENT if s else unit for s, unit in zip(signed, units, strict=True)]


def options(context: Context, names: list[str]) -> tuple[tuple[str, str], ...]:
    """What a file without a column for it may hold: measures that files bring, and new ones by these names."""
    every = [*context.catalogue.measures.values(), *context.local.values()]
    known = {m.slug: m.title for m in every if not m.composite_of and not m.from_adoption}
    own = {local.slug_of(n): f"A measure of my own: “{n}”" for n in names if local.slug_of(n) not in known}
    return (*own.items(), *known.items())
