"""The control charts of one measure for many organisations at once, each as the catalogue says it is charted.

Which kind of chart fits is decided for each series, and each kind is judged by one call of `engine.charts`. One
organisation's `model.ControlChart`, with its words, is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from analytics.methods.spc.engine import Charts, charts
from analytics.methods.spc.kinds import COUNTED, P_CHART_BELOW, chart_kind, median_sizes
from analytics.methods.spc.one_series import control_chart, fit_as_defined, sound
from analytics.methods.spc.presets import MDC, Settings
from analytics.model import Assurance, ControlChart, Grain, Measure, Unit, Variation


@dataclass(frozen=True)
class Judged:
    """The charts of one measure at one grain: arrays (series, periods), or (series,) where said.

    `kind` is the kind that each series is drawn as, and `batches` has the charts of each kind; `place` is a series'
    position in its batch; both (series,). `variation` and `assurance` are both icons in the words of `model`; (series,).
    """

    measure: Measure
    grain: Grain
    numerator: np.ndarray = field(repr=False)
    denominator: np.ndarray = field(repr=False)
    rebase: np.ndarray | None = field(repr=False)
    breaks: np.ndarray | None = field(repr=False)
    kind: np.ndarray = field(repr=False)
    place: np.ndarray = field(repr=False)
    batches: Mapping[str, Charts] = field(repr=False)

    @cached_property
    def variation(self) -> np.ndarray:
        """The variation icon of each series."""
        return self._gathered("variation", Variation.BLANK.value)

    @cached_property
    def assurance(self) -> np.ndarray:
        """The assurance icon of each series."""
        return self._gathered("assurance", Assurance.BLANK.value)

    def chart(self, series: int, periods: np.ndarray) -> ControlChart:
        """The chart of one series over its own periods (positions), with what to say about it."""
        top, bottom = self.numerator[series, periods], self.denominator[series, periods]
        made = self.batches[self.kind[series]].one(int(self.place[series]), periods)
        fit, note = fit_as_defined(self.measure, self.grain, made.value[0], top, bottom)
        rebase = None if self.rebase is None else self.rebase[series, periods]
        apart = np.zeros(0, dtype=int) if self.breaks is None else np.flatnonzero(self.breaks[series, periods])
        return control_chart(
            made, self.measure, fit, note, (top, bottom), rebase, since=int(apart[-1]) if apart.size else 0
        )

    def _gathered(self, name: str, blank: str) -> np.ndarray:
        out = np.full(len(self.kind), blank, dtype="<U20")
        for kind, made in self.batches.items():
            out[self.kind == kind] = getattr(made, name)
        return out


def judge(
    measure: Measure,
    grain: Grain,
    value: np.ndarray,
    numerator: np.ndarray,
    denominator: np.ndarray,
    *,
    rebase: np.ndarray | None = None,
    breaks: np.ndarray | None = None,
    settings: Settings = MDC,
) -> Judged:
    """The charts of many series of a measure, arrays (series, periods), NaN where missing.

    `rebase` is True where a series' limits start again. `breaks` is True where something else is counted from then on:
    limits start again there too, no rule runs across, and no level is held against one from before.
    """
    if breaks is not None:
        rebase = breaks if rebase is None else breaks | rebase
        settings = replace(settings, crosses=frozenset())
    kinds = _kinds(measure, grain, value, numerator, denominator)
    batches: dict[str, Charts] = {}
    place = np.zeros(len(kinds), dtype=int)
    for kind in np.unique(kinds):
        here = kinds == kind
        place[here] = np.arange(here.sum())
        counts = {"numerators": numerator[here], "denominators": denominator[here]} if kind in COUNTED else {}
        batches[str(kind)] = charts(
            value[here],
            **counts,
            kind=str(kind),
            settings=settings,
            better=measure.better,
            target=measure.target,
            rebase=None if rebase is None else rebase[here],
        )
    return Judged(measure, grain, numerator, denominator, rebase, breaks, kinds, place, batches)


def _kinds(
    measure: Measure, grain: Grain, value: np.ndarray, numerator: np.ndarray, denominator: np.ndarray
) -> np.ndarray:
    """Which kind each series is drawn as: the rules of `single.fit_as_defined`, for many."""
    if grain is Grain.ROLLING_YEAR or measure.chart == "line":
        return np.full(len(value), "line", dtype="<U10")
    if measure.chart == "auto":
        small = median_sizes(denominator) < P_CHART_BELOW
        kinds = np.where(small & (measure.unit is Unit.PERCENT), "p", "xmr").astype("<U10")
    else:
        kinds = np.full(len(value), chart_kind(measure.chart).name, dtype="<U10")
    unsound = ~sound(numerator, denominator, np.isin(kinds, ("p", "pprime"))[:, None]) & np.isfinite(value)
    return np.where(np.isin(kinds, COUNTED) & unsound.any(axis=1), "xmr", kinds)
