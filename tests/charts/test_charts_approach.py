"""The event study's picture and the boards on the tile map: templates and rows that fit, and what each mark says."""

from __future__ import annotations

import json
from datetime import date

import altair as alt
import numpy as np
import pandas as pd
from test_charts_templates import reads

from analytics.charts import approach, event_study, themes, tiles
from analytics.charts.tile_layouts import load
from analytics.methods.event_study import event_study as worked_out
from analytics.model import Approach, Scale, Step

DAY = date(2023, 9, 30)
PHASES = Scale("p", "Phases", tuple(Step(float(i), f"Phase {i}" if i else "Not on the approach") for i in range(4)), "")
NAMES = {"QOP": "Greater Manchester", "QF7": "South Yorkshire", "QHG": "BLMK"}
REACHED = np.array([4.0] * 3 + [5.0] * 2 + [np.inf] * 6)
STUDY = worked_out(np.random.default_rng(1).normal(size=(11, 8)), REACHED)


def found() -> Approach:
    boards = pd.DataFrame({"org_code": list(NAMES), "name": list(NAMES.values()), "phase": [3.0, 0.0, np.nan]})
    return Approach(DAY, date(2023, 6, 30), boards, 3, True)


def drawn() -> pd.DataFrame:
    return approach.rows(found(), approach.looks(found(), PHASES, "phase"), ["QOP"], NAMES, load(DAY)).set_index("name")


def test_the_event_study_is_valid_without_data_and_reads_its_rows() -> None:
    template, rows = event_study.template(), event_study.rows(STUDY)
    assert '"data' not in json.dumps(template)
    alt.LayerChart.from_dict(template | {"data": {"values": []}}, validate=True)
    assert set(rows.columns) == reads({"layer": template["layer"]})
    assert event_study.template(True) is event_study.template(True)
    assert "Illustrative data" in json.dumps(event_study.template(True))
    nobody = event_study.rows(worked_out(np.ones((2, 4)), np.full(2, np.inf)))
    assert nobody.empty
    assert list(nobody.columns) == list(event_study.COLUMNS)


def test_each_quarter_says_its_difference_and_few_are_hollow() -> None:
    rows = event_study.rows(STUDY).set_index("time")
    assert rows["few"].equals(pd.Series(STUDY.few, index=rows.index))
    assert rows["few"].any()
    assert not rows["few"].all()
    assert rows["boundary"].notna().sum() == 1
    assert rows.loc[0, "described"].startswith("In the quarter itself: ")
    assert f"{STUDY.reached[list(STUDY.time).index(2)]} ICBs against" in rows.loc[2, "described"]
    assert "of fewer than 5 ICBs" in [entry.text for entry in event_study.marks(STUDY)]


def test_a_tile_has_its_phase_as_a_number_and_in_words() -> None:
    rows = drawn()
    assert set(rows.columns) | {"name"} == set(tiles.COLUMNS)
    assert len(rows) == 42
    assert rows.loc["Greater Manchester", ["sign", "described", "fill"]].tolist() == [
        "3", "Greater Manchester: Phase 3", themes.step_fill(2, 3),
    ]  # fmt: skip
    assert rows.loc["South Yorkshire", ["sign", "value_text"]].tolist() == ["–", "Not on the approach"]
    assert rows.loc["BLMK", ["sign", "value_text"]].tolist() == ["?", "Nothing recorded"]
    assert rows["outlined"].sum() == 1


def test_the_key_has_each_step_the_furthest_first_and_counts_every_board() -> None:
    key = approach.key(approach.looks(found(), PHASES, "phase"), PHASES, 3)
    assert [(look.sign, look.words, many) for look, many in key] == [
        ("3", "Phase 3", 1), ("2", "Phase 2", 0), ("1", "Phase 1", 0), ("–", "Not on the approach", 1),
        ("?", "Nothing recorded", 1),
    ]  # fmt: skip
