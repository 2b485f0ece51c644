"""The HTML that we write has classes and no styles of its own, so that a strict content security policy can be set."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STYLED = re.compile(r"""(?<![\w.])style=(?:\\?["']|\{)""")


def test_no_html_of_ours_has_a_style_of_its_own() -> None:
    files = [file for room in ("ui", "pages", "analytics") for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if STYLED.search(line)
    ]
    assert found == []


def test_what_is_looked_for_is_found() -> None:
    assert STYLED.search('<li style="margin:0">')
    assert STYLED.search("<small style='font-weight:400'>")
    assert not STYLED.search("ax.line(linestyle='dashed')")
