"""On which scale a file writes its percentages: decided for each measure, said, changeable, and asked where in doubt.

76.1% can stand in a file as 76.1%, 76.1 or 0.761, and 0.9 without a sign can be 0.9% or 90%. A cell with a % sign needs
no decision. Evidence: the numerator and denominator beside a value, the range of the column, and the words of its name.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from analytics.ingest.cells import values
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.draft import Draft
from analytics.ingest.shape import Ask, Context
from analytics.model import Unit

HUNDREDS, FRACTIONS = "hundreds", "fractions"
"""Answers: 76.1 is 76.1%, or 0.761 is."""
SURE = 0.9
"""Share of a measure's numbers that must lie on one side of 1 before the rest is taken for odd ones of the same scale."""
AGREEMENT = 0.006
"""How far a percentage may be from numerator / denominator: half a point of rounding and a little."""
LOW, LEAST = 0.01, 3
"""The share up to which percentages with a sign may be fractions, and how many of them it takes."""
USUAL = 0.2
"""What most of a measure must be for shares of 1% or less to be slips."""
_PERCENT = re.compile(r"%|\bper ?cent|\bpct\b|\bpercentage")


def named_percent(name: str) -> bool:
    """Whether the name of a column or measure says that its numbers are percentages."""
    return bool(_PERCENT.search(name.casefold().replace("_", " ")))


def named_share(name: str) -> bool:
    """Whether it says so, or that they are shares, on whatever scale."""
    return named_percent(name) or "proportion" in name.casefold()


def as_fractions(draft: Draft, context: Context, ledger: Ledger) -> tuple[Draft, tuple[str, ...]]:
    """Values of percentage measures as fractions, and a sentence on the scale of each measure."""
    value = draft.value
    if np.isnan(value.number).all():
        return draft, ()
    percent = draft.has_unit(context, Unit.PERCENT)
    groups = np.asarray(draft.measure.codes, dtype="int64")
    bare = percent & ~value.percent & (value.number > 0) & (value.number <= 100)
    hundreds = np.zeros(len(draft.measure.categories), dtype=bool)
    facts = []
    if bare.any():
        hundreds = values.percent_scale(value, groups)[1]
        sure = _sure(draft, groups, bare, hundreds)
        for code, at in _examples(value.number, groups, bare).items():
            slug = str(draft.measure.categories[code])
            title = context.measure_of(slug).title
            default = (HUNDREDS if hundreds[code] else FRACTIONS) if sure[code] else None
            choice = _choose(draft, slug, title, at, default, ledger)
            hundreds[code] = choice == HUNDREDS
            if choice is None:
                _undecided(draft, title, at, bare & (groups == code), ledger)
            else:
                facts.append(f"{title}: values were read so that {_SAYS[choice]}.")
    number = np.where(percent, values.divided(value, hundreds[groups]), value.number)
    number = _signed(draft, number, percent & value.percent, groups, context, ledger)
    _far_below(draft, number, percent, groups, ledger)
    ledger.leave_out(
        value.percent & ~percent & ~ledger.out,
        "value",
        draft.texts.get("value"),
        "A percentage, and the measure is not one",
        "Give the number in the measure's own unit.",
    )
    return replace(draft, value=replace(value, number=number)), tuple(facts)


_SAYS = {HUNDREDS: "76.1 is 76.1%", FRACTIONS: "0.761 is 76.1%"}


def _sure(draft: Draft, groups: np.ndarray, bare: np.ndarray, hundreds: np.ndarray) -> np.ndarray:
    """Whether each measure's scale is beyond doubt; puts `hundreds` right where numerators and denominators prove it."""
    above, within = values.percent_evidence(draft.value, groups)
    both = np.maximum(above + within, 1)
    sure = np.maximum(above, within) >= SURE * both
    name = draft.headers.get("value", "")
    if named_percent(name):  # 0.9 in a column called % may well be 0.9%
        sure &= above > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        share = draft.numerator.number / draft.denominator.number
        as_hundreds = bare & (np.abs(share - draft.value.number / 100) <= AGREEMENT)
        as_fractions = bare & (np.abs(share - draft.value.number) <= AGREEMENT)
    size = len(hundreds)
    told = np.bincount(groups[as_hundreds & ~as_fractions], minlength=size)
    untold = np.bincount(groups[as_fractions & ~as_hundreds], minlength=size)
    proved = np.maximum(told, untold) > np.minimum(told, untold)
    hundreds[proved] = (told > untold)[proved]
    return sure | proved


