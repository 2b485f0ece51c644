"""What the server's settings say of logins, and who stands behind a request: one place for pages and for the gate.

With a section `[auth]` in the secrets everybody logs in; `[access]` beside it says the rest (docs/operations.md). Without
one there are only the local user and nobody in particular.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret

from analytics.governance import role_book
from analytics.governance.role_book import Claims, RolesUnreadable
from analytics.governance.roles import LOCAL, NOBODY, Person, Role
from analytics.governance.signed_in import Limits, Logins, Standing
from analytics.model import Audience

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
logins = Logins(time.time())
"""The logins that this server has seen."""


@dataclass(frozen=True)
class Ticket:
    """A cookie that this app has signed: what the provider said of its holder, when, and a key that no other has."""

    claims: Mapping[str, Any] = field(repr=False)
    signed: float
    key: str


def configured() -> bool:
    """Whether everybody has to log in."""
    return bool(get_secrets_auth_section())


def origin() -> str | None:
    """Where the app is reached, as the redirect address of the login says."""
    return get_origin_from_redirect_uri()


def bound_to_this_machine() -> bool:
    """Whether the server listens to this machine alone."""
    return str(st.get_option("server.address") or "") in LOOPBACK


def audiences() -> tuple[Audience, ...]:
    """As whom this server's visitors may look at numbers."""
    if configured():
        return (Audience.INTERNAL, Audience.PUBLIC)
    return (Audience.INTERNAL,) if bound_to_this_machine() else (Audience.PUBLIC,)


def is_local(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this machine, to a server that listens there alone, and through nobody's hands. The name
    that it was asked by counts too: else any page of the web could point its own name at this machine."""
    if not bound_to_this_machine() or any(name in headers for name in _FORWARDED):
        return False
    origins = (headers.get("origin") or "http://localhost").partition("//")[2]
    return all(_host(text) in LOOPBACK for text in (headers.get("host", ""), origins))


def ticket(cookies: Mapping[str, str]) -> Ticket | None:
    """The cookie of the login among others; None where there is none that this app has signed."""
    signed: list[float] = []

    def one(name: str) -> bytes | None:
        try:
            read = URLSafeTimedSerializer(get_cookie_secret(), salt=name)
            text, when = read.loads(cookies.get(name, ""), return_timestamp=True)
        except BadData:
            return None
        signed.append(when.timestamp())
        return str(text).encode()

    try:
        found = get_cookie_with_chunks(one, AUTH_COOKIE_NAME)
        claims = json.loads(found) if found else None
    except ValueError:
        return None
    if not isinstance(claims, dict) or not claims.get("is_logged_in") or claims.get("origin") != origin():
        return None
    if not _for_us(claims):
        return None
    assert found is not None
    return Ticket(claims, signed[0], hashlib.sha256(found + repr(signed[0]).encode()).hexdigest())


def _for_us(claims: Mapping[str, Any]) -> bool:
    """Whether the provider meant its token for this app. Authlib lets one pass that was given to it for another."""
    section, provider = get_secrets_auth_section(), str(claims.get("provider") or "")
    own = section.get("client_id") if provider in ("", "default") else section.get(provider, {}).get("client_id")
    meant_for = claims.get("aud")
    return own is not None and own in (meant_for if isinstance(meant_for, list) else [meant_for])


def standing(held: Ticket) -> Standing:
    """How a login stands now."""
    return logins.standing(held.key, held.signed, time.time(), limits())


def active(held: Ticket) -> None:
    """Something is done with a login."""
    logins.active(held.key, time.time(), limits())


def person(claims: Mapping[str, Any]) -> Person | None:
    """Who stands behind the claims, by the roles as they are written down now; None for whoever may not come in."""
    settings = _settings()
    named = Claims(str(settings.get("role_claim", "")), str(settings.get("organisations_claim", "")))
    unknown = None if str(settings.get("unknown", "viewer")) == "none" else Role.VIEWER
    return role_book.person(claims, _written(settings), named, unknown)


def without_login(headers: Mapping[str, str]) -> Person:
    """Who stands behind a request to a server that asks nobody who they are."""
    return LOCAL if is_local(headers) else NOBODY


def limits() -> Limits:
    """How long a login lasts."""
    settings = _settings()
    usual = Limits()
    return Limits(
        60 * float(settings.get("idle_minutes", usual.idle / 60)),
        3600 * float(settings.get("hours", usual.whole / 3600)),
    )


def providers() -> dict[str, str]:
    """The providers that can be chosen, name to title."""
    section = get_secrets_auth_section()
    if "client_id" in section:
        return {"default": "Sign in"}
    return {
        name: f"Sign in with {name.replace('_', ' ').title()}"
        for name, value in section.items()
        if isinstance(value, Mapping) and "client_id" in value
    }


def _written(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table of roles: a file's, read each time, or else that of the secrets."""
    if path := os.environ.get("ROLES_FILE") or settings.get("roles_file"):
        return role_book.in_file(Path(str(path)))
    return _secrets("roles")


def _settings() -> Mapping[str, Any]:
    return _secrets("access")


def _secrets(name: str) -> Mapping[str, Any]:
    found = secrets_singleton.get(name, {}) if secrets_singleton.load_if_toml_exists() else {}
    if not isinstance(found, Mapping):
        raise RolesUnreadable(f"The section [{name}] of the secrets is not a table.")
    return found


def _host(text: str) -> str:
    """The name in “name:port”."""
    name = text.lower().partition("/")[0]
    return name if name.endswith("]") else name.rpartition(":")[0] or name
