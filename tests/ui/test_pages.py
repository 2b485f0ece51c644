"""Every page opens for every kind of organisation, alone and through the script that lists them, without a browser."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.sharing.link import from_params
from tests.ui.shown import in_html, said
from ui import cached, directory_cached
from ui.text import html

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
PROGRAMMES = {programme.slug: programme for programme in catalogue.load().programmes}
HEADINGS = {
    "overview": "Overview",
    "report": "Report",
    "learning": "Learning",
    "boards": "Boards",
    "your_data": "Your data",
    "data_quality": "Data quality",
    "your_measures": "Your measures",
    "methods": "Methods",
} | {slug: programme.title for slug, programme in PROGRAMMES.items()}

WHO = [
    pytest.param({}, "England", id="England"),
    pytest.param({"region": "Y62"}, "North West", id="a region"),
    pytest.param({"icb": "QOP"}, "Greater Manchester ICB", id="an ICB"),
    pytest.param({"trust": "R0A"}, "Manchester University", id="a trust"),
    pytest.param({"psc": "PSC-MAN"}, "Health Innovation Manchester", id="a Patient Safety Collaborative"),
    pytest.param({"trust": "RXV"}, "Greater Manchester Mental Health", id="a trust without maternity data"),
]


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    """Pages read the shared store: nothing here uploads. Answers are kept between tests, as between users."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        assert cached.store().uri == str(first_store)
        yield
    st.cache_resource.clear()


