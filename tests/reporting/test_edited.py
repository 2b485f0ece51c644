"""What people write into a report is kept, undone, and goes on to the next quarter as long as the data bear it out."""

from __future__ import annotations

import pytest
from reports_made import Q1, Q2, bullet, keep_cord, made, of_store, store_of, texts, write
from test_report import FLAT

from analytics.answers import Data
from analytics.model import Audience
from analytics.model.report import Edit, News
from analytics.reporting import ADDED
from analytics.store import Store

CORD = "matneo.updates/cord"
VISITED = f"matneo.updates/{ADDED}1"
EXPECTED = "matneo.outcomes/survival"
"""A bullet that says the same each quarter."""


@pytest.fixture
def kept(tmp_path) -> Store:
    return store_of(str(tmp_path / "store"), FLAT)


def drafted(store: Store, key: str, quarter=Q2) -> str:
    found = bullet(of_store(store, quarter), key)
    assert found
    return found.text


@pytest.mark.slow
def test_a_bullet_is_reworded_and_goes_back(kept: Store) -> None:
    draft = drafted(kept, CORD)
    write(kept, Q2, Edit(CORD, "Cord care holds steady.", draft))
    said = bullet(of_store(kept), CORD)
    assert (said.text, said.drafted, said.written, said.news) == ("Cord care holds steady.", draft, True, News.CHANGED)
    assert said.figures, "it still names its figure"
    write(kept, Q2, Edit(CORD, draft, draft))
    assert bullet(of_store(kept), CORD).text == draft
    assert not bullet(of_store(kept), CORD).written


@pytest.mark.slow
def test_a_bullet_is_left_out_and_put_back(kept: Store) -> None:
    draft = drafted(kept, CORD)
    write(kept, Q2, Edit(CORD, "", draft))
    report = of_store(kept)
    assert bullet(report, CORD) is None
    assert [(b.key, b.drafted) for b in report.dropped] == [(CORD, draft)]
    write(kept, Q2, Edit(CORD, draft, draft))
    assert bullet(of_store(kept), CORD).text == draft


@pytest.mark.slow
def test_a_bullet_is_added_and_goes_on_until_it_is_left_out(kept: Store) -> None:
    write(kept, Q1, Edit(VISITED, "The board visited two units."))
    first, then = (bullet(of_store(kept, q), VISITED) for q in (Q1, Q2))
    assert (first.news, then.news) == (News.NEW, None)
    assert then.text == "The board visited two units."
    write(kept, Q2, Edit(VISITED, ""))
    assert bullet(of_store(kept), VISITED) is None
    assert bullet(of_store(kept, Q1), VISITED), "last quarter's report stays as it was"


@pytest.mark.slow
def test_the_next_quarter_starts_from_this_one_where_the_data_say_the_same(kept: Store) -> None:
    write(kept, Q1, Edit(EXPECTED, "More babies should go home.", drafted(kept, EXPECTED, Q1)))
    said = bullet(of_store(kept), EXPECTED)
    assert (said.text, said.news, said.outdated) == ("More babies should go home.", None, False)
    assert bullet(of_store(kept, Q1), EXPECTED).news is News.CHANGED


@pytest.mark.slow
def test_where_the_data_say_something_else_the_draft_stands_beside_what_was_written(tmp_path) -> None:
    store = store_of(str(tmp_path / "store"), [*FLAT[:27], 56, 56, 56])
    write(store, Q1, Edit(CORD, "Cord care holds steady.", drafted(store, CORD, Q1)))
    said = bullet(of_store(store), CORD)
    assert said.text == drafted(store, CORD)
    assert said.former == "Cord care holds steady."
    assert not said.written


@pytest.mark.slow
def test_a_revision_of_the_data_marks_what_was_written_on_the_former_ones(kept: Store) -> None:
    write(kept, Q2, Edit(CORD, "Around half of the babies.", drafted(kept, CORD)))
    keep_cord(kept, [value + 20 for value in FLAT])
    said = bullet(of_store(kept), CORD)
    assert (said.text, said.outdated) == ("Around half of the babies.", True)
    assert "around 70.0%" in said.drafted


@pytest.mark.slow
def test_what_is_written_over_all_numbers_is_not_published(kept: Store) -> None:
    write(kept, Q2, Edit(CORD, "Three babies of Unit 7.", drafted(kept, CORD)))
    data = Data.of(kept.at())
    assert "Three babies of Unit 7." in texts(made(data))
    assert "Three babies of Unit 7." not in texts(made(data.published()))
    write(kept, Q2, Edit(CORD, "Half of the babies.", drafted(kept, CORD)), audience=Audience.PUBLIC)
    assert "Half of the babies." in texts(made(Data.of(kept.at()).published()))


@pytest.mark.slow
def test_an_edit_is_undone_like_any_upload_and_stands_on_no_chart(kept: Store) -> None:
    before = of_store(kept)
    write(kept, Q2, Edit(CORD, "Cord care holds steady.", drafted(kept, CORD)))
    after = of_store(kept)
    picture = next(f.exhibit.picture for f in after.figures if f.exhibit.slug == "cord_ENG")
    assert not picture.events
    newest = kept.history()[0]
    assert (newest.upload.file, newest.upload.who) == ("written in a report", "A tester")
    kept.undo(newest.upload.id, "A tester")
    assert texts(of_store(kept)) == texts(before)


@pytest.mark.slow
def test_a_version_of_before_shows_the_report_of_before(kept: Store) -> None:
    version = kept.version()
    write(kept, Q2, Edit(CORD, "Cord care holds steady.", drafted(kept, CORD)))
    old = made(Data.of(kept.at(str(version))))
    assert "Cord care holds steady." not in texts(old)
    assert "Cord care holds steady." in texts(of_store(kept))
