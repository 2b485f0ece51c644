"""Every notebook runs from its first cell to its last, without streamlit, and comes to the figures that the pages show."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import streamlit as st
from nbclient import NotebookClient

from analytics.answers import Question, approach
from analytics.answers import outcomes as answers
from analytics.answers import phases as ways
from analytics.catalogue import effects
from analytics.methods import adoption
from analytics.methods.outcomes import estimates as outcomes
from analytics.methods.outcomes import what_if as impact
from analytics.model import ENGLAND, Adjustment, Band, Kind
from analytics.store import Version
from ui import adoption_cached, approach_cached, cached, safety_cached

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
PATIENCE = 120
"""Seconds that one cell may take on a slow and busy machine."""
KERNEL = "this_interpreter"
TOLD = """
import json
print(json.dumps({"figures": figures, "version": str(snapshot.version), "streamlit": "streamlit" in sys.modules}))
"""
"""A last cell of ours: what the notebook found, for the test to read."""
START, END = date(2019, 4, 1), date(2023, 9, 1)
LAST_DAY = date(2023, 9, 30)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], dict]]:
    """A function that runs a notebook and returns its `figures`, with a kernel of this very interpreter.

    A fresh machine has no kernel installed, and another machine's may belong to another Python.
    """
    folder = tmp_path_factory.mktemp("jupyter")
    kernel = folder / "kernels" / KERNEL
    kernel.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": KERNEL, "language": "python"}))

    def told(name: str) -> dict:
        notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(TOLD))
        where = {"metadata": {"path": str(NOTEBOOKS)}}
        NotebookClient(notebook, timeout=PATIENCE, kernel_name=KERNEL, resources=where).execute()
        assert all(output.output_type != "error" for cell in notebook.cells for output in cell.get("outputs", []))
        return json.loads(notebook.cells[-1].outputs[0].text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        yield told


@pytest.fixture
def version(first_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Version]:
    """The store that the pages' own functions read."""
    monkeypatch.setenv("STORE_URI", str(first_store))
    st.cache_resource.clear()
    yield cached.store().version()
    st.cache_resource.clear()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_without_the_app(path: Path) -> None:
    """Outputs would go stale in silence and make every change unreadable."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell for cell in code if cell.outputs or cell.execution_count] == []
    assert not any(word in cell.source for cell in code for word in ("streamlit", "import ui", "from ui"))


def test_every_notebook_is_run_here() -> None:
    names = ["deterioration.ipynb", "opioids.ipynb", "preterm_optimisation.ipynb", "system_safety.ipynb"]
    assert [path.name for path in PATHS] == names


def counts(version: Version, slug: str, when: tuple[date, date] | None) -> pd.Series:
    assert when is not None
    return answers.counts(cached.data(version), slug, ENGLAND, None, *when).iloc[0]


def prevented(slug: str, treated: float) -> float:
    effect = cached.the_catalogue().effects[slug]
    return outcomes.prevented(effect, effects.adjusted(effect, {}), treated).value


def more(version: Version, year: tuple[date, date]) -> float:
    """As `ui.preterm.what_if` counts it: every trust that has sent data, lifted to the rate."""
    parts = cached.the_catalogue().measure("composite_quality_score").composite_of
    rows = [answers.counts(cached.data(version), s, ENGLAND, Kind.TRUST, *year).assign(measure=s) for s in parts]
    return float(impact.more(pd.concat(rows), dict.fromkeys(parts, effects.RATE))["more"].sum())


def test_preterm_optimisation_comes_to_the_pages_figures(
    run: Callable[[str], dict], version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a store of its own, made anew as on a first start."""
    monkeypatch.delenv("STORE_URI")
    told = run("preterm_optimisation.ipynb")
    assert not told["streamlit"]
    assert told["version"] != str(version), "each store has a mark of its own"
    figures = told["figures"]
    assert round(figures["cases_prevented"]) == 420
    assert round(figures["lives_a_month"]) == 17
    assert round(figures["adoption_score"], 2) == 0.88
    assert figures["interventions_a_month"] == 1722

    year = answers.last_year(cached.data(version), Question("composite_quality_score"))
    assert year is not None
    cord, bundle = counts(version, "cord", year), counts(version, "appropriate_care_score", year)
    score = adoption_cached.score(version, "preterm", ENGLAND, "pairs", LAST_DAY)
    funnel = cached.funnel(version, Question("cord"), Kind.TRUST, Adjustment.ADDITIVE)
    split = cached.before_after(version, Question("cord", "QOP"), date(2021, 7, 1), "QOP")
    assert funnel is not None
    assert split.own is not None
    assert figures == pytest.approx(
        {
            "cases_prevented": prevented("cerebral_palsy", counts(version, "mgso4", (START, END))["numerator"]),
            "lives_a_month": prevented("lives", cord["numerator"]) / cord["months"],
            "adoption_score": score.points.iloc[-1]["value"],
            "interventions_a_month": round(counts(version, "total_interventions", year)["numerator"] / 12),
            "what_if_more": more(version, year),
            "appropriate_care_score": bundle["numerator"] / bundle["denominator"],
            "funnel_alerts": funnel.count(Band.ALERT),
            "funnel_alarms": funnel.count(Band.ALARM),
            "held_pairs": int(adoption_cached.standing(version, "preterm", "QOP", LAST_DAY).rows["held"].sum()),
            "change_at_once": split.own.level.value,
        }
    )


