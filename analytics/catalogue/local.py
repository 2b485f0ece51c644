"""Local measures: what a manager follows and the catalogue does not know. Neutral until somebody says more.

Nothing is assumed that could make a wrong number: no direction is better, and nothing is added up to larger
organisations, unless the file's owner says so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from datetime import date

import numpy as np

from analytics.model import Better, Kind, Measure, Programme, RollUp, Unit

PROGRAMME = "your_measures"
"""The slug of the page of local measures, in the place of a programme's."""
TITLE = "Your measures"
QUESTION = "What do our own measures say?"
SLUG_LENGTH = 60
SHORT_LENGTH = 40


def slug_of(title: str) -> str:
    """A short name for addresses: lower case letters, digits and underscores. Equal titles in any case have one slug."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if slug and len(slug) <= SLUG_LENGTH and plain == unicodedata.normalize("NFKC", title.casefold()):
        return slug
    # Cut or foreign titles keep a mark of the whole, so that two of them cannot meet in one slug.
    digest = hashlib.sha256(" ".join(title.casefold().split()).encode()).hexdigest()[:6]
    return f"{slug[: SLUG_LENGTH - 7].rstrip('_')}_{digest}".lstrip("_") if slug else f"measure_{digest}"


def measure(
    slug: str,
    title: str,
    *,
    unit: Unit = Unit.SCORE,
    better: Better = Better.NEUTRAL,
    target: float | None = None,
    definition: str = "",
    adds_up: bool = False,
    levels: Collection[Kind] = (),
    source: str = "",
    per_text: str = "",
    reviewed_on: date = date(1, 1, 1),
) -> Measure:
    """A local measure. `target` is in the measure's own unit (a fraction for percentages); `levels` are the kinds of
    organisation that have rows; `adds_up` says that numerators and denominators may be summed to larger organisations."""
    reported_by = max(levels, key=lambda kind: kind.level, default=Kind.TRUST)
    above = [kind for kind in Kind if kind.level <= reported_by.level] if adds_up else []
    return Measure(
        slug=slug,
        title=title,
        short_title=title if len(title) <= SHORT_LENGTH else f"{title[: SHORT_LENGTH - 1].rstrip()}…",
        programme=PROGRAMME,
        group=TITLE,
        cohort="",
        numerator="",
        denominator="",
        unit=unit,
        better=better,
        roll_up=RollUp.SUM if adds_up else RollUp.GIVEN_ONLY,
        why_it_matters="",
        how_calculated=definition,
        # Nobody said what is counted, so it is taken to be people.
        disclosure="suppress_under_5",
        source=source or "Uploaded under Your data",
        reviewed_on=reviewed_on,
        per_text=per_text,
        target=target,
        target_source="Set under Your data" if target is not None else "",
        reported_by=reported_by,
        levels=tuple(sorted({*levels, *above}, key=lambda kind: kind.level)),
        local=True,
    )


def programme(measures: Collection[Measure]) -> Programme | None:
    """Local measures as a programme of their own, None where there are none."""
    return Programme(PROGRAMME, TITLE, "", QUESTION, "", 0, tuple(measures)) if measures else None


def units_of(measure: np.ndarray, numerator: np.ndarray, denominator: np.ndarray, size: int) -> list[Unit]:
    """The units that rows of observations show where nobody has said them, for measures 0 to `size` - 1.

    `measure` has the number of each row's measure; NaN is missing. A share where no numerator is above its denominator, a
    rate where one is, a count where there is no denominator, else a plain number.
    """
    with np.errstate(invalid="ignore"):
        # Figures that cannot be are left out of the rows, so they say nothing about the measure either.
        possible = ~((denominator == 0) & (numerator > 0)) & ~(numerator < 0) & ~(denominator < 0)
        counted = possible & ~np.isnan(numerator)
        both = counted & ~np.isnan(denominator)
        rows = (counted, both, both & (numerator > denominator))
    some, pairs, above = (np.bincount(measure[row], minlength=size) > 0 for row in rows)
    return [
        Unit.RATE if a else Unit.PERCENT if p else Unit.COUNT if c else Unit.SCORE
        for c, p, a in zip(some, pairs, above, strict=True)
    ]
