"""The gate by itself: how long a login lasts, and a server that is open to others and asks nobody who they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import auth_util
from streamlit.runtime.secrets import AttrDict
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from analytics.governance.audit import Trail
from analytics.governance.roles import LOCAL, NOBODY, Person, Role
from analytics.governance.signed_in import Logins
from analytics.store import Store
from analytics.words import access as words
from ui import access, cached, gate, login

ORIGIN = "http://localhost:8501"
AUTH = {"redirect_uri": f"{ORIGIN}/oauth2callback", "cookie_secret": "s" * 32, "client_id": "me", "client_secret": "x"}
CLAIMS = {"sub": "ada", "is_logged_in": True, "origin": ORIGIN, "aud": "me", "provider": "default", "name": "Ada"}


@pytest.fixture(autouse=True)
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield store
    st.cache_resource.clear()


@pytest.fixture
def client() -> TestClient:
    """A client of an app that answers everything, behind the gate."""

    def file(_: Request) -> Response:
        return PlainTextResponse("a,b", headers={"Content-Disposition": 'attachment; filename="cord.csv"'})

    def anything(_: Request) -> Response:
        return PlainTextResponse("fine")

    methods = ["GET", "PUT"]
    inside = Starlette(routes=[Route("/media/{f}", file), Route("/{p:path}", anything, methods=methods)])
    return TestClient(gate.Gate(inside), base_url=ORIGIN)


class Clock:
    """The time that logins are held against."""

    def __init__(self, now: float, cookie: str) -> None:
        self.now = now
        self.cookie = {"Cookie": f"_streamlit_user={cookie}", "Accept": "text/html"}

    def time(self) -> float:
        return self.now


@pytest.fixture
def with_login(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A login is set up, its clock is ours, and the cookie of Ada, an administrator, is just signed."""
    sections = {
        "auth": AttrDict(AUTH),
        "roles": {"ada": {"role": "admin"}},
        "access": {"idle_minutes": 30, "hours": 12},
    }
    secrets = SimpleNamespace(load_if_toml_exists=lambda: True, get=sections.get)
    for module in (login, auth_util, server_util):
        monkeypatch.setattr(module, "secrets_singleton", secrets)
    cookie = create_signed_value(AUTH["cookie_secret"], "_streamlit_user", json.dumps(CLAIMS)).decode()
    held = login.ticket({"_streamlit_user": cookie})
    assert held is not None
    clock = Clock(held.signed, cookie)
    monkeypatch.setattr(login, "time", clock)
    monkeypatch.setattr(login, "logins", Logins(held.signed - 10))
    return clock


def test_a_login_ends_after_a_pause_for_pages_files_and_runs(client: TestClient, with_login: Clock) -> None:
    for _ in range(3):
        assert client.get("/opioids", headers=with_login.cookie).status_code == 200
        with_login.now += 29 * 60
    assert client.get("/media/x", headers=with_login.cookie).status_code == 200
    with_login.now += 31 * 60
    answer = client.get("/opioids", headers=with_login.cookie)
    assert answer.status_code == 401
    assert "nothing was done for a while" in answer.text
    assert client.get("/media/x", headers=with_login.cookie).status_code == 401
    assert _in_a_run(with_login)[0] is NOBODY


def test_a_login_ends_after_a_days_work_though_something_is_done(client: TestClient, with_login: Clock) -> None:
    for _ in range(12 * 3):
        with_login.now += 20 * 60 - 1
        assert client.get("/opioids", headers=with_login.cookie).status_code == 200
    with_login.now += 60
    assert "as long as one may" in client.get("/opioids", headers=with_login.cookie).text
    assert _in_a_run(with_login)[1].startswith("You were signed out")


def _in_a_run(clock: Clock) -> tuple[object, str]:
    """Who a page takes the holder of the cookie for, in a session that is open."""
    cookies = dict([clock.cookie["Cookie"].split("=", 1)])
    return access._by({"headers": {}, "cookies": cookies}, logged_in=True)


