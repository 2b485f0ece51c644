"""The gate before everything that the server answers: the same rule for pages, uploads, downloads and the websocket.

With a login set up, whoever has none gets the sign-in page at the very address that they asked for, and comes back to it;
only what holds no data is open. Without one, whoever is not at this machine may read and not upload. What is taken away,
who comes and who is refused goes on the audit trail before it is answered.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token

from analytics.governance.role_book import RolesUnreadable
from analytics.governance.roles import NOBODY, Action, Person, may
from analytics.store import Damaged, NotKept
from analytics.words import access as words
from ui import access, login, sign_in
from ui.return_to import RETURN_TO, remembered, safe

CALLBACK, LOGOUT, LOGIN, CHOOSE = "/oauth2callback", "/auth/logout", "/auth/login", "/auth/choose"
OPEN = frozenset({"/_stcore/health", "/api/ready", "/api/health", CALLBACK, LOGOUT, LOGIN, "/favicon.png"})
"""What anybody may ask for: whether the server is well, and the way in. Below `/static/` lies Streamlit's own front end."""
_UPLOAD, _STREAM, _METRICS = "/_stcore/upload_file", "/_stcore/stream", "/_stcore/metrics"
_SELDOM = 60.0
"""Seconds in which refusals of people whom nobody knows make one line: else anybody could fill the disk."""


