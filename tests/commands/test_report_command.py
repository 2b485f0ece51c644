"""`report` writes the quarterly report, and says in words what it cannot."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from analytics.__main__ import app


def run(store: Path, out: Path, *more: str, quarter: str = "2023-24 Q2") -> Result:
    asked = ["report", "--quarter", quarter, "--out", str(out), "--store", str(store), *more]
    return CliRunner().invoke(app, asked)


@pytest.mark.slow
@pytest.mark.usefixtures("dots")
@pytest.mark.parametrize(("more", "audience"), [((), "For publication"), (("--internal",), "Contains small numbers")])
def test_a_report_is_written_for_publication_unless_told_otherwise(
    first_store: Path, tmp_path: Path, more: tuple[str, ...], audience: str
) -> None:
    done = run(first_store, tmp_path / "report.docx", "--org", "R0A", *more)
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'report.docx'}\n")
    assert "1 of " in done.stderr
    cover = "\n".join(p.text for p in docx.Document(str(tmp_path / "report.docx")).paragraphs[:12])
    assert f"Publication: {audience}" in cover
    assert "Link: report?region=Y62&icb=QOP&trust=R0A&to=2023-09&asof=" in cover


@pytest.mark.parametrize(
    ("more", "out", "quarter", "code", "words"),
    [
        (("--org", "Nowhere"), "a.docx", "2023-24 Q2", 2, "“Nowhere” is no organisation that we know in Q2 2023/24"),
        (
            (),
            "a.docx",
            "2031-32 Q1",
            1,
            "There are no figures for Q1 2031/32: the data reach from Q1 2019/20 to Q2 2023/24.",
        ),
        ((), "a.docx", "soon", 2, "“soon” is no financial quarter such as 2023-24 Q3"),
        ((), "a.pdf", "2023-24 Q2", 2, "“a.pdf” does not end in .docx or .html"),
        ((), "missing/a.docx", "2023-24 Q2", 2, "there is no folder"),
        (("--asof", "9.9"), "a.docx", "2023-24 Q2", 1, "neither a data version nor a date"),
    ],
)
def test_what_cannot_be_reported_is_said(
    first_store: Path, tmp_path: Path, more: tuple[str, ...], out: str, quarter: str, code: int, words: str
) -> None:
    done = run(first_store, tmp_path / out, *more, quarter=quarter)
    assert done.exit_code == code
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert not list(tmp_path.iterdir()), "nothing half-kept"
