"""The real app on a port of its own, and headless Chromium to drive it. What a person sees is what these tests check."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from analytics.keeping import first_start
from analytics.store import Store, Version
from ui import cached

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
"""Seconds for a page to come to rest on a slow and busy machine."""
START = 120
"""Seconds for a server to be ready there: it prepares everything before it says so."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMPLAINS = ("error", "warning")
"""Lines of the console that a page may not write."""


@dataclass
class App:
    """The app over a store of its own."""

    store: Path
    port: int = 0
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> Path:
        """What it printed, over all starts."""
        return self.store.parent / "app.log"

    def start(self) -> None:
        """Start, and return once the store holds data. No page has been opened then."""
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port), *self.options]
        # Few of these tests look at earlier days: those wait when they do, and the others start twice as soon.
        env = os.environ | {"STORE_URI": str(self.store), "PORT": str(self.port), "EARLIER_TREES": "0"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
        until = time.monotonic() + START
        while not self._ready():
            assert self.process.poll() is None, f"the app stopped at once:\n{self.log.read_text()}"
            assert time.monotonic() < until, f"the app is not ready after {START} s:\n{self.log.read_text()}"
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop, and wait until the port is free."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/api/ready", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False


@pytest.fixture(scope="session")
def app(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One running app for all tests that only look."""
    folder = tmp_path_factory.mktemp("app")
    yield from _running(first_store, folder)
    kept = [entry.upload.file for entry in Store(str(folder / "store")).history() if entry.who != first_start.WHO]
    assert kept == [], "a test that keeps something needs `own_app`"


@pytest.fixture(scope="module")
def own_app(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A running app for the tests of a file that keep something in its store."""
    yield from _running(first_store, tmp_path_factory.mktemp("own_app"))


@pytest.fixture
def cold_app(first_store: Path, tmp_path: Path) -> Iterator[App]:
    """An app that has just started and that nobody has opened yet."""
    yield from _running(first_store, tmp_path)


@pytest.fixture(scope="module")
def version(first_store: Path) -> Iterator[Version]:
    """The data that `app` and `own_app` begin with, for asking the same functions outside of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield cached.store().version()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium. Where there is none the tests are skipped, except where they must run (CI=true).

    The headless shell is the same browser without its windows, and takes two thirds of the time.
    """
    program = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
    if program is None:
        reason = "Chromium is missing: sudo apt-get install chromium-headless-shell"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a browser of its own, as another person would, and waits for the page to rest.

    At the end no page may have asked for anything outside the app, nor complained in its console.
    """
    complaints: list[str] = []
    contexts = []

    def open_in_a_new_browser(address: str, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        home = address.split("/", 3)[2]

        def asked(request: Request) -> None:
            if not request.url.startswith((f"http://{home}/", "data:", "blob:")):
                complaints.append(f"asked for {request.url}")

        def said(message: ConsoleMessage) -> None:
            if message.type in COMPLAINS:
                complaints.append(f"console: {message.text} ({message.location.get('url')})")

        page.on("request", asked)
        page.on("console", said)
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.goto(address)
        at_rest(page)
        return page

    yield open_in_a_new_browser
    for context in contexts:
        context.close()
    assert complaints == []


MOMENT = 400
"""Milliseconds for which a page that has run stays as it is."""


def at_rest(page: Page) -> None:
    """Wait until the page has run, nothing on it is stale or still loading, and every chart is drawn.

    It has to stay so for a moment: just after a choice the run that it sets off has not begun.
    """
    page.evaluate("() => { window.restingSince = null }")
    page.wait_for_function(
        """moment => {
        const resting = document.querySelector('h1') !== null
        && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
        && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart => chart.querySelector('svg'));
        window.restingSince = resting ? window.restingSince ?? performance.now() : null;
        return resting && performance.now() - window.restingSince >= moment;
        }""",
        arg=MOMENT,
        polling=100,
    )


def _running(first_store: Path, folder: Path) -> Iterator[App]:
    shutil.copytree(first_store, folder / "store")
    running = App(folder / "store")
    try:
        running.start()
        yield running
    finally:
        running.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return free.getsockname()[1]
