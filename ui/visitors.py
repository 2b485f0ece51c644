"""Who asks: a browser by its cookie, and what the server told that browser.

An address of a download, or to send a file to, is told through the browser's own websocket. It works for that browser
alone, and only while it is connected: nobody else's copy of it opens anything.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from ui.headers import is_secure

TABS = 20
"""Websockets of one browser at a time."""
CONNECTIONS = 500
"""Websockets of all together."""
REMEMBERED = 2_000
"""Addresses told to one browser that are remembered."""
AWAY = 10 * 60
"""Seconds for which a browser without a connection is remembered, so that a lost connection loses no address; as long as
Streamlit keeps its session (`disconnectedSessionTTL`)."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_TOLD = re.compile(rb"/media/([0-9a-f]{32,64})|/_stcore/upload_file/([0-9a-f-]{36}/[0-9a-f-]{36})")


@dataclass
class Visitor:
    """A browser: how many websockets it has, when the last one ended, and what it was told."""

    connected: int = 0
    left: float = 0.0
    told: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def hear(self, message: bytes) -> None:
        """Remember the addresses in a message that goes to the browser."""
        for media, upload in _TOLD.findall(message):
            name = (media or upload).decode()
            self.told[name] = None
            self.told.move_to_end(name)
        while len(self.told) > REMEMBERED:
            self.told.popitem(last=False)


class Visitors:
    """All browsers that are connected, or were a few minutes ago. Lives in the server's event loop: nothing else asks it."""

    def __init__(self) -> None:
        self._known: dict[str, Visitor] = {}

    @property
    def connected(self) -> int:
        """How many websockets there are."""
        return sum(visitor.connected for visitor in self._known.values())

    def arrive(self, token: str) -> Visitor | None:
        """A browser opens a websocket; None where there are too many."""
        now = time.monotonic()
        self._known = {t: v for t, v in self._known.items() if v.connected or now - v.left < AWAY}
        visitor = self._known.get(token) or Visitor()
        if visitor.connected >= TABS or self.connected >= CONNECTIONS:
            return None
        self._known[token] = visitor
        visitor.connected += 1
        return visitor

    def leave(self, visitor: Visitor) -> None:
        """Its websocket has ended."""
        visitor.connected -= 1
        visitor.left = time.monotonic()

    def may(self, token: str | None, name: str) -> bool:
        """Whether a browser that is connected was told this file or place to send one."""
        visitor = self._known.get(token or "")
        return visitor is not None and visitor.connected > 0 and name in visitor.told


def new_token() -> str:
    """What a browser is known by from now on."""
    return secrets.token_urlsafe(32)


def cookie_name(scope: Scope) -> str:
    """The cookie's name. Behind TLS it has the prefix with which no neighbouring site can set it."""
    return "__Host-visitor" if is_secure(scope) else "visitor"


def cookie(scope: Scope, token: str) -> str:
    """The cookie as an answer sets it: no script reads it, and it ends with the browser's session."""
    return f"{cookie_name(scope)}={token}; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if is_secure(scope) else "")


def token_of(scope: Scope) -> str | None:
    """The token that a browser sent; None where it sent none that could be ours."""
    found = cookie_parser("; ".join(Headers(scope=scope).getlist("cookie"))).get(cookie_name(scope), "")
    return found if _TOKEN.fullmatch(found) else None


def alias(token: str) -> str:
    """What a session is bound to: it tells one browser from another and opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
