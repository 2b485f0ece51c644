"""The first picture goes out before the frame; what follows is kept back for a moment, and all of it comes, in its order."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from ui import first

SCRIPT = """
import time
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
        time.sleep(float(st.query_params.get("works", "0")))
        st.text("below")
st.text("after")
"""


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


@pytest.mark.parametrize("works", ["0", "0.1"], ids=["quick", "slower than the pause"])
def test_all_comes_in_its_place_when_a_page_opens_and_when_it_stands(works: str) -> None:
    page = AppTest.from_string(SCRIPT)
    page.query_params["works"] = works
    for _ in range(3):
        page.run()
        assert not page.exception
        assert texts(page) == ["frame", "above", "choice", "picture", "below", "after"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """Each message that goes out, and when."""
    from streamlit.runtime.scriptrunner import ScriptRunner

    went: list[tuple[str, float]] = []
    straight = ScriptRunner._enqueue_forward_msg

    def noting(self: ScriptRunner, message: object) -> None:
        went.append((str(message), time.monotonic()))
        straight(self, message)  # type: ignore[arg-type]

    monkeypatch.setattr(ScriptRunner, "_enqueue_forward_msg", noting)
    return went


def when(sent: list[tuple[str, float]], *words: str) -> dict[str, float]:
    return {word: at for text, at in sent for word in words if f'body: "{word}"' in text}


def test_nothing_goes_out_while_the_browser_draws_the_picture(sent: list[tuple[str, float]]) -> None:
    page = AppTest.from_string(SCRIPT).run()
    sent.clear()
    page.run()
    went = when(sent, "picture", "frame", "below", "after")
    assert min(went["frame"], went["below"]) - went["picture"] >= 0.05
    assert list(went) == ["picture", "frame", "below", "after"]


def test_what_stands_above_a_picture_comes_with_it(sent: list[tuple[str, float]]) -> None:
    page = AppTest.from_string(SCRIPT.replace('st.text("above")', 'st.text("above"); time.sleep(0.03)')).run()
    sent.clear()
    page.run()
    went = when(sent, "above", "picture")
    assert list(went) == ["above", "picture"]
    assert went["picture"] - went["above"] < 0.02


def test_who_waits_long_for_a_picture_sees_what_stands_above_it(sent: list[tuple[str, float]]) -> None:
    slow = 'st.text("above"); time.sleep(0.08); st.text("heading"); time.sleep(0.08)'
    page = AppTest.from_string(SCRIPT.replace('st.text("above")', slow)).run()
    sent.clear()
    page.run()
    went = when(sent, "above", "heading", "picture")
    assert list(went) == ["above", "heading", "picture"]
    assert went["picture"] - went["heading"] >= 0.07


def test_what_stands_above_is_sent_where_a_page_fails() -> None:
    fails = 'st.text("above"); 1 / (0 if st.session_state.get("again") else 1)'
    page = AppTest.from_string(SCRIPT.replace('st.text("above")', fails)).run()
    page.session_state["again"] = True
    page.run()
    assert "above" in texts(page)
    assert len(page.exception) == 1


def test_a_page_that_does_not_say_when_it_ends_loses_nothing() -> None:
    page = AppTest.from_string(SCRIPT.replace("with first.to_the_end():", "if True:"))
    for _ in range(2):
        page.run()
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
