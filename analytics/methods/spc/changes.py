"""Since when: the runs of signals on a chart, and the level before and during each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analytics.model import Change, ControlChart, Signal, State

SILENT = (State.COMMON.value, State.BLANK.value)
"""States that are no signal."""


def changes(
    chart: ControlChart, numerator: np.ndarray | None = None, denominator: np.ndarray | None = None
) -> tuple[Change, ...]:
    """Every run of signals on the chart, in order of time. With counts, (periods,), the levels are pooled from them."""
    return runs(chart.value, chart.state, chart.signals, numerator, denominator)


def current_change(
    chart: ControlChart, numerator: np.ndarray | None = None, denominator: np.ndarray | None = None
) -> Change | None:
    """The run of signals that the last counted point belongs to; None where that point is no signal."""
    return ongoing(changes(chart, numerator, denominator), chart.state)


def ongoing(all_changes: tuple[Change, ...], state: np.ndarray) -> Change | None:
    """The last of these changes, if it reaches the last counted point."""
    counted = np.flatnonzero(state != State.BLANK.value)
    return all_changes[-1] if all_changes and counted.size and all_changes[-1].end == counted[-1] else None


def runs(
    value: np.ndarray,
    state: np.ndarray,
    signals: Mapping[Signal, np.ndarray],
    numerator: np.ndarray | None = None,
    denominator: np.ndarray | None = None,
) -> tuple[Change, ...]:
    """Runs of neighbouring counted points of one state that is a signal; gaps and ghosts are passed over."""
    counted = np.flatnonzero(state != State.BLANK.value)
    if not counted.size:
        return ()
    here = state[counted]
    edges = np.flatnonzero(here[1:] != here[:-1]) + 1
    found: list[Change] = []
    for first, last in zip(np.r_[0, edges], np.r_[edges, len(counted)], strict=True):
        if here[first] in SILENT:
            continue
        during, before = counted[first:last], counted[:first]
        found.append(
            Change(
                start=int(during[0]),
                end=int(during[-1]),
                points=len(during),
                state=State(str(here[first])),
                signals=tuple(s for s, marked in signals.items() if marked[during].any()),
                mean_before=_level(value, before, numerator, denominator),
                mean_during=_level(value, during, numerator, denominator),
            )
        )
    return tuple(found)


def _level(value: np.ndarray, where: np.ndarray, numerator: np.ndarray | None, denominator: np.ndarray | None) -> float:
    """The level over the points of `where`: numerators over denominators where all are known, or the plain mean."""
    if not where.size:
        return float("nan")
    if numerator is not None and denominator is not None:
        top, bottom = numerator[where], denominator[where]
        # pooled only where the values are these quotients, to the precision that people print
        if (bottom > 0).all() and np.allclose(top / bottom, value[where], rtol=1e-3, atol=5e-4):
            return float(top.sum() / bottom.sum())
    return float(value[where].mean())
