"""The page Boards: what is saved is listed, changed, presented, and says where it is stale or has news."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import ingest
from analytics.model import SavedView
from analytics.sharing import saved as sharing
from analytics.store import Store, Upload

PAGE = Path(__file__).resolve().parents[2] / "pages" / "boards.py"
DAY = date(2024, 5, 3)
CORD = {"region": "Y62", "icb": "QOP", "measure": "cord"}


def view(
    named: str, params: dict[str, str], page: str = "preterm_optimisation", section: str = "", **more
) -> SavedView:
    return SavedView(named.lower(), named, page, params, section or "intervention", owner="Ann", saved=DAY, **more)


@pytest.fixture
def served(store, monkeypatch):
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield store
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception[0].message
    return page


def words(page: AppTest) -> str:
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.success, *page.get("html")]
    return "\n".join(str(getattr(one, "value", "") or getattr(one.proto, "body", "")) for one in shown)


def kept(store: Store):
    return sharing.saved(store.at().rows("events"))


def saved(store: Store, *views: SavedView, board: str = "May") -> str:
    for one in views:
        sharing.save(store, one, board, "Ann")
    return kept(store).boards[0].id if board else ""


def press(page: AppTest, key: str) -> AppTest:
    return sound(next(b for b in page.button if b.key == key).click().run())


def test_with_nothing_saved_the_page_says_how_to_begin(served):
    assert "press “Save this view”" in words(opened())


def test_names_and_notes_are_shown_as_they_were_typed(served):
    hostile = "**<img src=x>** [a](http://evil.example)"
    saved(served, view("A", CORD, note=hostile), board=hostile)
    texts = (words(opened()), words(opened(board=hostile)), words(opened(present=hostile)))
    for text in texts:
        assert not re.search(r"(?<!\\)<img src=x|(?<!\\)\]\(http", text)
    assert "img src=x" in texts[0], "it is there, as text"


def test_slides_are_reordered_and_taken_off_and_the_views_stay(served):
    board = saved(served, view("A", CORD), view("B", {"icb": "QOP"}, "opioids", "glance"))
    page = press(opened(board=board), f"down_{board}_0_a")
    assert [p.view for p in kept(served).boards[0].places] == ["b", "a"]
    assert "Reordered: the board May" in words(page)
    press(page, f"off_{board}_0_b")
    assert [p.view for p in kept(served).boards[0].places] == ["a"]
    assert len(kept(served).views) == 2


def test_speaker_notes_are_kept_with_the_board(served):
    board = saved(served, view("A", CORD))
    page = opened(board=board)
    sound(next(t for t in page.text_area if t.label == "Speaker notes").set_value("Say it slowly").run())
    (slide,) = kept(served).slides(kept(served).boards[0])
    assert slide.notes == "Say it slowly"


def test_a_past_version_shows_its_boards_and_takes_no_change(served):
    board = saved(served, view("A", CORD))
    then = str(served.version())
    sharing.remove(served, kept(served).boards, "Ben", "")
    assert "There is no board" in words(opened(board=board))
    old = opened(board=board, asof=then)
    assert "May" in words(old)
    assert not [b for b in old.button if (b.key or "").startswith(("down_", "off_"))]
    assert not old.text_area


def test_a_view_whose_measure_is_gone_says_so_in_the_list_on_its_board_and_when_presented(served):
    board = saved(served, view("Skin", {"icb": "QOP", "measure": "skin_to_skin"}))
    for page in (opened(), opened(board=board), opened(present=board)):
        assert "Its measure “skin_to_skin” is no longer there" in words(page).replace(
            "skin\\_to\\_skin", "skin_to_skin"
        )
    assert not opened(present=board).get("arrow_vega_lite_chart"), "no other measure in its place"


def test_a_view_pinned_to_data_of_another_copy_says_so(served):
    board = saved(served, view("Old", CORD | {"asof": "1.1.1.1-beef"}))
    assert "belongs to another copy of the data" in words(opened(board=board))


def test_a_slide_shows_the_view_and_the_nearest_slide_is_shown_for_a_number_that_is_none(served):
    board = saved(served, view("A", CORD), view("B", {"icb": "QOP", "measure": "opioid_high"}, "opioids", "glance"))
    for number, what in (("1", "Optimal cord management"), ("99", "opioid"), ("-3", "Optimal cord"), ("x", "Optimal")):
        page = opened(present=board, slide=number)
        assert what in words(page), number
        assert "Greater Manchester ICB · Apr 2019 to Sep 2023" in words(page)


def test_what_no_picture_shows_opens_on_its_page(served):
    board = saved(served, view("Stories", {}, "learning", "none"))
    assert "opens on its page" in words(opened(present=board))


@pytest.mark.slow
def test_what_is_new_since_a_version_of_the_link_is_told_by_view(served):
    board = saved(served, view("Cord", CORD | {"trust": "R0A"}), view("Pinned", CORD | {"asof": str(served.version())}))
    then = str(served.version())
    assert "Nothing is new in the 2 views of this board" in words(opened(board=board, since=then))
    lines = [f"cord,R0A,{m},1,40" for m in pd.period_range("2019-04", "2023-09", freq="M")]
    text = "\n".join(["measure,org_code,period,numerator,denominator", *lines])
    found = ingest.read_bytes("cord.csv", text.encode())
    served.commit(found.rows, Upload(found.table, "cord.csv", found.sha256, len(found.rows), format=found.format))
    told = words(opened(board=board, since=then))
    assert "1 of 2 views has news since" in told
    assert "figures were revised" in told
    assert "made up then, and now they are real" in told
    assert "cannot be told" in words(opened(board=board, since="9.9.9.9-beef"))
