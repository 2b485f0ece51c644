"""The hidden-count attack over all that is shown: pages' exhibits with their tooltips, and files read back by libraries.

Two proofs that need each other. A twin of a world has other hidden counts of which the same is published: if anything at
all tells the two apart, to the last digit, word and place in an order, it tells of what is hidden. So everything shown
follows from the published figures; and whoever solves for the hidden counts with the numbers that were read off displays
and files, and not off those figures themselves, pins none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import groupby, pairwise, product
from typing import Any

import numpy as np
import pytest

from analytics import exhibits, reporting
from analytics.answers import Data
from analytics.exhibits import reopened
from analytics.exhibits.pages import PAGES, Section
from analytics.exports import kinds, reports
from analytics.governance.disclosure import ROUNDED_TO, RULES
from analytics.model import Grain, Kind, View
from analytics.model.exhibit import Exhibit
from analytics.model.quarter import Quarter
from tests.answers import attack
from tests.answers.attack import Attack, Told
from tests.exhibits import scraped, worlds
from tests.exhibits.canonical import canonical, document, report
from tests.exhibits.scraped import Heard
from tests.exhibits.worlds import MONTHS, TREE, World

WIDTH = 3
"""A hidden count that can only be one of three numbers is as good as told."""
FIRST_YEAR = MONTHS[0].year
SECTIONS = [
    (page, name)
    for page, known in PAGES.items()
    for section in known
    for name in ([f"{section.slug}.{view.slug}" for view in section.views] or [section.slug])
]
"""Every section and view: the first view of a section follows what the section itself shows."""
WITHOUT_COUNTS = {"system_safety"}
"""Pages that tell of no people: the slow form has them too."""
READERS = ("ENG", "Y61", "QM7", "PSC-EAST", "RC9")
QUARTER = Quarter(date(2023, 10, 1))


@pytest.fixture(scope="module")
def world(data: Data) -> Callable[[int], World]:
    return lru_cache(partial(worlds.random_world, shipped=data))


@pytest.fixture(scope="module")
def twin(world: Callable[[int], World]) -> Callable[[int], World]:
    return lru_cache(lambda seed: worlds.twin(world(seed), seed))


def shown(data: Data, view: View, page: str, section: str) -> dict[str, dict[str, str]]:
    return {one.slug: canonical(one) for one in exhibits.of(data, view, page, section, "1")}


def told_apart(one: Data, other: Data, view: View, page: str, section: str) -> Iterator[str]:
    """Where an exhibit differs between two worlds."""
    mine, theirs = (shown(data, view, page, section) for data in (one, other))
    if list(mine) != list(theirs):
        yield f"{page} {section}: {list(mine)} and {list(theirs)}"
    for slug in mine.keys() & theirs.keys():
        yield from (f"{slug}: {name}" for name, text in mine[slug].items() if text != theirs[slug][name])


@pytest.fixture
def no_drawing(dots: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without their drawings: what these say is read off the rows that they are made from."""
    monkeypatch.setattr("analytics.exports.picture.chart", lambda *_, **__: '<svg width="9" height="9"></svg>')


@pytest.mark.parametrize(("page", "section"), [(p, s) for p, known in PAGES.items() for s in known if s.views])
def test_the_first_view_shows_all_that_its_section_shows(data: Data, page: str, section: Section) -> None:
    names = section.slug, f"{section.slug}.{section.views[0].slug}"
    own, view = ([canonical(e) for e in exhibits.of(data, View("QM7"), page, name, "1")] for name in names)
    assert own == view[: len(own)] != []


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ENG", "QM7", "RC9"])
def test_whatever_is_shown_follows_from_what_is_published(
    world: Callable[[int], World], twin: Callable[[int], World], who: str
) -> None:
    one, other = world(1).public[1], twin(1).public[1]
    leaks = [
        leak
        for page, section in SECTIONS
        if page not in WITHOUT_COUNTS
        for leak in told_apart(one, other, View(who), page, section)
    ]
    assert not leaks


