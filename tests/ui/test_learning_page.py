"""Learning: the search, its filters and links, and stories on the charts they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import ingest
from analytics.answers import Data, learning
from analytics.answers.before_after import candidates
from analytics.answers.chart import drawn_events
from analytics.model import Sought
from analytics.store import Store, Upload

PAGES = Path(__file__).resolve().parents[2] / "pages"
HEADER = "quarter,programme,org_code,kind,title,text,theme,measure,aim,baseline,result,from,to\n"
LINES = (
    "2022-23 Q4,preterm_optimisation,R0A,case study,Golden minute,Everybody waits,timer,cord,95%,75%,95%,2022-07-01,\n"
    "2022-23 Q4,preterm_optimisation,RM3,case study,Slow start,Clamps were moved,timer,cord,90%,52%,71%,2022-06-01,\n"
    "2022-23 Q4,opioids,QOP,case study,Fewer high doses,Reviews,review,opioid_high,,1480,1300,2022-06-01,\n"
)


@pytest.fixture
def told(store: Store, monkeypatch: pytest.MonkeyPatch):
    """A store with three stories of our own, which the pages read."""
    found = ingest.read_bytes("stories.csv", (HEADER + LINES).encode())
    assert found.problems == ()
    store.commit(found.rows, Upload("stories", "stories.csv", found.sha256, len(found.rows), format=found.format))
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield Data.of(store.at())
    st.cache_resource.clear()


def opened(page: str = "learning", **params: str) -> AppTest:
    test = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
    for name, value in params.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception[0].message
    return test


def titles(page: AppTest) -> list[str]:
    return [m.value.split("<h2>")[1].split("</h2>")[0] for m in page.markdown if "<h2>" in m.value]


def sought(data: Data, **fields: object) -> list[str]:
    found = learning.search(data, learning.index(data), Sought(**fields))  # type: ignore[arg-type]
    return [hit.story.title for hit in found.hits]


def test_who_else_raised_cord_management_and_how_far(told):
    assert sought(told, measure="cord", started=0.75, reached=0.95) == ["Golden minute"]
    assert set(sought(told, measure="cord", reached=0.7)) == {"Golden minute", "Slow start"}
    assert sought(told, measure="cord", started=0.6, reached=0.7) == ["Slow start"]
    assert sought(told, measure="opioid_high", started=1400, reached=1350) == ["Fewer high doses"], "lower is better"
    assert sought(told, measure="opioid_high", reached=1200) == []
    assert titles(opened(about="cord", started="75", reached="95%")) == ["Golden minute"]


def test_filters_by_whose_story_it_is(told):
    tree = told.organisations
    assert "Golden minute" in sought(told, codes=learning.below(tree, "QOP"))
    assert "Golden minute" not in sought(told, codes=learning.line(tree, "QOP"))
    assert {"Fewer high doses"} < set(sought(told, codes=learning.line(tree, "R0A")))
    assert "Slow start" not in sought(told, codes=learning.line(tree, "R0A"))
    page = opened(trust="R0A", whose="above", kind="case study")
    assert {"Golden minute", "Fewer high doses"} <= set(titles(page))
    assert "Slow start" not in titles(page)


def test_the_address_carries_what_is_looked_for_and_says_what_it_cannot(told):
    page = opened(find="minute", theme="timer", kind="poem")
    assert titles(page) == ["Golden <mark>minute</mark>"]
    assert page.query_params["find"] == "minute"
    assert any("poem" in w.value for w in page.warning)
    assert "kind" not in page.query_params
    page.text_input(key="learning_find").set_value("clamp").run()
    assert titles(page) == ["Slow start"]
    assert page.query_params["find"] == "clamp"
    page.selectbox(key="learning_theme").set_value(None).run()
    assert "theme" not in page.query_params


def test_nothing_found_says_what_to_try(told):
    for text in ("submarine", '"', "NEAR(", "*"):
        page = opened(find=text)
        assert bool(titles(page)) == (text in ('"', "*")), "without a word, everything is shown"
    assert any("Try fewer or other words" in m.value for m in opened(find="submarine").markdown)
    assert any("is no number" in w.value for w in opened(about="cord", started="lots").warning)


def test_a_story_stands_on_its_chart_and_is_no_event(told):
    on_it = drawn_events(told, "cord", "R0A")
    (mark,) = on_it[on_it["title"] == "Story: Golden minute"].to_dict("records")
    assert (str(mark["date"])[:10], mark["kind"], mark["text"]) == ("2022-07-01", learning.STORY, "Everybody waits")
    assert "Story: Slow start" not in set(on_it["title"]), "that is another trust's"
    assert "Story: Golden minute" not in set(drawn_events(told, "ebm", "R0A")["title"])
    assert "Story: Golden minute" not in set(candidates(told, "cord", "R0A")["title"])
    doubled = drawn_events(told, "cord", "R0A")["title"].str.contains("doubled nationally")
    assert doubled.sum() == 1, "England's stands on everybody's"


@pytest.mark.slow
def test_below_a_measures_chart_is_what_others_learned_the_furthest_risen_first(told):
    page = opened("preterm_optimisation", section="intervention", measure="cord", trust="R0A")
    (folded,) = [e for e in page.expander if e.label.startswith("What others learned")]
    assert folded.label == "What others learned: 4 stories"
    (stories,) = folded.get("html")
    assert stories.proto.body.startswith("<p><b>Cord management has doubled")
    assert "./learning?" in stories.proto.body
    assert "about=cord" in stories.proto.body
    none = opened("preterm_optimisation", section="intervention", measure="vtv")
    assert not [e for e in none.expander if e.label.startswith("What others learned")]
