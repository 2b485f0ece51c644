"""Several files dropped at once: one table of what each would do, and one press that keeps those that are sound."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
HEAD = "measure,org_code,period,numerator,denominator"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, store):
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield AppTest.from_file(ROOT / "pages" / "your_data.py", default_timeout=60)
    st.cache_resource.clear()


@pytest.mark.slow
def test_each_file_has_a_row_and_the_sound_ones_are_kept_together(page: AppTest, store):
    before = len(store.history())
    files = {
        "april.csv": f"{HEAD}\ncord,R0A,2023-04,21,32\n",
        "may.csv": f"{HEAD}\ncord,R0A,2023-05,20,31\n",
        "ward.csv": f"{HEAD},ward\ncord,R0A,2023-06,20,31,Maternity\n",
        "empty.csv": " ",
    }
    shown = page.run()
    shown.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files.items()])
    shown.run()
    assert not shown.exception
    table = shown.dataframe[0].value.set_index("File")
    assert table["Then"].str.split(":").str[0].to_dict() == {
        **{"april.csv": "Can be kept", "may.csv": "Can be kept"},
        **{"ward.csv": "Waits for your answer", "empty.csv": "Refused"},
    }
    assert table["New"]["april.csv"] == 1
    next(b for b in shown.button if b.label == "Keep 2 files").click().run()
    assert not shown.exception
    assert "Kept 2 rows of april.csv and may.csv" in shown.success[0].value
    assert len(store.history()) == before + 2
    assert shown.dataframe[0].value.set_index("File")["Then"]["april.csv"] == "Nothing in it is new"
