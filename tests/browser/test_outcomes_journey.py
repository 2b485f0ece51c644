"""Outcomes of one's own: a file of counts, and whether the rate has doubled, on a telephone too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import App
from driver import downloaded, is_open, keep, panel, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

from tests.ui.outcome_counts import csv


@pytest.mark.parametrize("width", [390, 1440])
def test_counts_that_were_uploaded_tell_whether_the_rate_has_doubled(
    own_app: App, browse: Callable[..., Page], width: int
) -> None:
    if width == 390:
        page = browse(f"{own_app.address}/your_data")
        upload(page, FilePayload(name="outcomes.csv", mimeType="text/csv", buffer=csv()))
        keep(page)
    page = browse(f"{own_app.address}/preterm_optimisation?trust=R0A&section=outcomes", width=width)
    is_open(page, "Outcomes")
    expect(panel(page).get_by_text("Amber signal in March 2023")).to_be_visible()
    statistic = page.get_by_label(re.compile("^CUSUM of cases of necrotising enterocolitis"))
    excess = page.get_by_label(re.compile("^Excess events of cases of necrotising enterocolitis"))
    one, other = statistic.bounding_box(), excess.bounding_box()
    assert one is not None
    assert other is not None
    assert (one["y"] == other["y"]) is (width == 1440), "side by side where there is room"
    expect(statistic.get_by_label("June 2022: 4 events, 0.5 expected. Red signal")).to_have_count(1)
    rows = downloaded(page, unfold(page, "The numbers behind these two charts of cases of necrotising enterocolitis"))
    assert [row["period"] for row in rows if row["alert"] == "red"] == ["2022-06-01"]
