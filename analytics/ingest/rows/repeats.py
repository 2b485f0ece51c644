"""Rows that say the same thing twice, rows that contradict each other, and rows of organisations that have merged."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.ingest.cells.values import LOW_QUALITY, NOT_SUBMITTED, SUPPRESSED
from analytics.ingest.ledger import ROWS_SHOWN, Ledger
from analytics.ingest.shape import Ask
from analytics.model import Measure, Problem, RollUp, Severity
from analytics.words.counting import counted, listing

SETS_SHOWN = 25
"""Sets of contradicting rows that are named one by one."""


def find(
    rows: pd.DataFrame, key: list[str], ledger: Ledger, columns: str, say: Callable[[pd.Series], str] | None = None
) -> bool:
    """Rows of equal key among those kept. Identical ones are kept once; of contradictory ones none is kept until one is
    chosen, and all are named.

    `rows` has one row for each row of the sheet, index 0, 1, 2 ...; `say` puts one of them into words. Returns whether
    any contradiction is still open.
    """
    among = rows.loc[~ledger.out, key] if ledger.out.any() else rows[key]
    if _all_differ(among) or not (again := among.duplicated(keep=False).to_numpy()).any():
        return False
    kept = np.flatnonzero(~ledger.out)
    doubtful = rows.iloc[kept[again]]
    copy = doubtful.duplicated(keep="first").to_numpy()
    _drop_copies(kept[again][copy], ledger)
    left = doubtful[~copy]
    clash = left[left.duplicated(key, keep=False)]
    sets = list(clash.groupby(key, dropna=False, sort=False, observed=True).groups.values())
    still_open = [_one_set(clash.loc[index], key, ledger, columns, say) for index in sets[:SETS_SHOWN]]
    if beyond := sets[SETS_SHOWN:]:
        at = np.sort(np.concatenate([np.asarray(index) for index in beyond]))
        ledger.out[at] = True
        message = f"{counted(len(beyond), 'more set')} of rows contradict each other; none of them is kept"
        ledger.add(Severity.ERROR, at, f"{message} ({ledger.rows_text(at)})", "Correct the file.")
    return any(still_open) or bool(beyond)


def _all_differ(rows: pd.DataFrame) -> bool:
    """Whether no two rows are equal: a number is made of each row's codes, and the numbers are sorted (if they are not, as
    most files are), which for a file without repeats costs a tenth of looking for them."""
    number, size = np.zeros(len(rows), dtype="int64"), 1
    for name in rows.columns:
        codes, least = _numbered(rows[name])
        many = int(codes.max(initial=0)) - least + 1
        size *= many
        number *= many
        number += codes  # each more by the same than it need be, which makes none equal
    if size >= 2**63:
        return False
    if (number[1:] > number[:-1]).all():
        return True
    number.sort()
    return not bool((number[1:] == number[:-1]).any())


def _numbered(column: pd.Series) -> tuple[np.ndarray, int]:
    """A number for each value of a column, and the least of them: days are their own."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), -1  # which stands for what is missing
    if column.dtype == "datetime64[s]" and not column.hasnans:
        seconds = column.to_numpy().view("int64")
        return seconds, int(seconds.min(initial=0))
    return pd.factorize(column, use_na_sentinel=False)[0], 0


NEITHER = "neither"
"""The answer that keeps none of some contradicting rows."""


def _one_set(
    rows: pd.DataFrame, key: list[str], ledger: Ledger, columns: str, say: Callable[[pd.Series], str] | None
) -> bool:
    """Leaves out rows that contradict each other but for the one chosen. Returns whether none was."""
    at = np.asarray(rows.index)
    marks, numbers = ledger.marks(at), [f"{n:,}" for n in ledger.row_numbers[at]]
    said = [_difference(row, rows, key) if say is None else say(row) for _, row in rows.head(ROWS_SHOWN).iterrows()]
    shown = list(zip(marks, numbers, said, strict=False))
    chosen = None
    if len(set(marks)) == len(marks):  # two cells of one row of the file could not be told apart
        each = [(mark, f"Row {number} ({what})") for mark, number, what in shown]
        none = (NEITHER, "Neither" if len(rows) == 2 else "None of them")
        question = f"{ledger.rows_text(at, 'Row')} contradict each other: which counts?"
        chosen = ledger.ask(Ask(f"rows:{','.join(mark for mark, _, _ in shown)}", question, (*each, none), NEITHER))
    ledger.out[at] = True
    if chosen in marks:
        place = marks.index(chosen)
        ledger.out[at[place]] = False
        others = ledger.rows_text(np.delete(at, place))
        ledger.inform(f"Row {numbers[place]} was chosen, and {others}, which it contradicts, left out.", int(at[place]))
        return False
    told = "; ".join(f"row {number}: {what}" for _, number, what in shown)
    ledger.add(
        Severity.ERROR,
        at,
        f"{ledger.rows_text(at, 'Row')} have the same {columns} and contradict each other ({told})",
        "Say which row counts, or delete the wrong one; until then none of them is kept.",
    )
    return True


