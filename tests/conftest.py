"""What tests share: the real files where they are at hand, and a store that knows the illustrative data."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from streamlit.components.v2 import manifest_scanner

from analytics.answers import Data
from analytics.exports import document_figures
from analytics.keeping import first_start
from analytics.store import Store

# On a submission the same examples each time: a new find there would blame the wrong change. At a desk, new ones.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SLOW = tuple(
    ROOT / "tests" / name
    for name in (
        "exports/test_written.py",
        "store/test_chaos.py",
        "test_notebooks.py",
        "ui/test_fourth_programme.py",
    )
)
"""They start processes, kernels or a whole app, over and over: `make test` runs them, `make quick` does not."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, before pytest leaves out what was not asked for."""
    for item in items:
        if item.path in SLOW:
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def components_are_sought_once() -> Iterator[None]:
    """`AppTest` has Streamlit read about every installed package whenever it opens a page, which takes half of that test's
    time: once is enough, nothing is installed meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def real():
    """A function from a real public file's name to its path; it skips the test where the files are not at hand."""

    def path(name: str) -> Path:
        found = SHARED / "real" / name
        if not found.exists():
            pytest.skip(f"the real public file {name} is not at hand (it may not be kept in this repository)")
        return found

    return path


@pytest.fixture(scope="session")
def first_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it is after its first start. Shared: copy it before you change it (see `store`)."""
    folder = tmp_path_factory.mktemp("first") / "store"
    first_start.prepare(Store(str(folder)))
    return folder


@pytest.fixture(scope="session")
def data(first_store: Path) -> Data:
    """The illustrative data, ready to be asked. Shared: nobody may change what it gives."""
    return Data.of(Store(str(first_store)).at())


@pytest.fixture
def store(first_store: Path, tmp_path: Path) -> Store:
    """A store of one's own with the illustrative data in it."""
    # Commands of other tests that take something out of the shared one are on its audit trail.
    shutil.copytree(first_store, tmp_path / "store", ignore=shutil.ignore_patterns("audit"))
    return Store(str(tmp_path / "store"))


@pytest.fixture
def dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts in Word documents as pictures of one dot: how they are drawn is tested by themselves, and takes long."""
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
    )
    monkeypatch.setattr(document_figures.picture, "chart_with_legend", lambda *_: (dot, (900, 400)))
