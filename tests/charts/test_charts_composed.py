"""Templates: composed once, varied for nothing."""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import pytest

from analytics import catalogue
from analytics.charts import (
    before_after,
    bundle,
    control,
    cusum,
    funnel,
    multiples,
    progress,
    ranked,
    stages,
    themes,
    tiles,
    timeline,
)
from analytics.charts.composed import compose_all, varied
from analytics.model import Grain, Unit

SCALES = tuple(catalogue.load().scales.values())
BOTH = (False, True)
EVERY: dict[Any, tuple[tuple[Any, ...], ...]] = {
    control.template: (tuple(Unit), BOTH, BOTH, tuple(Grain)),
    before_after.template: (tuple(Unit), BOTH, tuple(Grain)),
    funnel.template: (tuple(Unit), BOTH),
    cusum.template: (tuple(cusum.PICTURES), BOTH, tuple(Grain)),
    multiples.template: (BOTH,),
    tiles.template: (BOTH,),
    ranked.template: (tuple(Unit), (0, 57), BOTH),
    stages.template: (SCALES, (0, 57), BOTH),
    stages.heat_template: (SCALES, (0, 57), BOTH),
    progress.score_template: (BOTH,),
    progress.movement_template: ((0, 57), BOTH),
    timeline.template: ((0, 57),),
    bundle.template: ((0, 57), BOTH, ("points", "babies"), BOTH),
}
"""Each template with all that a view may ask of it; 0 and 57 stand for any number of rows."""


def test_once_all_are_composed_no_view_makes_anybody_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any) -> None:
        raise AssertionError("composed while somebody waits")

    compose_all()
    monkeypatch.setattr(themes, "finish", fail)
    for template, settings in EVERY.items():
        template.cache_clear()
        for setting in product(*settings):
            template(*setting)


@pytest.mark.slow
@pytest.mark.parametrize("template", EVERY, ids=lambda t: f"{t.__module__.rpartition('.')[2]}.{t.__name__}")
def test_what_a_view_changes_is_valid(template: Any) -> None:
    first, *others = product(*EVERY[template])
    for setting in (first, *(o for o in others if sum(a != b for a, b in zip(o, first, strict=True)) == 1)):
        alt.LayerChart.from_dict(template(*setting) | {"data": {"values": []}}, validate=True)


def test_a_variation_changes_what_it_names_and_nothing_else() -> None:
    tip = [{"field": "a", "title": "A"}]
    layer = {
        "mark": "rule",
        "encoding": {"x": {"field": "a", "axis": {"grid": False}}, "y": {"field": "b"}, "tooltip": tip},
    }
    spec = {"layer": [layer], "height": 1, "config": {}}
    made = varied(spec, {"a": {"axis": {"title": "T"}, "scale": {"zero": True}}}, height=2)
    encoding = {**layer["encoding"], "x": {"field": "a", "axis": {"grid": False, "title": "T"}}}  # type: ignore[dict-item]
    assert made == {"layer": [{"mark": "rule", "encoding": encoding}], "height": 2, "config": {}}
    assert spec["height"] == 1
