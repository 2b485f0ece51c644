"""The monthly measures file of the Maternity Services Data Set: one indicator in several rows, told apart by Currency.

Numerator, Denominator and Rate of an organisation and month become one row. Each indicator is a local measure: the file
says how it was counted and not which way is better. Counts are rounded (1 to 7 is shown as 5, others to the nearest 5),
so nothing is added up: each level has its own published rows. A data quality result of Fail, or a rate of "Low DQ",
stays as the reason beside the numbers.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue import local
from analytics.ingest.cells import values
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED
from analytics.ingest.formats import defined
from analytics.ingest.formats.msds_monthly_data import months, status_of
from analytics.ingest.ledger import Ledger, distinct, rows_text
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of, nothing
from analytics.ingest.shape import Context, Format, Sheet, Understood
from analytics.model import Kind, Measure, Problem, Severity, Unit
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import counted, listing

SIGNATURE = (
    *("Org_Code", "Org_Name", "Org_Level", "RPStartDate", "RPEndDate"),
    *("IndicatorFamily", "Indicator", "Currency", "Value"),
)
NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SIGNATURE, ()),
    "RPStartDate": ("ReportingPeriodStartDate",),
    "RPEndDate": ("ReportingPeriodEndDate",),
}
LEVELS = {
    "national": Kind.NATION,
    "nhs england (region)": Kind.REGION,
    "local maternity system": Kind.ICB,
    "subicb of responsibility": Kind.SUB_ICB,
    "provider": Kind.TRUST,
}
"""Levels that are read. Local authorities, MBRRACE groups, booking and delivery sites are no organisations of ours."""
NUMERATOR, DENOMINATOR, RATE, PER_THOUSAND, RESULT = "numerator", "denominator", "rate", "rate per thousand", "result"
CURRENCIES = (NUMERATOR, DENOMINATOR, RATE, PER_THOUSAND, RESULT)
REASONS = {"fail": LOW_QUALITY, "low dq": LOW_QUALITY, "dns": NOT_SUBMITTED, "*": SUPPRESSED, "pass": ""}
"""What a word in the place of a rate or a result says about the numbers."""
KEY = ["indicator", "org_code", "period"]
SOURCE = "NHS England, Maternity Services Data Set, monthly measures file"


def read(sheet: Sheet, context: Context) -> Understood:
    """Observations of every indicator that has numbers, by month, for England, regions, ICBs, sub-ICBs and trusts."""
    places, _, _ = checks.locate(sheet, NAMES)
    columns = columns_of(sheet, places)
    ledger = Ledger(sheet)
    level = columns["Org_Level"].str.casefold()
    currency = columns["Currency"].str.casefold()
    ledger.leave_out(
        ~currency.isin(CURRENCIES).to_numpy(dtype=bool),
        "Currency",
        columns["Currency"],
        lambda t: f"“{t}” is no currency that we know",
        "Known are Numerator, Denominator, Rate, Rate per Thousand and Result.",
    )
    period = months(columns["RPStartDate"], columns["RPEndDate"], ledger, "RPStartDate")
    frame = pd.DataFrame({"indicator": columns["Indicator"], "org_code": columns["Org_Code"], "period": period})
    frame["org_code"] = frame["org_code"].mask(level == "national", "ENG")
    frame = frame.assign(
        currency=currency, value=columns["Value"], at=sheet.row_numbers, family=columns["IndicatorFamily"]
    )
    read_levels = level.isin(list(LEVELS))
    facts = _elsewhere(columns["Org_Level"][~read_levels])
    frame = frame[read_levels & ~ledger.out].drop_duplicates([*KEY, "currency", "value"])
    clash = frame[frame.duplicated([*KEY, "currency"], keep=False)]
    if len(clash):
        ledger.problems.append(_contradiction(clash))
        return Understood(nothing(OBSERVATIONS, "", "").rows, tuple(ledger.problems), facts, distrust=True)
    wide = frame.pivot(index=KEY, columns="currency", values="value").reindex(columns=list(CURRENCIES))
    wide = wide.astype("object").fillna("").astype("str")
    wide = wide.join(frame.groupby(KEY, sort=False)[["at", "family"]].first()).reset_index()
    words = _words_only(wide)
    if len(words):
        facts += (f"{counted(len(words), 'indicator')} with Pass or Fail and no number not kept: {listing(words, 6)}.",)
    wide = wide[~wide["indicator"].isin(words)].sort_values("at", ignore_index=True)
    rows = _template(wide, status_of(context.name))
    plain = as_template(sheet, rows, wide["at"].to_numpy(dtype="int64"))
    facts += ("Where numerator and denominator are given the value is worked out from them, else the rate is taken.",)
    return defined.read(plain, context, _measures(wide), problems=tuple(ledger.problems), facts=facts)


def _elsewhere(levels: pd.Series) -> tuple[str, ...]:
    if levels.empty:
        return ()
    return (f"{counted(len(levels), 'row')} of other levels not used: {listing(sorted(levels.unique()), 6)}.",)


def _contradiction(clash: pd.DataFrame) -> Problem:
    """Two values for one thing: both rows named, and nothing kept."""
    indicator, code, period, currency = clash.iloc[0][[*KEY, "currency"]]
    pair = clash[(clash[[*KEY, "currency"]] == clash.iloc[0][[*KEY, "currency"]]).all(axis=1)]
    rows = distinct(pair["at"].to_numpy())
    message = (
        f"{currency.title()} of {indicator} for {code} in {period} stands twice with different values "
        f"({listing(pair['value'].tolist())}, {rows_text(rows)})"
    )
    return Problem(Severity.ERROR, message, "Keep the right one in the file.", rows, "Value")


def _words_only(wide: pd.DataFrame) -> list[str]:
    """Indicators that hold only results in words, in the whole file."""
    numbers = (wide[[NUMERATOR, DENOMINATOR, RATE, PER_THOUSAND]] != "").any(axis=1)
    some = numbers.groupby(wide["indicator"]).any()
    return sorted(some.index[~some])


def _template(wide: pd.DataFrame, soft: str) -> dict[str, pd.Series]:
    """Columns of the observations template. Rates per thousand get a denominator in thousands."""
    thousands = wide.groupby("indicator")[PER_THOUSAND].transform(lambda c: (c != "").any()).to_numpy(dtype=bool)
    rate = wide[PER_THOUSAND].where(thousands, wide[RATE])
    number = values.parse(rate).number
    said = rate.where(rate.str.casefold().isin(list(REASONS)), wide[RESULT]).str.casefold().map(REASONS).fillna("")
    numerator, denominator = wide[NUMERATOR], wide[DENOMINATOR]
    counts = ~np.isnan(values.parse(numerator).number) & ~np.isnan(values.parse(denominator).number)
    # A rate that is withheld was withheld because of its counts: they are not put together behind its back.
    hidden = np.isin(said, (SUPPRESSED, NOT_SUBMITTED))
    in_thousands = values.parse(denominator).number / 1000
    scaled = pd.Series([f"{n:.12g}" for n in in_thousands], dtype="str")
    scale = _scale(wide, number)
    value = rate.where(thousands | np.isnan(number), pd.Series([f"{n / scale:.12g}" for n in number], dtype="str"))
    return {
        "measure": wide["indicator"].map(lambda title: local.slug_of(str(title))),
        "org_code": wide["org_code"],
        "period": wide["period"],
        "numerator": numerator.mask(hidden, ""),
        "denominator": denominator.where(~thousands | np.isnan(in_thousands), scaled),
        "value": value.mask(counts | hidden, ""),
        "status": said.mask((said == "") & (counts | ~np.isnan(number)), soft),
        "measure_title": wide["indicator"],
    }


def _scale(wide: pd.DataFrame, rate: np.ndarray) -> int:
    """100 where rates are percentages, as published, 1 where they are fractions: the counts beside them tell."""
    share = values.parse(wide[NUMERATOR]).number / values.parse(wide[DENOMINATOR]).number.clip(1)
    told = rate[(share > 0) & (rate > 0) & (wide[RATE] != "").to_numpy(dtype=bool)]
    shares = share[(share > 0) & (rate > 0) & (wide[RATE] != "").to_numpy(dtype=bool)]
    return 1 if len(told) and np.median(told / shares) < 10 else 100


def _measures(wide: pd.DataFrame) -> list[Measure]:
    """A definition of each indicator, as far as the file gives one."""
    found = []
    for indicator, rows in wide.groupby("indicator", sort=False):
        thousands = (rows[PER_THOUSAND] != "").any()
        kinds = {_kind(code) for code in rows["org_code"]}
        how = "numerator for every 1,000 of the denominator" if thousands else "numerator / denominator"
        definition = (
            f"Indicator {indicator} of the family {rows['family'].iloc[0]}, {how}, as published. Counts of 1 to 7 are "
            "shown as 5 and others rounded to the nearest 5 before publication, so shares of small units are rough. "
            "The file names no direction that is better."
        )
        found.append(
            local.measure(
                local.slug_of(str(indicator)),
                str(indicator),
                unit=Unit.RATE if thousands else Unit.PERCENT,
                definition=definition,
                levels=kinds,
                source=SOURCE,
                per_text="per 1,000" if thousands else "",
            )
        )
    return found


def _kind(code: str) -> Kind:
    """The kind that a code's shape tells, for the levels of a measure."""
    if code == "ENG":
        return Kind.NATION
    return {"Y": Kind.REGION, "Q": Kind.ICB, "R": Kind.TRUST}.get(code[:1], Kind.SUB_ICB)


def recognise(columns: frozenset[str], _name: str) -> float:
    """Its indicator, currency and value beside two dates."""
    dates = [{normal(name), *map(normal, NAMES[name])} for name in ("RPStartDate", "RPEndDate")]
    rest = {"org_code", "org_level", "indicator", "currency", "value"}
    return 0.95 if rest <= columns and all(names & columns for names in dates) else 0.0


FORMAT = Format(
    slug="msds_monthly_measures",
    title="Maternity Services Data Set, monthly measures",
    table=OBSERVATIONS,
    signature=SIGNATURE,
    names=NAMES,
    recognise=recognise,
    read=read,
)
