"""From signals to verdicts: what a point is, and the two icons of a chart. Each decision is a table.

Source of the tables: Making Data Count ("SPC Charts SQL Query" v2.6 and "SPC Charts - XmR Testing" v5.0).
Verdicts are kept as small numbers, the positions in `STATES`, `VARIATIONS` and `ASSURANCES`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules import Fired
from analytics.model import Assurance, Better, Signal, State, Variation

STATES, VARIATIONS, ASSURANCES, BETTERS = tuple(State), tuple(Variation), tuple(Assurance), tuple(Better)

# direction: the state of a point with (no signal, a high one, a low one, both)
POINT = {
    Better.INCREASE: (State.COMMON, State.IMPROVEMENT, State.CONCERN, State.IMPROVEMENT),
    Better.DECREASE: (State.COMMON, State.CONCERN, State.IMPROVEMENT, State.IMPROVEMENT),
    Better.NEUTRAL: (State.COMMON, State.NEUTRAL_HIGH, State.NEUTRAL_LOW, State.NEUTRAL_HIGH),
}

# direction: the icon that each state of the last point gives; any other state gives none
ICON = {
    Better.INCREASE: {
        State.COMMON: Variation.COMMON_CAUSE,
        State.IMPROVEMENT: Variation.IMPROVEMENT_HIGH,
        State.CONCERN: Variation.CONCERN_LOW,
    },
    Better.DECREASE: {
        State.COMMON: Variation.COMMON_CAUSE,
        State.IMPROVEMENT: Variation.IMPROVEMENT_LOW,
        State.CONCERN: Variation.CONCERN_HIGH,
    },
    Better.NEUTRAL: {
        State.COMMON: Variation.COMMON_CAUSE,
        State.NEUTRAL_HIGH: Variation.NEUTRAL_HIGH,
        State.NEUTRAL_LOW: Variation.NEUTRAL_LOW,
    },
}

_POINT = np.array([[STATES.index(s) for s in POINT[b]] for b in BETTERS], dtype=np.uint8)
_ICON = np.array([[VARIATIONS.index(ICON[b].get(s, Variation.BLANK)) for s in STATES] for b in BETTERS], dtype=np.uint8)
_BLANK_STATE = STATES.index(State.BLANK)


def directions(better: ArrayLike, rows: int) -> np.ndarray:
    """Which way is better, one a series, as positions in `BETTERS`. Raises ValueError for an unknown direction."""
    if isinstance(better, str) and better in BETTERS:
        return np.full(rows, BETTERS.index(Better(better)), dtype=np.uint8)
    words = np.broadcast_to(np.asarray(better, dtype=str), (rows,))
    codes = np.full(rows, len(BETTERS), dtype=np.uint8)
    for code, word in enumerate(BETTERS):
        codes[words == word.value] = code
    if (codes == len(BETTERS)).any():
        unknown = str(words[codes == len(BETTERS)][0])
        raise ValueError(f"{unknown!r} is no direction: use {', '.join(BETTERS)}")
    return codes


def decisive(fired: Mapping[Signal, Fired], settings: Settings, either: Fired) -> Fired:
    """The signals that decide a point's direction: all of them (`either`), or with a precedence the first named that fired.

    Rules that the precedence does not name decide where none fired that it names.
    """
    if not settings.precedence:
        return either
    shape = either.high.shape
    high, low = np.zeros(shape, dtype=bool, order="F"), np.zeros(shape, dtype=bool, order="F")
    for signal, one in fired.items():
        if signal not in settings.precedence:
            high |= one.high
            low |= one.low
    for signal in reversed([s for s in settings.precedence if s in fired]):
        one = fired[signal]
        here = one.high | one.low
        high, low = np.where(here, one.high, high), np.where(here, one.low, low)
    return Fired(high, low)


def state(deciding: Fired, better: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """What each point is, as positions in `STATES`; blank where a point does not count. (series, periods)."""
    column = deciding.high.view(np.uint8) + 2 * deciding.low.view(np.uint8)
    column += 4 * better[:, None]
    found = _POINT.ravel().take(column, mode="clip")
    return found if counted.all() else np.where(counted, found, np.uint8(_BLANK_STATE))


def at_last(array: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Each series' value at its last counted point; zero where there is none (`last` is -1). Shape (series,)."""
    if len(last) and last[0] >= 0 and (last == last[0]).all():
        return array[:, last[0]]
    out = np.zeros(len(last), dtype=array.dtype)
    rows = np.flatnonzero(last >= 0)
    out[rows] = array[rows, last[rows]]
    return out


def variation(state_at_last: np.ndarray, better: np.ndarray, judged: np.ndarray) -> np.ndarray:
    """The variation icon from the last counted point, as positions in `VARIATIONS`; blank where not `judged`."""
    return np.where(judged, _ICON[better, state_at_last], VARIATIONS.index(Variation.BLANK))


def assurance(
    lower: np.ndarray,
    upper: np.ndarray,
    target: np.ndarray,
    better: np.ndarray,
    near: np.ndarray,
    judged: np.ndarray,
    settings: Settings,
) -> np.ndarray:
    """Whether the target will be met as things stand, as positions in `ASSURANCES`. All arguments (series,).

    `lower` and `upper` are the limits at the last counted point.

    A target beyond both limits passes or fails; between them it is hit or miss. With `limit_meets_target` a target on
    a limit counts as beyond it, and where the limits have collapsed onto the target (always 100% against 100%) it is
    met. `near` is how near counts as on the line. Blank without target, limits or better direction.
    """
    if settings.limit_meets_target:
        above, below = target >= upper - near, target <= lower + near
    else:
        # strict also where everything is nought and so is `near`
        above, below = target > upper + near, target < lower - near
    increase, decrease = (better == BETTERS.index(b) for b in (Better.INCREASE, Better.DECREASE))
    meets, misses = (increase & below) | (decrease & above), (increase & above) | (decrease & below)
    code = np.select(
        [meets, misses],
        [ASSURANCES.index(Assurance.PASS), ASSURANCES.index(Assurance.FAIL)],
        ASSURANCES.index(Assurance.HIT_OR_MISS),
    )
    known = judged & (increase | decrease) & np.isfinite(target) & np.isfinite(upper)
    return np.where(known, code, ASSURANCES.index(Assurance.BLANK))
