"""The pictures of a CUSUM: what their rows hold, where they break, and that no mark speaks by colour alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from test_charts_templates import reads

from analytics.charts import cusum, themes
from analytics.model import Cusum
from tests.methods.test_cusum import watched

EVENTS = [0.0] * 12 + [3, 4, 4, 0, np.nan, 0, 0, 0, 0, 3, 4]


@pytest.fixture(scope="module")
def found() -> Cusum:
    """Amber in May 2022, red in June 2022, amber in February 2023, and no figures in August 2022."""
    return watched(EVENTS, [10] * len(EVENTS))


def test_rows_have_exactly_the_columns_that_the_two_templates_read(found: Cusum) -> None:
    read = [reads({"layer": cusum.template(picture)["layer"]}) for picture in cusum.PICTURES]
    for drawn in (cusum.rows(found), cusum.rows(found.since(date(2030, 1, 1)))):
        assert set(drawn.columns) == set.union(*read)


def test_the_line_breaks_and_a_rule_stands_where_the_statistic_starts_again(found: Cusum) -> None:
    drawn = cusum.rows(found)
    assert drawn["alert"].tolist() == [""] * 13 + ["amber", "red"] + [""] * 7 + ["amber"]
    assert np.flatnonzero(drawn["restart"]).tolist() == [15]
    assert drawn["run"].tolist() == [0] * 15 + [1] * 8
    assert np.flatnonzero(~drawn["known"]).tolist() == [16]
    assert drawn.loc[0, ["amber", "red"]].tolist() == [found.thresholds.amber, found.thresholds.red]
    assert drawn.loc[1:, ["amber", "red"]].isna().all(axis=None)
    assert drawn["described"][14] == "June 2022: 4 events, 0.5 expected. Red signal: starts again from 0 after it."
    assert drawn["described"][16] == "August 2022: No figures."
    assert drawn["excess_text"][11] == "−6.0"


def test_the_beginning_of_a_view_crops_and_judges_nothing(found: Cusum) -> None:
    late, whole = found.since(date(2022, 6, 1)), cusum.rows(found)
    shown = cusum.rows(late)
    same = ["label", "statistic", "excess", "alert", "described", "restart", "run"]
    assert shown[same].equals(whole[same].iloc[14:].reset_index(drop=True))
    assert shown["amber"][0] == found.thresholds.amber, "the thresholds stand in the first row that is drawn"
    assert found.since(None).period.tolist() == found.period.tolist()


def test_signals_differ_by_shape_as_well_as_by_colour_and_each_mark_is_in_the_key(found: Cusum) -> None:
    shapes, fills = zip(*cusum.MARKS.values(), strict=True)
    assert len(set(shapes)) == len(set(fills)) == 3
    assert all(fill in themes.OUTLINE for fill in fills)
    drawn = cusum.rows(found)
    points = ["no signal", "amber signal", "red signal", "no figure"]
    lines = ["amber above it", "red above it", "starts again from 0 after red"]
    assert [entry.text for entry in cusum.marks("statistic", drawn)] == points + lines
    assert [entry.text for entry in cusum.marks("excess", drawn)] == [*points, "as many as at the reference rate"]
    quiet = drawn[drawn["known"] & (drawn["alert"] == "") & ~drawn["restart"]]
    assert [entry.text for entry in cusum.marks("statistic", quiet)] == ["no signal", *lines[:2]]


@pytest.mark.parametrize("picture", cusum.PICTURES)
def test_axes_say_what_they_measure_and_whether_it_is_made_up(picture: cusum.Picture, found: Cusum) -> None:
    for made_up in (False, True):
        text = str(cusum.template(picture, made_up, replace(found, illustrative=made_up).grain))
        assert cusum.PICTURES[picture] in text
        assert ("Illustrative data" in text) is made_up
