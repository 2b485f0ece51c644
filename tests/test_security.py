"""Each claim of docs/security.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLAIMS = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_every_claim_names_a_test_that_is_there():
    rows = [line for line in CLAIMS.splitlines() if re.match(r"\| (?!\*\*|claim)", line)]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)` \|$", CLAIMS, flags=re.MULTILINE)
    assert len(rows) == len(named) > 30
    missing = [f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert missing == []


def test_no_claim_is_made_twice():
    claims = re.findall(r"^\| (?!\*\*|claim)(.+?) \|", CLAIMS, flags=re.MULTILINE)
    assert len(claims) == len(set(claims))
