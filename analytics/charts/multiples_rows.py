"""The rows of small multiples: what `multiples.template` draws, and which organisation comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts.control_rows import domain, held, mark
from analytics.model import ControlChart, Series, Unit
from analytics.words.states import states

TICKS = 3
COLUMNS = (
    "what", "panel", "part", "t", "v", "centre", "lower", "upper", "mark", "large", "name", "verdict", "label",
    "value_text", "meaning", "described", "from", "until",
)  # fmt: skip

Trend = tuple[Series, ControlChart]


def rows(trends: Sequence[Trend], chosen: str = "") -> pd.DataFrame:
    """What the template draws, panels in the order given; `chosen` is the code of the panel to mark with ▶.

    Every trend has at least one value. `what`: "panel" (one a trend), "tick" or "point".
    """
    if not trends:
        return pd.DataFrame(columns=list(COLUMNS))
    shared = trends[0][0].measure.unit is not Unit.COUNT
    lines = [_lines_of(*trend) for trend in trends]
    axes = [
        domain(trends[0][0].measure.unit, *(part for part in _drawn(lines if shared else [line]))) for line in lines
    ]
    periods = pd.concat([series.points["period"] for series, _ in trends])
    first, last = periods.min(), periods.max()
    parts: list[Any] = []
    for place, (trend, line, axis) in enumerate(zip(trends, lines, axes, strict=True)):
        ends = {"from": f"{first:%b %Y}", "until": f"{last:%b %Y}" if last > first else ""}
        parts.append(_panel(place, trend, chosen, ends))
        parts.append(_ticks(place, trend[0], axis))
        parts.append(_values(place, trend, line, axis, (first, last)))
    out = pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True).reindex(columns=list(COLUMNS))
    out["large"] = out["large"].eq(True)
    written = [c for c in COLUMNS if c not in ("panel", "t", "v", "centre", "lower", "upper", "large")]
    out[written] = out[written].astype("str").where(out[written].notna(), "")
    return out


def _drawn(lines: Sequence[dict[str, np.ndarray]]) -> list[np.ndarray]:
    """What an axis must hold: values and centre lines. Limits of the smallest would make all the others flat."""
    return [line[name] for line in lines for name in ("value", "centre")]


def _lines_of(series: Series, chart: ControlChart) -> dict[str, np.ndarray]:
    value = np.asarray(chart.value, dtype=float)
    unit = series.measure.unit
    lines = {name: held(np.asarray(getattr(chart, name), float), unit, value) for name in ("centre", "lower", "upper")}
    return {"value": value, **lines}


def _panel(place: int, trend: Trend, chosen: str, ends: dict[str, str]) -> list[dict[str, Any]]:
    series, chart = trend
    name = series.organisation.short_name
    verdict = words.spread.trend_verdict(series, chart)
    return [{
        "what": "panel", "panel": place, "t": 0.0, "name": f"▶ {name}" if series.organisation.code == chosen else name,
        "verdict": verdict, "mark": _verdict_mark(chart), "described": f"{name}: {verdict}", **ends,
    }]  # fmt: skip


def _verdict_mark(chart: ControlChart) -> str:
    last = np.flatnonzero(np.isfinite(np.asarray(chart.value, dtype=float)))
    return mark(states(chart)[last[-1]], chart.better) if chart.variation and last.size else ""


def _ticks(place: int, series: Series, axis: tuple[float, float]) -> list[dict[str, Any]]:
    return [
        {"what": "tick", "panel": place, "t": 0.0, "v": _share(at, axis), 
         "label": words.spread.axis_number(series.measure.unit, at)}
        for at in nice_steps(*axis, TICKS)
    ]  # fmt: skip


def _values(
    place: int, trend: Trend, line: dict[str, np.ndarray], axis: tuple[float, float], span: tuple[Any, Any]
) -> dict[str, Any]:
    series, chart = trend
    period, state, value = series.points["period"], states(chart), line["value"]
    size, known = len(value), np.isfinite(value)
    days = (span[1] - span[0]).days or 1
    t = (period - span[0]).dt.days.to_numpy(float) / days
    shares = {name: _share(line[name], axis) for name in ("centre", "lower", "upper")}
    marks = [mark(s, chart.better) for s in state]
    label = [words.formats.period(p, series.grain) for p in period]
    value_text = [words.formats.value(series.measure, v) for v in value]
    last = int(np.flatnonzero(known)[-1])
    return {
        "what": "point", "panel": place, "part": [f"{place}.{n}" for n in np.cumsum(~known)], "t": t,
        "v": np.where(known, _share(value, axis), np.nan),
        **{name: np.where((share >= -1e-9) & (share <= 1 + 1e-9), share, np.nan) for name, share in shares.items()},
        "mark": marks, "large": [m != "Common cause" or i == last for i, m in enumerate(marks)],
        "name": [series.organisation.short_name] * size, "label": label, "value_text": value_text,
        "meaning": words.control.points(series, chart),
        "described": [f"{series.organisation.short_name}, {p}: {v}" for p, v in zip(label, value_text, strict=True)],
    }  # fmt: skip


def _share(value: Any, axis: tuple[float, float]) -> Any:
    return (value - axis[0]) / (axis[1] - axis[0])


def nice_steps(low: float, high: float, most: int) -> list[float]:
    """Round numbers between `low` and `high`, at most `most` + 1 of them: multiples of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / most
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    return [
        float(round(n * step, 12))
        for n in range(int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9)) + 1)
    ]
