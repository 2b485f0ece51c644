"""A slow and obvious second answer for control charts: one series, plain loops, sixty digits. The tests' oracle.

Written from the rules' text, not from the engine: nothing here is vectorised or shared with `analytics.methods.spc` but the
settings. With sixty digits, what is nearer to a line than `NOUGHT` lies on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import groupby, pairwise
from math import comb, log2
from statistics import median

from analytics.methods.spc import Settings
from analytics.model import Signal

getcontext().prec = 60
WIDTH, D2, SCREEN, POWER, NOUGHT = Decimal("2.66"), Decimal("1.128"), Decimal("3.267"), Decimal("3.6"), Decimal("1e-40")
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494")
FOUR = {Signal.SINGLE, Signal.SHIFT, Signal.TREND, Signal.TWO_OF_THREE}
RULES = {"mr": {Signal.SINGLE}, "run": set(Signal) - {Signal.SINGLE, Signal.TWO_OF_THREE}}
COUNTED = ("p", "pprime", "u", "uprime")


@dataclass
class Point:
    """A counted point: where it stood, its value, its part, and how it lies to its lines (side, 2 sigma, 3 sigma)."""

    at: int
    value: Decimal
    cases: Decimal
    part: int
    sd: Decimal = Decimal(0)
    in_base: bool = False
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
    sd=None,
    kind="xmr",
    settings: Settings,
    better="neutral",
    target=None,
    rebase=None,
    ghost=None,
    baseline=0,
) -> Answer:
    """The whole chart of one series. `values` are numbers or None; for p and u charts they are counts in `cases`."""
    points, part = [], 0
    sized = kind in (*COUNTED, "xbar", "s")
    for at, value in enumerate(values):
        part += bool(at and rebase and rebase[at])
        if value is None or (ghost and ghost[at]) or (sized and not cases[at]):
            continue
        n = Decimal(cases[at]) if sized else Decimal(1)
        share = Decimal(value) / n if kind in COUNTED else Decimal(value)
        points.append(Point(at, share, n, part, Decimal(sd[at]) if sd else Decimal(0)))
    for p in {x.part for x in points}:
        here = [x for x in points if x.part == p]
        for x in here[: (baseline or None) if settings.baseline_each_part or p == 0 else None]:
            x.in_base = True
    enough = len(points) >= settings.points_for_verdict
    if kind == "mr":
        points = [
            Point(b.at, abs(b.value - a.value), b.cases, b.part, in_base=b.in_base)
            for a, b in pairwise(points)
            if a.part == b.part
        ]
        better, target = "neutral", None
    if kind == "t":
        for x in points:
            x.value = _root(x.value)
    lines = {
        p: _lines([x for x in points if x.part == p and x.in_base], kind, settings) for p in {x.part for x in points}
    }
    for x in points:
        centre, low3, low2, up2, up3 = lines[x.part](x.cases)
        x.side = 0 if centre is None else _sign(x.value - centre)
        if up3 is not None and enough:
            x.beyond3 = _sign(x.value - up3) > 0 or _sign(low3 - x.value) > 0
            x.beyond2 = _sign(x.value - up2) > 0 or _sign(low2 - x.value) > 0
    high, low = ({s: set() for s in Signal} for _ in range(2))
    if enough:
        for sign, marks in ((1, high), (-1, low)):
            _mark(points, sign, settings, marks)
            _runs(points, sign, marks)
            for rule in set(Signal) - RULES.get(kind, FOUR):
                marks[rule] = set()
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
    if target is not None and kind == "t":
        target = _root(Decimal(target))
    limits = lines[last.part](last.cases)
    return Answer(
        high, low, state, _variation(state[last.at], better), _assurance(*limits[1::3], target, settings, better)
    )


def _sign(x):
    return 0 if abs(x) < NOUGHT else 1 if x > 0 else -1


def _root(x):
    return x.copy_sign(1) ** (1 / POWER) * _sign(x) if x else x


def _mean(numbers):
    return sum(numbers, Decimal(0)) / len(numbers)


def _mean_range(values, settings):
    """The mean moving range, screened where that is asked for and leaves anything; None where there is no range."""
    ranges = [abs(b - a) for a, b in pairwise(values)]
    if not ranges:
        return None
    ordinary = [r for r in ranges if r < SCREEN * _mean(ranges)]
    if settings.screen_moving_ranges and sum(ordinary) > 0:
        return _mean(ordinary)
    return _mean(ranges)


def _symmetric(centre, sigma):
    """A function from the cases of a point to its lines; `sigma` is one too, and may give None."""

    def lines(n):
        s = sigma(n)
        return (centre, *(None if s is None else centre + k * s for k in (-3, -2, 2, 3)))

    return lines


def _lines(base, kind, settings):
    """From cases to centre, lower limit, lower two sigma, upper two sigma, upper limit (None without limits)."""
    values = [x.value for x in base]
    if not base:
        return lambda n: (None, None, None, None, None)
    if kind == "run":
        return _symmetric(median(values), lambda n: None)
    if kind == "xmr_median":
        ranges = [abs(b - a) for a, b in pairwise(values)]
        return _symmetric(median(values), lambda n: Decimal("3.145") * median(ranges) / 3 if ranges else None)
    if kind in COUNTED:
        centre = sum(x.value * x.cases for x in base) / sum(x.cases for x in base)
        spread = centre * (1 - centre) if kind in ("p", "pprime") else centre
        if spread < NOUGHT:
            spread = Decimal(0)
        times = Decimal(1)
        if kind.endswith("prime"):
            z = [(x.value - centre) / (spread / x.cases).sqrt() if spread else Decimal(0) for x in base]
            found = _mean_range(z, settings)
            times = None if found is None else found / D2
        return _symmetric(centre, lambda n: None if times is None else times * (spread / n).sqrt())
    if kind in ("xbar", "s"):
        return _subgroups(base, kind)
    centre = _mean(values)
    if kind == "mr":
        return lambda n: (centre, Decimal(0), Decimal(0), centre + (SCREEN - 1) * centre * 2 / 3, SCREEN * centre)
    if kind == "c":
        return _symmetric(centre, lambda n: centre.sqrt())
    if kind == "g":
        if settings.limits == "exact":
            ends = [_geometric(centre, Decimal(q)) for q in ("0.00135", "0.02275", "0.97725", "0.99865")]
            return lambda n: (median(values), *ends)
        sigma = (centre * (centre + 1)).sqrt()
        return lambda n: (median(values), *(centre + k * sigma for k in (-3, -2, 2, 3)))
    width = _mean_range(values, settings)
    return _symmetric(centre, lambda n: None if width is None else WIDTH * width / 3)


def _geometric(mean, share):
    """The smallest k with `share` or more of a geometric distribution of this mean at or below it, by counting up."""
    k, left = 0, mean / (mean + 1)
    while left > 1 - share:
        k, left = k + 1, left * mean / (mean + 1)
    return Decimal(k)


def _subgroups(base, kind):
    several = [x for x in base if x.cases >= 2]
    spreads = [x.value if kind == "s" else x.sd for x in several]
    typical = None
    if len({x.cases for x in several}) == 1:
        typical = _mean(spreads)
    elif several:
        squares = sum((x.cases - 1) * s * s for x, s in zip(several, spreads, strict=True))
        typical = (squares / sum(x.cases - 1 for x in several)).sqrt()

    def sigma(n):
        if typical is None or n < 2:
            return None
        c4 = _c4(int(n))
        return typical / c4 / n.sqrt() if kind == "xbar" else typical * (1 - c4 * c4).sqrt() / c4

    if kind == "s":
        return _symmetric(typical, sigma)
    return _symmetric(sum(x.value * x.cases for x in base) / sum(x.cases for x in base), sigma)


def _gamma_of_half(k):
    """Gamma(k / 2), from Gamma(1) = 1, Gamma(1/2) = sqrt(pi) and Gamma(x + 1) = x Gamma(x)."""
    return (PI.sqrt() if k == 1 else Decimal(1)) if k <= 2 else (Decimal(k) / 2 - 1) * _gamma_of_half(k - 2)


def _c4(n):
    return (Decimal(2) / (n - 1)).sqrt() * _gamma_of_half(n) / _gamma_of_half(n - 1)


def _runs(points, sign, marks):
    """Add the points of long runs, and of parts with few crossings, on this side; points on the line are passed over."""
    for _, part in groupby((x for x in points if x.side), key=lambda x: x.part):
        useful = list(part)
        stretches = [list(g) for _, g in groupby(useful, key=lambda x: x.side)]
        few = Fraction(0)
        for k in range(len(stretches)):  # the chance of no more crossings than there are
            few += Fraction(comb(len(useful) - 1, k), 2 ** (len(useful) - 1))
        for stretch in stretches:
            if stretch[0].side == sign and len(stretch) > round(log2(len(useful))) + 3:
                marks[Signal.LONG_RUN] |= {x.at for x in stretch}
        if few < Fraction(1, 20):
            marks[Signal.FEW_CROSSINGS] |= {x.at for x in useful if x.side == sign}


def _mark(points, sign, settings, marks):
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


def _assurance(low3, up3, target, settings, better):
    if target is None or better == "neutral" or up3 is None:
        return ""
    above, below = _sign(target - up3), _sign(low3 - target)
    reach = 0 if settings.limit_meets_target else 1
    if max(above, below) < reach:
        return "hit_or_miss"
    if above >= reach and below >= reach:
        return "pass"  # limits that have collapsed onto the target
    return "pass" if (below >= reach) == (better == "increase") else "fail"
