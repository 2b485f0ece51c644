"""Rows that say the same thing twice, rows that contradict each other, and rows of organisations that have merged."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ingest.ledger import Ledger, counted, listing, rows_text
from analytics.ingest.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED
from analytics.model import Measure, Problem, RollUp, Severity

SETS_SHOWN = 25
"""Sets of contradicting rows that are named one by one."""


def find(rows: pd.DataFrame, key: list[str], ledger: Ledger, columns: str) -> bool:
    """Rows of equal key among those kept. Identical ones are kept once; contradictory ones are named, all of them.

    `rows` has one row for each row of the sheet, index 0, 1, 2 ... Returns whether any rows contradict each other.
    """
    kept = np.flatnonzero(~ledger.out)
    among = rows[key] if len(kept) == len(rows) else rows[key].iloc[kept]
    again = among.duplicated(keep=False).to_numpy()
    if not again.any():
        return False
    doubtful = rows.iloc[kept[again]]
    copy = doubtful.duplicated(keep="first").to_numpy()
    _drop_copies(kept[again][copy], ledger)
    left = doubtful[~copy]
    clash = left[left.duplicated(key, keep=False)]
    sets = clash.groupby(key, dropna=False, sort=False, observed=True).groups.values()
    for i, index in enumerate(sets):
        if i == SETS_SHOWN:
            message = f"{len(sets) - SETS_SHOWN:,} more sets of rows contradict each other"
            ledger.problems.append(Problem(Severity.ERROR, message))
            break
        where = ledger.row_numbers[np.asarray(index)]
        ledger.problems.append(
            Problem(
                Severity.ERROR,
                f"{rows_text(where).capitalize()} have the same {columns} and contradict each other",
                "Delete the row that is wrong; nothing of the file is kept until they agree.",
                int(where[0]),
            )
        )
    return not clash.empty


def _drop_copies(copies: np.ndarray, ledger: Ledger) -> None:
    if not len(copies):
        return
    ledger.out[copies] = True
    numbers = ledger.row_numbers[copies]
    repeat = "repeats an earlier row" if len(copies) == 1 else "repeat earlier rows"
    message = f"{rows_text(numbers).capitalize()} {repeat} exactly: each is kept once"
    remedy = "Nothing to do, unless one was meant to be another period or organisation."
    ledger.problems.append(Problem(Severity.WARNING, message, remedy, int(numbers[0])))


def merge_successors(
    rows: pd.DataFrame, moved: np.ndarray, measures: dict[str, Measure]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Puts rows of closed organisations together with those of their successor in the same period.

    `rows` are observations to be kept; `moved` marks those that came from a closed organisation. Counts add where the
    measure allows it; a number that is missing in one makes the sum missing, for the same reason. Where nothing may be
    added the successor's own row is kept.
    """
    if not moved.any():
        return rows, []
    key = ["measure", "org_code", "period", "grain"]
    # Only the successors' rows can have company, which spares the rest.
    near = rows["org_code"].isin(rows["org_code"][moved].unique())
    together = near.copy()
    together[near] = rows[near].duplicated(key, keep=False)
    if not together.any():
        return rows, []
    added: list[pd.Series] = []
    problems: list[tuple[str, str, str]] = []
    marked = rows[together].assign(moved=moved[together.to_numpy()])
    for (slug, code, _, _), group in marked.groupby(key, sort=False):
        slug, code = str(slug), str(code)
        measure = measures[slug]
        if measure.roll_up is RollUp.SUM and group["value"].isna().all():
            added.append(_sum(group))
        elif (~group["moved"]).sum() == 1:
            added.append(group[~group["moved"]].iloc[0])
            problems.append(
                (slug, code, "the successor's own row was kept and that of the closed organisation left out")
            )
        else:
            problems.append((slug, code, "neither row was kept"))
    merged = pd.DataFrame(added, columns=rows.columns).astype(rows.dtypes.to_dict())
    result = pd.concat([rows[~together], merged], ignore_index=True)
    return result, _told(problems, measures)


def _sum(group: pd.DataFrame) -> pd.Series:
    """One row from several: counts added, missing if any is missing."""
    one = group.iloc[0].copy()
    one["numerator"] = group["numerator"].sum(skipna=False)
    one["denominator"] = group["denominator"].sum(skipna=False)
    reasons = set(group["status"])
    one["status"] = next(
        (s for s in (SUPPRESSED, LOW_QUALITY, NOT_SUBMITTED, *sorted(reasons)) if s in reasons and s), ""
    )
    return one


def _told(problems: list[tuple[str, str, str]], measures: dict[str, Measure]) -> list[Problem]:
    told = []
    for slug, outcome in dict.fromkeys((s, o) for s, _, o in problems):
        codes = list(dict.fromkeys(c for s, c, o in problems if (s, o) == (slug, outcome)))
        periods = sum((s, o) == (slug, outcome) for s, _, o in problems)
        message = (
            f"{measures[slug].title}: rows of {listing(codes)} and of what closed into it cannot be added "
            f"({counted(periods, 'period')}), so {outcome}"
        )
        told.append(Problem(Severity.WARNING, message, "Upload one row for each of today's organisations."))
    return told
