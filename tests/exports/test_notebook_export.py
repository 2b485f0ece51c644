"""The notebook runs as it is: with the store at hand it opens the same view, and without it shows what it carries."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from exports_made import HOSTILE, LINK, VERSION, collection, control, hostile
from nbclient import NotebookClient

from analytics.answers import Data
from analytics.exhibits import reopened
from analytics.exports.notebook import to_ipynb
from analytics.sharing.address import parse
from analytics.store import Store

ROOT = Path(__file__).resolve().parents[2]
KERNEL = "this_interpreter"
Run = Callable[[bytes, Path], nbformat.NotebookNode]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs a notebook in a folder, with a kernel of this very interpreter."""
    folder = tmp_path_factory.mktemp("jupyter")
    kernel = folder / "kernels" / KERNEL
    kernel.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": KERNEL, "language": "python"}))

    def ran(content: bytes, where: Path) -> nbformat.NotebookNode:
        notebook = nbformat.reads(content.decode(), as_version=4)
        NotebookClient(
            notebook, timeout=120, kernel_name=KERNEL, resources={"metadata": {"path": str(where)}}
        ).execute()
        return notebook

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        yield ran


def printed(notebook: nbformat.NotebookNode) -> str:
    return "".join(o.text for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "stream")


def shown(notebook: nbformat.NotebookNode) -> list[set[str]]:
    results = (o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "execute_result")
    return [set(o.data) for o in results]


@pytest.mark.slow
def test_far_from_the_store_it_shows_what_it_carries(data: Data, run: Run, tmp_path: Path) -> None:
    """Text that would break out of its cell stays text."""
    notebook = run(to_ipynb(collection(control(data), hostile(data))), tmp_path)
    assert "what this notebook carries" in printed(notebook)
    assert [bool(kinds & {"text/html", "image/svg+xml"}) for kinds in shown(notebook)] == [True] * 4
    assert "cord" not in printed(notebook)


@pytest.mark.slow
def test_with_the_store_it_opens_the_same_view(
    store: Store, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = str(store.version())
    found = reopened.collection(Data.of(store.at()), version, parse("preterm_optimisation?region=Y62&measure=cord"))
    monkeypatch.setenv("STORE_URI", store.uri)
    notebook = run(to_ipynb(found), ROOT / "notebooks")
    assert printed(notebook).strip() == f"{found.items[0].exhibit.title}. {found.items[0].exhibit.sentence}"


def test_a_code_host_shows_it_without_running(data: Data) -> None:
    exhibit = control(data)
    notebook = nbformat.reads(to_ipynb(collection(exhibit)).decode(), as_version=4)
    nbformat.validate(notebook)
    assert [{"text/html", "text/plain"}, {"image/svg+xml", "text/plain"}] == shown(notebook)
    said = "\n".join(c.source for c in notebook.cells).replace("\\", "")
    for text in (exhibit.sentence, VERSION, "made-up numbers", LINK):
        assert text in said, text


def test_hostile_text_is_no_markdown(data: Data) -> None:
    notebook = nbformat.reads(to_ipynb(collection(hostile(data))).decode(), as_version=4)
    prose = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    assert HOSTILE[14] not in prose
    assert "<script>" not in prose
