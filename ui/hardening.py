"""The guard before everything else: which hosts, origins, methods and addresses are answered at all, and how much is taken.

Who may see or do what is not decided here (see `gate`). Each refusal is one sentence to whoever asked, and one line in the
log without address, cookie or name.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import get_instance

from ui import headers
from ui.visitors import Visitors, alias, cookie, new_token, token_of

HOSTS = ("localhost", "127.0.0.1", "::1")
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/component")
"""What Streamlit offers and this app has no use for."""
MEDIA = "/media/"
UPLOAD = "/_stcore/upload_file/"
STREAM = "/_stcore/stream"
FORM = 1024 * 1024
"""Bytes that the form around an uploaded file may take."""
PER_SESSION = 200 * 1024 * 1024
"""Bytes of uploaded files that one session may have in memory at a time."""
IN_ALL = 1024 * 1024 * 1024
"""Bytes of uploaded files that all sessions may have in memory at a time."""
VISITOR = b"x-visitor"
"""The header by which Streamlit learns whose session it is (`server.trustedUserHeaders`), so that no other browser resumes
it. Whatever a browser sends under this name is dropped."""
log = logging.getLogger(__name__)


class Refused(Exception):
    """Not answered, with the status and the sentence."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Hardening:
    """The middleware. The outermost, so that nothing is read, run or remembered of what it refuses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.visitors = Visitors()
        self.arriving: Counter[str] = Counter()
        self.base = "/" + st.get_option("server.baseUrlPath").strip("/") if st.get_option("server.baseUrlPath") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, pass on, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        path = scope["path"].removeprefix(self.base)
        try:
            _must_be_our_host(scope)
            if scope["type"] == "websocket":
                await self._websocket(scope, receive, send, path)
            else:
                await self._http(scope, receive, _marked(scope, send, path), path)
        except Refused as refused:
            log.warning("refused %s: %s", refused.status, refused.reason)
            await _refuse(refused, scope, receive, _marked(scope, send, path))

    async def _http(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        token = token_of(scope)
        _must_be_offered(scope["method"], path)
        if path.startswith(MEDIA) and not self.visitors.may(token, path.removeprefix(MEDIA).split(".")[0]):
            raise Refused(404, "This download belongs to a page that is no longer open in this browser.")
        if not path.startswith(UPLOAD) or scope["method"] == "OPTIONS":
            return await self.app(scope, receive, send)
        _must_be_same_origin(scope, needed=False)
        place = path.removeprefix(UPLOAD)
        if not self.visitors.may(token, place):
            raise Refused(403, "Files are taken only from a page that is open in this browser.")
        session = place.split("/")[0]
        size = _must_fit(scope, session, self.arriving) if scope["method"] == "PUT" else 0
        self.arriving[session] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.arriving[session] -= size
            self.arriving += Counter()  # those that are down to nothing are dropped

    async def _websocket(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        if path != STREAM:
            raise Refused(404, "There is nothing here.")
        _must_be_same_origin(scope, needed=True)
        token = token_of(scope) or new_token()  # without a cookie: a session that nobody comes back to
        visitor = self.visitors.arrive(token)
        if visitor is None:
            raise Refused(503, "Too many pages are open at once; close some, or try again in a minute.")

        async def heard(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                visitor.hear(message["bytes"])
            await send(message)

        others = [(name, value) for name, value in scope["headers"] if name != VISITOR]
        try:
            await self.app({**scope, "headers": [*others, (VISITOR, alias(token).encode())]}, receive, heard)
        finally:
            self.visitors.leave(visitor)


def hosts() -> frozenset[str]:
    """The names under which this server answers: this machine's, and those of `ALLOWED_HOSTS` (parted by commas)."""
    named = os.environ.get("ALLOWED_HOSTS", "").split(",")
    return frozenset((*HOSTS, *(name.strip().lower() for name in named if name.strip())))


def _must_be_our_host(scope: Scope) -> None:
    named = Headers(scope=scope).getlist("host")
    if len(named) != 1 or _hostname(f"//{named[0]}") not in hosts():
        raise Refused(421, "This server does not answer under that name. Whoever runs it can add it to ALLOWED_HOSTS.")


def _must_be_same_origin(scope: Scope, *, needed: bool) -> None:
    """A page of another site may not speak for the person before it. Streamlit would ask the web for this server's outside
    address to judge one; it is never asked."""
    asked = Headers(scope=scope)
    origin = asked.get("origin")
    if origin is None and not needed:
        return
    found = urlsplit(origin or "")
    if found.netloc != asked["host"] or (headers.is_secure(scope) and found.scheme != "https"):
        raise Refused(403, "Another site asked for this; open the app by its own address.")


def _must_be_offered(method: str, path: str) -> None:
    if any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED):
        raise Refused(404, "There is nothing here.")
    if method not in ("GET", "HEAD", "OPTIONS") and not (path.startswith(UPLOAD) and method in ("PUT", "DELETE")):
        raise Refused(405, "This cannot be asked for in that way.")


def _must_fit(scope: Scope, session: str, arriving: Counter[str]) -> int:
    """The size of a file that is about to come, where it has room. Nothing of it has been read."""
    told = Headers(scope=scope).get("content-length", "")
    if not told.isdecimal():
        raise Refused(411, "A file is taken only with its length.")
    size, most = int(told), st.get_option("server.maxUploadSize")
    if size > most * 1024 * 1024 + FORM:
        raise Refused(413, f"The file is larger than {most} MB.")
    held = _held() + arriving
    if held[session] + size > PER_SESSION:
        raise Refused(413, f"This page holds {held[session] >> 20} MB of files already; keep or remove some first.")
    if held.total() + size > IN_ALL:
        raise Refused(503, "Too many files are being read at once; try again in a minute.")
    return size


def _held() -> Counter[str]:
    """Bytes of uploaded files in memory, by session."""
    kept = get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return Counter({one: sum(len(file.data) for file in list(files.values())) for one, files in list(kept.items())})


def _hostname(address: str) -> str | None:
    try:
        found = urlsplit(address)
        _ = found.port  # one that is no number is no address
    except ValueError:
        return None
    return None if found.path or found.query or found.fragment or "@" in found.netloc else found.hostname


def _marked(scope: Scope, send: Send, path: str) -> Send:
    """`send` with our headers on the answer, and a cookie for a browser that has none and opens a page or connects anew."""
    wants = scope["type"] == "http" and scope["method"] == "GET" and token_of(scope) is None

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            if wants and (path == "/_stcore/health" or answer.get("content-type", "").startswith("text/html")):
                answer.append("set-cookie", cookie(scope, new_token()))
            headers.mark(answer, scope, path)
        await send(message)

    return marked


async def _refuse(refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": refused.reason})
        return
    await PlainTextResponse(refused.reason, refused.status)(scope, receive, send)
