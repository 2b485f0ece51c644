"""The heat map of data quality: measures by organisations, the share of expected figures that are known, and who is late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics import words
from analytics.charts import legend, themes
from analytics.charts.composed import composed
from analytics.model.exhibit import Mark
from analytics.model.quality import Quality

ROW = 24
STEPS = ((1.0, "all known"), (0.95, "95% or more"), (0.8, "80% to 95%"), (0.0, "less than 80%"))
"""The steps of the key, each from a share on: the darker, the more is missing."""
UPRIGHT = "width / places > 76"
HEAD = 84
"""Pixels for the headings of the columns, five lines of them."""
LINE = 11
"""Pixels between two lines of text on a phone, where names have two and what is late stands below its share."""
FIRST_LINE = "/^(.{9,}?) /"
"""Of such a name: up to the word that reaches the ninth letter."""
BARE: dict[str, Any] = {"labelOverlap": False, "labelFlush": False, "ticks": False, "domain": False}
COLUMNS = ("place", "measure", "fill", "ink", "text", "words")


def _across() -> Any:
    """Each word of a heading on a line of its own where the columns are wide enough, else aslant."""
    import altair as alt

    axis = alt.Axis(
        orient="top",
        labelExpr=f"{UPRIGHT} ? split(datum.label, ' ') : datum.label",
        labelAngle=alt.ExprRef(f"{UPRIGHT} ? 0 : -40"),
        labelAlign=alt.ExprRef(f"{UPRIGHT} ? 'center' : 'left'"),
        labelBaseline=alt.ExprRef(f"{UPRIGHT} ? 'top' : 'middle'"),
        labelPadding=alt.ExprRef(f"{UPRIGHT} ? {HEAD} : 6"),
        labelLimit=alt.ExprRef(f"{UPRIGHT} ? 110 : 180"),
        **BARE,
    )
    return alt.X("place:N", sort=None, title=None, axis=axis)


def _down() -> Any:
    """Names whole: on a phone in two lines, the first of them half a line higher than one would be."""
    import altair as alt

    axis = alt.Axis(
        labelExpr=f"{themes.PHONE} ? split(replace(datum.label, {FIRST_LINE}, '$1|'), '|') : datum.label",
        labelLineHeight=LINE,
        labelOffset=alt.ExprRef(f"{themes.PHONE} && test({FIRST_LINE}, datum.label) ? {-LINE / 2} : 0"),
        labelFontSize=alt.ExprRef(f"{themes.PHONE} ? 11 : {themes.FONT_SIZE}"),
        labelLimit=alt.ExprRef(f"{themes.PHONE} ? 110 : 210"),
        **BARE,
    )
    return alt.Y("measure:N", sort=None, title=None, axis=axis)


@composed
def _composed() -> dict[str, Any]:
    import altair as alt

    tips = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("measure", "Measure"), ("place", "From"), ("words", "Figures"))
    ]
    base = alt.Chart().encode(x=_across(), y=_down(), tooltip=tips)
    described = alt.Description("described:N")
    boxes = base.mark_rect(stroke=themes.LINE, strokeWidth=0.5).encode(
        fill=alt.Fill("fill:N", scale=None), description=described
    )
    size = f"{themes.PHONE} ? clamp(width / places * 0.36, 7, 10) : clamp(width / places * 0.27, 7, 12)"
    raised = f"isArray(datum.lines) && length(datum.lines) > 1 ? {-LINE / 2} : 0"
    text = (
        base.transform_calculate(lines=f"{themes.PHONE} ? split(datum.text, ' ') : datum.text")
        .mark_text(fontSize=alt.ExprRef(size), lineHeight=LINE, dy=alt.ExprRef(raised), aria=False)
        .encode(text="lines:N", color=alt.Color("ink:N", scale=None))
    )
    places = alt.param(name="places", value=1)
    return themes.finish(alt.layer(boxes, text).add_params(places).properties(width="container"))


def template(measures: int, places: int) -> dict[str, Any]:
    """The map of so many measures by so many places, without data."""
    spec = _composed()
    params = [{**p, "value": places} if p["name"] == "places" else p for p in spec["params"]]
    return {**spec, "height": HEAD + ROW * measures, "params": params}


def rows(found: Quality, names: Mapping[str, str], titles: Mapping[str, str]) -> pd.DataFrame:
    """What the template draws: a cell for each measure and place that anything is expected of."""
    records = []
    for row in found.by_place.to_dict("records"):
        known = row["known"] / row["expected"]
        fill = themes.step_fill(2 * _step(known), 2 * len(STEPS))
        said = words.quality.cell(*(int(row[n]) for n in ("expected", "known", "suppressed", "late", "senders")))
        place, measure = names[row["place"]], titles[row["measure"]]
        text = f"{words.quality.share(known)}{' ◷' if row['late'] else ''}"
        records.append((place, measure, fill, themes.ink(fill), text, said, f"{measure}, {place}: {said}"))
    return pd.DataFrame(records, columns=[*COLUMNS, "described"])


def marks(found: Quality) -> tuple[Mark, ...]:
    """The key of what is on the map."""
    shares = found.by_place["known"] / found.by_place["expected"]
    there = {_step(share) for share in shares}
    boxes = [legend.box(themes.step_fill(2 * at, 2 * len(STEPS)), STEPS[at][1]) for at in sorted(there)]
    late = [legend.sign("◷", "somebody is late")] if (found.by_place["late"] > 0).any() else []
    return (*boxes, *late)


def _step(share: float) -> int:
    return next(at for at, (least, _) in enumerate(STEPS) if share >= least)
