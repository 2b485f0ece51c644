"""Control charts for a whole batch of series at once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from analytics.methods.spc import verdict
from analytics.methods.spc.kinds import chart_kind
from analytics.methods.spc.lines import Lines
from analytics.methods.spc.panel import Panel, panel
from analytics.methods.spc.points import Gaps, place, tolerance
from analytics.methods.spc.presets import MDC, Settings
from analytics.methods.spc.ranges import refused
from analytics.methods.spc.rules import RULES, Fired
from analytics.model import Better, Signal


@dataclass(frozen=True)
class Charts:
    """The control charts of a batch. Arrays are (series, periods) unless said; treat them as read only.

    `centre` to `upper_2sigma` are NaN where a line is not drawn. `signals` maps each rule of the kind to the points
    that it marks; `high` and `low` say which way, by any rule. `counted` is False at gaps and ghosts. One a series: `n`
    counted points, `last` the position of the last of them (-1: none), `judged` whether there are enough for signals
    and icons, `screening_refused` whether large moving ranges were kept although screening was asked for. The codes are
    positions in the lists of `verdict`; `state`, `variation` and `assurance` give their words.
    """

    kind: str
    settings: Settings
    value: np.ndarray = field(repr=False)
    centre: np.ndarray = field(repr=False)
    lower: np.ndarray = field(repr=False)
    upper: np.ndarray = field(repr=False)
    lower_2sigma: np.ndarray = field(repr=False)
    upper_2sigma: np.ndarray = field(repr=False)
    counted: np.ndarray = field(repr=False)
    base: np.ndarray = field(repr=False)
    signals: dict[Signal, np.ndarray] = field(repr=False)
    high: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    state_code: np.ndarray = field(repr=False)
    variation_code: np.ndarray = field(repr=False)
    assurance_code: np.ndarray = field(repr=False)
    n: np.ndarray = field(repr=False)
    last: np.ndarray = field(repr=False)
    judged: np.ndarray = field(repr=False)
    screening_refused: np.ndarray = field(repr=False)

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def state(self) -> np.ndarray:
        """What each point is, in the words of `model.State`."""
        return np.array([s.value for s in verdict.STATES])[self.state_code]

    @cached_property
    def variation(self) -> np.ndarray:
        """The variation icons, in the words of `model.Variation`; (series,)."""
        return np.array([v.value for v in verdict.VARIATIONS])[self.variation_code]

    @cached_property
    def assurance(self) -> np.ndarray:
        """The assurance icons, in the words of `model.Assurance`; (series,)."""
        return np.array([a.value for a in verdict.ASSURANCES])[self.assurance_code]

    def one(self, series: int, periods: np.ndarray) -> Charts:
        """One series of the batch as a batch of its own, over its own periods (positions), which hold all its points."""
        cut = {}
        for each in fields(self):
            array = getattr(self, each.name)
            if isinstance(array, np.ndarray):
                line = array[series : series + 1]
                cut[each.name] = line[:, periods] if array.ndim == 2 else line
        cut["last"] = np.where(cut["last"] >= 0, np.searchsorted(periods, cut["last"]), -1)
        signals = {s: marked[series : series + 1, periods] for s, marked in self.signals.items()}
        return replace(self, signals=signals, **cut)  # type: ignore[arg-type]

    @property
    def both(self) -> np.ndarray:
        """Points that carry a high and a low signal at once (a rise below the centre, for example)."""
        return self.high & self.low


def charts(
    values: ArrayLike | None,
    *,
    numerators: ArrayLike | None = None,
    denominators: ArrayLike | None = None,
    sd: ArrayLike | None = None,
    kind: str = "xmr",
    settings: Settings = MDC,
    better: ArrayLike = Better.NEUTRAL,
    target: ArrayLike | None = None,
    rebase: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
    baseline_points: ArrayLike | None = None,
    still_open: ArrayLike | None = None,
    bounds: tuple[float, float] | None = None,
) -> Charts:
    """The control charts of many series: lines, signals, states and icons.

    `values` (series, periods), NaN where missing; None takes numerators / denominators, of the same shape. An xbar
    chart takes subgroup means as values, subgroup sizes as denominators and standard deviations within subgroups as
    `sd`; an s chart those standard deviations as values, and the sizes. A mr chart turns values into moving ranges;
    they have no better direction and no target. `better` is one `Better` or one a series. `target` is one number, one a
    series, or one a point (then the last counted point's target gives the icon); NaN for none. `rebase` (True where
    limits start again) and `ghost` (True where a point is shown, not counted) are bool, (series, periods), or
    (periods,) for all series alike. `baseline_points` works out the limits of each part (of the first alone, as
    `settings` may say) from its first n counted points, one number or one a series, 0 or NaN for all points.
    `still_open` (True where a gap between events has not ended, shaped like `ghost`) takes a value as "at least so
    much": it counts for no limits, it may signal on the high side alone, and where it does not it is shown and not
    counted. `bounds` cuts off the drawn lines where values cannot go; signals and icons never depend on it.
    Raises ValueError for an unknown kind or direction, and for shapes that do not fit.
    """
    of_kind = chart_kind(kind)
    laid = panel(
        values,
        numerators=numerators,
        denominators=denominators,
        sd=sd,
        rebase=rebase,
        ghost=ghost,
        baseline_points=baseline_points,
        baseline_each_part=settings.baseline_each_part,
        screen=settings.screen_moving_ranges,
        classic=settings.limits == "classic",
        still_open=still_open,
    )
    n = _counted(laid)
    if of_kind.shown:
        laid, better, target = of_kind.shown(laid), Better.NEUTRAL, None
    judged = n >= settings.points_for_verdict
    lines = of_kind.limits(laid)
    if not judged.all():
        lines = lines.without_limits(~judged)
    near = tolerance(laid.value, laid.counted)
    fired = apply_rules(of_kind.rules, laid, lines, near, judged, settings)
    high, low = (_either([side[i] for side in fired.values()], laid.value.shape) for i in (0, 1))
    if laid.still_open is not None:
        laid = replace(laid, counted=laid.counted & (high | ~laid.still_open))
    deciding = verdict.decisive(fired, settings, Fired(high, low))
    codes = _verdicts(laid, lines, near, deciding, judged & bool(of_kind.rules), settings, better, target)
    drawn = lines if (cut := bounds or of_kind.bounds) is None else lines.clipped(*cut)
    return Charts(
        kind,
        settings,
        laid.value,
        *drawn,
        counted=laid.counted,
        base=laid.base,
        signals={s: f.high | f.low for s, f in fired.items()},
        high=high,
        low=low,
        n=n,
        judged=judged,
        screening_refused=refused(of_kind.individuals(laid))
        if laid.screen and of_kind.individuals
        else np.zeros_like(judged),
        **codes,
    )


def _counted(laid: Panel) -> np.ndarray:
    """How many points of each series count for its limits."""
    if laid.still_open is not None:
        return (laid.counted & ~laid.still_open).sum(axis=1)
    return np.full(len(laid.counted), laid.counted.shape[1]) if laid.complete else laid.counted.sum(axis=1)


def apply_rules(
    rules: tuple[Signal, ...], laid: Panel, lines: Lines, near: np.ndarray, judged: np.ndarray, settings: Settings
) -> dict[Signal, Fired]:
    """Each rule's answer, with gaps open again, and none for series with too few points."""
    if not rules:
        return {}
    gaps = Gaps(laid)
    points = place(laid, lines, gaps, near)
    fired = {s: RULES[s](points, settings) for s in rules}
    if not laid.complete:
        fired = {s: Fired(gaps.open(f.high), gaps.open(f.low)) for s, f in fired.items()}
    if not judged.all():
        fired = {s: Fired(f.high & judged[:, None], f.low & judged[:, None]) for s, f in fired.items()}
    return fired


