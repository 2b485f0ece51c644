"""The first picture is made before the frame, and all of it comes, each part in its place."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ui import first

SCRIPT = """
import streamlit as st
from ui import first

place = st.container()
first.none()
first.hold("page", lambda: place.text("frame"))
with first.to_the_end():
    st.text("above")
    first.later(lambda: st.text("choice"))
    if "bare" not in st.query_params:
        st.text("picture")
        first.release()
        st.text("below")
st.text("after")
"""


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def test_all_comes_in_its_place_when_a_page_opens_and_when_it_stands() -> None:
    page = AppTest.from_string(SCRIPT)
    for _ in range(3):
        page.run()
        assert not page.exception
        assert texts(page) == ["frame", "above", "choice", "picture", "below", "after"]


def test_a_page_without_a_picture_has_its_frame_at_its_end() -> None:
    page = AppTest.from_string(SCRIPT).run()
    page.query_params["bare"] = "1"
    page.run()
    assert texts(page) == ["frame", "above", "choice", "after"]


def test_what_a_run_that_was_cut_short_held_is_not_drawn_by_the_next() -> None:
    drawn: list[str] = []
    first._held.set((lambda: drawn.append("frame of another page"),))
    first.none()
    first.release()
    assert not drawn


def test_the_picture_is_made_before_the_frame_where_the_page_stands() -> None:
    made: list[str] = []
    first.none()
    first._held.set((lambda: made.append("frame"),))
    with first.to_the_end():
        made.append("picture")
        first.release()
        made.append("below")
    assert made == ["picture", "frame", "below"]
