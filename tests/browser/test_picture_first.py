"""With a change of organisation the picture comes before the filters, and nothing while the browser draws it."""

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


CHOICES = ("Derby and Derbyshire ICB", "Black Country ICB", "Coventry and Warwickshire ICB", "Lincolnshire ICB")
"""Each once: a chart that a browser had before is not sent again."""


def drawn(page: Page) -> list[tuple[float, str]]:
    """The parts of the page that came, with the seconds, by their kinds."""
    found = []
    for at, data in page.evaluate("window.came"):
        message = ForwardMsg.FromString(bytes(data))
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            found.append((at / 1000, message.delta.new_element.WhichOneof("type")))
    return found


def test_the_picture_comes_before_the_filters_and_is_drawn_alone(app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?section=intervention&icb=QOP", width=1440)
    page.add_init_script(NOTE)
    page.reload()
    at_rest(page)
    choose(page, "Region", "Midlands")
    pauses = []
    for option in CHOICES:
        at_rest(page)
        page.evaluate("window.came = []")
        choose(page, "Integrated care board (ICB)", option)
        at_rest(page)
        times, kinds = zip(*drawn(page), strict=True)
        picture, filters = kinds.index("vega_lite_chart"), kinds.index("selectbox")
        assert picture < filters
        pauses.append(times[filters] - times[picture + 1])
    # Each is shorter where the machine is busy with sending; without a pause none is as long.
    assert max(pauses) > PAUSE / 2