def _verdicts(
    laid: Panel,
    lines: Lines,
    near: np.ndarray,
    deciding: Fired,
    judged: np.ndarray,
    settings: Settings,
    better: ArrayLike,
    target: ArrayLike | None,
) -> dict[str, np.ndarray]:
    """States and icons as codes, and the last counted point that the icons come from."""
    rows, periods = shape = laid.value.shape
    way = verdict.directions(better, rows)
    state = verdict.state(deciding, way, laid.counted)
    if laid.complete:
        last = np.full(rows, periods - 1)
    else:
        last = np.where(laid.counted, np.arange(periods), -1).max(axis=1, initial=-1)
    lower, upper = verdict.at_last(lines.lower, last), verdict.at_last(lines.upper, last)
    aim = verdict.at_last(_targets(target, shape), last)
    return {
        "state_code": state,
        "variation_code": verdict.variation(verdict.at_last(state, last), way, judged),
        "assurance_code": verdict.assurance(lower, upper, aim, way, near[:, 0], judged, settings),
        "last": last,
    }


def _targets(target: ArrayLike | None, shape: tuple[int, int]) -> np.ndarray:
    """The target of each point, NaN for none."""
    if target is None:
        return np.broadcast_to(np.nan, shape)
    aim = np.asarray(target, dtype=float)
    if aim.shape not in ((), shape[:1], shape):
        raise ValueError(f"target has shape {aim.shape}, but needs one number, {shape[:1]} or {shape}")
    return np.broadcast_to(aim[:, None] if aim.ndim == 1 else aim, shape)


def _either(sides: list[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Points marked by any of these."""
    out = np.zeros(shape, dtype=bool, order="F")
    for side in sides:
        out |= side
    return out
