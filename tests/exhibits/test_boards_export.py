"""A board to be handed out: its views in order, one exhibit each; and what is for publication equals what is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation
from typer.testing import CliRunner

from analytics import exhibits
from analytics.__main__ import app
from analytics.answers import Data, Question, chart
from analytics.answers.publications import for_everybody
from analytics.exhibits import boards, reopened
from analytics.exhibits.pages import PAGES
from analytics.exports import provenance
from analytics.governance.disclosure import RULES
from analytics.model import Audience, SavedView, View
from analytics.model.collection import PUBLICATION
from analytics.sharing import saved
from analytics.sharing.address import parse
from analytics.store import Store
from analytics.words import published

VIEWS = (
    SavedView("a1", "Cord", "preterm_optimisation", {"icb": "QOP", "measure": "cord"}, "intervention"),
    SavedView("b2", "Lost", "preterm_optimisation", {"icb": "QOP", "measure": "taken_away"}, "intervention"),
    SavedView("c3", "Trusts", "preterm_optimisation", {"icb": "QOP", "measure": "cord"}, "intervention.compare"),
    SavedView("d4", "PSIRF", "system_safety", {}, "where"),
)


@pytest.fixture
def board(store: Store) -> Store:
    """A store with a board of views, the second of which is of a measure that is no longer there."""
    for view in VIEWS:
        saved.save(store, view, "May meeting", "Ann")
    saved.change(
        store,
        lambda now: [
            replace(now.boards[0], places=tuple(replace(p, notes=f"Say {p.view}.") for p in now.boards[0].places))
        ],
        "Ann",
        "Notes",
    )
    return store


def internal(store: Store) -> Callable[[str], Data]:
    return cache(lambda asof: Data.of(store.at(asof)))


@pytest.mark.slow
def test_views_stand_in_order_each_with_its_notes_and_its_own_link(board: Store) -> None:
    version = str(board.version())
    made = boards.collection(internal(board), version, "May meeting", "https://x.example")
    assert made.title == "May meeting"
    assert [item.spoken for item in made.items] == [f"Say {view.id}." for view in VIEWS]
    links = [parse(item.link) for item in made.items]
    assert [(at.page, at.section) for at in links] == [(view.page, view.section) for view in VIEWS]
    assert {at.params["asof"] for at in links} == {version}
    assert "The view has 3 figures, of which this is the first" in made.items[2].exhibit.notes[0]


@pytest.mark.slow
def test_a_view_that_shows_another_thing_now_says_so_and_shows_nothing(board: Store) -> None:
    made = boards.collection(internal(board), str(board.version()), "May meeting")
    lost = made.items[1].exhibit
    assert lost.missing
    assert "taken_away" in lost.sentence
    assert lost.table().empty


def test_a_pinned_view_keeps_its_numbers(board: Store) -> None:
    first = str(board.version())
    pinned = replace(VIEWS[0], id="e5", name="Pinned", params={**VIEWS[0].params, "asof": first})
    saved.save(board, pinned, "Pinned ones", "Ann")
    newest = str(board.version())
    assert newest != first
    [item] = boards.collection(internal(board), newest, "Pinned ones").items
    assert item.exhibit.lines["Data version"] == first


@pytest.mark.slow
def test_the_command_writes_a_slide_a_view_and_says_for_whom(board: Store, tmp_path: Path) -> None:
    out = tmp_path / "deck.pptx"
    command = ["export", "--board", "May meeting", "--out", str(out), "--store", board.uri, "--quiet"]
    for asked, said in (([], published.SMALL_NUMBERS), (["--for-publication"], "For publication")):
        done = CliRunner().invoke(app, [*command, *asked])
        assert done.exit_code == 0, done.output
        slides = list(Presentation(str(out)).slides)[1:-1]
        spoken = [published.NOTE_LEFT_OUT if asked else f"Say {v.id}." for v in VIEWS]
        assert [s.notes_slide.notes_text_frame.text.split("\n")[0] for s in slides] == spoken
        words = ["\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in slides]
        assert [said in text for text in words] == [True, False, True, bool(asked)]


def test_a_note_with_a_number_in_it_is_not_for_everybody() -> None:
    assert published.note("3 of the 12 babies", Audience.PUBLIC) == published.NOTE_LEFT_OUT
    assert published.note("3 of the 12 babies", Audience.INTERNAL) == "3 of the 12 babies"
    assert published.note("Ask the network.", Audience.PUBLIC) == "Ask the network."


def test_what_is_for_publication_says_that_what_people_wrote_is_unchecked(data: Data) -> None:
    shown = reopened.shown(
        data.published(), "1", View("QOP", measure="cord"), "preterm_optimisation", "intervention", ""
    )
    assert all(published.AS_WRITTEN in item.exhibit.lines[PUBLICATION] for item in shown.items)


def test_a_board_that_is_not_there_is_said(board: Store, tmp_path: Path) -> None:
    command = ["export", "--board", "June", "--out", str(tmp_path / "a.pptx"), "--store", board.uri]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 1
    assert "There is no board “June” in these data. Boards: “May meeting”." in done.stderr


@pytest.mark.parametrize("who", ["ENG", "QOP", "R0A"])
def test_what_is_for_publication_is_what_is_published(first_store: Path, who: str) -> None:
    store = Store(str(first_store))
    public = for_everybody(store, store.version())
    shown = partial(reopened.shown, public, "1", View(who, measure="cord"), "preterm_optimisation")
    [item] = shown("intervention", "https://x.example").items
    points = chart.chart(public, Question("cord", who)).series.points
    pd.testing.assert_series_equal(item.exhibit.table()["numerator"], points["numerator"], check_dtype=False)
    assert provenance.foot(item).startswith("For publication · ")


@pytest.mark.slow
def test_nothing_small_is_exported_for_publication(first_store: Path) -> None:
    store = Store(str(first_store))
    public = for_everybody(store, store.version())
    counted = 0
    for page in PAGES:
        for section in exhibits.sections(page):
            for exhibit in exhibits.of(public, View("QOP"), page, section.slug, "1"):
                if exhibit.measure is None or exhibit.measure.disclosure not in RULES or exhibit.missing:
                    continue
                table = exhibit.table()
                for name in {"numerator", "denominator"} & set(table.columns):
                    counted += table[name].notna().sum()
                    assert not ((table[name] > 0) & (table[name] < 5)).any(), exhibit.slug
    assert counted > 1000


def test_an_internal_export_says_where_it_holds_small_numbers(data: Data) -> None:
    shown = reopened.shown(data, "1", View("QOP", measure="cord"), "preterm_optimisation", "intervention", "")
    assert shown.items[0].exhibit.lines[PUBLICATION] == published.SMALL_NUMBERS
    for section in ("adoption", "bundle"):
        made = reopened.shown(data, "1", View("QOP"), "preterm_optimisation", section, "")
        said = {PUBLICATION in item.exhibit.lines for item in made.items}
        assert said == {section == "bundle"}, "how far organisations are along a pathway is no count of people"
