"""Funnel plot, small multiples and tile map: templates and rows that fit each other, and the words beside them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_charts_templates import reads

from analytics import organisations, words
from analytics.answers.comparison import ordered
from analytics.charts import funnel, legend, multiples, placing, tile_layouts, tiles
from analytics.charts.multiples_rows import nice_steps
from analytics.charts.tiles import By
from analytics.model import (
    Adjustment,
    Assurance,
    Better,
    Charted,
    Comparison,
    ControlChart,
    Funnel,
    Grain,
    Kind,
    Limits,
    Organisation,
    Series,
    Unit,
    Variation,
)
from analytics.model.organisation import Reorganisation
from analytics.model.organisation import ReorganisationKind as Kinds
from tests.charts.charts_made import chart, measure, series

NA = float("nan")

DAY = date(2023, 9, 30)


def funnelled(**other: Any) -> Funnel:
    rows = pd.DataFrame({
        "code": ["A", "B", "C", "D"], "name": ["Alpha", "Beta", "Gamma", "Delta"], "numerator": [60.0, 30.0, 40.0, 99.0],
        "denominator": [100.0] * 4, "value": [0.6, 0.3, 0.4, 0.99], "z": [0.0, -5.0, -4.0, 4.0],
        "z_adjusted": [0.0, -3.5, -2.5, 2.5], "band": ["within", "alarm", "alert", "alert"],
        "side": ["", "below", "below", "above"],
    })  # fmt: skip
    curves = pd.DataFrame({"denominator": [70.0, 104.0], "lower_outer": [0.35, 0.4], "lower_inner": [0.45, 0.5],
                           "upper_inner": [0.75, 0.7], "upper_outer": [NA, 0.8]})  # fmt: skip
    given = {"measure": measure(), "level": "trust", "period": "2022/23", "rows": rows, "curves": curves,
             "adjustment": Adjustment.ADDITIVE, "centre": 0.6, "phi": 6.3, "tau": 0.1, "widened": True}  # fmt: skip
    return Funnel(**(given | other))


def trend(
    code: str, values: list[float], states: str, variation: Variation, **other: Any
) -> tuple[Series, ControlChart]:
    of = replace(series(values, **other), organisation=Organisation(code, f"{code} Board", f"{code} Board", Kind.ICB))
    return of, chart(of, states, variation, centre=0.5, lower=0.2, upper=0.9)


TRENDS = [
    trend("A", [0.5, 0.6, NA, 0.7], "-- i", Variation.IMPROVEMENT_HIGH),
    trend("B", [0.5, 0.4, 0.45, 0.3], "---c", Variation.CONCERN_LOW),
    trend("C", [0.5, 0.4, 0.45, 0.4], "----", Variation.COMMON_CAUSE),
    trend("D", [0.5, 0.6], " ", Variation.BLANK, grain=Grain.QUARTER),
    trend("E", [0.5, 0.4, 0.45, 0.2], "---c", Variation.CONCERN_LOW),
]


def boards() -> dict[str, tuple[Series, ControlChart]]:
    return {"QOP": TRENDS[0], "QKS": TRENDS[1], "QYG": TRENDS[2]}


def rates(**other: Any) -> Comparison:
    rows = pd.DataFrame({
        "code": ["QOP", "QKS", "QYG"], "name": ["Greater Manchester", "Kent", "Cheshire"], "numerator": [9.0, 5.0, 7.0],
        "denominator": [10.0] * 3, "value": [0.9, 0.5, 0.7], "low": NA, "high": NA, "rank": [1, 3, 2], "chosen": False,
        "status": "", "unranked": "", "rank_low": NA, "rank_high": NA,
    })  # fmt: skip
    return Comparison(**({"measure": measure(), "level": "icb", "period": "2022/23", "rows": rows, "reference": 0.65,
                          "reference_name": "England"} | other))  # fmt: skip


def map_rows(by: By = By.VARIATION) -> pd.DataFrame:
    found = tiles.looks(by, measure(), boards(), rates())
    return tiles.rows(found, boards(), rates(), {"QOP"}, {"QOP": "Greater Manchester"}, tile_layouts.load(DAY))


PAIRS = {
    **{f"funnel {u}": (funnel.template(u), funnel.rows(funnelled(measure=measure(u)), ["B"])) for u in Unit},
    "multiples": (multiples.template(), multiples.rows(TRENDS, "C")),
    "tiles": (tiles.template(), map_rows()),
}
MADE_BY_THE_TEMPLATE = {"row", "top", "left", "right", "x", "start", "second", "icon"}


@pytest.mark.parametrize("name", PAIRS)
def test_template_is_valid_has_no_data_and_is_kept(name: str) -> None:
    template, _ = PAIRS[name]
    assert '"data"' not in json.dumps(template)
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)
    assert tiles.template() is tiles.template()
    assert multiples.template() is multiples.template()


@pytest.mark.parametrize("name", PAIRS)
def test_rows_have_the_columns_that_the_template_reads(name: str) -> None:
    template, rows = PAIRS[name]
    made = MADE_BY_THE_TEMPLATE if name == "multiples" else set()
    assert set(rows.columns) - made == reads({"layer": template["layer"]}) - made


@pytest.mark.parametrize(
    "template", [funnel.template(Unit.PERCENT, True), multiples.template(True), tiles.template(True)]
)
def test_an_illustrative_picture_says_so_itself(template: dict[str, Any]) -> None:
    assert "Illustrative data" in json.dumps(template)


def test_alert_and_alarm_differ_by_shape() -> None:
    shapes = {name: shape for name, (shape, _) in funnel.MARKS.items()}
    assert {shapes["Within"], shapes["Alert, worse"], shapes["Alarm, worse"]} == {"circle", "triangle-up", "square"}
    assert [funnel.mark("alarm", "below", b) for b in Better] == ["Alarm, worse", "Alarm, better", "Alarm"]
    assert funnel.mark("within", "below", Better.INCREASE) == "Within"


def test_funnel_names_outliers_and_the_chosen() -> None:
    rows = funnel.rows(funnelled(), ["A"])
    wide = rows[(rows["what"] == "label") & (rows["room"] == "wide")]
    assert set(wide["text"]) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert list(wide[wide["chosen"]]["text"]) == ["Alpha"]
    assert list(rows[rows["what"] == "point"]["name"])[-1] == "Alpha"  # drawn last, on top
    sigmas = rows[(rows["what"] == "label") & (rows["room"] == "")]
    assert Counter(sigmas["text"]) == {"2σ": 2, "3σ": 2}


def test_the_lines_of_a_funnel_are_named_as_they_were_chosen() -> None:
    names = {limits: set(funnel.rows(funnelled(limits=limits))["text"]) for limits in Limits}
    assert {"2σ", "3σ"} <= names[Limits.SIGMA]
    assert {"95%", "99.8%"} <= names[Limits.PERCENT]
    assert not {"2σ", "3σ"} & names[Limits.PERCENT]


def test_no_funnel_no_rows() -> None:
    rows = funnel.rows(funnelled(rows=funnelled().rows.iloc[:0], note="why"))
    assert rows.empty
    assert set(rows.columns) == set(funnel.COLUMNS)


positions = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.text("abc ", max_size=25)), min_size=1, max_size=40)


@given(positions)
def test_labels_never_overlap_and_stay_inside(points: list[tuple[float, float, str]]) -> None:
    x, y, texts = (list(side) for side in zip(*points, strict=True))
    placed = placing.place(x, y, texts, range(len(points)), 600, 300)
    boxes = []
    for one in placed:
        wide = len(texts[one.index]) * placing.LETTER
        at = x[one.index] * 600 + one.dx
        left = at - {"left": 0.0, "right": wide, "center": wide / 2}[one.align]
        middle = (1 - y[one.index]) * 300 + one.dy
        boxes.append((left, left + wide, middle))
        assert left >= -1e-6
        assert left + wide <= 600 + 1e-6
    for i, (left, right, middle) in enumerate(boxes):
        for other_left, other_right, other_middle in boxes[i + 1 :]:
            apart = left >= other_right - 1e-6 or other_left >= right - 1e-6 or abs(middle - other_middle) >= 10
            assert apart


def test_the_first_label_is_always_placed_where_there_is_room() -> None:
    placed = placing.place([0.5] * 30, [0.5] * 30, ["name"] * 30, range(30), 600, 300)
    assert placed[0].index == 0
    assert 1 <= len(placed) <= 6


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 5))
def test_steps_of_an_axis_are_few_and_inside(low: float, size: float, most: int) -> None:
    steps = nice_steps(low, low + size, most)
    assert len(steps) <= most + 1
    assert all(low - 1e-6 * size - 1e-9 <= s <= low + size + 1e-6 * size + 1e-9 for s in steps)
    gaps = np.diff(steps)
    assert gaps.size == 0 or np.allclose(gaps, gaps[0], rtol=1e-3)


def test_steps_people_like() -> None:
    assert nice_steps(0, 1, 3) == [0.0, 0.5, 1.0]
    assert nice_steps(12, 98, 3) == [50.0]
    assert nice_steps(0, 900, 3) == [0.0, 500.0]


def test_concern_comes_first_and_the_worst_first_within_it() -> None:
    assert [c.series.organisation.code for c in ordered(Charted(*t) for t in TRENDS)] == ["E", "B", "C", "A", "D"]


def test_panels_share_an_axis_but_counts_have_their_own() -> None:
    rows = multiples.rows(TRENDS)
    points = rows[rows["what"] == "point"]
    same = points[points["value_text"] == "50.0%"]
    assert same["v"].nunique() == 1  # the same value is as high in each panel
    of = measure(Unit.COUNT)
    counts = [
        trend("A", [5.0, 9.0], " ", Variation.BLANK, of=of),
        trend("B", [500.0, 900.0], " ", Variation.BLANK, of=of),
    ]
    drawn = multiples.rows(counts)
    ends = drawn[(drawn["what"] == "point") & drawn["value_text"].isin(["9", "900"])]["v"]
    assert (ends > 0.8).all()


def test_a_gap_breaks_the_line_and_time_is_shared() -> None:
    rows = multiples.rows(TRENDS[:1] + TRENDS[3:4])
    points = rows[(rows["what"] == "point") & rows["v"].notna()]
    assert list(points[points["panel"] == 0]["part"]) == ["0.0", "0.0", "0.1"]
    assert points[points["panel"] == 0]["t"].iloc[-1] == 1.0
    panels = rows[rows["what"] == "panel"]
    assert set(panels["from"]) == {"Apr 2022"}
    assert list(panels["verdict"]) == ["Improvement", "No verdict · quarters"]
    assert list(panels["mark"]) == ["Improvement, high", ""]


def test_the_chosen_panel_is_marked() -> None:
    panels = multiples.rows(TRENDS, "C").query("what == 'panel'")
    assert [name for name in panels["name"] if name.startswith("▶")] == ["▶ C Board"]


def test_trends_in_words() -> None:
    assert words.spread.trends_sentence(TRENDS, "icb") == (
        "Of 5 ICBs, 1 shows improvement (A Board), 2 are of concern (B Board and E Board), 1 shows no clear change and "
        "1 has no verdict."
    )
    assert "None of the 1 ICBs has a verdict" in words.spread.trends_sentence(TRENDS[3:4], "icb")
    assert words.spread.trends_sentence([], "icb") == "None of the ICBs has figures in this period."


@pytest.mark.parametrize(
    ("day", "boards"), [(date(2021, 4, 1), 42), (DAY, 42), (date(2026, 4, 1), 36), (date.today(), 36)]
)
def test_the_map_has_a_tile_for_each_open_board_and_none_twice(day: date, boards: int) -> None:
    tree, found = organisations.at(day), tile_layouts.of_tree(organisations.at(day))
    assert not any(tile.found for tile in found)
    assert {t.code for t in found} == {o.code for o in tree.all(Kind.ICB)}
    assert len({(t.row, t.col) for t in found}) == len({t.label for t in found}) == boards
    for region in tree.all(Kind.REGION):
        assert _in_one_piece({(t.row, t.col) for t in found if tree[t.code].parent == region.code}), region.name


def _in_one_piece(cells: set[tuple[int, int]]) -> bool:
    reached, ahead = set(), [min(cells)]
    while ahead:
        row, col = ahead.pop()
        if (row, col) in cells - reached:
            reached.add((row, col))
            ahead += [(row + down, col + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return reached == cells


def test_after_a_reorganisation_boards_lie_about_where_they_lay() -> None:
    (_, before), *later = tile_layouts.layouts().items()
    for day, after in later:
        tree, old = organisations.at(day), {t.code: t for t in before}
        for tile in after:
            came = [s.predecessor for s in tree.predecessors(tile.code)] if tile.code not in old else [tile.code]
            row, col = (np.mean([getattr(old[c], at) for c in came]) for at in ("row", "col"))
            assert max(abs(tile.row - row), abs(tile.col - col)) <= 1, tile
        before = after


def test_a_board_that_opened_since_gets_the_free_square_nearest_to_whose_place_it_took() -> None:
    day, north = date(2027, 4, 1), "NHS Mersey and Lancashire Integrated Care Board"
    merged = [
        Reorganisation(day, Kinds.MERGER, "QYG", "Z1A2B", north, "Y62"),
        Reorganisation(day, Kinds.MERGER, "QE1", "Z1A2B"),
        Reorganisation(day, Kinds.SPLIT, "QWO", "Z3C4D", "NHS Aire Integrated Care Board", "Y63"),
        Reorganisation(day, Kinds.SPLIT, "QWO", "Z5E6F", "NHS Calder Integrated Care Board", "Y63"),
    ]
    tree = organisations.with_changes(tuple(merged)).at(day)
    found = {tile.code: tile for tile in tile_layouts.of_tree(tree)}
    assert found.keys() == {o.code for o in tree.all(Kind.ICB)}
    assert len({(t.row, t.col) for t in found.values()}) == len({t.label for t in found.values()}) == 36
    lay = {t.code: t for t in tile_layouts.load(day)}
    assert [t.code for t in found.values() if t.found] == ["Z3C4D", "Z5E6F", "Z1A2B"]
    assert (found["Z3C4D"].row, found["Z3C4D"].col) == (lay["QWO"].row, lay["QWO"].col)
    assert found["Z1A2B"].label == "ML"
    for code, came in (("Z1A2B", ["QYG", "QE1"]), ("Z5E6F", ["QWO"])):
        near = [abs(found[code].row - lay[c].row) + abs(found[code].col - lay[c].col) for c in came]
        assert min(near) <= 2
    down, across = tile_layouts.grid()
    assert all(t.row in down and t.col in across for t in found.values()), "the template draws no other squares"


@pytest.mark.parametrize(("by", "signs"), [
    (By.VARIATION, {"▲": 1, "▼": 1, "●": 1, "–": 39}), (By.RATE, {"90.0%": 1, "50.0%": 1, "70.0%": 1, "–": 39}),
    (By.ASSURANCE, {"–": 42}),
])  # fmt: skip
def test_each_tile_says_its_colour_once_more(by: By, signs: dict[str, int]) -> None:
    rows = map_rows(by)
    assert Counter(rows["sign"]) == signs
    assert sum(count for _, count in tiles.key(by, tiles.looks(by, measure(), boards(), rates()), 42)) == 42
    assert list(rows[rows["outlined"]]["name"]) == ["Greater Manchester"]


def test_no_two_looks_share_a_sign_with_different_words() -> None:
    for better in Better:
        kinds = [v for v in Variation if v]
        shown = [
            k
            for k in kinds
            if (better is Better.NEUTRAL) == k.value.startswith("neutral") or k is Variation.COMMON_CAUSE
        ]
        fitting = [
            k for k in shown
            if not k.value.startswith(("improvement", "concern"))
            or (k.value.startswith("improvement") == (k.value.endswith("high") == (better is Better.INCREASE)))
        ]  # fmt: skip
        looks = [tiles.variation_look(k, better) for k in fitting]
        assert len({look.sign for look in looks}) == len(looks)


def test_the_map_in_words() -> None:
    assert words.spread.rates_sentence(rates()) == (
        "ICBs range from 50.0% (Kent) to 90.0% (Greater Manchester); England has 65.0%. "
        "Darker is higher, and higher is better."
    )
    passing = [(s, replace(c, assurance=Assurance.PASS)) for s, c in TRENDS[:2]]
    assert words.spread.assurance_sentence(passing) == "As things stand, of 2 ICBs 2 will pass the target."
    assert words.spread.assurance_sentence(TRENDS) == "No ICB has a target and limits to judge it by."


def test_the_key_escapes_and_names_every_look() -> None:
    html = legend.html(tiles.marks([(tiles.Look("#ffffff", "<", "a & b"), 3), (tiles.NOTHING, 39)]))
    assert "&lt;" in html
    assert "a &amp; b: 3" in html
    assert html.count("<li") == 2