def _signed(
    draft: Draft, number: np.ndarray, signed: np.ndarray, groups: np.ndarray, context: Context, ledger: Ledger
) -> np.ndarray:
    """The numbers, times 100 for measures whose % signs stand behind fractions: 0.811% beside 73 of 90. Where all of a
    measure are 1% or less and no counts tell, it is asked."""
    with np.errstate(invalid="ignore", divide="ignore"):
        small = signed & (number > 0) & (number <= LOW)
        share = draft.numerator.number / draft.denominator.number
        fits = [small & (np.abs(share - number * times) <= 0.01 * share) for times in (1, 100)]
    size = len(draft.measure.categories)
    several = np.bincount(groups[small], minlength=size) >= LEAST
    several &= np.bincount(groups[signed & (number > LOW)], minlength=size) == 0
    if not several.any():
        return number
    as_they_are, wrong = (np.bincount(groups[fit], minlength=size) for fit in fits)
    for code in np.flatnonzero(several & (as_they_are <= wrong)).tolist():
        rows = small & (groups == code)
        at = int(rows.argmax())
        slug, text = str(draft.measure.categories[code]), draft.texts["value"].iloc[at].strip()
        title, figure = context.measure_of(slug).title, number[at]
        options = ((HUNDREDS, f"{text} is {100 * figure:.4g}%"), (FRACTIONS, f"{text} is {10_000 * figure:.4g}%"))
        question = (
            f"{title}: all values are 1% or less, such as {text} in row {ledger.row_numbers[at]:,}. What is meant?"
        )
        choice = ledger.ask(Ask(f"percent:{slug}", question, options, FRACTIONS if wrong[code] else None))
        if choice is None:
            said = f"{title}: all values are 1% or less, and {text} may stand for {10_000 * figure:.4g}%"
            ledger.leave_out(rows & ~ledger.out, "value", None, said, "Say which is meant; nothing is kept until then.")
        elif choice == FRACTIONS:
            number = np.where(rows, number * 100, number)
    return number


def _far_below(draft: Draft, number: np.ndarray, percent: np.ndarray, groups: np.ndarray, ledger: Ledger) -> None:
    """Warns of values of 1% or less in measures whose others are mostly far above."""
    with np.errstate(invalid="ignore"):
        low = percent & (number > 0) & (number <= LOW) & ~ledger.out
    for code in np.unique(groups[low]).tolist():
        here = low & (groups == code)
        if np.nanmedian(number[percent & (groups == code)]) >= USUAL:
            ledger.warn(
                here,
                "value",
                draft.texts.get("value"),
                lambda t: f"“{t}” comes out as 1% or less, where most others of the measure are far above",
                "Check the figure, and write the percentages of a column one way: 76.1% or 0.761.",
            )


def _examples(number: np.ndarray, groups: np.ndarray, bare: np.ndarray) -> dict[int, int]:
    """For each measure a row to ask by: its first number up to 1, else its first."""
    found: dict[int, int] = {}
    for rows in (bare & (number <= 1), bare):
        at = np.flatnonzero(rows)
        for code, first in zip(*np.unique(groups[at], return_index=True), strict=True):
            found.setdefault(int(code), int(at[first]))
    return found


def _choose(draft: Draft, slug: str, title: str, at: int, default: str | None, ledger: Ledger) -> str | None:
    """The scale of one measure: the answer, else the default; None where there is neither. `at` is a row to ask by."""
    text, number = draft.texts["value"].iloc[at].strip(), draft.value.number[at]
    options = (
        (HUNDREDS, f"As percentages: {text} is {number:g}%"),
        (FRACTIONS, f"As fractions: {text} is {number * 100:g}%"),
    )
    name = draft.headers.get("value", "value")
    question = (
        f"{title}: how are the values in column {name} written, such as {text} in row {ledger.row_numbers[at]:,}?"
    )
    return ledger.ask(Ask(f"percent:{slug}", question, options, default))


def _undecided(draft: Draft, title: str, at: int, rows: np.ndarray, ledger: Ledger) -> None:
    text, number = draft.texts["value"].iloc[at].strip(), draft.value.number[at]
    said = f"{title}: {text} could be {number:g}% or {number * 100:g}%"
    remedy = "Say how the column is written; nothing is kept until then."
    ledger.leave_out(rows & ~ledger.out, "value", None, said, remedy)
