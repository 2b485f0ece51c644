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


def test_nothing_goes_out_while_the_browser_draws_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.runtime.scriptrunner import ScriptRunner

    sent: list[tuple[str, float]] = []
    straight = ScriptRunner._enqueue_forward_msg

    def noting(self: ScriptRunner, message: object) -> None:
        sent.append((str(message), time.monotonic()))
        straight(self, message)  # type: ignore[arg-type]

    monkeypatch.setattr(ScriptRunner, "_enqueue_forward_msg", noting)
    page = AppTest.from_string(SCRIPT).run()
    sent.clear()
    page.run()
    when = {
        word: at for text, at in sent for word in ("picture", "frame", "below", "after") if f'body: "{word}"' in text
    }
    assert min(when["frame"], when["below"]) - when["picture"] >= 0.05
    assert list(when) == ["picture", "frame", "below", "after"]


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
