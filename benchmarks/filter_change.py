"""One person changes a filter: how long until the new chart is painted, how far the page moves, and what the server keeps.

    python benchmarks/filter_change.py [--changes 8] [--visits 3] [--memory 500] [--most 1.5]

Run it from the repository with the packages of `requirements-dev.txt` and a Chromium. It starts the product over an empty
store and `bare_page.py` beside it, with the project's configuration, and prints tables in Markdown:

- **Change of ICB**: from the press on the option until the
  first chart or small chart of the page that shows the other organisation is painted, and until nothing on the page moves
  any more. The bare page's change is its select box. Each change of the product is followed by one of the bare page, so both
  meet the same machine; caches were warmed by one round of the same choices.
- **Layout shift**: all that the browser sees move, of a change and of a load; and what it reports to sites, which leaves out
  what moves within half a second of a press.
- **Cold link**: a server that is ready and that nobody has opened, a browser just started, a link to a page.
- **Memory** of the server over many changes, by a websocket session (`session.py`).

Takes about six minutes where nothing else runs. Fails (exit 1) if the first chart of any page takes more than `--most`
times the bare page's.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import bare_page
import psutil
from change_tables import HEAD, Place, Seen, told, told_cold, told_memory
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from servers import Server, serving
from session import Link, Session

BARE, APP = "benchmarks/bare_page.py", "app.py"
WATCH = Path(__file__).with_name("watch.js")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
PATIENCE = 60_000
"""Milliseconds for a page on a slow and busy machine."""
ICBS = {
    "QHL": "Birmingham and Solihull ICB",
    "QUA": "Black Country ICB",
    "QWU": "Coventry and Warwickshire ICB",
    "QJ2": "Derby and Derbyshire ICB",
    "QK1": "Leicester, Leicestershire and Rutland ICB",
    "QNC": "Staffordshire and Stoke-on-Trent ICB",
}
"""Of one region, so that each can be chosen from the page of any other."""
NUMBERS = [5 + 6 * n for n in range(6)]
"""Organisations of the bare page, as many as `ICBS`."""


def places() -> list[Place]:
    """Every programme's page, where people begin and where they read one chart."""
    return [
        Place("Overview", "?"),
        Place("Preterm: at a glance", "preterm_optimisation?section=glance"),
        Place("Preterm: one intervention", "preterm_optimisation?section=intervention"),
        Place("Deterioration", "deterioration?section=glance"),
        Place("Opioids: at a glance", "opioids?section=glance"),
        Place("Opioids: people", "opioids?section=people"),
        Place("System safety: timeline", "system_safety?section=timeline"),
    ]


