"""The ten lines by which an analyst asks for a chart, a panel and a comparison run as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.exports.readable import readable

README = Path(__file__).resolve().parents[1] / "notebooks" / "README.md"


def test_the_readmes_lines_run(first_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_URI", str(first_store))
    [lines] = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(lines, str(README), "exec"), names)  # our own file
    one, panel, ranked, shown = (names[name] for name in ("one", "panel", "ranked", "shown"))
    assert len(one.centre) > 12
    assert len(panel.variation) > 42
    assert {"low", "high"} <= set(ranked.columns)
    assert len(readable(shown[0].table(), shown[0].measure, shown[0].titles).table) == len(one.centre)
