"""What each answer tells the browser: what a page may load and run, who may frame it, and what nobody may keep.

Scripts come from this server alone; those that the first page holds, Streamlit's and ours, are known by their hashes, which
are worked out at the start, so that an upgrade of Streamlit changes nothing here. Nothing may make code out of text. `blob:`
is for the script of the copy button, which Streamlit hands to the browser as one: only a script that already runs can make
such an address.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import Scope

from ui import index

YEAR = 365 * 24 * 60 * 60
DATA = ("/media/", "/_stcore/", "/api/")
"""Where answers hold data, or tell something of who asks: no cache may keep them."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def policy() -> str:
    """The content security policy. `FRAME_ANCESTORS` names who may show the app in a frame; nobody without it."""
    scripts = _INLINE.findall(index.page())
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self' blob:", *(f"'sha256-{found}'" for found in hashes)]),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors()}",
        ]
    )


def frame_ancestors() -> str:
    """Who may show the app in a frame. What would end the directive and begin another is no address."""
    named = os.environ.get("FRAME_ANCESTORS", "").split()
    return " ".join(one for one in named if not set(one) & set(";,")) or "'none'"


def mark(headers: MutableHeaders, scope: Scope, path: str) -> None:
    """Add what belongs on an answer; behind TLS, that the address is only to be asked so and cookies only sent so."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = policy()
    if frame_ancestors() == "'none'":
        headers["X-Frame-Options"] = "DENY"
    if path.startswith(DATA):
        headers["Cache-Control"] = "no-store"
    if is_secure(scope):
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        _secure_cookies(headers)


def is_secure(scope: Scope) -> bool:
    """Whether the browser asked by TLS. A proxy's word counts only from an address in `FORWARDED_ALLOW_IPS` (default: this
    machine), which the server sees to before anything arrives here."""
    return scope["scheme"] in ("https", "wss")


def _secure_cookies(headers: MutableHeaders) -> None:
    headers.raw[:] = [
        (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in headers.raw
    ]