@pytest.mark.slow
@pytest.mark.usefixtures("dots")
@pytest.mark.parametrize("who", ["QM7", "ENG"])
def test_so_does_a_report(world: Callable[[int], World], twin: Callable[[int], World], who: str) -> None:
    made = [reporting.of(one(1).public[1], who, QUARTER, "1", "x") for one in (world, twin)]
    assert report(made[0]) == report(made[1])
    files = [document(reports.file(one, "docx").content) for one in made]
    assert files[0] == files[1]
    assert len(files[0]) > 100


FILTERS: tuple[tuple[int, dict[str, Any]], ...] = (
    (0, {}),
    (1, {"end": date(2023, 6, 1)}),
    (1, {"start": date(2022, 7, 1), "grain": Grain.QUARTER}),
    (1, {"grain": Grain.MONTH}),
)
"""Versions, and what is chosen of them."""


@pytest.mark.slow
@pytest.mark.parametrize("who", ["Y61", "PSC-EAST"])
def test_so_it_does_in_every_version_period_and_length_of_period(
    world: Callable[[int], World], twin: Callable[[int], World], who: str
) -> None:
    for (version, chosen), (page, section) in product(FILTERS, SECTIONS):
        view = View(who, **chosen)
        assert not list(told_apart(world(2).public[version], twin(2).public[version], view, page, section))


INSIDE = [worlds.TRUSTS.index(o.code) for o in TREE.members("QM7", Kind.TRUST)]


def _true(world: World) -> np.ndarray:
    """Counts of trusts by month that nobody is shown."""
    return world.told["cord"][1].numerator


def _ordered(one: Exhibit, world: World, month: int) -> Exhibit:
    """An exhibit of trusts in the order of a month's true counts."""
    place, table = dict(zip(worlds.TRUSTS, _true(world)[:, month], strict=True)), one.table()
    if "org_code" not in table:
        return one
    ordered = table.sort_values("org_code", key=lambda code: code.map(place), kind="stable")
    return replace(one, table=lambda: ordered)


def _tooltip(one: Exhibit, world: World, month: int) -> Exhibit:
    drawn = one.picture
    rows = drawn and drawn.rows.assign(described=f"{_true(world)[INSIDE, month] / 7}")
    return replace(one, picture=replace(drawn, rows=rows)) if drawn else one


PLANTS: dict[str, Callable[[Exhibit, World, int], Exhibit]] = {
    "a sentence with a hidden count": lambda one, world, month: replace(one, sentence=f"{_true(world)[INSIDE, month]}"),
    "a tooltip that is not rounded": _tooltip,
    "the order of the true figures": _ordered,
    "an exhibit of those who see all": lambda _, world, __: exhibits.of(
        world.internal[1], View("QM7", measure="cord"), "preterm_optimisation", "intervention.trends", "1"
    )[-1],
}


@pytest.mark.slow
@pytest.mark.parametrize("planted", PLANTS)
def test_a_leak_that_is_planted_tells_the_two_apart(
    world: Callable[[int], World], twin: Callable[[int], World], planted: str
) -> None:
    one, other = world(1), twin(1)
    orders = [np.argsort(_true(w)[INSIDE], axis=0, kind="stable") for w in (one, other)]
    month = int(np.flatnonzero((orders[0] != orders[1]).any(axis=0))[0])

    def made(of: World, plant: bool) -> list[dict[str, str]]:
        shown = exhibits.of(of.public[1], View("QM7"), "preterm_optimisation", "adoption", "1")
        with_trusts = [e for e in shown if e.picture is not None or "org_code" in e.table()]
        return [canonical(PLANTS[planted](e, of, month) if plant else e) for e in with_trusts]

    assert made(one, plant=False) == made(other, plant=False)
    assert made(one, plant=True) != made(other, plant=True)


def hear(attacker: Attack, told: Told, figures: Sequence[Heard]) -> None:
    """Turn what was read in one place into what must be so of the counts."""
    for one in figures:
        off = ROUNDED_TO // 2 if one.dated else ROUNDED_TO // 2 + ROUNDED_TO
        exact = any(np.isfinite(n) and n % ROUNDED_TO for n in (one.numerator, one.denominator))
        # A sum of figures that were rounded says nothing that they do not; who is late is known, so which sums are whole.
        whole = not told.silent[attacker.below(one.code)][:, one.months].any()
        if (exact and whole) or not one.sum:
            attacker.read(told, one.code, one.months, one.numerator, one.denominator, off)
        if not one.sum and 0 <= one.value <= 1:
            _value(attacker, told, one, off)
    for _, alike in groupby(figures, key=lambda f: (f.code, f.centre)):
        drawn = [f for f in alike if f.centre < f.upper < 1 - 1e-9 and f.near < 1e-6 and not f.sum]
        for one, other in pairwise(drawn):
            _limits(attacker, told, one, other)


