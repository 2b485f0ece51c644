"""Current adoption: how many organisations are at each step (bars), and which one is where (a heat map).

A pathway may use more than one scale, so both pictures are of the pathway's elements on one scale. Each step's number
is printed on it in a circle, so that it is not read as a count; its label stands in the key beside the picture, and fills
run from light (first step) to dark (last).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed, varied
from analytics.model import Adoption, Element, Scale
from analytics.model.exhibit import Mark

BAR_PIXELS = 40
CELL_PIXELS = 24
SIGN_SIZE = 17
"""Of a step's number in its circle, in pixels."""
HARD_SPACE = "\u00a0"
HEAD_PIXELS, NARROW = 62, 560
"""Room for the heads of the heat map's columns, whose words stand below one another; below this width they are numbers."""
WIDE_ENOUGH = 0.04
"""The smallest share of a bar in which a step's number can stand on a phone."""

UNKNOWN = "Not known"
UNKNOWN_FILL = "#00000000"
BAR_COLUMNS = (
    "key", "number", "start", "end", "middle", "ink", "meaning", "element", "text", "described", "adopted_end",
)  # fmt: skip
CELL_COLUMNS = (
    "organisation_key", "element_key", "number", "ink", "name", "element", "meaning", "as_at", "note", "described",
)  # fmt: skip


@lru_cache(maxsize=64)
def template(scale: Scale, elements: int, illustrative: bool = False, who: str = "") -> dict[str, Any]:
    """The bars of this many elements on one scale, along which `who` are counted, without data. The same object each time:
    do not change it."""
    said = {"start": themes.counted(who, illustrative), "meaning": _fills(scale)}
    return varied(_bars(), said, height=BAR_PIXELS * max(elements, 1) + 40)


@composed
def _bars() -> dict[str, Any]:
    import altair as alt

    x_axis = alt.Axis(tickMinStep=1, grid=False, format=",d",
                      tickCount=alt.ExprRef("clamp(width / 90, 2, 8)"))  # type: ignore[arg-type]  # fmt: skip
    x = alt.X("start:Q", axis=x_axis, scale=alt.Scale(nice=False, zero=True))
    y = alt.Y("key:N", sort="ascending", axis=themes.labels(1, orient="left", labelLimit=themes.names()))
    end = alt.Y("key:N", sort="ascending", axis=themes.labels(2, orient="right"))
    tip = [alt.Tooltip("element:N", title="Element"), alt.Tooltip("meaning:N", title="Step"),
           alt.Tooltip("text:N", title="How many")]  # fmt: skip
    base = alt.Chart()
    bars = base.mark_bar(stroke=themes.LINE, strokeWidth=0.7, height=alt.RelativeBandSize(0.72)).encode(
        x=x, x2="end:Q", y=y, fill=_fill(), tooltip=tip, description="described:N"
    )
    numbers = base.mark_text(fontSize=SIGN_SIZE, aria=False).encode(
        x="middle:Q", y=end, text="number:N", color=alt.Color("ink:N", scale=None), tooltip=tip
    )
    adopted = (
        base.transform_filter("isValid(datum.adopted_end)")
        .mark_tick(color=themes.CONCERN, thickness=4, height=alt.RelativeBandSize(1.0), aria=False, tooltip=None)
        .encode(x="adopted_end:Q", y=alt.Y("key:N", sort="ascending", axis=None))
    )
    return themes.finish(alt.layer(bars, adopted, numbers).resolve_axis(y="independent").properties(width="container"))


@lru_cache(maxsize=64)
def heat_template(scale: Scale, organisations: int, illustrative: bool = False) -> dict[str, Any]:
    """The heat map of this many organisations, without data. The same object each time: do not change it."""
    said = {"element_key": themes.counted("", illustrative), "meaning": _fills(scale)}
    return varied(_cells(), said, height=CELL_PIXELS * max(organisations, 1) + HEAD_PIXELS + 30)


