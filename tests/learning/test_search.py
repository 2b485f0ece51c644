"""Search of stories: stems, order, marks, and queries that are data and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.learning.search import Index
from analytics.model import Story

STORIES = tuple(
    Story("2023-24 Q2", "preterm_optimisation", "learning", title, text)
    for title, text in (
        ("Warm babies", "Hats and warmed trolleys kept normothermia."),
        ("Cord clamping", "A trolley at the bedside, and training. Babies stayed warm."),
        ("A passport", "Café meetings: mothers carry it."),
    )
)
INDEX = Index(STORIES, lambda story: "Manchester" if story.title == "A passport" else "")


def titles(query: str) -> list[str]:
    return [hit.story.title for hit in INDEX.search(query).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("baby", ["Warm babies", "Cord clamping"]),
        ("trolleys", ["Warm babies", "Cord clamping"]),
        ("clamped", ["Cord clamping"]),
        ("normo", ["Warm babies"]),
        ("what did others learn about normothermia?", ["Warm babies"]),
        ("cafe", ["A passport"]),
        ("manchester", ["A passport"]),
        ("submarine", []),
        ("", ["Warm babies", "Cord clamping", "A passport"]),
        ("what about", []),
    ],
)
def test_words_are_found_by_their_stems_and_beginnings(query: str, found: list[str]):
    assert set(titles(query)) == set(found)


def test_a_word_in_the_title_counts_for_more():
    assert titles("warm")[0] == "Warm babies"
    assert titles("trolley warm baby")[0] == "Warm babies"


def test_without_a_story_that_has_every_word_those_with_some_are_given_and_said_to_be():
    found = INDEX.search("passport submarine")
    assert [hit.story.title for hit in found.hits] == ["A passport"]
    assert found.loosely
    assert not INDEX.search("passport").loosely


def test_what_was_found_is_marked_and_the_text_is_whole():
    (hit,) = INDEX.search("clamp training").hits
    assert hit.title == (("Cord ", False), ("clamping", True))
    assert ("training", True) in hit.text
    assert "".join(piece for piece, _ in hit.text) == STORIES[1].text


@given(st.text(max_size=60))
@example('"')
@example("*")
@example("-warm")
@example("NEAR(warm babies)")
@example("title:warm")
@example("warm AND (")
@example("^ {a} + 'x'; DROP TABLE story")
@example("\x00 ² ½ Ⅷ _ __")
def test_no_query_is_an_instruction(query: str):
    assert len(INDEX.search(query).hits) <= len(STORIES)
    assert titles("passport") == ["A passport"]


def test_an_aim_is_searched_and_stays_out_of_the_text():
    aimed = Index((Story("2023-24 Q2", "opioids", "update", "Reviews", "Some text", aim="Fewer doses"),), lambda _: "")
    (hit,) = aimed.search("dose").hits
    assert hit.text == (("Some text", False),)


def test_a_text_that_has_the_marks_itself_is_not_torn():
    odd = Index((Story("2023-24 Q2", "opioids", "update", "a\ue000b", "pain\ue001 pain"),), lambda _: "")
    (hit,) = odd.search("pain").hits
    assert [piece for piece, found in hit.text if found] == ["pain", "pain"]


def test_many_may_search_at_once():
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda n: len(INDEX.search("baby").hits), range(40))) == {2}
