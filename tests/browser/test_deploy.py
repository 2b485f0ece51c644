"""What `deploy/` holds, as it is: nginx with TLS before two replicas on one store, and the systemd unit."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, App, free_port
from visitor import Visitor, told
from websockets.exceptions import ConnectionClosed

from analytics.store import Store
from analytics.words import access as words
from tests.store.test_store import rows, upload

SITE = ROOT / "deploy" / "nginx.conf"
UNIT = ROOT / "deploy" / "safety-improvement-explorer@.service"
PEOPLE = 10


@dataclass
class Site:
    """nginx and what is behind it."""

    port: int
    plain: int
    tls: ssl.SSLContext
    replicas: list[App]
    log: Path

    def visitor(self) -> Visitor:
        """Somebody who comes by the front door."""
        return Visitor(self.port, self.tls)


def program(name: str) -> str:
    """Where a program of Debian is."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/bin")
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


@pytest.fixture(scope="module")
def site(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as it is shipped, with other ports, paths and name."""
    nginx, openssl = program("nginx"), program("openssl")
    folder = tmp_path_factory.mktemp("deploy")
    shutil.copytree(first_store, folder / "store")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    asked += ["-addext", "subjectAltName=DNS:localhost"]
    made = [openssl, *asked, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    replicas = [App(folder / "store"), App(folder / "store")]
    process = None
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(App.start, replicas))
        port, plain = free_port(), free_port()
        changes = {
            "listen 443": f"listen 127.0.0.1:{port}",
            "listen 80": f"listen 127.0.0.1:{plain}",
            "explorer.example.nhs.uk": "localhost",
            "https://$host$": f"https://$host:{port}$",
            "/etc/ssl/explorer.pem": str(certificate),
            "/etc/ssl/explorer.key": str(key),
            "/var/log/nginx/explorer.log": str(folder / "access.log"),
            "127.0.0.1:8501": f"127.0.0.1:{replicas[0].port}",
            "127.0.0.1:8502": f"127.0.0.1:{replicas[1].port}",
        }
        text = SITE.read_text("utf-8")
        for shipped, here in changes.items():
            assert shipped in text
            text = text.replace(shipped, here)
        (folder / "site.conf").write_text(text)
        places = "".join(
            f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{ {places} include {folder}/site.conf; }}\n"
        )
        words = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        tried = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        tls = ssl.create_default_context(cafile=str(certificate))
        _await_port(port)
        yield Site(port, plain, tls, replicas, folder / "access.log")
    finally:
        if process:
            process.terminate()
            process.wait(30)
        for replica in replicas:
            replica.stop()


def _await_port(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.fixture
def people(site) -> Iterator[list[Visitor]]:
    """As many as come to both replicas, each with a page open."""
    came = [site.visitor() for _ in range(PEOPLE)]
    yield came
    for one in came:
        one.leave()


def test_whoever_comes_without_tls_is_sent_to_it(site):
    answer = Visitor(site.plain).ask("/opioids?icb=QOP")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://localhost:{site.port}/opioids?icb=QOP")


def test_behind_the_proxy_browsers_are_told_of_tls(site):
    answer = site.visitor().ask("/")
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["Content-Security-Policy"]
    assert all("; Secure" in cookie for cookie in answer.headers.get_all("Set-Cookie"))


def test_what_is_too_large_is_turned_away_at_the_door(site):
    visitor = site.visitor()
    visitor.arrive()
    assert visitor.send(visitor.place_for("a.csv"), b"x" * (53 * 1024 * 1024)) == 413
    visitor.leave()


def test_each_browser_stays_with_one_replica_and_its_files_go_there(people):
    """Another replica would not know the place. Its own knows it, and asks for a login: without one nobody may send."""
    for one in people:
        one.arrive()
        answer = one.hand_in(one.place_for("a.csv"), b"x" * 1000)
        assert (answer.status, answer.body.decode()) == (403, words.HOW_TO_TURN_ON)


def test_replicas_see_what_was_kept_beside_them(site):
    version = Store(str(site.replicas[0].store)).commit(rows(1), upload())
    assert [told(Visitor(replica.port).ask("/api/ready"))["version"] for replica in site.replicas] == [str(version)] * 2


def test_the_log_of_the_door_has_neither_queries_nor_addresses(site):
    site.visitor().ask("/opioids?icb=QOP&secret=1")
    until = time.monotonic() + 5
    while "/opioids" not in site.log.read_text():
        assert time.monotonic() < until
        time.sleep(0.1)
    assert not re.search(r"icb=|secret|127\.0\.0\.1", site.log.read_text())


def test_a_replica_that_is_stopped_stops_soon_and_people_go_on_with_the_other(site, people):
    for one in people:
        one.arrive()
    gone = site.replicas[0]
    assert gone.process
    begun = time.monotonic()
    gone.process.terminate()
    gone.process.wait(60)
    assert time.monotonic() - begun < 30
    assert '"says": "stopped; nothing was being kept any more"' in gone.log.read_text()
    lost = [one for one in people if closed(one)]
    assert 0 < len(lost) < PEOPLE, "both replicas had visitors"
    for one in people:
        one.leave()
        one.arrive()


def closed(visitor: Visitor) -> bool:
    """Whether the server has closed a websocket."""
    try:
        while True:
            visitor.heard(1)
    except TimeoutError:
        return False
    except ConnectionClosed:
        return True


def test_the_unit_is_what_systemd_takes(tmp_path):
    analyse = program("systemd-analyze")
    unit = tmp_path / UNIT.name.replace("@", "@8501")
    unit.write_text(
        UNIT.read_text("utf-8").replace("/opt/safety-improvement-explorer/.venv/bin/python", "/usr/bin/env")
    )
    tried = subprocess.run([analyse, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (tried.returncode, tried.stderr) == (0, "")


def test_the_unit_gives_a_stop_the_time_that_the_app_takes_for_it():
    import app

    gives = re.search(r"^TimeoutStopSec=(\d+)$", UNIT.read_text("utf-8"), flags=re.MULTILINE)
    assert gives
    assert int(gives[1]) > app.STOPPING
