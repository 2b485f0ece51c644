"""A provider of identities on loopback (OpenID Connect), the people whom it knows, and somebody who logs in without a
browser. It can be made to hand out tokens that are not right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import oidc_provider_mock
from oidc_provider_mock import _app

PEOPLE = ("vera", "edna", "ada", "nemo")
"""A viewer, an editor of one board, an administrator, and somebody whom nobody gave a role."""
ROLES = """
[vera]
role = "viewer"
["edna@trust.example"]
role = "editor"
organisations = ["QOP"]
[ada]
role = "admin"
"""


@contextmanager
def running() -> Iterator[str]:
    """The address of the provider while it runs."""
    users = [
        oidc_provider_mock.User(sub=name, claims={"email": f"{name}@trust.example", "name": name.title()})
        for name in PEOPLE
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


def settings(folder: Path, provider: str, port: int, **access: object) -> tuple[str, ...]:
    """The options of a server that asks for logins at the provider; the roles lie in the file `roles.toml`."""
    (folder / "roles.toml").write_text(ROLES)
    more = "\n".join(f"{name} = {value!r}" for name, value in access.items())
    (folder / "secrets.toml").write_text(f"""
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "a secret of these tests that nobody else has"
client_id = "explorer"
client_secret = "of no use to anybody"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[access]
roles_file = "{folder / "roles.toml"}"
unknown = "none"
{more}
""")
    return ("--secrets.files", str(folder / "secrets.toml"))


def log_in(client: httpx.Client, address: str, sub: str) -> httpx.Response:
    """Go through the login as a browser would, by hand: what the app answers at the end, before it is followed."""
    asked = client.get(address, headers={"Accept": "text/html"})
    assert asked.status_code == 401
    chosen = client.get(urljoin(address, "/auth/choose?default"))
    to_provider = client.get(urljoin(address, chosen.headers["location"]))
    allowed = httpx.post(to_provider.headers["location"], data={"sub": sub})
    return client.get(allowed.headers["location"])


@contextmanager
def token_with(**wrong: Any) -> Iterator[None]:
    """While this runs the provider's tokens are not right: `iss`, `exp` (seconds from now) or claims."""
    code = _app.OpenIDCode
    config, info = code.get_jwt_config, code.generate_user_info

    def how(self: Any, *args: Any, **kwargs: Any) -> dict[str, object]:
        return {**config(self, *args, **kwargs), **{k: v for k, v in wrong.items() if k in ("iss", "exp")}}

    def claims(self: Any, user: Any, scope: str) -> dict[str, object]:
        return {**info(self, user, scope), **{k: v for k, v in wrong.items() if k not in ("iss", "exp")}}

    code.get_jwt_config, code.generate_user_info = how, claims
    try:
        yield
    finally:
        code.get_jwt_config, code.generate_user_info = config, info
