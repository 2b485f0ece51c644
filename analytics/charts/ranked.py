"""Organisations side by side, best first: one row each, its 95% interval where there is one, the chosen one marked.

Who stands on too little to be ranked comes last, below a row that says so, as a cross. The reference (England or the parent)
is the first row and a dashed line down through the others. Values stand in a
column at the right, so nothing is read off the axis. Both axes of labels come from one text a row, "order|name|value":
two organisations may share a name or a value and still have a row each.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import words
from analytics.charts import themes
from analytics.charts.composed import composed, varied
from analytics.charts.legend import line, present
from analytics.model import Comparison, Unit
from analytics.model.exhibit import Mark
from analytics.model.labels import ILLUSTRATIVE

ROW_PIXELS = 22
NOT_RANKED = "✚ stands on too little:"
"""The row above those without a rank, which is also the key to their mark."""
COLUMNS = (
    "key",
    "role",
    "name",
    "value",
    "low",
    "high",
    "reference",
    "value_text",
    "interval",
    "counts",
    "place",
    "described",
    "x_low",
    "x_high",
)

ROLES = {
    "reference": ("square", themes.LINE),
    "chosen": ("triangle-right", themes.CHOSEN),
    "other": ("circle", themes.LINE),
    "unranked": ("cross", themes.LINE),
    "heading": ("cross", themes.LINE),
}


@lru_cache(maxsize=128)
def template(unit: Unit, organisations: int, illustrative: bool = False, says: str = "") -> dict[str, Any]:
    """A ranked chart of this many organisations (`lines`), without data. The same object each time: do not change it.

    `says` is what the axis of values is headed."""
    title = [text for text in (says, ILLUSTRATIVE if illustrative else "") if text] or None
    axis = {"title": title, "labelExpr": themes.number_label(unit)}
    return varied(_composed(), {"x_low": {"axis": axis}}, height=height(organisations))


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    x_axis = alt.Axis(tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"))  # type: ignore[arg-type]
    x = alt.X("x_low:Q", axis=x_axis, scale=alt.Scale(zero=False, nice=False))
    y = alt.Y("key:N", sort="ascending", axis=_labels(1, orient="left"))
    room = alt.Chart().mark_rule(opacity=0, aria=False, tooltip=None).encode(x=x, x2="x_high:Q", y=y)
    reference = (
        alt.Chart()
        .transform_filter("datum.role === 'reference'")
        .mark_rule(color=themes.LINE, strokeDash=[6, 4], strokeWidth=1.5, aria=False, tooltip=None)
        .encode(x="reference:Q")
    )
    return themes.finish(
        alt.layer(room, reference, *_marks()).resolve_axis(y="independent").properties(width="container")
    )


def _marks() -> list[Any]:
    """The intervals and, with the column of values at the right, the points."""
    import altair as alt

    names, shapes, fills = list(ROLES), [s for s, _ in ROLES.values()], [f for _, f in ROLES.values()]
    tips = {
        "name": "Organisation",
        "value_text": "Value",
        "counts": "Counts",
        "interval": "95% range",
        "place": "Place",
    }
    tip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()]
    color = alt.Color("role:N", legend=None, scale=alt.Scale(domain=names, range=fills))
    bare = alt.Y("key:N", sort="ascending", axis=None)
    end = alt.Y("key:N", sort="ascending", axis=_labels(2, orient="right"))
    whiskers = alt.Chart().transform_filter("isValid(datum.low) && isValid(datum.high)")
    whiskers = whiskers.mark_rule(strokeWidth=2, aria=False).encode(
        x="low:Q", x2="high:Q", y=bare, tooltip=tip, color=color
    )
    shape = alt.Shape("role:N", legend=None, scale=alt.Scale(domain=names, range=shapes))
    size = alt.condition("datum.role === 'chosen'", alt.value(130), alt.value(55))
    points = alt.Chart().transform_filter("isValid(datum.value)").mark_point(filled=True, opacity=1)
    points = points.encode(
        x="value:Q", y=end, tooltip=tip, description="described:N", size=size, shape=shape, color=color
    )
    return [whiskers, points]


def _labels(part: int, **place: Any) -> Any:
    bold = {"condition": {"test": "indexof(datum.label, '▶') >= 0", "value": "bold"}, "value": "normal"}
    return themes.labels(part, labelLimit=themes.names(), labelFontWeight=bold, **place)


def key(rows: pd.DataFrame) -> list[Mark]:
    """The legend of what `rows` draw; the cross has its words on the chart."""
    roles = set(rows["role"])
    ranges = [line("95% range: where the true rate may lie", width=2)] if rows["low"].notna().any() else []
    reference = (
        [line(rows.loc[rows["role"] == "reference", "name"].iloc[0], dash="6 4")] if "reference" in roles else []
    )
    said = {"chosen": "your choice", "other": "organisation"}
    return [*present(roles, ROLES, said), *ranges, *reference]


def rows(comparison: Comparison) -> pd.DataFrame:
    """One row an organisation in the comparison's order, after one for the reference where there is one.

    The chosen one's label begins with "▶ "; long names are cut and whole in the tooltip.
    """
    records = []
    if comparison.reference is not None and math.isfinite(comparison.reference):
        name = comparison.reference_name or "Reference"
        text = words.comparison.value(comparison, comparison.reference, short=True)
        full = words.comparison.value(comparison, comparison.reference)
        records.append(
            {
                "key": _key(0, f"{words.formats.shorten(name, themes.NAME_LENGTH - 7)} (line)", text),
                "role": "reference",
                "name": name,
                "value": comparison.reference,
                "value_text": full,
                "described": f"{name}: {full}",
            }
        )
    below = comparison.not_ranked
    above = comparison.rows.drop(below.index)
    records += [_record(comparison, order, row) for order, row in enumerate(above.to_dict("records"), start=1)]
    if len(below):
        records.append({"key": _key(len(above) + 1, NOT_RANKED, ""), "role": "heading"})
    records += [
        _record(comparison, order, row) for order, row in enumerate(below.to_dict("records"), start=len(above) + 2)
    ]
    out = pd.DataFrame(records, columns=list(COLUMNS))
    numbers = ["value", "low", "high"]
    out[numbers] = out[numbers].astype(float)
    low, high = _domain(out[numbers].to_numpy())
    out = out.assign(
        reference=float("nan") if comparison.reference is None else comparison.reference, x_low=low, x_high=high
    )
    written = ["key", "role", "name", "value_text", "interval", "counts", "place", "described"]
    out[written] = out[written].astype("str").where(out[written].notna(), "")
    return out


def lines(comparison: Comparison) -> int:
    """The rows of the chart for organisations: one each, and the one above those without a rank."""
    return len(comparison.rows) + bool(len(comparison.not_ranked))


def height(organisations: int, reference: bool = True) -> int:
    """Pixels for this many organisations: a row each, one for the reference, and the axis."""
    return ROW_PIXELS * max(organisations + int(reference), 2) + 60


def _record(comparison: Comparison, order: int, row: dict[Any, Any]) -> dict[str, Any]:
    name, chosen = str(row["name"]), bool(row["chosen"])
    label = (
        f"▶ {words.formats.shorten(name, themes.NAME_LENGTH - 2)}"
        if chosen
        else words.formats.shorten(name, themes.NAME_LENGTH)
    )
    short = words.comparison.value(comparison, row["value"], short=True)
    full = words.comparison.value(comparison, row["value"])
    interval = ""
    if math.isfinite(row["low"]) and math.isfinite(row["high"]):
        low, high = (words.comparison.value(comparison, row[end], short=True) for end in ("low", "high"))
        interval = f"{low} to {high}"
    place = words.comparison.place(comparison, row)
    return {
        "key": _key(
            order, label, short if math.isfinite(row["value"]) else str(row["status"] or words.formats.NOT_KNOWN)
        ),
        "role": "chosen" if chosen else "unranked" if row["unranked"] else "other",
        "name": name,
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "value_text": full,
        "interval": interval,
        "counts": words.formats.counts(row["numerator"], row["denominator"]),
        "place": place,
        "described": f"{name}: {full}{f', {place}' if place else ''}",
    }


def _key(order: int, label: str, value: str) -> str:
    return "|".join((f"{order:04d}", label.replace("|", "/"), value.replace("|", "/")))


def _domain(numbers: np.ndarray) -> tuple[float, float]:
    """The x axis: everything drawn and a little air at both ends, so that no mark is cut."""
    drawn = numbers[np.isfinite(numbers)]
    if not drawn.size:
        return 0.0, 1.0
    low, high = float(drawn.min()), float(drawn.max())
    air = 0.04 * (high - low) or 0.1 * abs(high) or 1.0
    return low - air, high + air
