"""The control chart of one `model.Series`, as the catalogue says its measure is charted."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.methods.spc.cautions import NO_VALUES, TOO_FEW, cautions
from analytics.methods.spc.changes import ongoing, runs
from analytics.methods.spc.engine import Charts, charts
from analytics.methods.spc.fit import recommend
from analytics.methods.spc.kinds import COUNTED, Fit, chart_kind, fitting_kind
from analytics.methods.spc.presets import MDC, Settings, sentence
from analytics.model import STILL_OPEN, Assurance, ControlChart, Grain, Measure, Series, State, Unit, Variation

OVERLAPPING = (
    "No control limits: rolling 12-month periods overlap, so neighbouring points share most of their data and are not "
    "independent. Limits would mislead."
)

ASKED = "As the measure's definition or the reader asks."

BOUNDS = {Unit.PERCENT: (0.0, 1.0), Unit.RATE: (0.0, np.inf), Unit.COUNT: (0.0, np.inf), Unit.SCORE: (-np.inf, np.inf)}
"""Where values of each unit can lie."""


def chart(
    series: Series,
    *,
    settings: Settings = MDC,
    kind: str | None = None,
    rebase: ArrayLike | None = None,
    ghost: ArrayLike | None = None,
    baseline_points: int | None = None,
    clip: bool = False,
) -> ControlChart:
    """The control chart of one series, with its measure's direction, target and kind of chart.

    `kind` overrules the measure's own. `rebase` and `ghost` are bool, (periods,). `clip` draws XmR limits no further
    than the measure's unit can go (Making Data Count does not; signals and icons are the same either way). Values of
    PERCENT measures are fractions. Raises ValueError for an unknown kind, and for a period that appears twice.
    """
    _refuse_duplicates(series.points)
    measure, points = series.measure, series.points
    value, top, bottom = (_column(points, name) for name in ("value", "numerator", "denominator"))
    fit, note = _fit(series, kind, value, top, bottom)
    counts = {"numerators": top[None], "denominators": bottom[None]} if fit.kind in COUNTED else {}
    lasting = points["status"].eq(STILL_OPEN).to_numpy(bool) if "status" in points else np.zeros(len(points), bool)
    made = charts(
        value[None],
        **counts,
        kind=fit.kind,
        settings=settings,
        better=measure.better,
        target=measure.target,
        rebase=rebase,
        ghost=ghost,
        baseline_points=baseline_points,
        still_open=lasting if lasting.any() else None,
        bounds=BOUNDS[measure.unit] if clip else None,
    )
    return control_chart(made, measure, fit, note, (top, bottom), rebase, baseline_points)


def control_chart(
    batch: Charts,
    measure: Measure,
    fit: Fit,
    note: str,
    counts: tuple[np.ndarray, np.ndarray],
    rebase: ArrayLike | None = None,
    baseline_points: int | None = None,
    since: int = 0,
) -> ControlChart:
    """A batch of one series as a `ControlChart`, with what to say about it. `counts` are numerators and denominators.

    A change is looked for from the position `since` on, and held against levels from there.
    """
    signals = {s: marked[0] for s, marked in batch.signals.items()}
    pooled = counts if measure.unit in (Unit.PERCENT, Unit.RATE) else (None, None)
    state = batch.state[0]
    return ControlChart(
        kind=fit.kind,
        value=batch.value[0],
        centre=batch.centre[0],
        lower=batch.lower[0],
        upper=batch.upper[0],
        lower_2sigma=batch.lower_2sigma[0],
        upper_2sigma=batch.upper_2sigma[0],
        signals=signals,
        state=state,
        variation=Variation(str(batch.variation[0])),
        assurance=Assurance(str(batch.assurance[0])),
        better=measure.better,
        target=measure.target,
        settings=sentence(
            chart_kind(fit.kind).title, tuple(signals), batch.settings, _baseline(batch, baseline_points, rebase)
        ),
        note=note or _too_few(batch),
        reason=fit.reason,
        both=batch.both[0],
        change=ongoing(runs(batch.value[0], _blank_before(since, state), signals, *pooled), state),
        doubts=partial(_warnings, batch, measure.unit, counts, rebase),
    )


def _blank_before(since: int, state: np.ndarray) -> np.ndarray:
    return np.where(np.arange(len(state)) < since, State.BLANK.value, state)


def _refuse_duplicates(points: pd.DataFrame) -> None:
    if "period" in points and (twice := points["period"][points["period"].duplicated()]).size:
        names = ", ".join(f"{period:%Y-%m-%d}" for period in twice.unique())
        raise ValueError(f"the series has more than one value for {names}: keep one value a period")


def _warnings(
    batch: Charts, unit: Unit, counts: tuple[np.ndarray, np.ndarray], rebase: ArrayLike | None
) -> tuple[str, ...]:
    """What deserves a second look: the cautions, and where another kind of chart would fit better."""
    about = None if rebase is None else np.asarray(rebase, dtype=bool)
    told = TOO_FEW.format(needed=batch.settings.points_for_verdict)  # the chart's note says it already
    said = [c.sentence for c in cautions(batch, rebase=about) if c.sentence not in (NO_VALUES, told)]
    if batch.judged[0] and batch.signals and batch.kind not in ("mr", "xbar", "s"):
        value = np.where(batch.counted[0], batch.value[0], np.nan)
        advice = recommend(unit, value, *counts, kind=batch.kind)
        said += advice.warnings
        if advice.warnings and advice.kind != batch.kind:
            said.append(f"What may fit better: {advice.reason}")
    return tuple(said)


def _column(points: pd.DataFrame, name: str) -> np.ndarray:
    """A column as floats, NaN where missing or where there is no such column."""
    if name not in points:
        return np.full(len(points), np.nan)
    return points[name].to_numpy(dtype=float, na_value=np.nan)


def _fit(
    series: Series, kind: str | None, value: np.ndarray, numerator: np.ndarray, denominator: np.ndarray
) -> tuple[Fit, str]:
    """Which kind to draw and why, and the note that says why there are no limits, where there are none."""
    measure = series.measure
    if kind is not None and kind != "line" and series.grain is not Grain.ROLLING_YEAR:
        return _if_sound(Fit(chart_kind(kind).name, ASKED), value, numerator, denominator), ""
    if kind == "line" and measure.chart != "line" and series.grain is not Grain.ROLLING_YEAR:
        return Fit("line", measure.chart_reason), measure.chart_reason
    return fit_as_defined(measure, series.grain, value, numerator, denominator)


def fit_as_defined(
    measure: Measure, grain: Grain, value: np.ndarray, numerator: np.ndarray, denominator: np.ndarray
) -> tuple[Fit, str]:
    """Which kind a series of a measure is drawn as and why, and why there are no limits, where there are none.

    Arrays (periods,). `many` decides the same for many series at once.
    """
    if grain is Grain.ROLLING_YEAR:
        return Fit("line", OVERLAPPING), OVERLAPPING
    if measure.chart == "line":
        return Fit("line", measure.chart_reason), measure.chart_reason
    fits = measure.chart == "auto"
    fit = fitting_kind(measure.unit, denominator) if fits else Fit(chart_kind(measure.chart).name, ASKED)
    return _if_sound(fit, value, numerator, denominator), ""


def _if_sound(fit: Fit, value: np.ndarray, numerator: np.ndarray, denominator: np.ndarray) -> Fit:
    """The fit, or XmR where some values have no counts that its kind could use."""
    unsound = np.isfinite(value) & ~sound(numerator, denominator, fit.kind in ("p", "pprime"))
    if fit.kind not in COUNTED or not unsound.any():
        return fit
    name = chart_kind(fit.kind).title
    return Fit("xmr", f"XmR, because some values have no numerator and denominator that a {name} could use.")


def sound(numerator: np.ndarray, denominator: np.ndarray, proportion: bool | np.ndarray) -> np.ndarray:
    """Where a numerator and a denominator can be counts; those of a proportion cannot exceed 1."""
    return (numerator >= 0) & (denominator > 0) & ((numerator <= denominator) | ~np.asarray(proportion))


def _too_few(batch: Charts) -> str:
    """Why there are no limits and icons, where there are too few points for them."""
    if batch.judged[0] or not batch.signals:
        return ""
    n, needed = int(batch.n[0]), batch.settings.points_for_verdict
    return f"Too few points: {n} of the {needed} that limits, signals and icons need."


def _baseline(batch: Charts, baseline_points: int | None, rebase: ArrayLike | None) -> str:
    """Which points the limits come from, in words."""
    if not batch.signals:
        return ""
    parts = 1 if rebase is None else 1 + int(np.count_nonzero(np.asarray(rebase, dtype=bool)[1:]))
    if baseline_points:
        words = f"the first {baseline_points} points"
    elif parts == 1:
        words = f"all {int(batch.base[0].sum())} points"
    else:
        words = "all points"
    if batch.settings.screen_moving_ranges and chart_kind(batch.kind).individuals and not batch.screening_refused[0]:
        words += " (very large moving ranges left out)"
    if parts == 1:
        return words
    if baseline_points and not batch.settings.baseline_each_part:
        return f"{words} of the first of {parts} parts, all points of the others"
    return f"{words} of each of {parts} parts"