@contextmanager
def browsing(playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium, just started."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit("Chromium is missing: sudo apt-get install chromium-headless-shell")
    browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
    yield browser
    browser.close()


def opened(browser: Browser, address: str, words: str) -> tuple[Page, Seen]:
    """A page in a context of its own, at rest, and what its load took."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(path=WATCH)
    page.goto(address, wait_until="commit")
    return page, Seen(**page.evaluate("words => window.loaded(words)", words))


def change(page: Page, label: str, option: str, words: str) -> Seen:
    """Choose an option of a list as a person does, and wait until the page that says `words` is at rest."""
    page.evaluate("words => window.changed(words)", words)
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    return Seen(**page.evaluate("window.change"))


def changes(playwright: Playwright, place: Place, ours: Server, least: Server, count: int) -> None:
    """Change the ICB back and forth, and the bare page's organisation each time after it."""
    with browsing(playwright) as browser:
        page, load = opened(browser, f"{home(ours)}/{place.path}&icb=QPM", "Northamptonshire ICB")
        other, _ = opened(browser, home(least), title(0))
        place.load.append(load)
        rounds = zip(cycle(ICBS.items()), cycle(NUMBERS), strict=False)
        for turn, ((code, name), number) in enumerate(islice(rounds, len(ICBS) + count)):
            seen = change(page, "Integrated care board (ICB)", f"{name} ({code})", name)
            bare = change(other, "Organisation", bare_page.NAMES[number], title(number))
            if turn >= len(ICBS):  # the first round warms the caches
                place.seen.append(seen)
                place.bare.append(bare)


def cold(playwright: Playwright, script: str, ready: str, path: str, words: str) -> Seen:
    """A link to a server that nobody has opened, in a browser just started."""
    with tempfile.TemporaryDirectory() as name, browsing(playwright) as browser:
        fresh = {"STORE_URI": f"{name}/store", "STORE_OPTIONS": "{}"}
        with serving(script, ready, Path(name), fresh) as server:
            return opened(browser, f"{home(server)}/{path}", words)[1]


async def memory(server: Server, links: Sequence[Link], count: int) -> list[tuple[int, float]]:
    """Megabytes after each hundred changes, and before any."""
    session, taken = Session(server.port), []
    try:
        for turn, link in enumerate(islice(cycle(links), count + 1)):
            if turn % 100 == 0:
                taken.append((turn, server.process.memory_info().rss / 1e6))
            if failures := (await session.ask(link)).failures:
                raise SystemExit(f"/{link.page}?{link.query}: {'; '.join(failures)}")
    finally:
        await session.close()
    return taken


def home(server: Server) -> str:
    """Its address."""
    return f"http://127.0.0.1:{server.port}"


def title(number: int) -> str:
    """The bare page's heading."""
    return f"{bare_page.TITLE}: {bare_page.NAMES[number]}"


def main() -> None:
    """Start the servers, change, load, and print the tables."""
    parser = argparse.ArgumentParser(description="A change of the filters, beside a bare page's.")
    parser.add_argument("--changes", type=int, default=8, help="measured on each page")
    parser.add_argument("--visits", type=int, default=3, help="cold links")
    parser.add_argument("--memory", type=int, default=500, help="changes over which the server's memory is watched")
    parser.add_argument("--most", type=float, default=1.5, help="times the bare page's, to the first chart")
    parser.add_argument("--only", default="", help="pages whose name holds this; memory is of all")
    asked = parser.parse_args()
    found = [place for place in places() if asked.only.lower() in place.name.lower()]
    psutil.cpu_percent()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        fresh = {"STORE_URI": f"{name}/store", "STORE_OPTIONS": "{}"}
        with (
            serving(BARE, "/_stcore/health", Path(name)) as least,
            serving(APP, "/api/ready", Path(name), fresh) as ours,
        ):
            print(HEAD)
            worst = 0.0
            with sync_playwright() as playwright:
                for place in found:
                    changes(playwright, place, ours, least, asked.changes)
                    worst = max(worst, told(place))
            if asked.memory:  # not beside Playwright, which has an event loop of its own
                pages = [place.path.partition("?") for place in places()]
                links = [Link(page, f"{query}&icb={code}", ()) for code in ICBS for page, _, query in pages if page]
                plain = [Link("", f"number={number}", ()) for number in NUMBERS]
                told_memory(*(asyncio.run(memory(*one, asked.memory)) for one in ((ours, links), (least, plain))))
    if asked.visits:
        link = "preterm_optimisation?section=intervention&icb=QHL", ICBS["QHL"]
        with sync_playwright() as playwright:
            visits: list[Any] = [
                (cold(playwright, APP, "/api/ready", *link), cold(playwright, BARE, "/_stcore/health", "", title(0)))
                for _ in range(asked.visits)
            ]
        told_cold(*zip(*visits, strict=True))
    minutes = (time.monotonic() - began) / 60
    print(f"\nThe machine was {psutil.cpu_percent():.0f}% busy; this took {minutes:.1f} minutes.")
    print(
        f"The slowest page took {worst:.1f} times the bare page's to its first chart (asked: at most {asked.most:g})."
    )
    sys.exit(0 if worst <= asked.most else 1)


if __name__ == "__main__":
    main()
