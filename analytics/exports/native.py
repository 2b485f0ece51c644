"""Charts that PowerPoint draws itself, and that who gets the slide can change: from the exhibit's own table.

Points that are a signal are series of their own, marks without a line: single points that are coloured by hand lose their
colour in some office programs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analytics.exports import native_axes
from analytics.exports import native_ranges as ranges
from analytics.exports.harmless import harmless, in_xml
from analytics.exports.native_ranges import Range
from analytics.exports.number_formats import number_format
from analytics.exports.readable import Readable, readable
from analytics.model import Grain, State, Unit, colours
from analytics.model.exhibit import Exhibit
from analytics.words import formats

TARGET, _TARGET = "Target", "#d5281b"
_BAR = ("#005eb8", "#99bfe3")
"""Without and with a range on it."""
MOST_BARS = 30
"""With more bars than these their names cannot be read on a slide: the picture stands there."""
SIGNALS = {
    "Improvement": ((State.IMPROVEMENT,), colours.IMPROVEMENT),
    "Concern": ((State.CONCERN,), colours.CONCERN),
    "Special cause": ((State.NEUTRAL_HIGH, State.NEUTRAL_LOW), colours.NEUTRAL),
}


@dataclass(frozen=True, eq=False)
class Drawn:
    """What a native chart is made of: names along its axis and, by name, the numbers of each series."""

    kind: str
    categories: list[str] | list[date]
    series: dict[str, list[float | None]]
    signals: dict[str, list[float | None]]
    numbers: str
    axis: str
    ranges: tuple[Range, ...] = ()


def drawn(exhibit: Exhibit) -> Drawn | None:
    """The chart of an exhibit; None where an office program cannot draw it, or not so that it can be read."""
    native, table = exhibit.native, exhibit.table()
    if native is None or not len(table) or (native.kind != "line" and len(table) > MOST_BARS):
        return None
    shown = readable(table, exhibit.measure, exhibit.titles)
    values = [name for name in native.values if name in shown.headings]
    if not values:
        return None
    unit = shown.units.get(shown.headings[values[0]], Unit.RATE)
    names = {name: str(shown.headings[name]).partition(" (")[0] for name in values}
    if "value" in names:
        names["value"] = "Figure"
    return Drawn(
        native.kind,
        _categories(table, native.category, shown),
        {names[name]: _numbers(table[name]) for name in values} | _target(exhibit),
        _signals(table, values[0]) if native.kind == "line" else {},
        number_format(unit, table[values[0]]),
        formats.axis(exhibit.measure) if exhibit.measure else "",
        ranges.of(table) if native.kind == "bars" else (),
    )


def _target(exhibit: Exhibit) -> dict[str, list[float | None]]:
    """The target as a line, where the picture has one."""
    rows = exhibit.picture.rows if exhibit.picture else pd.DataFrame()
    known = set(rows["target"].dropna()) if "target" in rows else set()
    return {TARGET: [float(known.pop())] * len(exhibit.table())} if len(known) == 1 else {}


def events(exhibit: Exhibit) -> str:
    """The dated events of the picture, in words: an office program draws none."""
    rows = exhibit.picture.rows if exhibit.picture else pd.DataFrame()
    if not {"what", "meaning", "label"} <= set(rows.columns):
        return ""
    happened = rows[rows["what"] == "event"]
    told = list(map(formats.dated, happened["meaning"], happened["label"]))
    return f"Dated events: {' · '.join(told)}" if told else ""


def _categories(table: pd.DataFrame, name: str, shown: Readable) -> list[str] | list[date]:
    """Months are days, which the office program spaces and names by itself; all else is text."""
    if name == "period" and "grain" in table:
        if set(table["grain"]) == {Grain.MONTH.value}:
            return [day.date() for day in pd.to_datetime(table[name])]
        pairs = zip(table[name], table["grain"], strict=True)
        return [formats.period(pd.Timestamp(day), Grain(grain), short=True) for day, grain in pairs]
    return shown.texts_of(shown.headings[name])


def _numbers(cells: Iterable[Any]) -> list[float | None]:
    return [float(c) if pd.notna(c) and math.isfinite(c) else None for c in cells]


def _signals(table: pd.DataFrame, value: str) -> dict[str, list[float | None]]:
    """The values of the points of each verdict that there is."""
    if "state" not in table:
        return {}
    marked = {
        name: _numbers(table[value].where(table["state"].astype(str).isin([state.value for state in states])))
        for name, (states, _) in SIGNALS.items()
    }
    return {name: points for name, points in marked.items() if any(p is not None for p in points)}


def place(slide: Any, chart: Drawn, box: tuple[int, int, int, int]) -> Any:
    """The chart on a slide, in a box of left, top, width and height."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "line": XL_CHART_TYPE.LINE_MARKERS,
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
    }
    data = CategoryChartData(number_format=chart.numbers)
    # The workbook within the slide is a spreadsheet too.
    data.categories = [name if isinstance(name, date) else in_xml(harmless(name)) for name in chart.categories]
    for name, numbers in {**chart.series, **chart.signals}.items():
        data.add_series(in_xml(harmless(name)), numbers)
    frame = slide.shapes.add_chart(kinds[chart.kind], *box, data)
    _look(frame.chart, chart)
    return frame