def _value(attacker: Attack, told: Told, one: Heard, off: float) -> None:
    """A share: of the counts beside it, and then it says nothing further; of others; or alone."""
    counted, rest = attacker.sums(told, one.code, one.months)
    known = one.denominator > 0
    if known and abs(one.numerator / one.denominator - one.value) <= one.near:
        return
    further = 0 if known else off * (1 + one.value)
    attacker.know(counted - one.value * (counted + rest), 0, further + one.near * attack.MOST * (counted + rest).sum())


def _limits(attacker: Attack, told: Told, one: Heard, other: Heard) -> None:
    """Control limits lie as far off as 1 over the root of the denominator: of those beside them, or of others; where none
    stand beside them they may be rounded."""
    times = ((other.upper - other.centre) / (one.upper - one.centre)) ** 2
    if abs(one.denominator - times * other.denominator) <= 1e-4 * one.denominator or abs(times - 1) < 1e-9:
        return
    mine, theirs = (sum(attacker.sums(told, f.code, f.months)) for f in (one, other))
    beside = np.isfinite(one.denominator + other.denominator)
    further = 0 if beside else (ROUNDED_TO // 2 + ROUNDED_TO) * (1 + times)
    attacker.know(mine - times * theirs, 0, further + 1e-4 * attack.MOST)


def pinned(world: World, slug: str, heard: Sequence[Iterable[Sequence[Heard]]], most: int) -> list[str]:
    """Hidden counts that whoever heard this, of each version, knows nearly."""
    attacker, measure, found = Attack(TREE, world.told[slug]), world.public[1].measures[slug], []
    for told, places in zip(world.told[slug], heard, strict=True):
        for figures in places:
            hear(attacker, told, figures)
    attacker.forget_repeated()
    for version, told in enumerate(world.told[slug]):
        seen = {c[:2] for c in attack.cells(world.public[version].resolved(slug), FIRST_YEAR)}
        whole = attack.every_length(world.internal[version].resolved(slug))
        hidden = [c for c in attack.cells(whole, FIRST_YEAR) if c[:2] not in seen]
        np.random.default_rng(version).shuffle(hidden)
        small = [
            (code, months, line, count)
            for code, months, numerator, denominator in hidden
            for line, count in zip(attacker.sums(told, code, months), (numerator, denominator - numerator), strict=True)
            if 0 < count < RULES[measure.disclosure].least
        ]
        for code, months, line, count in small[:most]:
            low, high = attacker.between(line)
            assert low <= count <= high, "the attacker’s equations are wrong"
            if high - low <= WIDTH:
                found.append(f"{code}, {months}: {count:.0f} lies between {low} and {high}")
    return found


MEASURES = {"place_of_birth": "preterm_optimisation", "newtt2_pathway": "deterioration"}
AROUND = {"preterm_optimisation": "intervention", "deterioration": "measure"}
LENGTHS: tuple[dict[str, Any], ...] = (
    {},
    {"grain": Grain.QUARTER, "end": date(2023, 12, 1)},
    {"grain": Grain.ROLLING_YEAR},
    {"grain": Grain.YEAR},
)


FILES = ("csv", "xlsx", "pptx", "ipynb", "html")


def read_off_displays(data: Data, slug: str, lengths: Iterable[dict[str, Any]]) -> Iterator[list[Heard]]:
    """What stands on the pages of a measure, for each organisation, by periods of some lengths."""
    page = MEASURES[slug]
    for who, chosen, below in product(TREE.by_code, lengths, (".compare", ".trends")):
        for one in exhibits.of(data, View(who, measure=slug, **chosen), page, f"{AROUND[page]}{below}", "1"):
            if one.measure is not None and one.measure.slug == slug:
                yield list(scraped.of_exhibit(one))


def read_off_files(data: Data, slug: str, endings: Iterable[str], readers: Iterable[str]) -> Iterator[list[Heard]]:
    """What stands in files for publication."""
    page, title = MEASURES[slug], data.measures[slug].title
    for who, below, ending in product(readers, ("", ".compare"), endings):
        made = reopened.shown(data, "1", View(who, measure=slug), page, f"{AROUND[page]}{below}", "x")
        for file in kinds.files(made, ending):
            yield list(scraped.of_file(ending, file.content, title))


def read_off_reports(data: Data, slug: str) -> Iterator[list[Heard]]:
    """What stands in reports on the web."""
    for who in ("ENG", "QM7"):
        file = reports.file(reporting.of(data, who, QUARTER, "1", "x"), "html")
        yield list(scraped.of_file("html", file.content, data.measures[slug].title))


@pytest.mark.slow
def test_whoever_reads_all_that_is_displayed_pins_no_hidden_count(world: Callable[[int], World]) -> None:
    slug = "place_of_birth"
    heard = [list(read_off_displays(data, slug, LENGTHS[:2])) for data in world(1).public]
    assert sum(map(len, heard[1])) > 1000, "the attacker reads"
    assert not pinned(world(1), slug, heard, most=8)


@pytest.mark.slow
@pytest.mark.usefixtures("no_drawing")
def test_nor_does_whoever_reads_all_files(world: Callable[[int], World]) -> None:
    slug, heard = "place_of_birth", []
    for data in world(1).public:
        found = {ending: list(read_off_files(data, slug, [ending], ("ENG", "QM7", "RC9"))) for ending in FILES}
        assert all(sum(map(len, places)) > 20 for places in found.values()), "the attacker opens each kind"
        heard.append([place for places in found.values() for place in places])
    assert not pinned(world(1), slug, heard, most=8)


@pytest.mark.slow
@pytest.mark.usefixtures("no_drawing")
@pytest.mark.parametrize("seed", [2])
@pytest.mark.parametrize("slug", MEASURES)
def test_nobody_who_reads_both_pins_any(world: Callable[[int], World], seed: int, slug: str) -> None:
    heard = []
    for data in world(seed).public:
        places = [*read_off_displays(data, slug, LENGTHS), *read_off_files(data, slug, FILES, READERS)]
        heard.append([*places, *read_off_reports(data, slug)])
    assert not pinned(world(seed), slug, heard, most=10)


def _true_limits(exhibit: Exhibit, true: Exhibit) -> Exhibit:
    """Rounded counts between the control limits of the true ones."""
    ours, theirs = exhibit.table(), true.table()
    same = "upper" in ours and "upper" in theirs and len(ours) == len(theirs)
    return replace(exhibit, picture=None, table=lambda: ours.assign(**theirs[["centre", "upper"]]) if same else ours)


def _heard(world: World, made: Callable[[Exhibit, Exhibit], Exhibit]) -> list[list[list[Heard]]]:
    """Each organisation's control chart in both versions, made of what is published and of all there is."""
    return [
        [list(scraped.of_exhibit(made(*(_chart(data, who) for data in both)))) for who in TREE.by_code]
        for both in zip(world.public, world.internal, strict=True)
    ]


def _chart(data: Data, who: str) -> Exhibit:
    return exhibits.of(data, View(who, measure="place_of_birth"), "preterm_optimisation", "intervention", "1")[0]


@pytest.mark.slow
@pytest.mark.parametrize("field", ["picture", "table"])
def test_the_attacker_pins_what_tooltips_and_tables_give_away(world: Callable[[int], World], field: str) -> None:
    heard = _heard(world(1), lambda public, true: replace(public, **{field: getattr(true, field)}))
    assert pinned(world(1), "place_of_birth", heard, most=8)


@pytest.mark.slow
def test_the_attacker_gets_denominators_from_control_limits(world: Callable[[int], World]) -> None:
    """Rounded, they are one of five numbers; between the limits of the true ones, one."""
    for made, width in ((lambda public, _: public, 4), (_true_limits, 0)):
        attacker, told = Attack(TREE, world(1).told["place_of_birth"]), world(1).told["place_of_birth"]
        for version, places in zip(told, _heard(world(1), made), strict=True):
            for figures in places:
                hear(attacker, version, figures)
        low, high = attacker.between(sum(attacker.sums(told[1], "ENG", range(20, 21))))
        assert high - low == width
