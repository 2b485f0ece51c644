"""Which points of a control chart count, and where its limits start again. Pure; the words are in `words`."""

from __future__ import annotations

import numpy as np

from analytics.model import ControlChart, State


def counted(chart: ControlChart) -> np.ndarray:
    """Which points count, one bool a point: present and, where any point has a state, not left blank (ghosted)."""
    present = np.isfinite(np.asarray(chart.value, dtype=float))
    blank = np.array([s == State.BLANK for s in states(chart)], dtype=bool)
    return present if blank.all() else present & ~blank


def states(chart: ControlChart) -> list[State]:
    """The state of each point as the enum, whatever kind of text the array holds."""
    return [State(str(s)) for s in chart.state]


def recalculated(chart: ControlChart) -> int | None:
    """Where the centre line last starts again at another level, as a position; None where it never does."""
    centre = np.asarray(chart.centre, dtype=float)
    places = np.flatnonzero(np.isfinite(centre))
    if places.size < 2:
        return None
    steps = ~np.isclose(centre[places][1:], centre[places][:-1], rtol=1e-9, atol=1e-12)
    return int(places[1:][steps][-1]) if steps.any() else None
