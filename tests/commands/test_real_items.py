"""OpenPrescribing's real file of high-dose opioid items, kept by command: every ICB of its own months has its chart."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from typer.testing import CliRunner

from analytics import organisations
from analytics.__main__ import app
from analytics.model import Kind

FILE = "op_sicbl_opioidper1000_monthly.csv"
LAST = "2025-12-01"
ICBS = [o.code for o in organisations.at(date.fromisoformat(LAST)).all(Kind.ICB)]
"""By the tree of the file's own last month: 36 a few months later."""


@pytest.fixture(scope="module")
def uri(real, tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("real") / "store")
    kept = CliRunner().invoke(app, ["ingest", str(real(FILE)), "--store", where])
    assert kept.exit_code == 0, kept.output
    assert "6,466 to keep" in kept.output
    return where


def told(uri: str, *words: str) -> str:
    result = CliRunner().invoke(app, ["chart", "opioidper1000", *words, "--store", uri])
    assert result.exit_code == 0, result.output
    return result.output


def test_each_of_the_42_icbs_has_a_verdict_through_december_2025(uri):
    rows = {row["org_code"]: row for row in csv.DictReader(told(uri, "--all").splitlines())}
    assert len(ICBS) == 42
    assert [c for c in ICBS if rows[c]["latest_period"] != LAST or not rows[c]["variation"]] == []
    assert float(rows["ENG"]["latest"]) == pytest.approx(59_380 / 63_935.352)


@pytest.mark.slow
def test_the_months_are_those_of_the_file_and_add_up(uri, real):
    england = json.loads(told(uri, "ENG", "--json"))
    assert (len(england["points"]), england["points"][0]["period"], england["points"][-1]["period"]) == (
        61, "2020-12-01", LAST,
    )  # fmt: skip
    assert england["illustrative"] is False
    with real(FILE).open(encoding="utf-8") as lines:
        items = sum(int(r["numerator"]) for r in csv.DictReader(lines) if r["month"] == LAST)
    of_icbs = [json.loads(told(uri, code, "--json"))["points"][-1] for code in ICBS]
    assert items == england["points"][-1]["numerator"] == sum(p["numerator"] for p in of_icbs) == 59_380
