"""OpenPrescribing's real file on the page: what was illustrative is real through December 2025, by the ICBs of then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import ingest
from analytics.keeping.dry_run import dry_run
from analytics.keeping.keep import keep
from analytics.store import Store
from tests.ui.pictures import alternatives
from tests.ui.shown import said
from ui import cached

PAGE = Path(__file__).resolve().parents[2] / "pages" / "opioids.py"


@pytest.fixture(autouse=True, scope="module")
def on_a_store_with_the_real_file(real, first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    file = real("op_sicbl_opioidper1000_monthly.csv")
    where = tmp_path_factory.mktemp("real") / "store"
    shutil.copytree(first_store, where)
    done = keep(dry_run(ingest.read(file), Store(str(where))), Store(str(where)), file.read_bytes())
    assert done.fault is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(where))
        st.cache_resource.clear()
        assert cached.store().uri == str(where)
        yield
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=90)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception[0].message
    return page


@pytest.mark.parametrize("who", [{}, {"icb": "QOP"}, {"icb": "QNX"}], ids=["England", "QOP", "QNX"])
def test_the_items_are_real_and_end_in_december_2025(who):
    page = opened(measure="opioidper1000", **who)
    told = [alt for alt in alternatives(page) if "high-dose opioid items" in alt]
    assert told, "the chart of the measure that the link names"
    assert all("December 2025" in words and "llustrative" not in words for words in told), told
    shown = said(page)
    assert "42 ICBs of December 2025" in shown
