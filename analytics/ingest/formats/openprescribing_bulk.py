"""OpenPrescribing's bulk layout: month, code, numerator, denominator, one file for each measure.

Quirks of the public files: rows in no order; codes that were closed stay for ever as 0 over 0.0; a blank numerator over
a positive denominator is a zero that the writer left out; the denominator of our measures is already in thousands of
patients. Files by clinical commissioning group (CCG) hold codes that are still in use beside codes that are not, and
the same letters then meant the CCG: such a file may not be kept in part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import values
from analytics.ingest.cells.values import NOT_SUBMITTED
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, observed
from analytics.ingest.rows.draft import Draft
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Ask, Context, Format, Sheet, Understood, empty_rows
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted, listing

NAMES: dict[str, tuple[str, ...]] = {"month": (), "code": (), "numerator": (), "denominator": ()}
MEASURES = ("opioidper1000", "opioidome")
"""The measures of the catalogue that OpenPrescribing publishes, by its own short names."""
_PROVIDERS = {"provider", "trust", "hospital", "provider_name", "trust_name", "provider_code", "trust_code"}
_TITLES = {
    "opioidper1000": re.compile(r"highdoseopioid.*1000"),
    "opioidome": re.compile(r"opioid.*oralmorphineequiv"),
}
"""What their titles are in the names of downloaded charts."""
CCG_SHARE = 0.1
"""Share of codes that name no current organisation and look like CCGs, from which the whole file is taken for CCGs."""
_CCG = re.compile(r"\d{2}[A-Z]")
_REMEDY = (
    "Download the file by sub-ICB location from OpenPrescribing (openprescribing.net), "
    "where past months are also given for today's sub-ICB locations."
)


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations of one measure, months as given, by organisation as given."""
    return read_columns(sheet, context, NAMES)


def read_columns(sheet: Sheet, context: Context, names: Mapping[str, tuple[str, ...]]) -> Understood:
    """The same from columns of other names: `names` gives the other names of month, code and the two numbers."""
    measure, problems = _measure(context)
    if measure is None:
        return problems
    places, _, _ = checks.locate(sheet, names)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    numerator, denominator = values.parse(columns["numerator"]), values.parse(columns["denominator"])
    dead = denominator.number == 0
    ledger = Ledger(sheet, context.answers)
    live_codes = columns["code"][~dead]
    first_day, grain = checks.period_column(columns["month"], None, ledger, "month")
    org = organised(columns["code"], context, ledger, "code", when=first_day, grain=grain, unknown=False)
    unknown = sorted({str(c).strip() for c in live_codes[np.asarray(org.code == "")[~dead]].unique()} - {""})
    facts, _ = _dead(columns["code"], dead, ledger)
    all_codes = live_codes.str.strip().nunique()
    if unknown and (wrong := _by_ccg(unknown, all_codes, columns["code"], ledger)) is not None:
        return Understood(empty_rows(OBSERVATIONS), (wrong,), (), distrust=True)
    ledger.leave_out(
        (org.code == "") & ~dead,
        "code",
        columns["code"],
        lambda t: f"“{t}” is no current organisation{_was(t)}",
        _REMEDY,
    )
    ledger.out |= dead
    blank = ~dead & (denominator.number > 0) & (numerator.status == NOT_SUBMITTED)
    numerator = replace(
        numerator, number=np.where(blank, 0.0, numerator.number), status=np.where(blank, "", numerator.status)
    )
    if blank.any():
        blanks = counted(int(blank.sum()), "blank numerator")
        facts += (f"{blanks} over a positive denominator read as 0, as OpenPrescribing means it.",)
    one = np.zeros(len(sheet), dtype="int64")
    draft = Draft(
        checks.mapped(one, [measure]),
        checks.mapped(one, [context.catalogue.measures[measure].title]),
        org,
        first_day,
        grain,
        numerator,
        denominator,
        values.Numbers.blank(len(sheet)),
        checks.mapped(one, [""]),
        columns | {"period": columns["month"]},
    )
    return observed.understand(draft, context, ledger, facts)


