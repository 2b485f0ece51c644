"""A made-up reorganisation of April 2027 from its file to the page and back: previewed, kept, used, pinned, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from changes_made import MERGED, ROWS, a_file
from streamlit.testing.v1 import AppTest

from analytics import ingest
from analytics.answers import Data, Question, reorganising
from analytics.answers.chart import chart, drawn_events
from analytics.answers.comparison import comparison
from analytics.keeping.dry_run import DryRun, dry_run
from analytics.keeping.keep import Happened, keep
from analytics.model import ENGLAND, Kind
from analytics.organisations import of_events
from analytics.store import Store
from tests.ui.shown import said

ROOT = Path(__file__).resolve().parents[2]
DAY, TODAY = date(2027, 4, 1), date(2027, 8, 1)
NEW = "<strong>Mersey and Lancashire ICB</strong>"


@pytest.fixture(autouse=True)
def on_the_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages read this test's own store."""
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def previewed(store: Store, name: str, data: bytes) -> DryRun:
    directory = of_events(store.at().rows("events"))
    return dry_run(ingest.read_bytes(name, data, directory=directory, today=TODAY), store)


def kept(store: Store, name: str, data: bytes) -> str:
    """Keep a file; the version that has it."""
    done = keep(previewed(store, name, data), store, data, who="Ada")
    assert done.happened is Happened.KEPT, done
    return str(done.version)


def opened(page: str = "opioids", **params: str) -> AppTest:
    found = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=90)
    for name, value in params.items():
        found.query_params[name] = value
    return found.run()


def words(page: AppTest) -> str:
    assert not page.exception
    return said(page)


def rates(*codes: str) -> bytes:
    """A rate, a month a row: old boards until March 2027, and from then on those of the new tree."""
    months = [f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13) if (year, month) < (2027, 8)]
    lines = [
        f"opioidper1000,{code},{month},{30 + i % 3},1000"
        for code in codes
        for i, month in enumerate(months)
        if (month >= "2027-04") == code.startswith("Z")
    ]
    return "\n".join(["measure,org_code,period,numerator,denominator", *lines]).encode()


@pytest.mark.slow
def test_from_the_file_to_the_page_and_back(store: Store) -> None:
    before = Data.of(store.at())
    dry = previewed(store, "changes.csv", a_file())
    assert (dry.effect.new, dry.reading.format) == (6, "template_changes")
    found = reorganising.consequences(dry, before)
    assert found.opened, "the new boards get charts of their members’ figures"
    assert found.gone, "boards that close have none any more"
    assert {t.organisation.code for t in found.turns} <= {"RM3", "Y62", "Y63", "PSC-MAN", "PSC-NWC", "PSC-YH"}

    with_it = kept(store, "changes.csv", a_file())
    page = opened(icb="Z1A2B", tree="2027-04-01")
    assert NEW in words(page)
    assert MERGED.removeprefix("NHS ").split(" Integrated")[0] in words(page)

    kept(store, "rates.csv", rates("QYG", "QE1", "QWO", "QOP", "Z1A2B", "Z3C4D", "Z5E6F"))
    data = Data.of(store.at()).on(DAY)
    merged = chart(data, Question("opioidper1000", "Z1A2B")).series.points.set_index("period")["denominator"]
    assert len(merged) == 19, "its predecessors went whole, so their figures are its own"
    assert (merged["2027-03-01"], merged["2027-04-01"]) == (2000, 1000)
    (mark,) = drawn_events(data, "opioidper1000", "Z1A2B").to_dict("records")
    assert mark["title"] == "Took the place of Lancashire and South Cumbria ICB and Cheshire and Merseyside ICB"
    part = chart(data, Question("opioidper1000", "Z3C4D")).series.points.dropna(subset="value")
    assert part["period"].min().date() == DAY, "figures of the board that was split cannot be divided"
    boards = comparison(data, Question("opioidper1000", ENGLAND), Kind.ICB)
    assert set(boards.rows["code"]) == {"QOP", "Z1A2B", "Z3C4D", "Z5E6F"}
    page = opened(icb="Z1A2B", measure="opioidper1000", tree="2027-04-01", section="measure")
    assert "it took the place of Lancashire and South Cumbria ICB and Cheshire and Merseyside ICB" in words(page)

    upload = next(e.upload for e in store.history() if e.upload.file == "changes.csv")
    store.undo(upload.id, "Ada")
    st.cache_resource.clear()
    assert "which we do not know" in words(opened(icb="Z1A2B", tree="2027-04-01"))
    assert NEW in words(opened(icb="Z1A2B", tree="2027-04-01", asof=with_it)), "a pinned link keeps its tree"
    assert "<strong>England</strong>" in words(opened(measure="opioidper1000")), (
        "rows of codes that nobody knows any more hurt nobody"
    )
    tree = Data.of(store.at()).directory.at(DAY)
    assert {"QYG", "QE1", "QWO"} <= {o.code for o in tree.all(Kind.ICB)}


@pytest.mark.slow
def test_without_what_it_builds_on_a_later_change_is_said_and_not_shown(store: Store) -> None:
    kept(store, "first.csv", a_file())
    kept(store, "second.csv", a_file("2028-04-01,merger,QOP,Z1A2B,,,,,,"))
    first = next(e.upload for e in store.history() if e.upload.file == "first.csv")
    store.undo(first.id, "Ada")
    directory = Data.of(store.at()).directory
    assert [c.code for c, _ in directory.refused] == ["QOP"]
    assert directory.at(date(2028, 4, 1)).is_open(directory.at(date(2028, 4, 1))["QOP"])
    said = words(opened("your_data"))
    assert "QOP into Z1A2B on 1 April 2028 was kept and is not shown: Z1A2B is new and has no name." in said


def test_a_count_of_people_is_not_added_over_the_day_and_stages_go_along(store: Store) -> None:
    kept(store, "changes.csv", a_file(*ROWS[:2], "2027-04-01,acquisition,RAE,RCF,,,,,,"))
    months = "\n".join(
        f"opioid_high,{c},{y}-{m:02},{n}"
        for c, n in (("QYG", 300), ("QE1", 200))
        for y in (2025, 2026)
        for m in range(1, 13)
    )
    kept(store, "people.csv", f"measure,org_code,period,numerator\n{months}\n".encode())
    data = Data.of(store.at()).on(DAY)
    people = chart(data, Question("opioid_high", "Z1A2B")).series
    assert people.points["numerator"].isna().all() or people.points.empty, "one person can be in two boards’ counts"
    assert any("people" in note for note in people.notes), people.notes
    before, after = data.on(date(2027, 3, 31)).adoption("preterm"), data.adoption("preterm")
    assert {"RAE", "RCF"} <= set(before["org_code"])
    assert "RAE" not in set(after["org_code"]), "its stages are those of whom it went into"
    stood = [at.set_index(["org_code", "element", "as_at"])["stage"] for at in (before, after)]
    cord = [(code, "cord", before["as_at"].max()) for code in ("RAE", "RCF")]
    assert stood[1][cord[1]] == min(stood[0][key] for key in cord), (
        "the whole stands where its least advanced part stood"
    )
