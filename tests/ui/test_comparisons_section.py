"""Comparisons on the page: where funnel limits are drawn, and who has a rank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from analytics.store import Store
from tests.ui.shown import said

PAGE = """
from ui import frame
from ui.panels import comparison, spread
here = frame.programme_page("preterm_optimisation")
comparison.draw(here)
spread.outliers(here)
"""


@pytest.fixture
def page(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Both panels for a trust, on cord management."""
    monkeypatch.setenv("STORE_URI", store.uri)
    streamlit.cache_resource.clear()
    script = tmp_path / "page.py"
    script.write_text(PAGE)
    found = AppTest.from_file(str(script), default_timeout=60)
    found.query_params["trust"], found.query_params["measure"] = "R0A", "cord"
    yield found.run()
    streamlit.cache_resource.clear()


def test_a_rank_is_told_with_its_interval(page: AppTest) -> None:
    assert not page.exception
    assert "allowing for chance, anywhere between" in said(page)


def test_limits_of_95_and_99_8_percent_can_be_chosen(page: AppTest) -> None:
    assert "beyond 2 sigma and" in said(page)
    (choice,) = [group for group in page.get("button_group") if group.label == "Drawn at"]
    shown = choice.set_value("percent").run()
    assert not shown.exception
    assert "by luck alone, expect" in said(shown).lower()
    assert "beyond the 95% limits" in said(shown)
    assert "beyond 2 sigma and" not in said(shown)