def _difference(row: pd.Series, rows: pd.DataFrame, key: list[str]) -> str:
    """What sets a row apart from the others of its set."""
    differs = [c for c in rows.columns if c not in key and rows[c].nunique(dropna=False) > 1]
    return ", ".join(f"{c} {row[c]:g}" if isinstance(row[c], float) else f"{c} {row[c]}" for c in differs)


def _drop_copies(copies: np.ndarray, ledger: Ledger) -> None:
    if not len(copies):
        return
    ledger.out[copies] = True
    repeat = "repeats an earlier row" if len(copies) == 1 else "repeat earlier rows"
    message = f"{ledger.rows_text(copies, 'Row')} {repeat} exactly: each is kept once"
    remedy = "Nothing to do, unless one was meant to be another period or organisation."
    ledger.add(Severity.WARNING, copies, message, remedy)


def merge_successors(
    rows: pd.DataFrame, moved: np.ndarray, measure_of: Callable[[str], Measure]
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
    marked = rows[together].assign(moved=moved[together.to_numpy()]).reset_index(drop=True)
    group = marked.groupby(key, sort=False).ngroup().to_numpy()
    adds = marked["measure"].map({m: measure_of(str(m)).roll_up is RollUp.SUM for m in marked["measure"].unique()})
    adds &= marked["value"].isna().groupby(group).transform("all")
    own = (~marked["moved"]).groupby(group).transform("sum")
    outcome = np.where(adds, "", np.where(own == 1, _OWN_KEPT, _NONE_KEPT))
    told = marked.assign(outcome=outcome)[~adds].groupby(group[~adds], sort=False).first()
    kept = marked[~adds & (own == 1) & ~marked["moved"]]
    made = pd.concat([_sums(marked[adds], group[adds]), kept.set_index(group[kept.index])]).sort_index()
    result = pd.concat([rows[~together], made[list(rows.columns)].astype(rows.dtypes.to_dict())], ignore_index=True)
    problems = list(zip(told["measure"].astype(str), told["org_code"].astype(str), told["outcome"], strict=True))
    return result, _outcomes(problems, measure_of)


_OWN_KEPT = "the successor's own row was kept and that of the closed organisation left out"
_NONE_KEPT = "neither row was kept"
_REASONS = (SUPPRESSED, LOW_QUALITY, NOT_SUBMITTED)
"""Why a number is missing, the weightiest first."""


def _sums(rows: pd.DataFrame, group: np.ndarray) -> pd.DataFrame:
    """One row for each group: counts added, missing if any is missing, for the weightiest reason."""
    grouped = rows.groupby(group, sort=False)
    one = grouped.first(skipna=False)
    for name in ("numerator", "denominator"):
        lacks = rows[name].isna().groupby(group, sort=False).any()
        one[name] = grouped[name].sum().mask(lacks)
    weights = {reason: i for i, reason in enumerate((*_REASONS, *sorted(set(rows["status"]) - {*_REASONS, ""}), ""))}
    reasons = {i: reason for reason, i in weights.items()}
    one["status"] = rows["status"].map(weights).groupby(group, sort=False).min().map(reasons)
    return one


def _outcomes(problems: list[tuple[str, str, str]], measure_of: Callable[[str], Measure]) -> list[Problem]:
    told = []
    for slug, outcome in dict.fromkeys((s, o) for s, _, o in problems):
        codes = list(dict.fromkeys(c for s, c, o in problems if (s, o) == (slug, outcome)))
        periods = sum((s, o) == (slug, outcome) for s, _, o in problems)
        message = (
            f"{measure_of(slug).title}: rows of {listing(codes)} and of what closed into it cannot be added "
            f"({counted(periods, 'period')}), so {outcome}"
        )
        told.append(Problem(Severity.WARNING, message, "Upload one row for each of today's organisations."))
    return told