def test_a_run_finds_who_it_is(with_login: Clock) -> None:
    person, why = _in_a_run(with_login)
    assert (person.signed, person.role.title, why) == ("Ada (ada)", "admin", "")
    cookies = dict([with_login.cookie["Cookie"].split("=", 1)])
    assert access._by({"headers": {}, "cookies": cookies}, logged_in=False)[0] is NOBODY, "Streamlit's own check failed"


def test_what_is_taken_away_is_on_the_trail_first(client: TestClient, with_login: Clock, kept: Store) -> None:
    client.get("/media/x", headers=with_login.cookie)
    told = [(e.who, e.what, e.about) for e in Trail(kept.files).events()]
    assert told == [("Ada (ada)", "export", "cord.csv"), ("Ada (ada)", "login", "admin")]


def test_what_cannot_be_recorded_is_not_done(client: TestClient, with_login: Clock, kept: Store) -> None:
    client.get("/opioids", headers=with_login.cookie)
    for folder in (Path(kept.uri) / "audit").iterdir():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    (Path(kept.uri) / "audit").rmdir()
    (Path(kept.uri) / "audit").write_text("in the way")
    answer = client.get("/media/x", headers=with_login.cookie)
    assert answer.status_code == 503
    assert "a,b" not in answer.text


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.EDITOR, 200), (Role.ADMIN, 200)])
def test_uploads_take_the_role_of_an_editor(
    client: TestClient, with_login: Clock, monkeypatch: pytest.MonkeyPatch, role: Role, status: int
) -> None:
    monkeypatch.setattr(gate, "_person", lambda _: (Person("Vera", "vera", role=role), ""))
    answer = client.put("/_stcore/upload_file/a/b", headers={**with_login.cookie, "Origin": ORIGIN})
    assert answer.status_code == status
    assert (words.READS_ONLY in answer.text) == (status == 403)


def test_strangers_cannot_fill_the_trail(client: TestClient, with_login: Clock, kept: Store) -> None:
    for _ in range(50):
        assert client.get("/opioids", headers={"Accept": "text/html"}).status_code == 401
    assert len(Trail(kept.files).events()) == 1


def test_the_local_user_needs_no_login(client: TestClient) -> None:
    assert client.put("/_stcore/upload_file/a/b").status_code == 200
    assert client.get("/_stcore/metrics").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "explorer.example"},  # by a name of its own, as behind a proxy, or of a page that points it here
        {"X-Forwarded-For": "10.0.0.1"},
        {"Forwarded": "for=10.0.0.1"},
        {"Origin": "http://evil.example"},
    ],
    ids=str,
)
def test_whoever_is_not_at_this_machine_reads_and_does_not_upload(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/opioids", headers=headers).status_code == 200
    answer = client.put("/_stcore/upload_file/a/b", headers=headers)
    assert (answer.status_code, answer.text) == (403, words.HOW_TO_TURN_ON)
    assert client.get("/_stcore/metrics", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("address", "host", "person"),
    [
        ("localhost", "localhost:8501", LOCAL),
        ("127.0.0.1", "127.0.0.1:8501", LOCAL),
        ("localhost", "[::1]:8501", LOCAL),
        ("0.0.0.0", "localhost:8501", NOBODY),
        (None, "localhost:8501", NOBODY),
        ("localhost", "", NOBODY),
        ("localhost", "localhost.evil.example", NOBODY),
    ],
)
def test_who_is_at_this_machine(monkeypatch: pytest.MonkeyPatch, address: str, host: str, person: object) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: address)
    assert login.without_login({"host": host}) is person


def test_a_session_whose_browser_is_gone_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run without a request must not pass for one from this machine."""
    assert login.without_login({}) is NOBODY
    assert access.person() is NOBODY, "outside of a run"
    assert cached.store() is not None
