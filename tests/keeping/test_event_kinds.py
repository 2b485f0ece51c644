"""What an event is, is a column that only code sets: titles are free text, in a new store and in one from before."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from deltalake import DeltaTable

from analytics import ingest
from analytics.answers import Question
from analytics.catalogue.local import measure
from analytics.ingest.templates.downloads import template_csv
from analytics.keeping import annotations as notes
from analytics.keeping import definitions as local
from analytics.keeping import preview
from analytics.model import Better, EventKind, Unit
from analytics.model.tables import EVENTS, OBSERVATIONS
from analytics.store import Store, Upload
from tests.ui.shown import said
from tests.ui.test_pages import PAGES, opened
from ui import cached

HEADER = "date,org_code,measure,title,text,source"
OWN = "skin_to_skin"
MONTHS = pd.period_range("2021-04", "2022-06", freq="M")
OLD = Path(__file__).parent / "data" / "store_without_kinds.zip"
"""A store that the release before `kind` kept, in this order: figures of QHM (cord) and R0A (skin to skin); a file called
“entered on the page” with an event “Limits start again” of November 2022 and one of ENG; on the page a recalculation of
March 2022, one of January 2023 turned down, and a reason of June 2022; a definition of skin to skin; a wrong file of events,
and its undo; a file with an event “Definition of a local measure” in plain text."""


@pytest.fixture
def served(store, monkeypatch):
    """A store that the pages read, with a measure of its own."""
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    lines = "".join(f"Skin to skin,R0A,{month},{30 + i % 4},40\n" for i, month in enumerate(MONTHS))
    keep(store, "measure,org_code,period,numerator,denominator\n" + lines)
    yield store
    st.cache_resource.clear()


@pytest.fixture
def old(tmp_path) -> Store:
    shutil.unpack_archive(OLD, tmp_path)
    return Store(str(tmp_path / "store"))


def keep(store: Store, text: str, name: str = "events.csv") -> Upload:
    found = ingest.read_bytes(name, text.encode(), local=local.measures(store.at()))
    assert found.kept, found.problems
    upload = Upload(found.table, name, found.sha256, len(found.rows), "Ann", format=found.format)
    store.commit(found.rows, upload, original=text.encode())
    return upload


def define_as(store: Store, text: str | None) -> None:
    """A definition as no code of ours would write it."""
    fields = {"date": pd.Timestamp(local.DAY), "org_code": "ENG", "measure": OWN, "title": local.DEFINED, "text": text}
    rows = pd.DataFrame([fields | {"source": "", "kind": EventKind.DEFINITION.value}])
    store.commit(rows, Upload("events", local.ENTERED, "0" * 64, 1))


def limits(store: Store) -> list[float]:
    return cached.chart(store.version(), Question("cord", "QHM")).chart.centre.tolist()


def test_a_file_may_call_an_event_what_it_likes_and_starts_no_limits_again(served):
    before = limits(served)
    keep(served, f"{HEADER}\n2022-03-14,QHM,cord,{notes.RECALCULATED},Our meetings,\n")
    events = served.at().rows("events")
    assert notes.recalculations(events, "QHM", "cord") == []
    assert notes.RECALCULATED in set(notes.drawn(events)["title"]), "it is on the chart as what it is: an event"
    assert limits(served) == before
    where = {"day": date(2022, 3, 14), "organisation": "QHM", "measure": "cord"}
    notes.write(served, kind=EventKind.RECALCULATION, **where, title=notes.RECALCULATED, text="why", who="Ann")
    both = served.at().rows("events").query("title == @notes.RECALCULATED")
    assert sorted(both["kind"]) == ["event", "recalculation"], "neither takes the place of the other"
    assert limits(served) != before


@pytest.mark.slow
def test_an_event_called_a_definition_in_plain_text_leaves_every_page_working(served):
    keep(served, f"{HEADER}\n1948-07-05,ENG,{OWN},{local.DEFINED},Agreed in the network,\n")
    local.define(served, [measure(OWN, "Skin to skin", unit=Unit.PERCENT, target=0.9)], "Ann")
    assert local.measures(served.at())[OWN].target == 0.9
    assert (served.at().rows("events")["title"] == local.DEFINED).sum() == 2
    for name, params in {
        "your_data": {},
        "your_measures": {"trust": "R0A", "measure": OWN},
        "preterm_optimisation": {"icb": "QHM", "measure": "cord"},
    }.items():
        page = opened(next(p for p in PAGES if p.stem == name), params)
        assert not page.exception, page.exception[0].message
        assert "cannot be read" not in said(page)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Agreed in the network", "not in the form"),
        (None, "not in the form"),
        ("[" * 9999, "not in the form"),
        ('["percent"]', "not in the form"),
        ('{"unit": "furlongs"}', "its unit is “furlongs”"),
        ('{"better": ["increase"]}', "its better is"),
        ('{"target": "high"}', "its target is “high”"),
        ('{"target": NaN}', "its target is “nan”"),
        ('{"target": true}', "its target is “True”"),
        (f'{{"target": 1{"0" * 400}}}', "its target is"),
        ('{"adds_up": "no"}', "its adds up is “no”"),
        ('{"title": 7}', "its title is “7”"),
    ],
)
def test_a_definition_that_is_none_is_a_problem_in_words(served, text, why):
    plain = local.measures(served.at())[OWN]
    define_as(served, text)
    assert local.measures(served.at())[OWN] == plain, "as if nobody had described it"
    assert why in local.unreadable(served.at().rows("events"))[OWN].message


def test_your_measures_says_that_a_description_cannot_be_read_and_takes_a_new_one(served):
    define_as(served, '{"unit": "<b>furlongs"}')
    script = next(p for p in PAGES if p.stem == "your_measures")
    page = opened(script, {"trust": "R0A", "measure": OWN})
    assert not page.exception, page.exception[0].message
    assert "its unit is “&lt;b&gt;furlongs”), so it is shown as if nobody had described it." in said(page)
    assert "Describe it again here" in said(page)
    next(b for b in page.button if b.label == "Keep this description").click().run()
    assert not page.exception, page.exception[0].message
    assert "cannot be read" not in said(page)
    assert local.unreadable(served.at().rows("events")) == {}


def test_a_description_comes_back_as_it_was_said(served):
    said = measure(OWN, "Skin", unit=Unit.RATE, better=Better.DECREASE, target=0, definition="Who", per_text="births")
    local.define(served, [said], "Ann")
    found = local.measures(served.at())[OWN]
    parts = ("title", "unit", "better", "target", "how_calculated", "per_text", "roll_up")
    assert [getattr(found, part) for part in parts] == [getattr(said, part) for part in parts]


def test_a_column_kind_in_a_file_sets_nothing_and_is_named():
    text = f"{HEADER},kind\n2023-07-14,R0A,cord,Trolley,,,Recalculation\n2023-07-15,R0A,cord,Policy,,,event\n"
    found = ingest.read_bytes("events.csv", text.encode())
    assert found.rows["kind"].tolist() == ["event", "event"]
    (problem,) = found.problems
    assert (problem.row, problem.column, problem.quote) == (2, "kind", "Recalculation")
    assert "always kept as an event" in problem.message
    assert b"kind" not in template_csv(EVENTS), "nobody is asked for it"


OLD_KINDS = {
    ("2021-09-10", "event"),
    ("2022-11-15", "event"),  # called “Limits start again”, in a file called “entered on the page”
    ("2022-03-01", "recalculation"),
    ("2023-01-01", "declined"),
    ("2022-06-01", "reason"),
    ("1948-07-05", "definition"),
    ("2022-12-01", "event"),  # called “Definition of a local measure”
}


def kinds(store: Store, asof: str | None = None) -> set[tuple[str, str]]:
    rows = store.at(asof).rows("events")
    return set(zip(rows["date"].dt.strftime("%Y-%m-%d"), rows["kind"], strict=True))


def stored_kinds(store: Store) -> list[str | None] | None:
    """The column as it is on disk; None where the table has none."""
    found = DeltaTable(f"{store.uri}/events").to_pyarrow_table()
    return sorted(found["kind"].to_pylist(), key=str) if "kind" in found.column_names else None


def test_a_store_from_before_opens_and_reads_right(old):
    old.create()
    assert (old.recover(), old.damages(), old.check().damages) == ([], [], [])
    assert stored_kinds(old) is None, "looking changes nothing"
    assert kinds(old) == OLD_KINDS
    events = old.at().rows("events")
    assert notes.recalculations(events, "QHM", "cord") == [date(2022, 3, 1)]
    assert notes.declined(events, "QHM", "cord") == {date(2023, 1, 1)}
    assert notes.reasons(events)["kind"].tolist() == ["event", "event", "reason", "event"]
    assert local.measures(old.at())[OWN].target == 0.9
    mark = old.version().mark
    assert ("2022-08-01", "event") in kinds(old, f"1.0.6.0-{mark}"), "the wrong file, before it was undone"
    assert local.measures(old.at(f"1.0.4.0-{mark}"))[OWN].target is None
    told = {e.upload.file: preview.difference(old, e.upload.id) for e in old.history() if e.action == "upload"}
    assert all(found.changed == found.unchanged == 0 for found in told.values())


def test_the_next_commit_writes_a_store_from_before_in_the_new_form(old):
    link = str(old.version())
    where = {"day": date(2023, 5, 1), "organisation": "QHM", "measure": "cord"}
    looked = old.version()
    written = Upload("events", notes.ENTERED, "1" * 64, 1, "Ben")
    row = {"date": pd.Timestamp(where["day"]), "org_code": "QHM", "measure": "cord", "title": "A reason", "text": ""}
    rows = pd.DataFrame([row | {"source": "", "kind": EventKind.REASON.value}])
    old.commit(rows, written, expected=looked)
    assert stored_kinds(old) == [None] * 7 + ["reason"]
    assert kinds(old) == OLD_KINDS | {("2023-05-01", "reason")}
    assert kinds(old, link) == OLD_KINDS, "a link from before opens"
    assert [e.upload.file for e in old.history()][:2] == [notes.ENTERED, "plain.csv"], "nobody did anything else"
    assert preview.difference(old, written.id).new == 1
    assert_sound(old)

    definition = next(e.upload for e in old.history() if e.upload.file == local.ENTERED)
    old.compact()
    assert kinds(old) == OLD_KINDS | {("2023-05-01", "reason")}
    old.undo(definition.id, "Ben")
    assert local.measures(old.at())[OWN].target is None
    assert_sound(old)
    old.restore(link, "Ben")
    assert kinds(old) == OLD_KINDS
    assert local.measures(old.at())[OWN].target == 0.9
    notes.write(old, kind=EventKind.DECLINED, **where, title="Not now", text="", who="Ben")
    assert kinds(old) == OLD_KINDS | {("2023-05-01", "declined")}
    assert_sound(old)


@pytest.mark.parametrize("first", ["undo", "restore", "compact"])
def test_any_first_commit_brings_the_column(old, first):
    link = str(old.version())
    if first == "undo":
        old.undo(next(e.upload.id for e in old.history() if e.upload.file == "plain.csv"))
        assert kinds(old) == OLD_KINDS - {("2022-12-01", "event")}
    elif first == "restore":
        old.restore("1.0.4.0", "Ben")
        assert ("1948-07-05", "definition") not in kinds(old)
        old.restore(link, "Ben")
        assert kinds(old) == OLD_KINDS
    else:
        old.compact()
        assert kinds(old) == OLD_KINDS
    assert set(stored_kinds(old)) == {None}
    assert kinds(old, link) == OLD_KINDS
    assert_sound(old)


def test_a_file_kept_before_changes_nothing_when_it_comes_again(old):
    text = old.original(next(e.upload for e in old.history() if e.upload.file == "plain.csv"))
    found = ingest.read_bytes("plain.csv", text, local=local.measures(old.at()))
    assert preview.preview(found.rows, preview.beside(found.rows, EVENTS, old.at()), EVENTS).changes_nothing


def test_several_who_write_first_at_once_all_keep_theirs(old):
    def write(number: int) -> None:
        where = {"day": date(2023, 5, number), "organisation": "QHM", "measure": "cord"}
        notes.write(Store(old.uri), kind=EventKind.REASON, **where, title="Why", text="", who="")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(1, 5)))
    assert kinds(old) == OLD_KINDS | {(f"2023-05-0{n}", "reason") for n in range(1, 5)}
    assert old.version().numbers[2] == 8 + 1 + 4, "the column came once"
    assert_sound(old)


def test_other_tables_gain_no_commit(old):
    numbers = old.version().numbers
    now = old.at().rows("observations", ["cord"])[OBSERVATIONS.schema.names]
    old.commit(now, Upload("observations", "again.csv", "2" * 64, len(now)))
    assert old.version().numbers == (numbers[0] + 1, *numbers[1:])


def assert_sound(store: Store) -> None:
    store.create()
    checked = store.check()
    assert (checked.damages, checked.orphans, checked.notes) == ([], [], [])
    entries = {p.name: p.read_bytes() for p in Path(store.uri, "events", "_delta_log").glob("*[0-9].json")}
    copies = {p.name: p.read_bytes()[:-65] for p in Path(store.uri, "_copies", "events").glob("*.json")}
    assert copies == entries, "every entry of the log has its copy, that of the new column too"
