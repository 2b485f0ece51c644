"""Saved views and boards live in the store as everything else does: versioned, undone, and no part of any number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics.answers import Data, Question
from analytics.answers.chart import chart, drawn_events
from analytics.keeping import annotations
from analytics.model import EventKind, Place, SavedView
from analytics.sharing import saved as sharing
from analytics.store import Store, Upload

DAY = date(2024, 5, 3)


def view(name: str, order: int = 0, **params: str) -> SavedView:
    return SavedView(
        f"id{name.lower()}", name, "preterm_optimisation", params, "intervention", f"Why {name}", "Ann", order, DAY
    )


def kept(store: Store):
    return sharing.saved(store.at().rows("events"))


def test_a_view_comes_back_as_it_was_saved(store):
    made = view("Cord", icb="QOP", measure="cord", asof="1.1.1.1-ab")
    sharing.keep(store, [made], "Ann", "Saved: Cord")
    assert kept(store).views == (made,)
    assert made.asof == "1.1.1.1-ab"
    entry = store.history()[0]
    assert (entry.upload.file, entry.who, entry.upload.note) == (sharing.ENTERED, "Ann", "Saved: Cord")
    assert set(store.at().rows("events").query("kind == 'view'")["org_code"]) == {"ENG"}


def test_a_rename_takes_the_place_of_the_view_and_an_undo_takes_it_back(store):
    made = view("Cord", measure="cord")
    sharing.keep(store, [made], "Ann", "")
    before = str(store.version())
    sharing.keep(store, [replace(made, name="Clamping", note="*Later*")], "Ben", "Renamed")
    assert [(v.name, v.note) for v in kept(store).views] == [("Clamping", "*Later*")]
    assert [v.name for v in sharing.saved(store.at(before).rows("events")).views] == ["Cord"]
    store.undo(store.history()[0].upload.id, "Ann")
    assert kept(store).views == (made,)


def test_what_is_taken_away_is_not_lost(store):
    made, other = view("Cord", measure="cord"), view("Milk", 1, measure="mbm")
    sharing.keep(store, [made, other], "Ann", "")
    sharing.remove(store, [made], "Ben", "Taken away: Cord")
    assert kept(store).views == (other,)
    assert store.history()[0].removed == 1
    store.undo(store.history()[0].upload.id, "Ann")
    assert kept(store).views == (made, other)
    assert (store.check().damages, store.check().notes) == ([], [])


def test_a_board_keeps_its_order_and_the_place_of_a_view_that_comes_back(store):
    views = [view(name, at) for at, name in enumerate(("A", "B", "C"))]
    sharing.keep(store, views, "Ann", "")
    for one in views:
        sharing.change(store, lambda now, one=one: [sharing.put_on(now, one, "May meeting", "Ann")], "Ann", "")
    (board,) = kept(store).boards
    turned = replace(board, places=sharing.moved(board.places, 2, -2))
    sharing.keep(store, [replace(turned, places=(Place("idc", "Say it slowly"), *turned.places[1:]))], "Ann", "")
    data = Data.of(store.at())
    assert [(s.view.name, s.notes) for s in sharing.board(data, "May meeting")] == [
        ("C", "Say it slowly"),
        ("A", ""),
        ("B", ""),
    ]
    assert sharing.board(data, board.id) == sharing.board(data, "May meeting")
    assert sharing.board(data, "June meeting") == ()
    sharing.remove(store, [views[0]], "Ann", "")
    assert [s.view.name for s in sharing.board(Data.of(store.at()), board.id)] == ["C", "B"]
    store.undo(store.history()[0].upload.id, "Ann")
    assert [s.view.name for s in sharing.board(Data.of(store.at()), board.id)] == ["C", "A", "B"]


def test_two_who_put_a_view_on_one_board_at_once_both_have_theirs_on_it(store):
    sharing.change(store, lambda now: [sharing.put_on(now, view("A"), "May", "Ann")], "Ann", "")
    seen = []

    def while_another_saves(now):
        if not seen:
            sharing.change(store, lambda n: [sharing.put_on(n, view("B"), "May", "Ben")], "Ben", "")
        seen.append(now)
        return [sharing.put_on(now, view("C"), "May", "Ann")]

    sharing.change(store, while_another_saves, "Ann", "")
    assert len(seen) == 2, "looked again, since the other came first"
    assert [p.view for p in kept(store).boards[0].places] == ["ida", "idb", "idc"]


@pytest.mark.parametrize(
    "text", ["", "none of ours", "[1]", '{"name": "A"}', '{"name": "A", "page": "x", "params": []}', "[" * 9999]
)
def test_a_text_that_is_none_of_ours_is_no_saved_view(text):
    row = {"date": pd.Timestamp(DAY), "title": "Saved view 1", "text": text}
    rows = pd.DataFrame([row | {"kind": "view"}, row | {"kind": "board"}])
    assert sharing.saved(rows) == sharing.Saved()


def test_what_is_saved_is_on_no_chart_and_changes_no_number(store):
    asked = Question("cord", "QOP")
    before, was = Data.of(store.at()), store.version()
    sharing.keep(store, [view("Cord", measure="cord")], "Ann", "")
    now = Data.of(store.at())
    pd.testing.assert_frame_equal(drawn_events(before, "cord", "QOP"), drawn_events(now, "cord", "QOP"))
    assert (chart(before, asked).chart.centre == chart(now, asked).chart.centre).all()
    assert not sharing.newer_data(store.history(), was), "nothing newer to see"
    store.undo(store.history()[0].upload.id)
    assert not sharing.newer_data(store.history(), was)
    where = {"day": DAY, "organisation": "QOP", "measure": "cord"}
    annotations.write(store, kind=EventKind.REASON, **where, title="Trolley", text="", who="Ann")
    assert sharing.newer_data(store.history(), was), "a reason stands on the chart"
    assert not sharing.newer_data(store.history(), store.version())


def test_a_file_called_as_ours_is_data():
    upload = Upload("events", sharing.ENTERED, "0" * 64, 1, format="template_events")
    assert not sharing.is_saving(upload)
    assert sharing.is_saving(replace(upload, format=""))


def test_moving_off_either_end_changes_nothing():
    assert sharing.moved((1, 2, 3), 0, -1) == (1, 2, 3)
    assert sharing.moved((1, 2, 3), 2, 1) == (1, 2, 3)
    assert sharing.moved((1, 2, 3), 0, 2) == (2, 3, 1)
    views = (view("A", 0), view("C", 2), view("B", 1))
    assert [(v.name, v.order) for v in sharing.ordered(views)] == [("C", 1), ("B", 2)], "only those that moved"
