"""Shared by the makers: periods, an intercept solver, trajectories of change, and a CSV writer that never varies.

Calibration moves intercepts, never results: uniforms are drawn once, so a count is a step function that only rises with
its intercept, and the smallest intercept that reaches the printed figure is found by bisection.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

FIRST_YEAR, FIRST_MONTH, MONTHS = 2019, 4, 54
"""April 2019 to September 2023, the months that the report's charts cover."""

BASELINE = slice(0, 12)
"""April 2019 to March 2020."""
CURRENT = slice(42, 54)
"""October 2022 to September 2023."""
WHOLE = slice(0, MONTHS)


def month_name(index: int) -> str:
    """`2019-04` for 0, and so on."""
    months = FIRST_YEAR * 12 + FIRST_MONTH - 1 + index
    return f"{months // 12}-{months % 12 + 1:02d}"


def month_index(name: str) -> int:
    """0 for `2019-04`, and so on: the inverse of `month_name`."""
    return (int(name[:4]) - FIRST_YEAR) * 12 + int(name[5:7]) - FIRST_MONTH


def calendar_months() -> np.ndarray:
    """The calendar month, 1 to 12, of each index; shape (MONTHS,)."""
    return (np.arange(MONTHS) + FIRST_MONTH - 1) % 12 + 1


def sigmoid(logit: np.ndarray | float) -> np.ndarray:
    """Probability of a logit."""
    return 1.0 / (1.0 + np.exp(-np.asarray(logit, dtype=float)))


def solve(reached: Callable[[float], float], target: float, low: float = -12.0, high: float = 12.0) -> float:
    """The smallest number in [low, high] at which `reached`, which never falls, is at least `target`.

    Raises ValueError where the target lies outside what the interval can reach.
    """
    if not reached(low) < target <= reached(high):
        raise ValueError(f"{target} lies outside {reached(low)} to {reached(high)}")
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) >= target else (middle, high)
    return high


def trajectories(rng: np.random.Generator, organisations: int) -> np.ndarray:
    """How far each organisation has come, month by month: shape (organisations, MONTHS), 0 before the change.

    Five stories, as improvement work really goes: a step when a policy or a trolley arrives, a slow rise, an early
    plateau, a rise that fades, and hardly any change. Each is scaled by the organisation's own pace.
    """
    t = np.arange(MONTHS)[None, :]
    start = rng.uniform(12, 42, (organisations, 1))
    stories = np.stack(
        [
            sigmoid((t - start) / 0.8),
            np.clip((t - 8) / 42, 0, 1) + 0 * start,
            np.where(t > 8, 1 - np.exp(-(t - 8) / 9), 0) + 0 * start,
            np.clip(1 - np.abs(t - start - 4) / 16, 0, 1) * 0.9,
            0.12 * np.clip((t - 8) / 42, 0, 1) + 0 * start,
        ]
    )
    story = rng.choice(5, organisations, p=[0.42, 0.28, 0.17, 0.06, 0.07])
    return stories[story, np.arange(organisations)] * rng.uniform(0.6, 1.4, (organisations, 1))


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file: UTF-8, LF, quotes only where needed, so the same rows are always the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
