"""A slow and obvious second answer for control charts: one series, plain loops, exact fractions. The tests' oracle.

Written from the rules' text, not from the engine: nothing here is vectorised, rounded, or shared with `analytics.spc`
but the settings. Values are integers or Fractions, so "on the line" is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from analytics.model import Signal
from analytics.spc import Settings

WIDTH = Fraction(266, 100)


@dataclass
class Point:
    """A counted point: where it stood, its value, its part, and how it lies to its lines (side, 2 sigma, 3 sigma)."""

    at: int
    value: Fraction
    cases: int
    part: int
    side: int = 0
    beyond2: bool = False
    beyond3: bool = False


@dataclass
class Answer:
    high: dict[Signal, set[int]]
    low: dict[Signal, set[int]]
    state: list[str]
    variation: str
    assurance: str


def answer(
    values,
    *,
    cases=None,
    kind="xmr",
    settings: Settings,
    better="neutral",
    target=None,
    rebase=None,
    ghost=None,
    baseline=0,
) -> Answer:
    """The whole chart of one series. `values` are numbers or None; for kind p they are counts out of `cases`."""
    points, part = [], 0
    for at, value in enumerate(values):
        part += bool(at and rebase and rebase[at])
        if value is None or (ghost and ghost[at]) or (kind == "p" and not cases[at]):
            continue
        share = Fraction(value, cases[at]) if kind == "p" else Fraction(value)
        points.append(Point(at, share, cases[at] if kind == "p" else 1, part))
    lines = {p: _lines([x for x in points if x.part == p][: baseline or None], kind) for p in {x.part for x in points}}
    enough = len(points) >= settings.points_for_verdict
    for x in points:
        centre, three = lines[x.part]
        x.side = (x.value > centre) - (x.value < centre)
        if three is not None and enough:
            x.beyond3 = (x.value - centre) ** 2 * x.cases > three
            x.beyond2 = (x.value - centre) ** 2 * x.cases * 9 > three * 4
    high, low = ({s: set() for s in Signal} for _ in range(2))
    if enough:
        for sign, marks in ((1, high), (-1, low)):
            _mark(points, sign, kind, settings, marks)
    if settings.later_trend_wins:
        for i, x in enumerate(points):
            if x.at in high[Signal.TREND] & low[Signal.TREND]:
                (high if x.value > points[i - 1].value else low)[Signal.TREND].discard(x.at)
    state = [""] * len(values)
    for x in points:
        state[x.at] = _state(x.at, high, low, settings, better)
    if not points or not enough:
        return Answer(high, low, state, "", "")
    last = points[-1]
    return Answer(
        high,
        low,
        state,
        _variation(state[last.at], better),
        _assurance(last, *lines[last.part], target, settings, better),
    )


def _lines(base, kind):
    """The centre, and the square of three sigma for one case (None without limits)."""
    if kind == "run":
        return median([x.value for x in base]), None
    if kind == "p":
        centre = sum(x.value * x.cases for x in base) / sum(x.cases for x in base)
        return centre, 9 * centre * (1 - centre)
    centre = sum(x.value for x in base) / len(base)
    ranges = [abs(b.value - a.value) for a, b in pairwise(base)]
    return centre, (WIDTH * sum(ranges) / len(ranges)) ** 2 if ranges else None


def _mark(points, sign, kind, settings, marks):
    """Add the points that each rule marks on this side (1 high, -1 low)."""

    def together(window, rule):
        return rule in settings.crosses or window[0].part == window[-1].part

    for i in range(len(points)):
        if points[i].beyond3 and points[i].side == sign:
            marks[Signal.SINGLE].add(points[i].at)
        run = points[i : i + settings.shift]
        if len(run) == settings.shift and all(x.side == sign for x in run) and together(run, Signal.SHIFT):
            marks[Signal.SHIFT] |= {x.at for x in run}
        run = points[i : i + settings.trend]
        steps = [(b.value > a.value) - (b.value < a.value) for a, b in pairwise(run)]
        if len(run) == settings.trend and all(s == sign for s in steps) and together(run, Signal.TREND):
            marks[Signal.TREND] |= {x.at for x in run}
        run = points[i : i + 3]
        near = [x for x in run if x.beyond2 and (settings.beyond_limits_counts or not x.beyond3)]
        if len(run) == 3 and len(near) >= 2 and all(x.side == sign for x in run) and together(run, Signal.TWO_OF_THREE):
            marks[Signal.TWO_OF_THREE] |= {x.at for x in near}


def _state(at, high, low, settings, better):
    up, down = any(at in s for s in high.values()), any(at in s for s in low.values())
    for rule in settings.precedence:
        if at in high[rule] | low[rule]:
            up, down = at in high[rule], at in low[rule]
            break
    if not up and not down:
        return "common"
    if better == "neutral":
        return "neutral_high" if up else "neutral_low"
    return "improvement" if (up if better == "increase" else down) else "concern"


def _variation(state, better):
    if state == "common":
        return "common_cause"
    if better == "neutral":
        return state
    return state + ("_high" if (state == "improvement") == (better == "increase") else "_low")


def _assurance(last, centre, three, target, settings, better):
    if target is None or better == "neutral" or three is None:
        return ""
    off = (Fraction(target) - centre) ** 2 * last.cases
    outside = off >= three if settings.limit_meets_target else off > three
    if not outside:
        return "hit_or_miss"
    if target == centre:
        return "pass"
    return "pass" if (target < centre) == (better == "increase") else "fail"
