"""Templates: valid, without data, kept; and rows with exactly the columns that the template reads."""

import json
import re
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from analytics.charts import control, legend, ranked, stages, themes
from analytics.model import (
    Adoption,
    Comparison,
    Element,
    Kind,
    Pathway,
    Scale,
    Step,
    Unit,
    Variation,
)
from tests.charts.charts_made import chart, measure, series

NA = float("nan")
SCALE = Scale("s", "Stages", tuple(Step(float(i), t) for i, t in enumerate(("None", "Aware", "Some", "All"))), "source")
PATHWAY = Pathway("p", "Pathway", "preterm_optimisation", Kind.TRUST,
                  (Element("a", "Antenatal steroids", "s", adopted_at=2.0), Element("b", "Caffeine", "s"),
                   Element("other", "On another scale", "t")))  # fmt: skip


def reads(spec: Any) -> set[str]:
    """Every column that a specification reads: in a field, or as `datum.x` in an expression. An axis expression's own
    `datum` has `label` and `value`, which are no columns."""
    found: set[str] = set()
    if isinstance(spec, dict):
        for name, part in spec.items():
            if name == "field" and isinstance(part, str):
                found.add(part)
            elif name != "axis":
                found |= reads(part)
    elif isinstance(spec, list):
        for part in spec:
            found |= reads(part)
    elif isinstance(spec, str):
        found |= set(re.findall(r"datum\.(\w+)", spec))
    return found


def comparison(**other: Any) -> Comparison:
    rows = pd.DataFrame(
        {
            "code": ["A", "B", "C"], "name": ["Alpha", "Same name", "Same name"], "numerator": [9.0, 8.0, 8.0],
            "denominator": [10.0, 10.0, 10.0], "value": [0.9, 0.8, 0.8], "low": [0.6, 0.5, NA], "high": [0.98, 0.94, NA],
            "rank": [1, 2, 2], "chosen": [False, True, False], "status": ["", "", ""],
            "unranked": "", "rank_low": [1.0, 1.0, NA], "rank_high": [2.0, 3.0, NA],
        }
    )  # fmt: skip
    return Comparison(**({"measure": measure(), "level": "icb", "period": "2022/23", "rows": rows, "reference": 0.7,
                          "reference_name": "England"} | other))  # fmt: skip


def adoption(**other: Any) -> Adoption:
    rows = [("A", "Alpha", "a", 3.0), ("B", "Beta", "a", 1.0), ("C", "Gamma", "a", 1.0), ("A", "Alpha", "b", 0.0)]
    table = pd.DataFrame(rows, columns=["org_code", "name", "element", "stage"])
    table = table.assign(as_at=pd.Timestamp("2023-09-30"), planned_for=pd.NaT, note=None)
    return Adoption(**({"pathway": PATHWAY, "as_at": date(2023, 9, 30), "stages": table, "expected": 4} | other))


