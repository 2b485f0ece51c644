"""With a login set up: every page, upload, download and websocket as nobody, viewer, editor and administrator, against a
real provider of identities on loopback."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import httpx
import provider
import pytest
from conftest import PATIENCE, ROOT, App, at_rest, free_port
from driver import taken, unfold, upload
from playwright.sync_api import Browser, FilePayload, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from analytics.governance.audit import Trail
from analytics.store import Store
from analytics.words import access as words
from analytics.words import published

sys.path.insert(0, str(ROOT / "benchmarks"))
from session import Answer, Link, Session

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
SECRET = "a secret of these tests that nobody else has"
CLOSED = {
    "/_stcore/host-config": 401,
    "/_stcore/metrics": 404,
    "/media/0.csv": 404,
    "/_stcore/upload_file/a/b": 403,
    "/component/a/b": 404,
    "/x": 401,
}
"""What is refused to whoever is not signed in: by the gate with 401; before it, as of no page of theirs, with 403 or 404."""
HTML = {"Accept": "text/html"}
OWN, OTHER = "QOP", "QWO"


@pytest.fixture(scope="module")
def guarded(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A running app that asks for logins."""
    folder = tmp_path_factory.mktemp("guarded")
    shutil.copytree(first_store, folder / "store")
    with provider.running() as address:
        app = App(folder / "store", free_port())
        app.options = provider.settings(folder, address, app.port)
        try:
            app.start()
            yield app
        finally:
            app.stop()


@pytest.fixture(scope="module")
def signed_in(guarded: App) -> dict[str, dict[str, str]]:
    """The cookies of each of the provider's people."""
    found = {}
    for name in provider.PEOPLE:
        with httpx.Client() as client:
            provider.log_in(client, f"{guarded.address}/", name)
            client.get(f"{guarded.address}/_stcore/health")  # gives the cookie by which a page proves that it is ours
            found[name] = dict(client.cookies)
    return found


def trail(app: App) -> list[tuple[str, str, str]]:
    found = Trail(Store(str(app.store)).files)
    assert found.faults() == []
    return [(event.who, event.what, event.about) for event in found.events()]


def get(app: App, path: str, cookies: dict[str, str] | None = None, **headers: str) -> httpx.Response:
    return httpx.get(f"{app.address}{path}", cookies=cookies, headers=HTML | headers)


Found = TypeVar("Found")


def _apart(doing: Coroutine[None, None, Found]) -> Found:
    """Run a coroutine in a thread of its own: Playwright's loop runs in the one of the tests once a browser is open."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


def ask(app: App, cookies: dict[str, str], *links: Link) -> list[Answer]:
    """Open links one after the other in one session, as a tab does."""

    async def all_of_them() -> list[Answer]:
        session = Session(app.port, "localhost", cookies)
        try:
            return [await session.ask(link) for link in links]
        finally:
            await session.close()

    return _apart(all_of_them())


def handshake(app: App, cookies: dict[str, str], origin: str | None) -> int:
    """The status of a websocket's answer."""

    async def shake() -> int:
        try:
            headers = [("Cookie", f"{k}={v}") for k, v in cookies.items()]
            address = f"ws://localhost:{app.port}/_stcore/stream"
            async with connect(address, origin=origin, additional_headers=headers, subprotocols=["streamlit"]):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    return _apart(shake())


@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_cold_link_to_any_page_gets_the_way_in_and_nothing_else(guarded: App, page: str) -> None:
    answer = get(guarded, f"/{page}?icb=QOP")
    assert answer.status_code == 401
    assert "Sign in" in answer.text
    assert "<script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_without_a_login_only_what_holds_no_data_answers(guarded: App) -> None:
    assert {path: get(guarded, path).status_code for path in CLOSED} == CLOSED
    for path in ("/_stcore/health", "/api/ready"):
        assert get(guarded, path).status_code == 200
    put = httpx.put(f"{guarded.address}/_stcore/upload_file/a/b", files={"file": b"a,b"})
    assert put.status_code == 403


def test_a_websocket_needs_the_cookie_and_a_page_of_this_app(
    guarded: App, signed_in: dict[str, dict[str, str]]
) -> None:
    ada = signed_in["ada"]
    assert handshake(guarded, {}, guarded.address) == 403
    assert handshake(guarded, ada, "http://evil.example") == 403
    assert handshake(guarded, ada, f"http://localhost:{guarded.port + 1}") == 403
    assert handshake(guarded, ada, None) == 403
    assert handshake(guarded, ada, guarded.address) == 101


def test_the_link_survives_the_login(guarded: App) -> None:
    with httpx.Client() as client:
        back = provider.log_in(client, f"{guarded.address}/opioids?icb=QOP&section=people", "ada")
    assert back.headers["location"] == "/opioids?icb=QOP&section=people"


