"""A new programme is one TOML, one page and its data: here is one, added to a copy of the repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "var", "tests", "__pycache__")

TOML = """
slug = "falls"
title = "Falls"
national = "Local programme"
question = "Are fewer people falling in our hospitals?"
summary = "An example of a programme of one's own."
order = 5
headline = ["falls_with_harm"]

[[measures]]
slug = "falls_with_harm"
title = "Falls with harm per 1,000 occupied bed days"
short_title = "Falls with harm"
group = "Harm"
cohort = "Adults in acute beds"
numerator = "falls with at least moderate harm"
denominator = "occupied bed days, in thousands"
unit = "rate"
better = "decrease"
roll_up = "sum"
why_it_matters = "A fall in hospital can cost a person their independence."
how_calculated = "Falls with at least moderate harm over occupied bed days in thousands."
source = "Local incident reports"
reviewed_on = 2026-11-22
per_text = "falls per 1,000 occupied bed days"
chart = "xmr"
disclosure = "none"
levels = ["nation", "region", "icb", "trust", "psc"]
axis = "falls"
"""

PAGE = '''"""Falls: an example of a programme of one's own."""

from ui import frame
from ui.panels import comparison, control, pathways

here = frame.programme_page("falls")
control.at_a_glance(here)
control.control_charts(here)
comparison.draw(here)
pathways.draw(here)
'''

OPEN_IT = """
import json, re, sys
import streamlit as st
from streamlit.testing.v1 import AppTest

listed, navigation = [], st.navigation

def listing(pages, **options):
    listed[:] = [page.title for page in pages]
    return navigation(pages, **options)

st.navigation = listing
app = AppTest.from_file("ui/main.py", default_timeout=60)
app.query_params["trust"] = "R0A"
app.run()
cards = [t for e in app.get("html") for t in re.findall("<h2>(.*?)</h2>", e.proto.body)]
if len(sys.argv) > 1:
    app.switch_page(sys.argv[1]).run()
print("RESULT" + json.dumps({
    "wrong": [e.message for e in app.exception] + [e.value for e in app.error],
    "title": [t.value for t in app.title],
    "cards": cards,
    "listed": listed,
    "charts": [t for e in app.get("html") for t in re.findall('id="alt-[^>]*>(.*?)</span>', e.proto.body)],
    "words": [m.value for m in app.main.markdown] + [e.proto.body for e in app.get("html")],
}))
"""


def run(copy: Path, *command: str) -> str:
    """Run Python in the copy, with the copy's own code and store."""
    env = os.environ | {"STORE_URI": str(copy / "var" / "store"), "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, *command], cwd=copy, env=env, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def look(copy: Path, *page: str) -> dict[str, list[str]]:
    """What the copy's app shows a person at R0A, on the overview or on a page of its menu."""
    return json.loads(run(copy, "-c", OPEN_IT, *page).partition("RESULT")[2])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, first_store: Path) -> Path:
    """The repository with one TOML, one page and a file of observations more."""
    copy = tmp_path_factory.mktemp("another") / "repository"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    shutil.copytree(first_store, copy / "var" / "store")
    (copy / "analytics" / "catalogue" / "falls.toml").write_text(TOML, "utf-8")
    (copy / "pages" / "falls.py").write_text(PAGE, "utf-8")
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    rows = [
        f"falls_with_harm,{code},{month},{count + i % 3},{thousands}"
        for code, count, thousands in (("R0A", 40, 31.5), ("RMC", 9, 14.2))
        for i, month in enumerate(months)
    ]
    header = "measure,org_code,period,numerator,denominator"
    (copy / "falls.csv").write_text("\n".join([header, *rows]), "utf-8")
    return copy


def test_a_programme_of_ones_own_is_listed_opens_and_charts_its_measure(copy: Path) -> None:
    said = run(copy, "-m", "analytics", "ingest", "falls.csv", "--who", "A tester")
    assert "48 to keep as observations" in said
    assert "Kept." in said
    found = look(copy, str(copy / "pages" / "falls.py"))
    assert found["wrong"] == []
    programmes = ["Preterm optimisation", "Deterioration", "Opioids", "System safety", "Falls"]
    after = ["Report", "Learning", "Boards", "Your measures", "Your data", "Data quality", "Methods"]
    assert found["listed"] == ["Overview", *programmes, *after]
    assert "Falls" in found["cards"], "the overview has a card for it"
    assert found["title"] == ["Falls"]
    assert any(alt.startswith("Control chart of falls with harm") for alt in found["charts"])
    assert not any("Illustrative" in alt for alt in found["charts"])
    assert any("1.33" in words for words in found["words"]), "42 falls over 31.5 thousand bed days in December 2023"


def test_without_its_page_a_programme_is_not_listed_and_nothing_breaks(copy: Path) -> None:
    (copy / "pages" / "falls.py").rename(copy / "pages" / "falls.later")
    try:
        found = look(copy)
    finally:
        (copy / "pages" / "falls.later").rename(copy / "pages" / "falls.py")
    assert found["wrong"] == []
    assert "Opioids" in found["listed"]
    assert "Falls" not in found["listed"]
