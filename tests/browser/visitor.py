"""A browser without the browser: a cookie of its own, a websocket, files to send, and whatever it wants to say of itself."""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import SSLContext
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

BOUNDARY = "x" * 20
PATIENCE = 30


@dataclass
class Visitor:
    """Whoever speaks HTTP to a server on loopback.

    The websocket lives in an event loop: before Python 3.13 what one thread writes to a TLS connection can be lost while
    another reads it, as the websockets of `websockets.sync` do.
    """

    port: int
    tls: SSLContext | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    socket: ClientConnection | None = None
    session: str = ""
    _open: ExitStack = field(default_factory=ExitStack, repr=False)
    _loop: BlockingPortal | None = field(default=None, repr=False)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> HTTPResponse:
        """An answer, read whole (`.body`). `Host` and others go as they are given; the cookies go along."""
        if self.tls:
            link: HTTPConnection = HTTPSConnection("localhost", self.port, timeout=PATIENCE, context=self.tls)
        else:
            link = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {"Host": f"localhost:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = self._cookie()
        link.request(method, path, body, sent)
        answer = link.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        link.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def arrive(self, session: str = "", **more: Any) -> str:
        """Open a page as a browser does; the id of the session that the server gave."""
        self.knock(session, **more)
        asking = BackMsg()
        asking.rerun_script.page_name = "methods"
        asking.rerun_script.widget_states.SetInParent()
        self._say(asking)
        self.session = self._hear("new_session").new_session.initialize.session_id
        return self.session

    def knock(self, session: str = "", **more: Any) -> None:
        """Open the websocket of a page, and no more."""
        self.ask("/")
        self.ask("/_stcore/health")
        cookies = {"Cookie": self._cookie()} if self.cookies else {}
        settings = {
            "origin": f"http{'s' * bool(self.tls)}://localhost:{self.port}",
            "ssl": self.tls,
            "subprotocols": ["streamlit", self.cookies.get("_streamlit_xsrf", "none"), *filter(None, [session])],
            "additional_headers": cookies,
            "max_size": None,
            "close_timeout": 0.2,  # a page that is closed does not read what was still to come
        } | more
        self._loop = self._open.enter_context(start_blocking_portal())
        came = connect(f"ws{'s' * bool(self.tls)}://localhost:{self.port}/_stcore/stream", **settings)
        self.socket = self._open.enter_context(self._loop.wrap_async_context_manager(came))

    def place_for(self, file: str) -> str:
        """The address that the server names for a file that is to come."""
        asking = BackMsg()
        asking.file_urls_request.request_id = "1"
        asking.file_urls_request.file_names.append(file)
        asking.file_urls_request.session_id = self.session
        self._say(asking)
        return self._hear("file_urls_response").file_urls_response.file_urls[0].upload_url

    def send(self, path: str, data: bytes, **headers: str) -> int:
        """The status of a file that was sent."""
        return self.hand_in(path, data, **headers).status

    def hand_in(self, path: str, data: bytes, **headers: str) -> HTTPResponse:
        """The answer to a file that was sent, with the token that only a page of this server can read."""
        form = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'.encode()
        body = form + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        token = {"X_Xsrftoken": self.cookies.get("_streamlit_xsrf", "")}
        return self.ask(path, "PUT", body, Content_Type=kind, **token, **headers)

    def leave(self) -> None:
        """Close the page."""
        self._open.close()
        self.socket = self._loop = None

    def heard(self, patience: float = PATIENCE) -> bytes:
        """The next message. Raises `TimeoutError` when none came, and what `websockets` raises when the page was closed."""
        assert self.socket
        assert self._loop
        return self._loop.call(asyncio.wait_for, self.socket.recv(decode=False), patience)

    def _say(self, message: BackMsg) -> None:
        assert self.socket
        assert self._loop
        self._loop.call(self.socket.send, message.SerializeToString())

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _hear(self, kind: str) -> ForwardMsg:
        while True:
            message = ForwardMsg.FromString(self.heard())
            if message.WhichOneof("type") == kind:
                return message


def told(answer: HTTPResponse) -> Any:
    """An answer's JSON."""
    return json.loads(answer.body)  # type: ignore[attr-defined]
