"""A tab of a browser without the browser: a websocket to a Streamlit server, links opened in it, and what came back.

It speaks as Streamlit's own front end does: the same handshake, `rerun_script` with the link, and the messages that it
keeps from one run to the next, so that the server sends a reference to them instead.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 180
"""Seconds after which a page counts as failed."""
KEPT_RUNS = 2
"""For how many runs a browser keeps a message (`global.maxCachedMessageAge`)."""


@dataclass(frozen=True)
class Link:
    """A page and its parameters, and the words by which its answer is known to be the right one."""

    page: str
    query: str
    words: tuple[str, ...]


@dataclass
class Answer:
    """What came back for a link. `seconds` run from asking until the whole page is there, `chart` until its first chart."""

    link: Link
    seconds: float = 0.0
    chart: float | None = None
    charts: int = 0
    text: str = field(default="", repr=False)
    failures: list[str] = field(default_factory=list)


@dataclass
class Session:
    """One tab. Connects when first asked, and again after the connection is lost. `cookies` are those of a login."""

    port: int
    host: str = "127.0.0.1"
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    _socket: ClientConnection | None = None
    _hashes: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _runs: int = 0

    async def ask(self, link: Link) -> Answer:
        """Open a link and wait until the whole page is there. Never raises: what went wrong is in `failures`."""
        answer = Answer(link)
        begin = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                socket = await self._connected()
                begin = time.perf_counter()
                await socket.send(self._asking(link))
                await self._listen(socket, answer, begin)
        except TimeoutError:
            answer.failures.append(f"no answer within {PATIENCE} s")
        except (OSError, WebSocketException) as lost:
            answer.failures.append(f"connection lost: {lost!r}")
        answer.seconds = answer.seconds or time.perf_counter() - begin
        if answer.failures:
            await self.close()
        else:
            missing = [words for words in link.words if words not in answer.text]
            answer.failures += [f"“{words}” is not on the page" for words in missing]
        return answer

    async def close(self) -> None:
        """Close the tab. The next question opens a new one."""
        if self._socket:
            await self._socket.close()
        self._socket, self._hashes, self._kept, self._runs = None, {}, {}, 0

    async def _connected(self) -> ClientConnection:
        if self._socket is None:
            self._socket = await connect(
                f"ws://{self.host}:{self.port}/_stcore/stream",
                origin=f"http://{self.host}:{self.port}",  # type: ignore[arg-type]
                # The second proves, beside the cookie of that name, that a page of the app asks.
                subprotocols=["streamlit", self.cookies.get("_streamlit_xsrf", "PLACEHOLDER_AUTH_TOKEN")],  # type: ignore[list-item]
                additional_headers=[("Cookie", f"{name}={value}") for name, value in self.cookies.items()],
                max_size=None,
            )
        return self._socket

    def _asking(self, link: Link) -> bytes:
        """The message of a browser that opens the link: by the page's name at first, by its hash once that is known."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = link.query
        asked.page_script_hash = self._hashes.get(link.page, "")
        asked.page_name = "" if asked.page_script_hash else link.page
        asked.is_history_navigation = bool(asked.page_script_hash)
        asked.cached_message_hashes.extend(self._kept)
        asked.context_info.url = f"http://{self.host}:{self.port}/{link.page}"
        asked.context_info.timezone = "Europe/London"
        asked.context_info.locale = "en-GB"
        asked.widget_states.SetInParent()
        return message.SerializeToString()

    async def _listen(self, socket: ClientConnection, answer: Answer, begin: float) -> None:
        """Take messages until the run of the whole page is finished."""
        texts: list[str] = []
        while True:
            message = self._whole(ForwardMsg.FromString(await socket.recv()))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.HasField("new_element"):
                element = message.delta.new_element
                if element.HasField("vega_lite_chart"):
                    answer.charts += 1
                    answer.chart = answer.chart or time.perf_counter() - begin
                texts.append(_text(element))
                answer.failures += _wrong(element)
            elif kind == "navigation":
                self._hashes = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "page_not_found":
                answer.failures.append("page not found")
            elif kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
                answer.failures.append(message.session_event.script_compilation_exception.message)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                answer.failures.append("the script could not be compiled")
                break
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
        answer.seconds = time.perf_counter() - begin
        answer.text = "\n".join(texts)
        self._runs += 1
        self._kept = {h: (run, kept) for h, (run, kept) in self._kept.items() if self._runs - run <= KEPT_RUNS}

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the kept one that it refers to."""
        if message.WhichOneof("type") == "ref_hash":
            message = self._kept[message.ref_hash][1]
        elif not message.metadata.cacheable:
            return message
        self._kept[message.hash] = self._runs, message
        return message


def _text(element: Element) -> str:
    """What an element says to a reader. Lists to choose from say nothing about what was chosen, so they are left out."""
    kind = element.WhichOneof("type")
    return (
        unescape(str(getattr(element, kind).body)) if kind in {"heading", "markdown", "html", "text", "alert"} else ""
    )


def _wrong(element: Element) -> list[str]:
    """An exception, or the sentence that the product shows in its place."""
    if element.HasField("exception"):
        return [f"{element.exception.type}: {element.exception.message}"]
    if element.HasField("alert") and element.alert.format == element.alert.ERROR:
        return [element.alert.body]
    return []