def _measure(context: Context) -> tuple[str | None, Understood]:
    """The measure from the answer given, else from the file's name, else a question."""
    options = tuple((m, context.catalogue.measures[m].title) for m in MEASURES)
    plain = re.sub(r"[^a-z0-9]", "", context.name.casefold())
    named = [m for m in MEASURES if m in plain or _TITLES[m].search(plain)]
    nothing = empty_rows(OBSERVATIONS)
    if context.measure in MEASURES:
        return context.measure, Understood(nothing)
    if context.measure is not None:
        message = f"“{context.measure}” is no measure that this layout can hold"
        wrong = Problem(Severity.ERROR, message, f"Choose one of {', '.join(MEASURES)}.", quote=context.measure)
        return None, Understood(nothing, (wrong,), asks=(Ask("measure", "Which measure does the file hold?", options),))
    if len(named) == 1:
        return named[0], Understood(nothing)
    message = "The file does not say which measure it holds: neither a column nor the file's name names it"
    remedy = f"Say which it is ({' or '.join(MEASURES)}), or put that into the file's name."
    ask = Ask("measure", f"Which OpenPrescribing measure does {context.name} hold?", options)
    return None, Understood(nothing, (Problem(Severity.ERROR, message, remedy),), asks=(ask,), distrust=True)


def _dead(codes: pd.Series, dead: np.ndarray, ledger: Ledger) -> tuple[tuple[str, ...], list[str]]:
    """Rows of codes that have no patients."""
    if not dead.any():
        return (), []
    gone = sorted(codes[dead].str.strip().unique())
    message = (
        f"{counted(int(dead.sum()), 'row')} of {counted(len(gone), 'closed code')} without any patients "
        f"(denominator 0) {'was' if dead.sum() == 1 else 'were'} dropped: {listing(gone, 6)}."
    )
    ledger.inform(message)
    return (message,), gone


def _by_ccg(unknown: list[str], all_codes: int, texts: pd.Series, ledger: Ledger) -> Problem | None:
    """The whole file is by CCG, or none of its codes is known."""
    groups = [code for code in unknown if _CCG.fullmatch(code)]
    row = int(ledger.row_numbers[texts.str.strip().isin(unknown).to_numpy().argmax()])
    if len(groups) > CCG_SHARE * all_codes:
        same = all_codes - len(unknown)
        message = (
            f"This file is by clinical commissioning group (CCG), and clinical commissioning groups were abolished on "
            f"1 July 2022. {len(groups)} of its {all_codes} codes name no current organisation: {listing(groups, 12)}. "
        )
        if same:
            message += (
                f"The other {same} codes are those of sub-ICB locations today and stand for CCGs here, so they cannot "
                f"be kept without the rest: every total would be too small."
            )
        return Problem(Severity.ERROR, message, _REMEDY, (row,), "code", ", ".join(groups))
    if len(unknown) == all_codes:
        message = f"None of the {all_codes} codes is a current organisation: {listing(unknown, 12)}."
        return Problem(Severity.ERROR, message, _REMEDY, (row,), "code", ", ".join(unknown))
    return None


def _was(code: str) -> str:
    return ": it looks like a clinical commissioning group, abolished on 1 July 2022" if _CCG.fullmatch(code) else ""


def recognise(columns: frozenset[str], name: str) -> float:
    """The four columns and no other; surer where the file's name names the measure. None of its files is of providers."""
    if not NAMES.keys() <= columns or columns & _PROVIDERS:
        return 0.0
    return (0.95 if any(m in name.casefold() for m in MEASURES) else 0.85) if columns == NAMES.keys() else 0.5


FORMAT = Format(
    slug="openprescribing_bulk",
    title="OpenPrescribing bulk file (month, code, numerator, denominator)",
    table=OBSERVATIONS,
    signature=tuple(NAMES),
    names=NAMES,
    recognise=recognise,
    read=read,
)