OF = series([0.5, NA, 0.7])
PAIRS = {
    **{f"control {u}": (control.template(u), control.rows(OF, chart(OF, "- i", centre=0.6))) for u in Unit},
    **{f"ranked {u}": (ranked.template(u, 3), ranked.rows(comparison())) for u in Unit},
    "bars": (stages.template(SCALE, 2), stages.rows(adoption(), SCALE)),
    "heat map": (stages.heat_template(SCALE, 3), stages.heat_rows(adoption(), SCALE)),
}
EMPTY = {
    "control": (control.template(Unit.COUNT), control.rows(series([]), chart(series([])))),
    "ranked": (
        ranked.template(Unit.COUNT, 0),
        ranked.rows(comparison(rows=comparison().rows.iloc[:0], reference=None)),
    ),
    "bars": (stages.template(SCALE, 2), stages.rows(adoption(stages=adoption().stages.iloc[:0], expected=0), SCALE)),
    "heat map": (stages.heat_template(SCALE, 0), stages.heat_rows(adoption(stages=adoption().stages.iloc[:0]), SCALE)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_template_is_valid_and_has_no_data(name: str) -> None:
    template, _ = PAIRS[name]
    assert '"data' not in json.dumps(template)
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)


@pytest.mark.parametrize("name", PAIRS)
def test_rows_have_exactly_the_columns_that_the_template_reads(name: str) -> None:
    template, rows = PAIRS[name]
    assert set(rows.columns) == reads({"layer": template["layer"]})


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_has_the_same_columns(name: str) -> None:
    template, rows = EMPTY[name]
    assert rows.empty
    assert set(rows.columns) == reads({"layer": template["layer"]})


def test_the_same_object_each_time() -> None:
    assert control.template(Unit.RATE) is control.template(Unit.RATE)
    assert ranked.template(Unit.RATE, 7) is ranked.template(Unit.RATE, 7)
    assert stages.template(SCALE, 2) is stages.template(SCALE, 2)
    assert stages.heat_template(SCALE, 2) is stages.heat_template(SCALE, 2)


@pytest.mark.parametrize("template", [control.template(Unit.COUNT, illustrative=True), ranked.template(Unit.COUNT, 3, True),
                                      stages.template(SCALE, 2, True), stages.heat_template(SCALE, 2, True)])  # fmt: skip
def test_an_illustrative_picture_says_so_itself(template: dict[str, Any]) -> None:
    assert "Illustrative data" in json.dumps(template)


def test_states_differ_by_shape_as_well_as_by_colour() -> None:
    points = [layer for layer in control.template(Unit.COUNT)["layer"] if "shape" in layer["encoding"]]
    (encoding,) = (layer["encoding"] for layer in points)
    shapes = dict(zip(encoding["shape"]["scale"]["domain"], encoding["shape"]["scale"]["range"], strict=True))
    assert shapes["Common cause"] == "circle"
    assert shapes["Improvement, high"] == shapes["Concern, high"] == "triangle-up"  # never both in one chart
    assert shapes["Improvement, low"] == shapes["Concern, low"] == "triangle-down"
    assert shapes["Special cause, high"] == "diamond"


def test_outlines_and_lines_stand_out_on_light_and_dark() -> None:
    for colour in (*themes.OUTLINE.values(), themes.LINE, themes.TARGET, themes.CHOSEN):
        assert min(themes.contrast(colour, "#ffffff"), themes.contrast(colour, "#111111")) >= 3, colour


def test_numbers_can_be_read_on_every_fill() -> None:
    for fill in (*themes.STEP_FILLS, *themes.OUTLINE):
        assert themes.contrast(themes.ink(fill), fill) >= 4.5, fill


def test_contrast_of_black_on_white_is_21() -> None:
    assert themes.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_ranked_rows_mark_the_chosen_one_and_keep_equal_names_apart() -> None:
    rows = ranked.rows(comparison())
    assert list(rows["key"]) == [
        "0000|England (line)|70.0%", "0001|Alpha|90.0%", "0002|▶ Same name|80.0%", "0003|Same name|80.0%",
    ]  # fmt: skip
    assert list(rows["role"]) == ["reference", "other", "chosen", "other"]
    assert list(rows["interval"]) == ["", "60.0% to 98.0%", "50.0% to 94.0%", ""]
    assert list(rows["counts"]) == ["", "9 of 10", "8 of 10", "8 of 10"]
    assert rows["x_low"].iloc[0] < 0.5
    assert rows["x_high"].iloc[0] > 0.98


def test_who_is_not_ranked_stands_below_a_row_that_says_so_with_a_mark_of_its_own() -> None:
    rows = comparison().rows.assign(unranked=["", "", "1 of 12 months"])
    drawn = ranked.rows(comparison(rows=rows))
    assert drawn["role"].tolist() == ["reference", "other", "chosen", "heading", "unranked"]
    assert ranked.NOT_RANKED in drawn["key"].iloc[3]
    assert drawn["place"].tolist()[1:] == [
        "1st of 2 (between 1st and 2nd allowing for chance)", "2nd of 2 (between 1st and 3rd allowing for chance)", "",
        "not ranked (1 of 12 months)",
    ]  # fmt: skip
    assert drawn["described"].iloc[-1] == "Same name: 80.0%, not ranked (1 of 12 months)"
    assert ranked.lines(comparison(rows=rows)) == ranked.lines(comparison()) + 1
    assert ranked.ROLES["unranked"][0] not in {shape for role, (shape, _) in ranked.ROLES.items()
                                               if role not in ("unranked", "heading")}  # fmt: skip


def test_ranked_height_grows_by_the_row() -> None:
    assert ranked.height(120) - ranked.height(119) == ranked.ROW_PIXELS
    assert ranked.template(Unit.COUNT, 120)["height"] == ranked.height(120)


def test_bars_run_from_the_furthest_step_and_end_with_the_unknown() -> None:
    rows = stages.rows(adoption(), SCALE)
    bar = rows[rows["element"] == "Antenatal steroids"]
    assert list(zip(bar["meaning"], bar["start"], bar["end"], strict=True)) == [
        ("3 All", 0, 1), ("1 Aware", 1, 3), ("Not known", 3, 4),
    ]  # fmt: skip
    assert bar["adopted_end"].iloc[0] == 1  # one of three is at step 2 or above
    assert bar["adopted_end"].iloc[1:].isna().all()
    assert set(rows["key"]) == {
        "00|1\u00a0Antenatal steroids|1 of 3",
        "01|2\u00a0Caffeine|1 known",
    }  # the other scale is not mixed in


def test_heat_map_has_one_cell_a_known_pair() -> None:
    cells = stages.heat_rows(adoption(), SCALE)
    assert list(zip(cells["organisation_key"], cells["element_key"], cells["number"], strict=True)) == [
        ("0000|Alpha", "00|1\u00a0Antenatal steroids", "③"), ("0001|Beta", "00|1\u00a0Antenatal steroids", "①"),
        ("0002|Gamma", "00|1\u00a0Antenatal steroids", "①"), ("0000|Alpha", "01|2\u00a0Caffeine", "○"),
    ]  # fmt: skip
    assert (stages.elements(adoption(), SCALE), stages.organisations(adoption(), SCALE)) == (2, 3)


def test_the_key_has_every_step_and_escapes_labels() -> None:
    html = legend.html(stages.marks(Scale("s", "S", (Step(0.0, "a < b"), Step(1.0, "full")), "")))
    assert "a &lt; b" in html
    assert html.count("<img") == 2


def test_control_rows_of_a_chart_without_limits_draw_only_values() -> None:
    of = series([0.5, 0.6])
    rows = control.rows(of, chart(of, kind="line"))
    assert rows[["centre", "lower", "upper", "target"]].isna().all(axis=None)
    assert list(rows["mark"]) == ["Common cause", "Common cause"]
    assert not rows["hollow"].any()
    assert np.isfinite(rows["y_low"].iloc[0])
    assert rows["y_low"].iloc[1:].isna().all()


def test_two_sigma_lines_only_when_asked_for() -> None:
    of = series([0.5, 0.6])
    drawn = chart(of, "-", Variation.COMMON_CAUSE, upper_2sigma=0.7)
    assert control.rows(of, drawn)["upper_2sigma"].isna().all()
    assert list(control.rows(of, drawn, two_sigma=True)["upper_2sigma"]) == [0.7, 0.7]
