"""Which day's organisations a page shows, what it says of it, and the way to those that are no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import organisations
from analytics.model import Audience, Kind
from tests.ui.shown import said, sentences
from ui import cached
from ui.seen import Seen

ROOT = Path(__file__).resolve().parents[2]
TODAY = organisations.at(date.today())


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    """Pages read the shared store, whose data end in September 2023."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        assert cached.store().uri == str(first_store)
        yield
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / "preterm_optimisation.py"), default_timeout=90)
    for name, value in params.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception
    return said(page)


def press(page: AppTest, label: str) -> AppTest:
    return next(b for b in page.button if b.label == label).click().run()


def boards(page: AppTest) -> int:
    """The boards that can be chosen; lines of former names left out."""
    filters = next(box for box in page.sidebar.selectbox if box.label.startswith("Integrated care board"))
    return len([o for o in filters.options if "→" not in o])


@pytest.mark.slow
def test_the_reports_quarter_has_the_boards_of_its_day() -> None:
    page = opened(to="2023-09")
    assert "42 ICBs of September 2023" in words(page)
    assert boards(page) == 42
    page = press(page, "As they are today")
    assert f"{len(TODAY.all(Kind.ICB))} ICBs of today" in words(page)
    assert "Since 1 April 2026." in [caption.help for caption in page.caption]
    assert boards(page) == 36
    assert page.query_params["tree"] in ("today", ["today"])


def test_essex_today_has_a_history_and_says_how() -> None:
    page = opened(icb="D7T5G", measure="cord", tree="today", section="trends")
    assert "<strong>Essex ICB</strong>" in words(page)
    charted = cached.chart(Seen.by(cached.store().version(), TODAY, Audience.INTERNAL), question("D7T5G"))
    assert charted.series.basis == "added up from all 2 maternity trusts"
    assert len(charted.series) == 18, "all quarters there are"


def question(code: str):
    from analytics.answers import Question
    from analytics.model import Grain

    return Question("cord", code, grain=Grain.QUARTER)


def test_frimleys_old_link_asks_which_and_offers_the_old_one() -> None:
    page = opened(icb="QNQ", tree="today")
    said = words(page)
    assert "NHS Frimley Integrated Care Board (QNQ) closed on 31 March 2026; parts of it went to" in said
    labels = [b.label for b in page.button]
    for name in ("Hampshire and Isle of Wight", "Thames Valley", "Surrey and Sussex"):
        assert f"Show {name} ICB" in labels
    page = press(page, "Show Frimley ICB as it was until March 2026")
    assert "<strong>Frimley ICB</strong>" in words(page)
    assert "42 ICBs of March 2026" in words(page)


def test_a_merged_boards_link_opens_what_it_became() -> None:
    page = opened(icb="QH8", tree="today")
    assert "closed on 31 March 2026; its successor is NHS Essex Integrated Care Board (D7T5G)." in words(page)
    assert "<strong>Essex ICB</strong>" in words(page)
    assert "Show Mid and South Essex ICB as it was until March 2026" in [b.label for b in page.button]


def test_the_link_of_a_board_that_has_not_begun_offers_the_organisations_of_today() -> None:
    page = opened(icb="D7T5G")
    assert "NHS Essex Integrated Care Board (D7T5G) began on 1 April 2026; until then there was" in words(page)
    page = press(page, "Show Essex ICB, as organisations are today")
    assert "<strong>Essex ICB</strong>" in words(page)


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ({"trust": "RDU"}, "which one board it belongs to is not known."),
        ({"icb": "D7T5G"}, "Which Patient Safety Collaborative covers it is not known."),
        ({"psc": "PSC-OTV"}, "Whether it covers NHS Surrey and Sussex Integrated Care Board"),
    ],
)
def test_what_is_not_known_is_said(who: dict[str, str], told: str) -> None:
    assert told in words(opened(tree="today", **who))
    assert "not known" not in words(opened(trust="RDU"))


def test_a_choice_of_today_is_followed_back() -> None:
    page = press(opened(icb="D7T5G", tree="today"), "As they were in September 2023")
    assert "East of England is shown." in words(page)


def test_search_finds_old_names_and_says_what_became_of_them() -> None:
    page = opened(tree="today")
    options = next(box for box in page.sidebar.selectbox if box.label.startswith("Integrated care board")).options
    merged = "NHS Mid and South Essex Integrated Care Board (QH8, until March 2026) → Essex ICB (D7T5G)"
    split = "NHS Frimley Integrated Care Board (QNQ, in part, until March 2026) → "
    assert merged in options
    assert sum(o.startswith(split) for o in options) == 3


def search(page: AppTest, text: str) -> AppTest:
    box = next(box for box in page.sidebar.selectbox if box.label.startswith("Integrated care board"))
    return box.set_value(next(o for o in box.options if text in o)).run()


def test_a_board_of_today_is_found_among_those_of_then_and_is_a_press_away() -> None:
    page = search(opened(to="2023-09"), "Essex ICB (D7T5G, from April 2026) → until then Mid and South Essex ICB")
    assert "NHS Essex Integrated Care Board (D7T5G) began on 1 April 2026; until then there was" in words(page)
    page = press(page, "Show Essex ICB, as organisations are today")
    assert "<strong>Essex ICB</strong>" in words(page)
    assert "36 ICBs of today" in words(page)


def test_a_board_of_then_is_found_among_those_of_today_and_is_a_press_away() -> None:
    page = search(opened(tree="today"), "(QH8, until March 2026) → Essex ICB (D7T5G)")
    assert "its successor is NHS Essex Integrated Care Board (D7T5G). Essex ICB is shown." in words(page)
    page = press(page, "Show Mid and South Essex ICB as it was until March 2026")
    assert "<strong>Mid and South Essex ICB</strong>" in words(page)
    assert "42 ICBs of March 2026" in words(page)
    page = press(page, "As they are today")
    assert "Essex ICB is shown." in words(page)


SPREAD = """
from ui import frame
from ui.panels import spread
here = frame.programme_page("opioids")
spread.where(here)
spread.outliers(here)
"""


@pytest.mark.parametrize(("tree", "count"), [("", 42), ("today", len(TODAY.all(Kind.ICB)))])
def test_the_map_and_the_funnel_count_the_boards_of_the_tree_shown(tree: str, count: int) -> None:
    page = AppTest.from_string(SPREAD, default_timeout=90)
    for name, value in {"to": "2023-09", "measure": "opioidper1000", "tree": tree or "then"}.items():
        page.query_params[name] = value
    said = words(page.run())
    assert f"the {count} ICBs" in said
    key = next(text for text in sentences(page) if 'class="legend stacked"' in text)
    assert sum(int(n) for n in re.findall(r": (\d+)</li>", key)) == count
    of_funnel = "\n".join(str(text.value) for text in [*page.info, *page.caption])
    assert re.search(rf"\b{count} ICBs\b", of_funnel), of_funnel