def opened(script: Path, params: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(script), default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    return page.run()


def drawn(page: AppTest) -> str:
    return in_html(page)


def charts(page: AppTest) -> list[object]:
    return list(page.get("arrow_vega_lite_chart")) + list(page.get("vega_lite_chart"))


def assert_sound(page: AppTest, slug: str, name: str) -> None:
    assert not page.exception, page.exception[0].message
    assert not page.error, page.error[0].value
    assert [t.value for t in page.title] == [HEADINGS[slug]]
    if slug in ("methods", "boards"):
        assert not page.sidebar.selectbox, "nobody's numbers"
        return
    assert f"<strong>{html(name)}</strong> ·" in drawn(page)
    assert {"Region", "Integrated care board (ICB)", "Trust"} <= {box.label for box in page.sidebar.selectbox}


@pytest.mark.parametrize(("params", "name"), WHO)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_opens_alone(path: Path, params: dict[str, str], name: str) -> None:
    assert_sound(opened(path, params), path.stem, name)


@pytest.mark.slow
@pytest.mark.parametrize(("params", "name"), WHO)
def test_every_page_opens_through_the_menu_and_keeps_the_organisation(params: dict[str, str], name: str) -> None:
    page = opened(ROOT / "ui" / "main.py", params)
    assert_sound(page, "overview", name)
    for path in PAGES:
        page.switch_page(str(path)).run()
        assert_sound(page, path.stem, name)


def headings(page: AppTest) -> list[str]:
    return [m.value for m in page.main.markdown if m.value.startswith("## ")]


@pytest.mark.parametrize(
    ("section", "first", "least"),
    [
        ("glance", "## At a glance", 2),
        ("measure", "## Is it changing, or is it chance?", 1),
        ("variation", "## Is anybody an outlier?", 1),
        ("approach", "## Whole System Approach to high-risk opioid prescribing", 4),
    ],
)
def test_a_programme_page_in_sections_charts_its_measures_for_england(section: str, first: str, least: int) -> None:
    page = opened(ROOT / "pages" / "opioids.py", {"section": section})
    assert headings(page)[0] == first
    assert len(charts(page)) >= least


SECTIONS = [
    *(("opioids", s) for s in ("people", "calendar")),
    *(
        (p, s)
        for p in ["preterm_optimisation"]
        for s in ("glance", "intervention.compare", "bundle", "babies", "adoption")
    ),
    *((p, s) for p in ["preterm_optimisation"] for s in ("intervention.trends", "intervention.map")),
    *((p, s) for p in ["preterm_optimisation"] for s in ("outcomes", "before_after", "charts")),
    *((p, s) for p in ["opioids"] for s in ("glance", "measure", "variation", "approach", "charts")),
    *((p, s) for p in ["system_safety"] for s in ("timeline", "where", "engagement", "measure.compare", "measure.map")),
    *((p, s) for p in ["system_safety"] for s in ("transition", "support")),
    *((p, s) for p in ["deterioration"] for s in ("glance", "tools", "pier", "measure.map", "before_after")),
    *(("opioids", s) for s in ("baseline", "forecast")),
]


@pytest.mark.parametrize(("params", "name"), WHO)
@pytest.mark.parametrize(("slug", "section"), SECTIONS)
def test_a_link_opens_each_section_for_everybody(slug: str, section: str, params: dict[str, str], name: str) -> None:
    page = opened(ROOT / "pages" / f"{slug}.py", params | {"section": section})
    assert_sound(page, slug, name)
    assert page.query_params["section"] in (section, [section]), "the address opens the same section again"
    told = [*headings(page), *(i.value for i in page.info), *(c.value for c in page.caption)]
    assert told, "a section without data says so"


def test_a_link_that_names_a_measure_opens_the_section_that_shows_it() -> None:
    page = opened(ROOT / "pages" / "preterm_optimisation.py", {"icb": "QOP", "measure": "mgso4"})
    assert "## Is it changing, or is it chance?" in headings(page)
    assert next(box for box in page.selectbox if box.label == "Measure").value == "mgso4"


def test_a_section_that_nobody_knows_opens_the_first() -> None:
    page = opened(ROOT / "pages" / "preterm_optimisation.py", {"section": "nonsense"})
    assert "## The pathway at a glance" in headings(page)


def test_a_trust_without_maternity_data_is_told_so_instead_of_shown_others() -> None:
    page = opened(ROOT / "pages" / "preterm_optimisation.py", {"trust": "RXV"})
    assert drawn(page).count(">No data<") == 9, "one for each intervention"
    assert any("nothing to show for Greater Manchester Mental Health" in e.label for e in page.expander)
    page = opened(ROOT / "pages" / "preterm_optimisation.py", {"trust": "RXV", "measure": "cord"})
    assert page.info, "an empty chart needs a sentence in its place"


@pytest.mark.parametrize(
    ("slug", "trust", "section", "measure", "offered"),
    [
        *(("opioids", "R0A", s, None, 1) for s in ("glance", "people", "baseline", "approach", "charts")),
        *(("preterm_optimisation", "RXV", s, None, 1) for s in ("glance", "bundle", "adoption", "before_after")),
        ("preterm_optimisation", "R0A", "glance", None, 0),
        ("preterm_optimisation", "R0A", "intervention", "cord", 0),
    ],
)
def test_a_page_that_has_nothing_for_a_trust_offers_its_icb_with_one_press(
    slug: str, trust: str, section: str, measure: str | None, offered: int
) -> None:
    params = {"trust": trust, "section": section} | ({"measure": measure} if measure else {})
    page = opened(ROOT / "pages" / f"{slug}.py", params)
    assert_sound(page, slug, next(p.values[1] for p in WHO if p.values[0].get("trust") == trust))
    buttons = [button for button in page.button if button.label == "Show Greater Manchester ICB"]
    assert len(buttons) == offered
    for button in buttons:
        button.click().run()
        assert_sound(page, slug, "Greater Manchester ICB")
        assert not [b for b in page.button if b.label.startswith("Show England")]


MADE_UP = [
    ({"icb": "QZZ"}, "integrated care board", "QZZ"),
    ({"trust": "R9X9X"}, "trust", "R9X9X"),
    ({"region": "Y99"}, "region", "Y99"),
    ({"psc": "PSC-NOPE"}, "Patient Safety Collaborative", "PSC-NOPE"),
    ({"icb": "R0A"}, "integrated care board", "R0A"),  # a trust's code is no ICB's
    ({"region": "Y62", "icb": "QZZ"}, "integrated care board", "QZZ"),  # half a truth is not enough
]


@pytest.mark.parametrize(("params", "kind", "code"), MADE_UP, ids=lambda value: str(value))
@pytest.mark.parametrize("slug", ["overview", "opioids"])
def test_a_code_that_nobody_has_is_answered_in_words_and_no_chart_is_drawn(
    slug: str, params: dict[str, str], kind: str, code: str
) -> None:
    page = opened(ROOT / "pages" / f"{slug}.py", params)
    assert not page.exception
    errors = " ".join(error.value for error in page.error)
    assert code in errors
    assert kind in errors
    assert not charts(page)
    assert not page.dataframe
    assert "At a glance" not in said(page)


def test_after_a_made_up_code_one_click_shows_england() -> None:
    page = opened(ROOT / "pages" / "opioids.py", {"icb": "QZZ"})
    next(button for button in page.button if button.label == "Show England").click().run()
    assert_sound(page, "opioids", "England")
    assert charts(page)


@pytest.mark.parametrize(
    ("asof", "reason"),
    [
        ("99.9.9.9", "is not in this store"),
        ("1.1.1.1-ffff", "belongs to another copy"),
        ("yesterday", "neither a data version nor a date"),
    ],
)
def test_a_data_version_that_is_not_here_is_never_replaced_by_todays_numbers(asof: str, reason: str) -> None:
    page = opened(ROOT / "pages" / "opioids.py", {"asof": asof})
    assert not page.exception
    assert reason in page.error[0].value
    assert not charts(page)


def test_a_measure_of_another_page_is_named_and_the_first_of_this_page_shown() -> None:
    page = opened(ROOT / "pages" / "opioids.py", {"measure": "cord"})
    assert any("Preterm optimisation" in info.value for info in page.info)
    assert next(box for box in page.selectbox if box.label == "Measure").value == "opioid_4m"
    assert charts(page)


def test_a_chosen_icb_narrows_the_trusts_and_clearing_brings_them_all_back() -> None:
    page = opened(ROOT / "pages" / "overview.py", {})

    def box(label: str) -> object:
        return next(found for found in page.selectbox if found.label == label)

    everybody = len(box("Trust").options)
    box("Region").set_value("Y62").run()
    box("Integrated care board (ICB)").set_value("QOP").run()
    assert any("R0A" in option for option in box("Trust").options)
    assert not any("(RJ1)" in option for option in box("Trust").options), "a London trust"
    assert len(box("Trust").options) < everybody / 5
    next(button for button in page.button if button.label == "Clear filters").click().run()
    assert_sound(page, "overview", "England")
    assert len(box("Trust").options) == everybody


def test_the_address_bar_holds_what_opens_the_same_view_again() -> None:
    page = opened(ROOT / "pages" / "opioids.py", {"icb": "QOP", "measure": "opioidper1000", "from": "2021-04"})
    mirrored = {name: found if isinstance(found, str) else found[0] for name, found in page.query_params.items()}
    assert mirrored["region"] == "Y62", "the address says who stands above, for people who read it"
    view = from_params(mirrored, directory_cached.newest().at(date.today()), cached.the_catalogue().measures).view
    assert (view.organisation, view.measure, f"{view.start:%Y-%m}") == ("QOP", "opioidper1000", "2021-04")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_a_short_list_of_sections(path: Path) -> None:
    """Who reads a page sees what is on it; state and caching have one home in `ui`."""
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 60
    assert "session_state" not in source
    assert "st.cache" not in source
    imported = {
        name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names
    }
    imported |= {node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    rooms = {"ui.data", "ui.opioids", "ui.boards", "ui.panels", "ui.preterm", "ui.safety"}
    assert imported <= rooms | {"ui", "ui.sections", "__future__"}, "a page speaks only with ui"


def test_every_programme_of_the_catalogue_has_its_page() -> None:
    assert set(HEADINGS) == {path.stem for path in PAGES}


@pytest.mark.parametrize("late", ["Greater Manchester ICB (QOP)", "ZZZ", "QOP|NOPE|7"])
def test_a_choice_that_comes_late_from_the_browser_is_checked_before_it_becomes_the_view(late: str) -> None:
    page = opened(ROOT / "pages" / "overview.py", {"region": "Y56"})  # London: what comes is of another list
    box = next(found for found in page.selectbox if found.label.startswith("Integrated care board"))
    usual = type(box)._widget_state.fget

    def sent(widget: object) -> WidgetState:
        """The browser sends the label that it has, and the list may be another by then."""
        return WidgetState(id=box.id, string_value=late) if widget.id == box.id else usual(widget)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(box), "_widget_state", property(sent))
        page = box.run()
    assert_sound(page, "overview", "London")
    assert_sound(page.run(), "overview", "London")
