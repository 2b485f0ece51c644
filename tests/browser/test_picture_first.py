"""With a change of organisation the browser gets all up to the picture in one piece, and nothing while it draws it."""

from __future__ import annotations

from collections.abc import Callable

from conftest import App, at_rest
from driver import choose
from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui.sending import PAUSE

NOTE = """window.came = [];
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener("message", (event) => window.came.push([performance.now(), [...new Uint8Array(event.data)]]));
  }
};"""
"""Has the page note each message of the server and when it came."""


def drawn(page: Page) -> list[tuple[float, str]]:
    """The parts of the page that came, with the seconds, by their kinds."""
    found = []
    for at, data in page.evaluate("window.came"):
        message = ForwardMsg.FromString(bytes(data))
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            found.append((at / 1000, message.delta.new_element.WhichOneof("type")))
    return found


def test_the_picture_comes_with_what_stands_above_it_and_before_the_filters(
    app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{app.address}/preterm_optimisation?section=intervention&icb=QOP", width=1440)
    page.add_init_script(NOTE)
    page.reload()
    at_rest(page)
    choose(page, "Region", "Midlands")
    for option in ("Derby and Derbyshire ICB", "Black Country ICB"):  # the first of them has the server work
        at_rest(page)
        page.evaluate("window.came = []")
        choose(page, "Integrated care board (ICB)", option)
    at_rest(page)
    kinds = [kind for _, kind in drawn(page)]
    picture, filters = kinds.index("vega_lite_chart"), kinds.index("selectbox")
    assert picture < filters
    times = [at for at, _ in drawn(page)]
    # What comes up to the picture comes within the time in which the browser gathers; what follows, when it has drawn it.
    assert times[picture] - times[0] < PAUSE / 2
    assert times[filters] - times[picture + 1] > PAUSE / 2
