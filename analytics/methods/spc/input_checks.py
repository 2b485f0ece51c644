"""What the rows of a table must be together: each date once, one direction a series, counts that a chart can use."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.methods.spc.kinds import COUNTED
from analytics.methods.spc.table import SUBGROUPED, Refused, problem
from analytics.model import Problem

NO_SUBGROUPS = problem(
    "A chart of subgroups needs several measurements a date, but each series has each date once.",
    "Give one row a measurement, or the columns value, denominator (size) and sd with one row a subgroup.",
)
NEVER_NEGATIVE = ("c", "g", "t")
BETWEEN_EVENTS = ("g", "t")
ENDED = "Only the last gap of a series can be still open: another event followed this one."


def checked(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of `table.read` in order of series (as they first appear) and date, for this kind of chart.

    Adds `series` (0, 1, ... in order of appearance) and `at` (the position within the series). Measurements of one
    subgroup become one row. Raises Refused with every problem that was found.
    """
    given = set(rows.attrs["given"])
    found = _impossible(rows, kind) + _several(rows, "better") + _several(rows, "baseline_points")
    if kind in SUBGROUPED and not {"sd", "denominator"} & given:
        if not rows.duplicated(["series_id", "date"]).any():
            raise Refused([NO_SUBGROUPS])
        rows, given = _subgroups(rows), given | {"denominator", "sd"}
    found += _twice(rows)
    if found:
        raise Refused(sorted(found, key=lambda p: p.row or 0))
    counts = {"numerator", "denominator"} <= given
    if kind in COUNTED and counts:
        rows = rows.assign(value=np.nan)
    elif kind == "s" and "sd" in given:
        rows = rows.assign(value=rows["sd"])
    elif counts and rows["value"].isna().all():
        rows = rows.assign(value=(rows["numerator"] / rows["denominator"]).where(rows["denominator"] > 0))
    rows = rows.assign(series=pd.factorize(rows["series_id"])[0]).sort_values(["series", "date"], kind="stable")
    rows = rows.assign(at=rows.groupby("series").cumcount())
    ended = rows["open"] & rows.duplicated("series", keep="last")
    if ended.any():
        raise Refused(
            [problem(ENDED, "Put 1 into the last row of a series only.", rows.index[ended].tolist()[0], "open", "1")]
        )
    return rows


def _impossible(rows: pd.DataFrame, kind: str) -> list[Problem]:
    """Cells that no chart of this kind can have."""
    given = rows.attrs["given"]
    checks: list[tuple[pd.Series, str, str]] = []
    if kind in COUNTED and "numerator" in given:
        checks.append((rows["numerator"] < 0, "numerator", "A count is never below 0."))
        if kind in ("p", "pprime"):
            more = (rows["numerator"] > rows["denominator"]) & (rows["denominator"] > 0)
            checks.append((more, "numerator", "The numerator is larger than its denominator."))
            one = (rows["numerator"] > 0) & (rows["denominator"] == 0)
            checks.append((one, "numerator", "There are cases in the numerator but none in the denominator."))
    elif kind in COUNTED:
        checks.append((rows["value"] < 0, "value", "A proportion or rate is never below 0."))
        if kind in ("p", "pprime"):
            checks.append((rows["value"] > 1, "value", "A proportion is never above 1; 76.1% is written 0.761."))
    deviations = kind == "s" and "denominator" in given and "sd" not in given  # else raw measurements, or means
    if kind in NEVER_NEGATIVE or deviations:
        checks.append((rows["value"] < 0, "value", f"The values of a {kind} chart are never below 0."))
    if kind in SUBGROUPED:
        odd = rows["denominator"].notna() & ((rows["denominator"] < 1) | (rows["denominator"] % 1 != 0))
        checks.append((odd, "denominator", "The size of a subgroup is a whole number, 1 or more."))
        checks.append((rows["sd"] < 0, "sd", "A standard deviation is never below 0."))
    else:
        checks.append((rows["denominator"] < 0, "denominator", "A denominator is never below 0."))
    if kind not in BETWEEN_EVENTS:
        checks.append((rows["open"], "open", "Only the gaps between events of a g or t chart can be still open."))
    points = rows["baseline_points"]
    checks.append(((points < 0) | (points % 1 > 0), "baseline_points", "This is no number of points."))
    remedy = "Correct the cell, or leave it empty for a missing value."
    return [
        problem(message, remedy, row, column, f"{value:g}")
        for wrong, column, message in checks
        for row, value in zip(rows.index[wrong].tolist(), rows[column][wrong].tolist(), strict=True)
    ]


def _subgroups(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a subgroup: mean, size and standard deviation of the measurements of one series and date."""
    grouped = rows.groupby(["series_id", "date"], sort=False)
    made = grouped.agg(
        value=("value", "mean"),
        denominator=("value", "count"),
        sd=("value", "std"),
        target=("target", "last"),
        baseline_points=("baseline_points", "max"),
        rebase=("rebase", "any"),
        ghost=("ghost", "any"),
        open=("open", "any"),
        better=("better", "max"),
    )
    made = made.reset_index().astype({"denominator": float})
    made["numerator"] = np.nan
    made.index = pd.Index(rows.index[~rows.duplicated(["series_id", "date"])])
    return made


def _twice(rows: pd.DataFrame) -> list[Problem]:
    """Dates that a series has more than once: which of the values is right cannot be known."""
    again = rows[rows.duplicated(["series_id", "date"])]
    return [
        problem(
            f"Series {name} has the date {date_text(date)} more than once.",
            "Keep one row a date: each point needs its own place in time.",
            row,
            "date",
            date_text(date),
        )
        for row, name, date in zip(again.index.tolist(), again["series_id"], again["date"], strict=True)
    ]


def _several(rows: pd.DataFrame, column: str) -> list[Problem]:
    """Series that give more than one answer where a series has one."""
    filled = rows[rows[column].notna() & (rows[column] != "")]
    first = filled.groupby("series_id")[column].transform("first")
    wrong = filled[column] != first
    return [
        problem(
            f"Series {name} has {column} {one} and {other}.", "Give each series one answer.", row, column, str(other)
        )
        for row, name, one, other in zip(
            filled.index[wrong].tolist(),
            filled["series_id"][wrong],
            first[wrong],
            filled[column][wrong],
            strict=True,
        )
    ]


def date_text(date: object) -> str:
    """A date as ISO text, with the time of day only where there is one; a position as it is."""
    if isinstance(date, pd.Timestamp):
        return date.strftime("%Y-%m-%d") if date == date.normalize() else date.isoformat()
    return str(date)
