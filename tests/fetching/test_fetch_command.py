"""`fetch` and `ingest https://...`: what comes is kept by the one way, with where it came from; nothing comes unasked."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from publisher import Publisher, gives, gives_ranges
from typer.testing import CliRunner

from analytics import organisations
from analytics.__main__ import app
from analytics.fetching import bank_holidays, sources
from analytics.store import Store

API = (
    "measure,org_type,org_id,org_name,date,numerator,denominator,calc_value,percentile\r\n"
    "opioidper1000,ccg,00L,NHS NORTHUMBERLAND,2025-11-01,302.0,336.1,0.8985,0.6\r\n"
    "opioidper1000,ccg,00L,NHS NORTHUMBERLAND,2025-12-01,0.0,336.2,0.0,0.0\r\n"
    "opioidper1000,ccg,00D,NHS DURHAM,2025-12-01,0.0,0.0,,\r\n"
)
"""As OpenPrescribing's API writes it."""


def run(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return str(tmp_path / "store")


@pytest.fixture
def known(served: Publisher, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """The publisher, where all that is known by name is said to lie."""
    there = {name: replace(source, address=served.address) for name, source in sources.sources().items()}
    monkeypatch.setattr(sources, "sources", lambda: there)
    return served


def test_without_a_name_they_are_listed_and_nothing_is_asked_for(known):
    told = run("fetch").output
    assert "opioidper1000  OpenPrescribing" in told
    assert "Open Government Licence v3.0" in told
    assert "A&E attendances" in told
    assert [json.loads(line)["name"] for line in run("fetch", "--json").output.splitlines()] == list(sources.sources())
    assert known.asked == []


def test_a_file_by_name_is_kept_with_its_address_as_source(known, uri, tmp_path):
    known.answers = [gives(API.encode(), Content_Disposition="attachment; filename=measures.csv")]
    result = run("fetch", "opioidper1000", "--store", uri, "--who", "Ada")
    assert result.exit_code == 0, result.output
    assert "Kept." in result.output
    (entry,) = Store(uri).history()
    assert (entry.upload.file, entry.upload.format, entry.upload.rows) == (
        "opioidper1000.csv",
        "openprescribing_api",
        2,
    )
    assert entry.upload.note.startswith(f"From {known.address} (OpenPrescribing.net, Bennett Institute")
    assert (entry.who, entry.original) == ("Ada", True)
    assert not list((tmp_path / "cache").rglob("*.csv")), "the store has it now"
    again = run("fetch", "opioidper1000", "--store", uri, "--json")
    assert "Already here" in json.loads(again.stdout)["done"]


def test_a_dry_run_keeps_nothing_and_out_only_brings(known, uri, tmp_path):
    known.answers = [gives(API.encode())]
    assert "accepted" in run("fetch", "opioidper1000", "--dry-run", "--store", uri).output
    assert not Path(uri).exists()
    assert run("fetch", "opioidper1000", "--out", str(tmp_path / "out"), "--store", uri).exit_code == 0
    assert (tmp_path / "out" / "opioidper1000.csv").read_bytes() == API.encode()
    assert not Path(uri).exists()


def test_one_that_does_not_come_is_told_and_the_others_still_come(known, uri):
    known.answers = [gives(b"", code=404), gives(API.encode())]
    result = run("fetch", "opioidome", "opioidper1000", "--store", uri)
    assert result.exit_code == 1
    assert "There is nothing at" in result.output
    assert [e.upload.file for e in Store(uri).history()] == ["opioidper1000.csv"]


def test_a_name_that_is_not_known_is_wrong_usage(known):
    assert run("fetch", "opioids").exit_code == 2
    assert known.asked == []


def test_bank_holidays_are_held_against_ours(known, uri):
    days = sorted(d.isoformat() for d in bank_holidays.bank_holidays((2022, 2023)))
    body = {"england-and-wales": {"events": [{"date": d} for d in days]}}
    known.answers = [gives(json.dumps(body).encode())]
    agreed = run("fetch", "bank_holidays", "--store", uri)
    assert (agreed.exit_code, "for 2022 to 2023: the two agree" in agreed.output) == (0, True)
    body["england-and-wales"]["events"].append({"date": "2023-10-02"})
    known.answers = [gives(json.dumps(body).encode())]
    other = run("fetch", "bank_holidays", "--store", uri)
    assert (other.exit_code, "1 day listed by GOV.UK and not left out: 2 October 2023" in other.output) == (1, True)
    known.answers = [gives(b"{}")]
    assert "not GOV.UK's list" in run("fetch", "bank_holidays", "--store", uri).output
    assert not Path(uri).exists()


def test_trusts_are_held_against_the_tables(known, uri):
    ours = organisations.at(date(2026, 4, 1))["R0A"]
    row = ["R0A", ours.name.upper(), "Y62", "QOP", *[""] * 6, "20171001", *[""] * 10]
    new = ["RZZ", "A NEW NHS TRUST", "Y62", "QOP", *[""] * 6, "20260401", *[""] * 10]
    text = StringIO()
    csv.writer(text).writerows([row, new])
    known.answers = [gives(text.getvalue().encode())]
    told = run("fetch", "nhs_trusts", "--store", uri)
    assert told.exit_code == 0
    assert "RZZ  organisations.csv: A New NHS Trust" in told.output
    assert "1 difference" in told.output


def test_ingest_takes_an_address(served, uri):
    served.answers = [gives(API.encode())]
    result = run("ingest", served.address, "--store", uri, "--note", "Monthly.")
    assert result.exit_code == 0, result.output
    (entry,) = Store(uri).history()
    assert (entry.upload.file, entry.upload.note) == ("measures.csv", f"Monthly. From {served.address}")


@pytest.mark.slow
def test_half_a_download_keeps_nothing_and_is_gone_on_with(served, uri):
    served.answers = [gives_ranges(API.encode(), '"a"', cut=50)]
    first = run("ingest", served.address, "--store", uri)
    assert first.exit_code == 1
    assert f"of {len(API)} bytes" in first.output
    assert not Path(uri).exists() or Store(uri).history() == []
    served.answers = [gives_ranges(API.encode(), '"a"')]
    then = run("ingest", served.address, "--store", uri)
    assert then.exit_code == 0, then.output
    assert "bytes were here already" in then.output
    assert Store(uri).history()[0].upload.rows == 2


def test_ingest_takes_other_addresses_for_wrong_and_names_missing_files(uri, tmp_path):
    plain = run("ingest", "http://x.org/a.csv", "--store", uri)
    assert (plain.exit_code, "only such addresses are fetched" in plain.output) == (1, True)
    missing = run("ingest", str(tmp_path / "none.csv"), "--store", uri)
    assert missing.exit_code == 2