def _look(made: Any, chart: Drawn) -> None:
    """Fonts that can be read from the back of a room, quiet axes, and the field's colours."""
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    made.font.size, made.font.name = Pt(12), "Arial"
    made.font.color.rgb = rgb(colours.DARK_INK)
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    across, up = made.category_axis, made.value_axis
    up.major_gridlines.format.line.color.rgb = rgb("#d8dde0")
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = _axis_format(chart.numbers), False
    up.format.line.fill.background()
    across.format.line.color.rgb = rgb(colours.LINE)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.axis:
        up.has_title = True
        up.axis_title.text_frame.text = in_xml(chart.axis)
        run = up.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(12), False
    if chart.kind == "line":
        _lines(made, chart)
        native_axes.room([n for numbers in chart.series.values() for n in numbers], chart.numbers, up)
        native_axes.every(across, chart.categories)
    else:
        _bars(made, chart)


def _axis_format(numbers: str) -> str:
    return "0%" if numbers.endswith("%") else numbers


def _lines(made: Any, chart: Drawn) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for at, series in enumerate(made.plots[0].series):
        series.smooth = False
        line, marker = series.format.line, series.marker
        if series.name in chart.signals and at >= len(chart.series):
            line.fill.background()
            marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 9
            fill = rgb(SIGNALS[series.name][1])
            marker.format.fill.solid()
            marker.format.fill.fore_color.rgb = marker.format.line.color.rgb = fill
            continue
        line.color.rgb, line.width = rgb(_TARGET if series.name == TARGET else colours.LINE), Pt(1.5)
        if at == 0:
            line.width, marker.style, marker.size = Pt(2), XL_MARKER_STYLE.CIRCLE, 6
            marker.format.fill.solid()
            marker.format.fill.fore_color.rgb = marker.format.line.color.rgb = rgb(colours.COMMON)
            continue
        marker.style = XL_MARKER_STYLE.NONE
        if at > 1:
            line.dash_style = MSO_LINE.LONG_DASH_DOT if series.name == TARGET else MSO_LINE.DASH


def _bars(made: Any, chart: Drawn) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    plot = made.plots[0]
    plot.gap_width = 40
    made.category_axis.reverse_order = True  # the first row on top, as on the page
    made.category_axis.tick_labels.font.size = Pt(12 if len(chart.categories) <= 16 else 9)
    stacked, steps = chart.kind == "stacked", len(chart.series)
    if stacked:
        plot.overlap = 100
    else:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = chart.numbers, False
        # Where a range lies over the end of a bar its number stands at the other.
        labels.position = XL_LABEL_POSITION.INSIDE_BASE if chart.ranges else XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(11 if len(chart.categories) <= 16 else 9)
        # Each bar says its number: the axis would say it again.
        made.value_axis.visible, made.value_axis.has_major_gridlines = False, False
    for at, series in enumerate(plot.series):
        series.format.fill.solid()
        last = len(colours.STEP_FILLS) - 1
        step = colours.STEP_FILLS[round(at * last / (steps - 1))] if stacked and steps > 1 else _BAR[bool(chart.ranges)]
        series.format.fill.fore_color.rgb = rgb(step)
        if chart.ranges:
            ranges.draw(series, chart.ranges)


def rgb(colour: str) -> Any:
    """A colour as PowerPoint has it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#").upper())
