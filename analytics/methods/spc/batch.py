"""A checked table -> its charts, and the table of lines, signals and verdicts that comes out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics.methods.spc.assumptions import diagnose
from analytics.methods.spc.cautions import Caution, cautions
from analytics.methods.spc.engine import Charts, charts
from analytics.methods.spc.fit import doubts
from analytics.methods.spc.input_checks import date_text
from analytics.methods.spc.kinds import COUNTED
from analytics.methods.spc.presets import MDC, Settings
from analytics.methods.spc.table import SUBGROUPED
from analytics.model import Better, Signal

LINES = ("centre", "lower", "upper", "lower_2sigma", "upper_2sigma")
OUT = ("series_id", "date", "value", *LINES, "signals", "state", "variation", "assurance")
CELLS = 2_000_000
"""Series are charted in blocks of about this many points, so that memory does not grow with one very long series."""


def results(
    rows: pd.DataFrame, kind: str, settings: Settings = MDC, better: Better = Better.NEUTRAL
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The columns `OUT`, one row a row, and which series each caution concerns.

    `rows` are those of `checks.checked`; `better` holds for series that name none.
    """
    pieces: list[pd.DataFrame] = []
    said: dict[str, list[str]] = {}
    for block in _blocks(rows):
        made, found = _block(block, kind, settings, better)
        pieces.append(made)
        names = block.drop_duplicates("series")["series_id"].to_numpy()
        for caution in found:
            said.setdefault(caution.sentence, []).extend(names[caution.where].tolist())
    out = pd.concat(pieces)
    out["date"] = _iso(rows["date"])
    return out.loc[rows.index, list(OUT)], said


def _blocks(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows of neighbouring series whose grid of series x longest series stays below `CELLS`."""
    lengths = rows.groupby("series").size().to_numpy()
    ends = np.cumsum(lengths)
    first = 0
    while first < len(lengths):
        longest = np.maximum.accumulate(lengths[first:])
        count = max(int(np.searchsorted(longest * np.arange(1, len(longest) + 1), CELLS, side="right")), 1)
        yield rows.iloc[ends[first] - lengths[first] : ends[first + count - 1]]
        first += count


def _block(rows: pd.DataFrame, kind: str, settings: Settings, better: Better) -> tuple[pd.DataFrame, list[Caution]]:
    """The charts of one block."""
    series = rows["series"].to_numpy() - rows["series"].iloc[0]
    at = rows["at"].to_numpy()
    shape = (int(series[-1]) + 1, int(at.max()) + 1)

    def grid(name: str, nothing: float | bool = np.nan) -> np.ndarray:
        cells = np.full(shape, nothing)
        cells[series, at] = rows[name].to_numpy()
        return cells

    by_counts = kind in COUNTED and bool(rows["value"].isna().all())
    rebase, ghost, points = (
        grid("rebase", False),
        grid("ghost", False),
        np.nanmax(_filled(grid("baseline_points")), axis=1),
    )
    named = rows[rows["better"] != ""].drop_duplicates("series").set_index("series")["better"]
    ways = [named.get(number, better.value) for number in rows["series"].unique()]
    made = charts(
        None if by_counts else grid("value"),
        numerators=grid("numerator") if by_counts else None,
        denominators=grid("denominator") if kind in COUNTED + SUBGROUPED else None,
        sd=grid("sd") if kind == "xbar" else None,
        kind=kind,
        settings=settings,
        better=ways,
        target=grid("target"),
        rebase=rebase,
        ghost=ghost,
        baseline_points=points,
        still_open=grid("open", False) if rows["open"].any() else None,
    )
    said = cautions(made, rebase=rebase, periods=np.bincount(series))
    found = diagnose(
        kind,
        None if by_counts else grid("value"),
        numerators=grid("numerator") if by_counts else None,
        denominators=grid("denominator") if kind in COUNTED else None,
        ghost=ghost,
    )
    said += [Caution(s, where & made.judged) for s, where in doubts(kind, found).items() if (where & made.judged).any()]
    return _frame(rows, made, series, at), said


def _filled(points: np.ndarray) -> np.ndarray:
    return np.nan_to_num(points, nan=0.0)


def _frame(rows: pd.DataFrame, made: Charts, series: np.ndarray, at: np.ndarray) -> pd.DataFrame:
    """One row a point, lines rounded nowhere."""
    fired = {s: made.signals[s][series, at] for s in Signal if s in made.signals}
    words = np.full(len(rows), "", dtype=object)
    for signal, marked in fired.items():
        words[marked] += np.where(words[marked] == "", "", "|") + signal.value
    columns = {name: getattr(made, name)[series, at] for name in ("value", *LINES)}
    return pd.DataFrame(
        {
            "series_id": rows["series_id"].to_numpy(),
            **columns,
            "signals": words,
            "state": made.state[series, at],
            "variation": made.variation[series],
            "assurance": made.assurance[series],
        },
        index=rows.index,
    )


def _iso(dates: pd.Series) -> pd.Series:
    distinct = {date: date_text(date) for date in dates.unique()}
    return dates.map(distinct)