@composed
def _cells() -> dict[str, Any]:
    import altair as alt

    # Each word on a line of its own; on a phone the column's number, which stands before its name beside the bars.
    title = "split(datum.label, '|')[1]"
    head = f"width < {NARROW} ? split({title}, '{HARD_SPACE}')[0] : split({title}, ' ')"
    room = alt.ExprRef(f"width < {NARROW} ? 16 : {HEAD_PIXELS}")
    across = themes.labels(1, orient="top", labelAngle=0, labelLimit=110, labelFontSize=12, labelExpr=head,
                           labelBaseline="top", labelPadding=room)  # fmt: skip
    x = alt.X("element_key:N", sort="ascending", axis=across)
    y = alt.Y("organisation_key:N", sort="ascending", axis=themes.labels(1, labelLimit=themes.names()))
    tip = [alt.Tooltip("name:N", title="Organisation"), alt.Tooltip("element:N", title="Element"),
           alt.Tooltip("meaning:N", title="Step"), alt.Tooltip("as_at:N", title="Reported"),
           alt.Tooltip("note:N", title="Note")]  # fmt: skip
    cells = alt.Chart().mark_rect(stroke=themes.LINE, strokeWidth=0.7)
    cells = cells.encode(x=x, y=y, fill=_fill(), tooltip=tip, description="described:N")
    numbers = alt.Chart().mark_text(fontSize=SIGN_SIZE, aria=False)
    numbers = numbers.encode(x=x, y=y, text="number:N", color=alt.Color("ink:N", scale=None), tooltip=tip)
    return themes.finish(alt.layer(cells, numbers).properties(width="container"))


def elements(adoption: Adoption, scale: Scale) -> int:
    """How many of the pathway's elements are on this scale: the bars that `template` needs room for."""
    return sum(e.scale == scale.slug for e in adoption.pathway.elements)


def organisations(adoption: Adoption, scale: Scale) -> int:
    """How many organisations have a known step on this scale: the rows that `heat_template` needs room for."""
    return heat_rows(adoption, scale)["organisation_key"].nunique()


def rows(adoption: Adoption, scale: Scale) -> pd.DataFrame:
    """One row a segment: the furthest step first from the left, so that what is adopted can be compared by length.

    Organisations of which nothing is known (`expected` less those that reported) are an empty segment at the right.
    `adopted_end`, in an element's first segment, is where the adopted end: NaN where the element has no such step.
    """
    records: list[dict[str, Any]] = []
    for order, element in enumerate(_on(adoption, scale)):
        records += _segments(adoption, order, element, scale)
    return pd.DataFrame(records, columns=list(BAR_COLUMNS))


def heat_rows(adoption: Adoption, scale: Scale) -> pd.DataFrame:
    """One row a known pair of organisation and element, organisations by name."""
    names = {e.slug: (place, e) for place, e in enumerate(_on(adoption, scale))}
    known = adoption.stages[adoption.stages["stage"].notna() & adoption.stages["element"].isin(list(names))]
    codes = known.drop_duplicates("org_code").sort_values(["name", "org_code"])["org_code"]
    order = {code: place for place, code in enumerate(codes)}
    records = [_cell(row, *names[row["element"]], order[row["org_code"]], scale) for row in known.to_dict("records")]
    return pd.DataFrame(records, columns=list(CELL_COLUMNS))


def key(scale: Scale) -> tuple[tuple[str, str], ...]:
    """What each fill means, first step first: (fill, "5 Used for some")."""
    return tuple((_fill_of(scale, s.value), words.adoption.step_words(scale, s.value)) for s in scale.steps)


def marks(scale: Scale, adopted: bool = False) -> tuple[Mark, ...]:
    """The key: each step's number on its fill, then its label. `adopted` adds what the line across the bars means."""
    steps = (
        legend.box(fill, step.label, words.adoption.step_sign(step.value))
        for (fill, _), step in zip(key(scale), scale.steps, strict=True)
    )
    line = (legend.upright("left of this line: in place", dash="", colour=themes.CONCERN),) if adopted else ()
    return (*steps, *line)


