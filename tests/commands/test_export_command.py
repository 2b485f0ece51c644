"""`export` writes what a link shows, and says in words what it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from typer.testing import CliRunner, Result

from analytics.__main__ import app

LINK = "https://x.example/preterm_optimisation?region=Y62&measure=cord&section=intervention.compare"


def run(first_store: Path, link: str, out: Path) -> Result:
    return CliRunner().invoke(app, ["export", link, "--out", str(out), "--store", str(first_store)])


@pytest.mark.slow
def test_a_link_becomes_a_deck(first_store: Path, tmp_path: Path) -> None:
    done = run(first_store, LINK, tmp_path / "board.pptx")
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'board.pptx'}\n")
    figures = len(done.stderr.splitlines())
    assert figures > 1
    assert f"1 of {figures}: Eligible babies who had optimal cord management" in done.stderr
    assert len(Presentation(str(tmp_path / "board.pptx")).slides) == 1 + figures + 1, (
        "a cover, the figures, the sources"
    )


def test_several_of_a_kind_that_holds_one_are_numbered(first_store: Path, tmp_path: Path) -> None:
    done = run(first_store, LINK, tmp_path / "chart.csv")
    figures = len(done.stderr.splitlines())
    assert figures > 1
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"chart-{number:02}.csv" for number in range(1, figures + 1)]
    said = (tmp_path / "chart-01.csv").read_text("utf-8-sig")
    assert "# Link,https://x.example/preterm_optimisation?region=Y62&measure=cord&asof=" in said
    assert "# Organisation,North West (Y62)" in said


@pytest.mark.parametrize(
    ("link", "out", "code", "words"),
    [
        ("preterm_optimisation?region=Y99", "a.svg", 1, "which we do not know"),
        ("nowhere?region=Y62", "a.svg", 1, "no page or section “nowhere”"),
        ("opioids?asof=9.9", "a.svg", 1, "neither a data version nor a date"),
        ("opioids", "a.doc", 2, "ends in none of"),
        ("opioids", "missing/a.svg", 2, "there is no folder"),
    ],
)
def test_what_cannot_be_exported_is_said(
    first_store: Path, tmp_path: Path, link: str, out: str, code: int, words: str
) -> None:
    done = run(first_store, link, tmp_path / out)
    assert done.exit_code == code
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert not list(tmp_path.iterdir()), "nothing half-kept"
