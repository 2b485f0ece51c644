"""Days and weeks added up to months, where their owner says so: of counts only, and of whole months only.

A month in which a day is missing, or has no figure, is left out and named: its sum would look like that of a whole month.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import grains, periods, values, weeks
from analytics.ingest.cells.coded import codes_of
from analytics.ingest.cells.names import normal
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.day_questions import ORDERS, ask_order
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.rows.rearranged import as_template
from analytics.ingest.shape import Ask, Context, Sheet
from analytics.model import Measure, RollUp, Severity, Unit
from analytics.words.counting import counted

ADD_UP = "add_up:period"
"""The question whether days or weeks may be added up."""
DAYS, WEEKS = "days", "weeks"
_MONTH = re.compile(r"\d{4}-\d\d")
_NO_COUNT = re.compile(
    r"%|per ?cent|\brates?\b|\bratios?\b|average|\bmean\b|median|\bscores?\b|\bper \d|occupan|length of",
    re.IGNORECASE,
)
"""What measures are called that are no counts, though all their figures are whole."""
_LABELS = ("measure", "org_code", "measure_title", "status")


@dataclass(frozen=True)
class _Dates:
    """The date of each row (NaT where none is read), and whether the dates are those of days or of weeks."""

    day: pd.Series
    kind: str


def to_months(sheet: Sheet, columns: Mapping[str, pd.Series], context: Context, ledger: Ledger) -> Sheet | None:
    """The months of a sheet of days or weeks, if their owner said that they may be added up; None for any other sheet.
    Until then it is asked, where there are counts that can be added."""
    dates = _dates(columns["period"], ledger)
    if dates is None:
        return None
    counts = _counts(columns, context)
    if (why := _not_additive(columns, counts, context)) is not None:
        ledger.add(Severity.ERROR, np.array([], dtype=int), why, "Give the file by month.", "period")
        return None
    first, last = dates.day.min(), dates.day.max()
    of_what = "" if len(counts) > 1 else f" of counts (column {counts[0]})"
    question = (
        f"The rows are {dates.kind}{of_what}, {first:%-d %B %Y} to {last:%-d %B %Y}. Shall they be added up by month?"
    )
    if ledger.ask(Ask(ADD_UP, question, (_option(dates.kind),))) is None:
        return None
    return _months(sheet, columns, counts, dates, ledger)


def _option(kind: str) -> tuple[str, str]:
    if kind == DAYS:
        return DAYS, "Add up the days of each month; a month with a day missing is left out"
    return WEEKS, "Add up the weeks, each in the month of its date, so that a month has four or five of them"


def _dates(texts: pd.Series, ledger: Ledger) -> _Dates | None:
    """The dates of a column of days or weeks; None where it is one of anything else, or where day and month are not told
    apart, which is asked."""
    codes, distinct = codes_of(texts)
    if all(map(_MONTH.fullmatch, distinct)):  # there is nothing to add up
        return None
    named = [weeks.day_of(t) for t in distinct]
    weekly = 2 * sum(day is not None for day in named) > len(named)
    if not weekly and not _finer(distinct):
        return None
    told = pd.Series([day or str(t) for day, t in zip(named, distinct, strict=True)], dtype="str")
    read = periods.parse_days(told, ledger.answered("day_order:period", ORDERS))
    if (read["day"].notna()).sum() < 2:
        if weekly:
            ask_order(told, read, ledger, "period", ledger.row_numbers[_first_rows(codes, len(distinct))])
        return None
    gaps = Counter(np.diff(np.unique(read["day"].dropna().to_numpy().astype("datetime64[D]"))).astype(int).tolist())
    usual = gaps.most_common(1)[0][0] if gaps else 0
    kind = WEEKS if usual == 7 and all(gap % 7 == 0 for gap in gaps) else DAYS if usual == 1 and not weekly else ""
    return _Dates(read["day"].take(codes).reset_index(drop=True), kind) if kind else None


def _finer(distinct: pd.Index) -> bool:
    """Whether texts are days of which many neither begin nor end a month."""
    problems = periods.parse(pd.Series(distinct, dtype="str"))["problem"]
    return bool(problems.str.startswith(grains.ONE_OF).any())


def _first_rows(codes: np.ndarray, size: int) -> np.ndarray:
    return np.array([int(np.argmax(codes == code)) for code in range(size)])


def _counts(columns: Mapping[str, pd.Series], context: Context) -> tuple[str, ...]:
    """The columns that are added up: numerator and denominator, or the one column of counts that has neither beside it."""
    filled = [n for n in ("numerator", "denominator", "value") if n in columns and (columns[n].str.strip() != "").any()]
    if {"numerator", "denominator"} <= set(filled):
        return ("numerator", "denominator")
    if len(filled) != 1 or filled == ["denominator"]:
        return ()
    read = values.parse(columns[filled[0]])
    figures = read.number[~np.isnan(read.number)]
    whole = len(figures) and (figures == np.floor(figures)).all() and not read.percent.any()
    shares = [m.title for m in _measures(columns, context) if m.unit is not Unit.COUNT]
    named = columns["measure"].unique() if "measure" in columns else ()
    return () if not whole or shares or any(_NO_COUNT.search(str(name)) for name in named) else (filled[0],)


def _measures(columns: Mapping[str, pd.Series], context: Context) -> list[Measure]:
    """The measures of the column of them that are known."""
    known = {normal(name): slug for name, slug in known_measures(context).items()}
    slugs = {known.get(normal(str(t)), "") for t in columns["measure"].unique()} if "measure" in columns else set()
    return [context.measure_of(slug) for slug in sorted(slugs - {""})]


def _not_additive(columns: Mapping[str, pd.Series], counts: Sequence[str], context: Context) -> str | None:
    """Why the figures cannot be added up, in words, or None where they can."""
    if not counts:
        first = next((str(t).strip() for t in columns["period"] if str(t).strip()), "")
        return (
            f"“{first}” is one of days or weeks, which can be added up only where each has its numerator and its "
            "denominator, or is a count: percentages without the two counts cannot be added up"
        )
    people = [m.title for m in _measures(columns, context) if m.roll_up is RollUp.GIVEN_ONLY]
    return (
        f"“{people[0]}” counts people, who may be in several days or weeks, so that they cannot be added up"
        if people
        else None
    )


def _months(
    sheet: Sheet, columns: Mapping[str, pd.Series], counts: Sequence[str], dates: _Dates, ledger: Ledger
) -> Sheet:
    """One row for each whole month of an organisation and measure, at the place of its first day."""
    rows = pd.DataFrame({name: columns[name].astype("str").str.strip() for name in _LABELS if name in columns})
    rows["day"], rows["month"] = dates.day, dates.day.dt.to_period("M")
    read = {name: values.parse(columns[name]) for name in counts}
    rows = rows.assign(**{name: column.number for name, column in read.items()})
    keys = [name for name in ("measure", "org_code") if name in rows]
    _read(rows, columns, read, ledger)
    ledger.out |= rows["day"].isna().to_numpy()
    again = rows.duplicated([*keys, "day", *counts]).to_numpy() & ~ledger.out
    if again.any():
        ledger.inform(f"{counted(int(again.sum()), 'row')} that repeat a day were counted once.")
    whole = rows[~again & rows["day"].notna().to_numpy()]
    whole = whole.assign(
        at=whole.index, bad=ledger.out[whole.index], twice=whole.duplicated([*keys, "day"], keep=False)
    )
    made = []
    left = pd.Series([""] * len(rows), dtype="object")
    for _, group in whole.groupby([*keys, "month"], sort=False):
        why = _why_not(group, dates.kind)
        if why:
            left[group["at"]] = f"{group['org_code'].iloc[0]}, {group['month'].iloc[0].strftime('%B %Y')}: {why}"
        else:
            made.append(group)
    ledger.leave_out(
        (left != "").to_numpy(),
        "period",
        left.astype("str"),
        lambda t: f"{t}, so the month is not kept",
        f"Give every one of its {dates.kind}, or the figures of the month.",
    )
    kept = counted(len(made), "whole month")
    ledger.inform(f"{dates.kind.capitalize()} were added up, as you said: {counted(len(rows), 'row')} became {kept}.")
    return _sheet(sheet, columns, counts, made)


def _read(
    rows: pd.DataFrame, columns: Mapping[str, pd.Series], read: Mapping[str, values.Numbers], ledger: Ledger
) -> None:
    """Names the rows whose date or figures cannot be added up."""
    texts = columns["period"]
    ledger.leave_out(rows["day"].isna().to_numpy(), "period", texts, lambda t: f"“{t}” is no day that can be added up")
    hidden = np.zeros(len(rows), dtype=bool)
    if "status" in rows:
        hidden = rows["status"].map(values.status_of).isin((values.SUPPRESSED, values.NOT_SUBMITTED)).to_numpy()
    for name, column in read.items():
        bad = (np.isnan(column.number) | (column.number < 0) | column.percent | hidden) & ~ledger.out
        said = f"is no {name} that can be added up"
        ledger.leave_out(bad, name, columns[name], lambda t, said=said: f"“{t}” {said}")  # type: ignore[misc]
    if "denominator" not in read:
        return
    above = (read["numerator"].number > read["denominator"].number) & ~ledger.out
    ledger.leave_out(above, "numerator", columns["numerator"], "The numerator is above the denominator")


def _why_not(group: pd.DataFrame, kind: str) -> str:
    """Why the rows of a month do not make it whole, or ""."""
    days = sorted(set(group["day"].dt.day))
    year, month = group["month"].iloc[0].year, group["month"].iloc[0].month
    step = 7 if kind == WEEKS else 1
    wanted = range((days[0] - 1) % step + 1, calendar.monthrange(year, month)[1] + 1, step)
    if group["twice"].any():
        return "two rows of one day contradict each other"
    if group["bad"].any():
        return f"{counted(int(group['bad'].sum()), 'row')} without figures that can be added up"
    if days != list(wanted):
        return f"{len(days)} of its {len(wanted)} {kind} are there"
    return ""


def _sheet(sheet: Sheet, columns: Mapping[str, pd.Series], counts: Sequence[str], groups: list[pd.DataFrame]) -> Sheet:
    """Months as rows of our template, each with the row number of its first day."""
    names = [name for name in _LABELS if name in columns]
    cells = {
        name: [_label(group[name]) if name == "status" else group[name].iloc[0] for group in groups] for name in names
    }
    cells["period"] = [group["month"].iloc[0].strftime("%Y-%m") for group in groups]
    for name in counts:
        kept_as = "numerator" if name == "value" else name  # what was added up is a count
        cells[kept_as] = [f"{group[name].sum():.12g}" for group in groups]
    at = np.array([group["at"].iloc[0] for group in groups], dtype=int)
    made = as_template(sheet, {n: pd.Series(c, dtype="str") for n, c in cells.items()}, sheet.row_numbers[at])
    return replace(
        made,
        blocks=None if sheet.blocks is None else replace(sheet.blocks, at=sheet.blocks.at[at]),
        origins=None if sheet.origins is None else sheet.origins[at],
    )


def _label(texts: pd.Series) -> str:
    """The status of a month: the first that any of its days has."""
    return next((t for t in texts if t), "")