def _numbered(place: int, element: Element) -> str:
    """An element by its place on the pathway and its title, "5 Optimal cord management", if it has no number of its own."""
    title = words.formats.shorten(element.title, themes.NAME_LENGTH)
    return title if title[:1].isdigit() else f"{place + 1}{HARD_SPACE}{title}"


def _on(adoption: Adoption, scale: Scale) -> list[Element]:
    return [e for e in adoption.pathway.elements if e.scale == scale.slug]


def _segments(adoption: Adoption, order: int, element: Element, scale: Scale) -> list[dict[str, Any]]:
    stages = adoption.stages
    known = stages[(stages["element"] == element.slug) & stages["stage"].notna()]["stage"]
    total = max(len(known), adoption.expected)
    adopted = None if element.adopted_at is None else int((known >= element.adopted_at).sum())
    share = f"{len(known)} known" if adopted is None else f"{adopted} of {len(known)}"
    axis = "|".join((f"{order:02d}", _numbered(order, element), share))
    steps = known.astype(float).value_counts().sort_index(ascending=False)
    parts = [
        (
            words.adoption.step_sign(step),
            words.adoption.step_words(scale, _step(scale, step)),
            int(count),
            themes.ink(_fill_of(scale, step)),
        )
        for step, count in zip(steps.index.to_numpy(), steps.to_numpy(), strict=True)
    ]
    if total > len(known):
        parts.append(("", UNKNOWN, total - len(known), themes.LINE))
    records, start = [], 0
    for number, meaning, count, ink in parts:
        text = f"{count} of {total}"
        records.append({
            "key": axis, "number": number if count / total >= WIDE_ENOUGH else "",
            "start": start, "end": start + count, "middle": start + count / 2, "ink": ink, "meaning": meaning,
            "element": element.title, "text": text, "described": f"{element.title}, {meaning}: {text}",
            "adopted_end": float("nan") if adopted is None or start else float(adopted),
        })  # fmt: skip
        start += count
    return records


def _cell(row: dict[Any, Any], place: int, element: Element, order: int, scale: Scale) -> dict[str, Any]:
    stage, name, note = float(row["stage"]), str(row["name"]), row.get("note")
    meaning = words.adoption.step_words(scale, _step(scale, stage))
    return {
        "organisation_key": f"{order:04d}|{words.formats.shorten(name.replace('|', '/'), themes.NAME_LENGTH)}",
        "element_key": f"{place:02d}|{_numbered(place, element)}",
        "number": words.adoption.step_sign(stage), "ink": themes.ink(_fill_of(scale, stage)), "name": name,
        "element": element.title, "meaning": meaning, "as_at": words.formats.day(row["as_at"]),
        "note": note if isinstance(note, str) else "", "described": f"{name}, {element.title}: {meaning}",
    }  # fmt: skip


def _step(scale: Scale, value: float) -> float:
    """The step that a value stands on: the last one not above it."""
    return max((s.value for s in scale.steps if s.value <= value), default=scale.steps[0].value)


def _fill_of(scale: Scale, value: float) -> str:
    steps = [s.value for s in scale.steps]
    return themes.step_fill(steps.index(_step(scale, value)), len(steps))


def _fill() -> Any:
    """Fill by the words of the step. The key is `marks`: a legend inside the picture has no room on a phone."""
    import altair as alt

    return alt.Fill("meaning:N", legend=None, scale=alt.Scale(domain=[UNKNOWN], range=[UNKNOWN_FILL]))


def _fills(scale: Scale) -> dict[str, Any]:
    """The fill of each step of a scale, and of what is not known."""
    fills, labels = zip(*key(scale), strict=True)
    return {"scale": {"domain": [*labels, UNKNOWN], "range": [*fills, UNKNOWN_FILL]}}
