"""What strangers may not do: hosts, origins, methods, files, downloads and sessions of others; and that pages work all the
same under the policy that browsers are told."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from conftest import App, at_rest
from driver import no_exception, press, taken
from playwright.sync_api import Browser, Page, expect
from visitor import Visitor
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ui import hardening, visitors

PUBLIC = ("/", "/opioids", "/_stcore/health", "/_stcore/host-config", "/api/ready", "/api/health", "/no/such/page")

TRIES = """async () => {
    const written = document.createElement("script");
    written.textContent = "window.ranInline = true";
    document.head.append(written);
    const source = "try { eval('1'); window.ranText = true } catch { window.ranText = false }";
    const allowed = document.createElement("script");
    const finished = new Promise(done => { allowed.onload = done; allowed.onerror = done });
    allowed.src = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    document.head.append(allowed);
    await finished;
    return [window.ranInline ? "an inline script ran" : "an inline script did not run",
            window.ranText === false ? "text did not run as code" : "text ran as code"];
}"""
"""What a page with a hole would let somebody do; the second by a script that may run."""


@pytest.fixture
def come(app: App) -> Iterator[Callable[[], Visitor]]:
    """A function that gives another visitor each time."""
    came: list[Visitor] = []

    def visitor() -> Visitor:
        came.append(Visitor(app.port))
        return came[-1]

    yield visitor
    for one in came:
        one.leave()


def refused(visitor: Visitor, **how: object) -> bool:
    """Whether a websocket is not opened."""
    try:
        visitor.knock(**how)
    except InvalidStatus as refusal:
        return refusal.response.status_code == 403
    return False


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example@localhost", "", "localhost:x"]
)
def test_an_unknown_host_is_not_answered(come, host):
    assert {come().ask(path, Host=host).status for path in (*PUBLIC, "/static/nothing.js")} == {421}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8501"])
def test_this_machine_is_answered_under_each_of_its_names(come, host):
    assert come().ask("/api/ready", Host=host).status == 200


def test_the_server_listens_on_this_machine_alone(app):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it only tells which address would be used
        outside = probe.getsockname()[0]
    if outside.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError), socket.create_connection((outside, app.port), timeout=2):
        pass


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost", "https://localhost.evil.example", "null", None]
)
def test_a_websocket_of_another_origin_is_not_opened(come, origin):
    assert refused(come(), origin=origin)


def test_a_websocket_elsewhere_is_not_opened(app, come):
    come().knock()
    address = f"ws://localhost:{app.port}/elsewhere"
    with pytest.raises(InvalidStatus), connect(address, origin=f"http://localhost:{app.port}"):
        pass


def test_a_foreign_origin_asks_nobody_for_the_servers_address(app, come):
    """The look-up would be a request to the web by the server's own process: it would be in its log, or take seconds."""
    begun = time.monotonic()
    assert refused(come(), origin="http://evil.example")
    assert time.monotonic() - begun < 2
    assert "checkip" not in app.log.read_text()


def test_metrics_and_the_description_for_agents_are_not_there(come):
    paths = ("metrics", "agent/openapi.json", "agent/interact", "agent/mcp", "script-health-check", "metrics/")
    assert {come().ask(f"/_stcore/{path}").status for path in paths} == {404}
    assert come().ask("/_stcore/agent/interact", "POST", b"{}").status == 404


def test_nothing_is_sent_but_files(come):
    assert {
        come().ask(path, method, b"x").status for path in PUBLIC for method in ("POST", "PUT", "DELETE", "PATCH")
    } == {405}


def test_a_file_is_taken_from_the_page_that_asked_for_its_place_and_from_nobody_else(come):
    owner, stranger, anonymous = come(), come(), come()
    owner.arrive()
    stranger.arrive()
    place = owner.place_for("a.csv")
    assert anonymous.send(place, b"x") == 403
    assert stranger.send(place, b"x") == 403
    assert owner.send(place, b"x", Origin="http://evil.example") == 403
    invented = place[:-4] + "0000"
    assert owner.send(invented, b"x") == 403
    assert owner.send(place, b"x") == 204
    assert stranger.ask(place, "DELETE").status == 403
    owner.leave()
    assert owner.send(place, b"x") == 403


def test_a_file_is_measured_before_it_is_read(app, come):
    owner = come()
    owner.arrive()
    place = owner.place_for("a.csv")
    told = {"Host": f"localhost:{app.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in owner.cookies.items())}

    def begun(**more: str) -> bytes:
        """The first line of the answer to a request whose body never comes."""
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in (told | more).items())
        with socket.create_connection(("127.0.0.1", app.port), timeout=10) as link:
            link.sendall(f"PUT {place} HTTP/1.1\r\n{head}\r\n".encode())
            return link.recv(64).split(b"\r\n")[0]

    assert b" 413 " in begun(Content_Length=str(60 * 1024 * 1024))
    assert b" 411 " in begun(Transfer_Encoding="chunked")