def test_a_cookie_of_another_makes_no_way_out_of_the_app(guarded: App) -> None:
    with httpx.Client() as client:
        client.get(f"{guarded.address}/", headers=HTML)
        client.cookies.set("return_to", "%2F%2Fevil.example", path="/oauth2callback", domain="localhost.local")
        assert provider.log_in(client, f"{guarded.address}/", "ada").headers["location"] == "/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": "another", "azp": "explorer"},
        {"aud": ["another"], "azp": "explorer"},
        {"nonce": "of another login"},
        {"exp": -1000},
    ],
    ids=lambda w: "+".join(w),
)
def test_a_token_that_is_not_right_lets_nobody_in(guarded: App, wrong: dict[str, object]) -> None:
    with httpx.Client() as client, provider.token_with(**wrong):
        provider.log_in(client, f"{guarded.address}/opioids", "ada")
        assert client.get(f"{guarded.address}/opioids", headers=HTML).status_code == 401
        assert client.get(f"{guarded.address}/_stcore/host-config").status_code == 401


def test_a_callback_that_nobody_asked_for_lets_nobody_in(guarded: App) -> None:
    with httpx.Client() as client:
        for query in ("code=1&state=2", "error=access_denied&state=2", ""):
            client.get(f"{guarded.address}/oauth2callback?{query}")
        assert client.get(f"{guarded.address}/", headers=HTML).status_code == 401


def test_cookies_that_were_tampered_with_let_nobody_in(guarded: App, signed_in: dict[str, dict[str, str]]) -> None:
    good = signed_in["ada"]["_streamlit_user"]
    claims = {"sub": "ada", "is_logged_in": True, "origin": guarded.address, "aud": "explorer", "provider": "default"}
    forged = {
        "changed": good[:20] + ("A" if good[20] != "A" else "B") + good[21:],
        "cut": good[:-1],
        "of another secret": create_signed_value("another", "_streamlit_user", json.dumps(claims)).decode(),
        "of another cookie": create_signed_value(SECRET, "_streamlit_xsrf", json.dumps(claims)).decode(),
        "of another app": _signed(claims | {"origin": "http://localhost:1"}),
        "for another": _signed(claims | {"aud": "another"}),
        "not logged in": _signed(claims | {"is_logged_in": False}),
        "nobody": _signed(claims | {"sub": ""}),
        "no claims": create_signed_value(SECRET, "_streamlit_user", "[]").decode(),
        "empty": "",
    }
    found = {name: get(guarded, "/opioids", {"_streamlit_user": cookie}).status_code for name, cookie in forged.items()}
    assert found == dict.fromkeys(forged, 401)
    assert get(guarded, "/opioids", {"_streamlit_user": _signed(claims)}).status_code == 200, "the test itself is right"


def _signed(claims: dict[str, object]) -> str:
    return create_signed_value(SECRET, "_streamlit_user", json.dumps(claims)).decode()


def test_a_copy_of_a_cookie_is_worth_nothing_after_signing_out(guarded: App) -> None:
    with httpx.Client() as client:
        provider.log_in(client, f"{guarded.address}/", "vera")
        copy = dict(client.cookies)
        assert get(guarded, "/", copy).status_code == 200
        client.get(f"{guarded.address}/auth/logout")
    after = get(guarded, "/", copy)
    assert after.status_code == 401
    assert "You have signed out." in after.text
    assert handshake(guarded, copy, guarded.address) == 403


def test_whoever_has_no_role_stays_out_and_is_told(guarded: App, signed_in: dict[str, dict[str, str]]) -> None:
    answer = get(guarded, "/overview", signed_in["nemo"])
    assert answer.status_code == 401
    assert words.NO_ROLE in answer.text
    assert handshake(guarded, signed_in["nemo"], guarded.address) == 403


@pytest.mark.parametrize("name", ["vera", "edna", "ada"])
def test_every_page_by_role(guarded: App, signed_in: dict[str, dict[str, str]], name: str) -> None:
    answers = ask(
        guarded, signed_in[name], *(Link(page if page != "overview" else "", "icb=QOP", ()) for page in PAGES)
    )
    said = dict(zip(PAGES, (answer.text for answer in answers), strict=True))
    assert [answer.failures for answer in answers] == [[]] * len(PAGES)
    held, other = published.SMALL_NUMBERS, published.FOR_PUBLICATION
    if name == "vera":
        held, other = other, held
    for page in ("overview", "preterm_optimisation", "opioids"):
        assert held in said[page], page
        assert other not in said[page], page
    assert (words.READS_ONLY in said["your_data"]) == (name == "vera")
    assert ("Audit trail" in said["your_data"]) == (name == "ada")