def test_deterioration_comes_to_the_pages_figures(run: Callable[[str], dict], version: Version) -> None:
    """With the store that `STORE_URI` names."""
    told = run("deterioration.ipynb")
    assert not told["streamlit"]
    assert told["version"] == str(version), "the store that was named, not one of its own"
    phases, expected = cached.the_catalogue().scale("deterioration_phases"), {}
    for slug in ("mews", "newtt2"):
        by_phase = adoption.by_phase(adoption_cached.at(version, slug, ENGLAND, LAST_DAY), phases)
        expected[f"{slug}_trusts"] = by_phase.stages["org_code"].nunique()
        expected[f"{slug}_overdue"] = int(
            adoption_cached.standing(version, slug, ENGLAND, LAST_DAY).rows["overdue"].sum()
        )
        expected[f"{slug}_milestones"] = len(cached.the_catalogue().pathway(slug).milestones)
    assert told["figures"] == expected
    assert min(expected.values()) > 0


def test_opioids_comes_to_the_pages_figures_and_the_reports(run: Callable[[str], dict], version: Version) -> None:
    """With the store that `STORE_URI` names."""
    told = run("opioids.ipynb")
    assert not told["streamlit"]
    assert told["version"] == str(version)
    figures = told["figures"]
    rounded = {name: round(figures[name]) for name in ("long_term_fewer", "high_dose_fewer", "lives")}
    assert rounded == {"long_term_fewer": 25_693, "high_dose_fewer": 7_217, "lives": 414}
    assert round(figures["moderate_harm"], -1) == 2_570
    assert figures["outside_in_spring_2023"] == 3
    reach = approach.reach(approach_cached.approach(version, ENGLAND, LAST_DAY))
    counts = {name: getattr(reach, name) for name in ("parts", "full", "light", "other", "engaged")}
    assert counts == {"parts": 28, "full": 25, "light": 3, "other": 8, "engaged": 37}
    assert {name: figures[name] for name in counts} == counts
    assert figures["on_the_approach"] == reach.on == 29
    study = approach_cached.phase_study(version, "opioid_4m", 4, None).study
    assert study.before is not None
    assert study.after is not None
    assert (figures["study_before"], figures["study_after"]) == pytest.approx((study.before.value, study.after.value))


def test_system_safety_comes_to_the_pages_figures(run: Callable[[str], dict], version: Version) -> None:
    """With the store that `STORE_URI` names."""
    told = run("system_safety.ipynb")
    assert not told["streamlit"]
    one = ways.transition(safety_cached.phases(version, ENGLAND, LAST_DAY))
    moves = safety_cached.flow(version, ENGLAND, date(2023, 6, 30), LAST_DAY).moves
    boards = safety_cached.in_transition(version, LAST_DAY)
    responses = adoption_cached.at(version, ways.RESPONSES, ENGLAND, LAST_DAY).stages
    assert told["figures"] == {
        "known": 210,
        "under_way": one.under_way,
        "complete": one.complete,
        "moved_on": moves.loc[moves["after"] > moves["before"], "trusts"].sum(),
        "boards_with_all": sum(board.share == 1 for board in boards),
        "responses_in_use": (responses["stage"] == 2).sum(),
    }
    assert 0 < one.under_way < 210
