"""Where somebody wanted to go before they had to log in: a cookie that only the way back from the provider sees."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from streamlit.auth_util import get_origin_from_redirect_uri

RETURN_TO = "return_to"
LONGEST = 3000
_SECONDS = 600
# One stroke, then neither a second one nor a backslash, which browsers take for one; nothing that ends a header.
_OWN = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def safe(cookie: str) -> str:
    """The path of this app that a cookie names; the first page where it names none."""
    path = unquote(cookie)
    return path if len(path) <= LONGEST and _OWN.fullmatch(path) and not path.startswith(("/auth/", "/oauth2")) else "/"


def remembered(path: str, callback: str) -> str:
    """The cookie for a path, sent to the callback alone; without a path it is taken back."""
    seconds = _SECONDS if path else 0
    secure = "; Secure" if (get_origin_from_redirect_uri() or "").startswith("https:") else ""
    value = quote(path, safe="") if len(path) <= LONGEST else ""
    return f"{RETURN_TO}={value}; Path={callback}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