def test_one_session_holds_no_more_than_its_share(come):
    owner = come()
    owner.arrive()
    most = b"x" * (45 * 1024 * 1024)
    statuses = [owner.send(owner.place_for("a.csv"), most) for _ in range(5)]
    assert statuses == [204] * 4 + [413]
    assert 5 * len(most) > hardening.PER_SESSION


def test_a_session_is_resumed_by_its_own_browser_alone(come):
    owner, stranger = come(), come()
    session = owner.arrive()
    assert stranger.arrive(session) != session
    owner.leave()
    assert come().arrive(session) != session
    assert owner.arrive(session) == session


def test_a_visitor_cannot_say_who_it_is(come):
    owner, stranger = come(), come()
    session = owner.arrive()
    claimed = visitors.alias(owner.cookies["visitor"])
    headers = {"X-Visitor": claimed, "Cookie": f"visitor={stranger.cookies.get('visitor', '')}"}
    assert stranger.arrive(session, additional_headers=headers) != session


def test_one_browser_opens_so_many_pages_and_no_more(come):
    owner = come()
    owner.knock()
    for _ in range(visitors.TABS - 1):
        tab = come()
        tab.cookies = owner.cookies
        tab.knock()
    last = come()
    last.cookies = owner.cookies
    assert refused(last)
    assert not refused(come())
    tab.leave()
    assert not refused(last)


def test_answers_tell_the_browser_what_it_may_do(come):
    for path in PUBLIC:
        answer = come().ask(path)
        rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert "unsafe" not in rules["script-src"], path
        assert rules["frame-ancestors"] == "'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if path.startswith(("/api/", "/_stcore/")):
            assert answer.headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in answer.headers


def test_no_page_that_frames_the_app_may_steer_it(come):
    answer = come().ask("/_stcore/host-config")
    assert json.loads(answer.body)["allowedOrigins"] == []


def test_behind_tls_cookies_are_secure_and_browsers_come_back_by_tls_alone(come):
    for path in ("/", "/_stcore/health"):
        answer = come().ask(path, X_Forwarded_Proto="https")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        assert all("; Secure" in cookie for cookie in cookies)
        assert any(cookie.startswith("__Host-visitor=") for cookie in cookies)


def test_our_own_cookie_is_read_by_no_script(come):
    answer = come().ask("/")
    ours = [cookie for cookie in answer.headers.get_all("Set-Cookie") if cookie.startswith("visitor=")]
    assert len(ours) == 1
    assert "; HttpOnly; SameSite=Lax" in ours[0]


def test_health_tells_nothing_but_that_it_is_well(come):
    answer = come().ask("/api/health")
    assert (answer.status, answer.body) == (200, b'{"healthy":true}')


def test_a_page_runs_no_script_of_others_and_no_text_as_code(app: App, chromium: Browser) -> None:
    with chromium.new_page() as page:
        page.goto(f"{app.address}/methods")
        assert page.evaluate(TRIES) == ["an inline script did not run", "text did not run as code"]


def test_pages_draw_copy_and_hand_out_under_the_policy(app: App, come, browse: Callable[..., Page]) -> None:
    page = browse(f"{app.address}/preterm_optimisation?icb=QOP", width=1440)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    folded = page.get_by_test_id("stExpander").filter(has=page.locator("summary").filter(has_text="table")).first
    press(folded.locator("summary").first)
    at_rest(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    took = taken(page, page.get_by_role("button", name="Download as CSV").filter(visible=True).first)
    assert took.path().stat().st_size > 100
    address = next(url for url in asked if "/media/" in url).removeprefix(app.address)
    cookie = next(c for c in page.context.cookies() if c["name"] == "visitor")
    same, other = Visitor(app.port, cookies={"visitor": cookie["value"]}), come()
    other.arrive()
    answer = same.ask(address)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert come().ask(address).status == other.ask(address).status == 404
    no_exception(page)
    page.close()
    assert re.fullmatch(r"/media/[0-9a-f]{32,64}\.csv", address)
    expect_gone(same, address)


def expect_gone(visitor: Visitor, address: str) -> None:
    """The browser has left: its addresses open nothing, within a second or so."""
    until = time.monotonic() + 10
    while visitor.ask(address).status != 404:
        assert time.monotonic() < until
        time.sleep(0.1)
