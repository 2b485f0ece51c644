"""A server that asks for logins, and visitors who have one: the cookie is signed here, as the app signs it after a login."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

SECRET = secrets.token_hex(16)
CLIENT = "benchmark"


def options(folder: Path) -> tuple[str, ...]:
    """The options of such a server. Nobody goes to its provider, which need not be there."""
    roles = folder / "roles.toml"
    roles.write_text('[visitor]\nrole = "editor"\norganisations = ["ENG"]\n')
    path = folder / "secrets.toml"
    path.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "{CLIENT}"
client_secret = "none"
server_metadata_url = "https://127.0.0.1:1/.well-known/openid-configuration"
[access]
roles_file = "{roles}"
"""
    )
    return ("--secrets.files", str(path))


def cookies(port: int) -> dict[str, str]:
    """The cookies of a visitor who has just logged in."""
    origin = f"http://127.0.0.1:{port}"
    claims = {"sub": "visitor", "aud": CLIENT, "origin": origin, "is_logged_in": True, "nonce": secrets.token_hex(8)}
    signed = create_signed_value(SECRET, "_streamlit_user", json.dumps(claims)).decode()
    return {"_streamlit_user": signed, "_streamlit_xsrf": generate_xsrf_token_string()}
