"""A meeting: many people open pages of the product at once, on a server that has just started.

    python benchmarks/meeting.py [--people 12] [--think 5] [--seconds 120] [--seed 7] [--most 3] [--login]

Run it from the repository with the packages of `requirements-dev.txt`; nothing else need be running. It starts two servers
with the project's configuration: the product over an empty store folder, as `make run` would, and `bare_page.py`, the least
that a page can be. As soon as both are ready, so many people come to each, every one with a websocket session as a browser
has it. Each opens a link, waits until the whole page is there, thinks (half to one and a half times the think time) and
opens the next: on the product a random programme's page for a random region, ICB or maternity trust, random dates and, two
times in three, a random measure. The same seed asks the same links. The bare page was opened once before, so that it is
measured without what Python imports at first; the product was not, because its first visitors are the question.

Prints times until the page is whole and until its first chart, first visits of a person apart from later ones, processor
time for each page, peak memory, and the ratio of the 95th percentiles. A page fails that holds an exception or an error,
or that does not name its programme and organisation. At the end it checks itself: a known link must answer with its
organisation, its dates and a chart, and a link that must fail has to count as failed. Fails (exit 1) with any failed page,
or if the ratio is above `--most`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import bare_page
import login
import numpy as np
import psutil
from servers import ROOT, Server, serving
from session import Answer, Link, Session

sys.path.insert(0, str(ROOT))

from analytics import catalogue, organisations
from analytics.model import Kind
from analytics.organisations import common_name

STARTS = [f"{year}-{month:02}" for year in (2019, 2020, 2021) for month in range(4, 13)]
ENDS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 10)]
KNOWN = Link(
    "preterm_optimisation",
    "icb=QOP&from=2021-04&to=2023-03&measure=cord",
    ("Preterm optimisation", "Greater Manchester ICB", "March 2023"),
)
UNKNOWN = Link("preterm_optimisation", "icb=NONE", ())


@dataclass
class Side:
    """One of the two servers, its links, and what its visitors met."""

    name: str
    server: Server
    links: Callable[[Random], Iterator[Link]]
    login: bool = False
    first: list[Answer] = field(default_factory=list)
    later: list[Answer] = field(default_factory=list)
    cpu: float = 0.0

    def session(self) -> Session:
        """A tab of somebody who comes to it, signed in where that is asked for."""
        return Session(self.server.port, cookies=login.cookies(self.server.port) if self.login else {})

    @property
    def all(self) -> list[Answer]:
        """First visits and later ones."""
        return [*self.first, *self.later]


def product(random: Random) -> Iterator[Link]:
    """Random programmes, organisations, dates and measures."""
    tree = organisations.at(date(2024, 3, 31))
    programmes = [p for p in catalogue.load().programmes if (ROOT / "pages" / f"{p.slug}.py").exists()]
    people = {
        "region": tree.all(Kind.REGION),
        "icb": tree.all(Kind.ICB),
        "trust": [o for o in tree.all(Kind.TRUST) if o.maternity],
    }
    while True:
        programme, kind = random.choice(programmes), random.choice(list(people))
        organisation = random.choice(people[kind])
        params = {kind: organisation.code, "from": random.choice(STARTS), "to": random.choice(ENDS)}
        if random.random() < 2 / 3:
            params["measure"] = random.choice(programme.measures).slug
        yield Link(programme.slug, urlencode(params), (programme.title, common_name(organisation)))


def bare(random: Random) -> Iterator[Link]:
    """Random organisations of the bare page."""
    while True:
        number = random.randrange(len(bare_page.NAMES))
        yield Link("", f"number={number}", (bare_page.TITLE, bare_page.NAMES[number]))


async def person(side: Side, seed: str, think: float, until: float) -> None:
    """Come within the first think time, then open links until the meeting is over."""
    random, session = Random(seed), side.session()
    links, visits = side.links(Random(f"{seed} links")), side.first
    await asyncio.sleep(random.uniform(0, think))
    try:
        while time.monotonic() < until:
            visits.append(await session.ask(next(links)))
            visits = side.later
            await asyncio.sleep(random.uniform(0.5, 1.5) * think)
    finally:
        await session.close()


async def meet(sides: Sequence[Side], people: int, think: float, seconds: float, seed: int) -> None:
    """Hold the meeting on all sides at once. Whoever waits when it ends waits for the answer."""

    async def watch() -> None:
        while True:
            for side in sides:
                side.server.look()
            await asyncio.sleep(0.2)

    before, until = [side.server.cpu for side in sides], time.monotonic() + seconds
    watching = asyncio.create_task(watch())
    comers = [person(side, f"{seed} {side.name} {n}", think, until) for side in sides for n in range(people)]
    await asyncio.gather(*comers)
    watching.cancel()
    for side, used in zip(sides, before, strict=True):
        side.cpu = side.server.cpu - used


async def once(side: Side, link: Link) -> Answer:
    """Open one link in a session of its own."""
    session = side.session()
    try:
        return await session.ask(link)
    finally:
        await session.close()


async def doubts(side: Side) -> list[str]:
    """What is wrong with the measuring itself: nothing, or its figures mean nothing."""
    known, unknown = [await once(side, link) for link in (KNOWN, UNKNOWN)]
    found = [f"{KNOWN.query}: {failure}" for failure in known.failures]
    if not known.charts:
        found.append(f"{KNOWN.query}: no chart")
    if not unknown.failures:
        found.append(f"{UNKNOWN.query}: does not count as failed")
    return found


def row(name: str, answers: Sequence[Answer]) -> str:
    """A line of the table: p50, p95 and maximum until whole, p95 until the first chart, charts a page, failed."""
    if not answers:
        return f"{name:<34}{0:>6}"
    whole = np.array([a.seconds for a in answers])
    drawn = [a.chart for a in answers if a.chart is not None]
    chart = f"{np.percentile(drawn, 95):>9.2f}" if drawn else f"{'-':>9}"
    times = "".join(f"{value:>8.2f}" for value in (*np.percentile(whole, [50, 95]), whole.max()))
    charts, failed = np.mean([a.charts for a in answers]), sum(bool(a.failures) for a in answers)
    return f"{name:<34}{len(answers):>6}{times}{chart}{charts:>8.1f}{failed:>8}"


def report(sides: Sequence[Side], most: float) -> bool:
    """Print the table; whether all pages came and the ratio is what was asked for."""
    ours, least = sides
    print(f"{'seconds':<34}{'pages':>6}{'p50':>8}{'p95':>8}{'max':>8}{'chart p95':>10}{'charts':>7}{'failed':>8}")
    for side in sides:
        print(row(side.name, side.all))
        print(row("  a person's first", side.first))
        print(row("  later", side.later))
    for page in sorted({a.link.page for a in ours.all}):
        print(row(f"  {page}", [a for a in ours.all if a.link.page == page]))
    for side in sides:
        each = 1000 * side.cpu / max(1, len(side.all))
        print(
            f"{side.name}: ready after {side.server.ready_after:.1f} s, {each:.0f} ms of processor time a page, ",
            end="",
        )
        print(f"peak memory {side.server.peak / 1e6:.0f} MB")
    empty = Counter(a.link.page for a in ours.all if not a.charts)
    print(
        f"Pages of the product without a chart: {empty.total()} of {len(ours.all)}",
        *[f"{page} {n}" for page, n in empty.items()],
        sep=", ",
    )
    print("Slowest:")
    for answer in sorted(ours.all, key=lambda a: -a.seconds)[:5]:
        print(f"  {answer.seconds:6.2f} s  /{answer.link.page}?{answer.link.query}")
    p95 = {side.name: np.percentile([a.seconds for a in side.all], 95) for side in sides}
    ratio = p95[ours.name] / p95[least.name]
    print(f"p95 of the product / p95 of the bare page: {ratio:.1f} (asked: at most {most:g})")
    failed = [(side, answer) for side in sides for answer in side.all if answer.failures]
    for side, answer in failed:
        print(f"FAILED {side.name} /{answer.link.page}?{answer.link.query}: {'; '.join(answer.failures)}")
    for side in {side.name: side for side, _ in failed}.values():
        print(f"The last that the server of {side.name} said:\n{side.server.tail()}")
    return not failed and bool(ratio <= most)


def main() -> None:
    """Start the servers, hold the meeting, print the table."""
    parser = argparse.ArgumentParser(description="A meeting on a fresh server, beside a bare page.")
    parser.add_argument("--people", type=int, default=12, help="on each side")
    parser.add_argument(
        "--think", type=float, default=5.0, help="seconds between an answer and the next link, on average"
    )
    parser.add_argument("--seconds", type=float, default=120.0, help="how long new links are opened")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--most", type=float, default=3.0, help="times the bare page's 95th percentile")
    parser.add_argument("--login", action="store_true", help="the product asks for logins, and everybody has one")
    asked = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # so that the servers are stopped on the way out
    bare_script = str(Path(bare_page.__file__).relative_to(ROOT))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fresh = {"STORE_URI": str(folder / "store"), "STORE_OPTIONS": "{}"}
        with (
            serving(bare_script, "/_stcore/health", folder) as least,
            serving("app.py", "/api/ready", folder, fresh, login.options(folder) if asked.login else ()) as ours,
        ):
            sides = [Side("product", ours, product, asked.login), Side("bare page", least, bare)]
            warmed = asyncio.run(once(sides[1], next(bare(Random(0)))))
            psutil.cpu_percent()
            own, begin = time.process_time(), time.perf_counter()
            asyncio.run(meet(sides, asked.people, asked.think, asked.seconds, asked.seed))
            took = time.perf_counter() - begin
            shares = [used / took for used in (*(side.cpu for side in sides), time.process_time() - own)]
            busy, wrong = psutil.cpu_percent(), asyncio.run(doubts(sides[0]))
            print(f"{asked.people} people, {asked.think:g} s to think, seed {asked.seed}; ", end="")
            print(f"new links for {asked.seconds:g} s, the last answer after {took:.0f} s")
            print(f"{os.cpu_count()} processors, {busy:.0f}% busy; of one, ", end="")
            print("{:.0%} by the product, {:.0%} by the bare page, {:.0%} by this script".format(*shares))
            good = report(sides, asked.most)
            for doubt in [*wrong, *warmed.failures]:
                print(f"THE BENCHMARK ITSELF IS WRONG: {doubt}")
    raise SystemExit(0 if good and not wrong and not warmed.failures else 1)


if __name__ == "__main__":
    main()