class Gate:
    """Lets through whoever may."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._refused: dict[str, tuple[float, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask who comes, and pass the request on or answer it."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        asked = HTTPConnection(scope)
        try:
            if login.configured():
                return await self._with_login(asked, receive, send)
            return await self._without(asked, receive, send)
        except (NotKept, Damaged) as fault:
            # What cannot be recorded is not done.
            logging.getLogger(__name__).error("%s", fault)
            return await _answer(scope, receive, send, PlainTextResponse(str(fault), 503))

    async def _without(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        person = login.without_login(asked.headers)
        path = _path(asked.scope)
        if person is NOBODY and path.startswith((_UPLOAD, _METRICS)) and _method(asked) != "OPTIONS":
            await self._seldom("refused", path.split("/")[2])
            return await _answer(asked.scope, receive, send, PlainTextResponse(words.HOW_TO_TURN_ON, 403))
        await self.app(asked.scope, receive, self._noting_files(person, send))

    async def _with_login(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        path = _path(asked.scope)
        if path == CHOOSE:
            return await _answer(asked.scope, receive, send, _to_the_provider(asked))
        if path == CALLBACK:
            return await self.app(asked.scope, receive, await self._coming_back(asked, send))
        held = login.ticket(asked.cookies)
        if path == LOGOUT and held:
            await _note(_person(held)[0], "logout")
            login.logins.end(held.key, time.time())
        if path in OPEN or path.startswith("/static/"):
            return await self.app(asked.scope, receive, send)
        person, why = _person(held)
        if why:
            if held:
                await self._seldom("refused", f"{path}: {why}", person, key=held.key)
            else:
                await self._seldom("refused", "not signed in")
            return await _answer(asked.scope, receive, send, _sign_in(asked, path, why, signed_in=held is not None))
        assert held is not None
        if foreign := _foreign(asked, path, person):
            await _note(person, "refused", f"{path.split('/')[-1] if path == _STREAM else 'upload'}: {foreign}")
            return await _answer(asked.scope, receive, send, PlainTextResponse(foreign, 403))
        if not login.logins.knows(held.key):
            await _note(person, "login", person.role.title)
        login.active(held)
        await self.app(asked.scope, receive, self._noting_files(person, send))

    def _noting_files(self, person: Person, send: Send) -> Send:
        """Put each file that is taken away on the trail before its first byte leaves."""

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = Headers(raw=message["headers"]).get("content-disposition", "")
                if held.startswith("attachment") and message["status"] < 400:
                    await _note(person, "export", held.partition("filename=")[2].strip('"') or held[:200])
            await send(message)

        return noting

    async def _coming_back(self, asked: HTTPConnection, send: Send) -> Send:
        """From the provider: to where whoever logged in wanted to go. A login that failed is on the trail too."""

        async def going(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if held := login.ticket(_set_cookies(headers)):
                    person, why = _person(held)
                    await _note(person, "refused" if why else "login", why or person.role.title)
                    login.active(held)
                    if headers.get("location"):
                        headers["location"] = _base() + safe(asked.cookies.get(RETURN_TO, ""))
                elif "error" in asked.query_params or "code" in asked.query_params:
                    await self._seldom("refused", "login failed")
                headers.append("set-cookie", remembered("", _base() + CALLBACK))
            await send(message)

        return going

    async def _seldom(self, what: str, about: str, person: Person = NOBODY, key: str = "") -> None:
        """Note what may come often, once a while, with how often it came since."""
        last, since = self._refused.get(key or about, (0.0, 0))
        now = time.monotonic()
        if now - last < _SELDOM and last:
            self._refused[key or about] = last, since + 1
            return
        if len(self._refused) > 1000:
            self._refused.clear()
        self._refused[key or about] = now, 0
        await _note(person, what, f"{about} ({since} more since the last line)" if since else about)


async def _note(person: Person, what: str, about: str = "") -> None:
    await asyncio.to_thread(access.note, person, what, about)


async def _answer(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer a request; to a websocket that is a refusal."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    response.headers["Cache-Control"] = "no-store"
    await response(scope, receive, send)


def _person(held: login.Ticket | None) -> tuple[Person, str]:
    """Who holds a cookie, and why they may not come in where they may not."""
    if held is None:
        return NOBODY, words.NOT_SIGNED_IN
    try:
        found = login.person(held.claims)
    except RolesUnreadable as fault:
        logging.getLogger(__name__).error("%s", fault)
        return NOBODY, words.ROLES_UNREADABLE
    return found or NOBODY, login.standing(held) or ("" if found else words.NO_ROLE)


def _foreign(asked: HTTPConnection, path: str, person: Person) -> str:
    """Why somebody who is signed in may not have this: it was set off by a page of others, or takes a role."""
    came_from = asked.headers.get("origin")
    if (path == _STREAM or came_from) and came_from != login.origin():
        return "It was asked for by a page that is not of this app."
    if path.startswith(_UPLOAD) and not may(person, Action.KEEP):
        return words.READS_ONLY
    if path.startswith(_METRICS) and not may(person, Action.MANAGE):
        return words.READS_ONLY
    return ""


def _sign_in(asked: HTTPConnection, path: str, why: str, signed_in: bool) -> Response:
    """The sign-in page for whoever looks at a page; a word for everything else."""
    wants_page = "text/html" in asked.headers.get("accept", "") and not path.startswith(("/_stcore", "/media"))
    if _method(asked) not in ("GET", "HEAD") or not wants_page:
        return PlainTextResponse(why, 401)
    ways = {f"{_base()}{CHOOSE}?{name}": title for name, title in login.providers().items()}
    if signed_in:
        ways[_base() + LOGOUT] = "Sign out"
    response = HTMLResponse(sign_in.page(why, ways), 401)
    query = asked.scope.get("query_string", b"").decode("latin-1")
    response.headers.append("set-cookie", remembered(f"{path}?{query}" if query else path, _base() + CALLBACK))
    return response


def _to_the_provider(asked: HTTPConnection) -> Response:
    """To the login of the provider that was chosen. Its token lasts two minutes, so it is made when it is pressed."""
    name = str(asked.scope.get("query_string", b"").decode("latin-1")) or "default"
    if name not in login.providers():
        return PlainTextResponse("There is no such way to sign in.", 404)
    return RedirectResponse(f"{_base()}{LOGIN}?provider={encode_provider_token(name)}", 302)


def _set_cookies(headers: Headers) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in headers.getlist("set-cookie"):
        found |= {name: morsel.value for name, morsel in SimpleCookie(line).items() if morsel.value}
    return found


def _base() -> str:
    """Where the app lies below its host, such as “/explorer”; mostly nothing."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(_base()) or "/"


def _method(asked: HTTPConnection) -> Any:
    return asked.scope.get("method", "GET")