def test_a_file_is_taken_from_a_page_that_is_open_alone(guarded: App, signed_in: dict[str, dict[str, str]]) -> None:
    """That it takes an editor besides is tried of the gate by itself (`tests/ui/test_gate.py`)."""
    address = f"{guarded.address}/_stcore/upload_file/a/b"
    for name in ("nemo", "vera", "edna", "ada"):
        assert httpx.put(address, cookies=signed_in[name], files={"file": b"a,b"}).status_code == 403
    assert get(guarded, "/_stcore/metrics", signed_in["ada"]).status_code == 404


def test_a_demotion_holds_for_the_session_that_is_open(guarded: App, signed_in: dict[str, dict[str, str]]) -> None:
    roles = guarded.store.parent / "roles.toml"
    link = Link("preterm_optimisation", "icb=QOP", ())

    async def before_and_after() -> list[str]:
        session = Session(guarded.port, "localhost", signed_in["edna"])
        try:
            first = await session.ask(link)
            roles.write_text(provider.ROLES.replace('role = "editor"', 'role = "viewer"'))
            second = await session.ask(link)
            roles.write_text("this is no table")
            third = await session.ask(link)
            return [first.text, second.text, third.text]
        finally:
            roles.write_text(provider.ROLES)
            await session.close()

    first, second, third = _apart(before_and_after())
    assert published.SMALL_NUMBERS in first
    assert published.SMALL_NUMBERS not in second
    assert published.FOR_PUBLICATION in second
    assert words.ROLES_UNREADABLE in third
    assert published.FOR_PUBLICATION not in third
    assert any(what == "role changed" and "viewer" in about for _, what, about in trail(guarded))


@pytest.fixture
def browse_as(chromium: Browser, guarded: App) -> Iterator[Callable[[str, str], Page]]:
    """A function that opens a link in a new browser and logs in as somebody."""
    contexts = []

    def opened(name: str, path: str) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{guarded.address}{path}")
        page.get_by_role("link", name="Sign in").click()
        page.get_by_role("button", name=name, exact=True).first.click()
        at_rest(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def rows(code: str) -> FilePayload:
    text = f"measure,org_code,period,numerator,denominator\nopioid_high,{code},2023-08,41,120000\n"
    return {"name": f"{code}.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_an_editor_keeps_for_their_own_and_undoes_what_is_theirs(
    guarded: App, browse_as: Callable[[str, str], Page]
) -> None:
    page = browse_as("edna", "/your_data?icb=QOP")
    assert re.fullmatch(r"/your_data\?(region=Y62&)?icb=QOP", page.url.removeprefix(guarded.address))
    expect(page.get_by_text(re.compile(r"^Edna \(edna.+editor for QOP$"))).to_be_visible()
    upload(page, rows(OTHER))
    expect(
        page.get_by_text(re.compile("1 row of 1 is of organisations that you do not keep files for"))
    ).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    page.reload()
    at_rest(page)
    upload(page, rows(OWN))
    at_rest(page)
    expect(page.get_by_label("Your name, for the history")).to_have_count(0)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(re.compile("^Kept 1 row of"))).to_be_visible()
    entry = Store(str(guarded.store)).history()[0]
    assert (entry.who, entry.upload.file) == ("Edna (edna@trust.example)", "QOP.csv")
    expect(page.get_by_role("button", name="Go back to this")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("QOP.csv was undone.")).to_be_visible()
    undone = Store(str(guarded.store)).history()[0]
    assert (undone.action, undone.who) == ("undo", "Edna (edna@trust.example)")
    done = [(what, about.split(",")[0]) for who, what, about in trail(guarded) if who.startswith("Edna")]
    assert ("keep", "QOP.csv") in done
    assert ("undo", "QOP.csv") in done


def test_what_is_taken_away_is_on_the_trail_and_closed_to_others(
    guarded: App, browse_as: Callable[[str, str], Page], signed_in: dict[str, dict[str, str]]
) -> None:
    page = browse_as("ada", "/your_data")
    folded = unfold(page, "Who came, what they did")
    with page.expect_response(re.compile("/media/")) as caught:
        file = taken(page, folded.get_by_role("button", name="Download as CSV"))
    path = caught.value.url.removeprefix(guarded.address)
    assert "login" in Path(file.path()).read_text("utf-8-sig")
    assert get(guarded, path).status_code == 404
    assert ("Ada (ada@trust.example)", "export", "audit.csv") in trail(guarded)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name=re.compile("Confirm|Log ?out|Yes|End", re.IGNORECASE)).first.click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert trail(guarded)[0][1] in ("logout", "refused")
