"""Whoever may not see small numbers sees none on any page: what is drawn is what the published data hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from analytics.answers import Data, Question
from analytics.governance.roles import LOCAL, NOBODY, Person
from analytics.model import Audience
from analytics.series.resolve import Resolved
from analytics.store import Snapshot
from analytics.words import published as words
from tests.ui.shown import sentences
from ui import cached, data_cached, login
from ui.seen import Seen

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = {
    "overview": ("",),
    "boards": ("",),
    "data_quality": ("",),
    "learning": ("",),
    "your_data": ("",),
    "your_measures": ("",),
    "methods": ("",),
    "preterm_optimisation": (
        "glance", "intervention", "intervention.trends", "bundle", "babies", "adoption", "progress", "outcomes",
        "before_after", "charts",
    ),
    "opioids": (
        "glance", "people", "calendar", "measure", "baseline", "forecast", "variation", "approach", "charts", "progress",
    ),
    "deterioration": ("glance", "tools", "pier", "progress", "measure", "before_after"),
    "system_safety": ("timeline", "where", "transition", "support", "engagement", "measure", "progress"),
}  # fmt: skip
WHO = ({"icb": "QOP"}, {"trust": "R0A"})


@pytest.fixture(autouse=True, scope="module")
def on_the_first_store(first_store: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(first_store))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def as_(person: Person, page: str, params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(login, "without_login", lambda _: person)
    run = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120)
    for name, value in params.items():
        run.query_params[name] = value
    return run.run()


def counts(page: AppTest) -> list[float]:
    """Numerators and denominators of everything that is handed to a chart or a table."""
    found: list[float] = []
    for chart in [*page.get("vega_lite_chart"), *page.get("arrow_vega_lite_chart")]:
        for data in (chart.proto.data, *(d.data for d in chart.proto.datasets)):
            if data.data:
                found += _counts(convert_arrow_bytes_to_pandas_df(data.data))
    for table in page.dataframe:
        found += _counts(table.value)
    return found


def _counts(table: pd.DataFrame) -> list[float]:
    named = [c for c in table.columns if str(c).lower() in ("numerator", "denominator", "events")]
    return [float(v) for c in named for v in pd.to_numeric(table[c], errors="coerce").dropna()]


@pytest.fixture(scope="module")
def published() -> Data:
    """What may be published of the newest version, worked out."""
    data_cached.warm(Audience.PUBLIC)
    version = cached.store().version()
    found = cached.data(Seen.by(version, cached.whole(version).organisations, Audience.PUBLIC))
    cached.has_illustrative(Seen.by(version, found.organisations, Audience.PUBLIC))
    return found


@pytest.fixture
def nothing_internal(published: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on whoever asks for a number that is not published fails."""
    resolved, rows = Data.resolved, Snapshot.rows

    def only_published(data: Data, slug: str) -> Resolved:
        assert data.whole is not None, f"all numbers of {slug} were asked for"
        return resolved(data, slug)

    def no_numbers(snapshot: Snapshot, table: str, scopes: object = None) -> pd.DataFrame:
        return rows(snapshot, table, scopes).drop(columns=["numerator", "denominator", "value"], errors="ignore")

    monkeypatch.setattr(Data, "resolved", only_published)
    monkeypatch.setattr(Snapshot, "rows", no_numbers)


@pytest.mark.parametrize("params", WHO, ids=lambda p: next(iter(p.values()), "ENG"))
@pytest.mark.parametrize(("page", "section"), [(p, s) for p, many in SECTIONS.items() for s in many])
@pytest.mark.usefixtures("nothing_internal")
def test_no_page_asks_for_what_is_not_published(
    page: str, section: str, params: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = as_(NOBODY, page, params | ({"section": section} if section else {}), monkeypatch)
    assert not run.exception, run.exception[0].message
    assert not run.error, run.error[0].value
    assert not [c for c in counts(run) if 0 < c < 5]


def test_answers_are_kept_apart_by_audience(published: Data) -> None:
    asked = Question("cord", "QOP")
    version, day = cached.store().version(), published.organisations
    for first, then in ((Audience.INTERNAL, Audience.PUBLIC), (Audience.PUBLIC, Audience.INTERNAL)):
        cached.chart.clear()
        told = {
            who: cached.chart(Seen.by(version, day, who), asked).series.points["numerator"] for who in (first, then)
        }
        assert (told[Audience.PUBLIC].dropna() % 5 == 0).all()
        assert not (told[Audience.INTERNAL].dropna() % 5 == 0).all(), "the test itself is right"


def test_a_page_must_say_for_whom_it_asks() -> None:
    def script() -> None:
        import pytest

        from ui import cached

        with pytest.raises(TypeError, match="as somebody sees them"):
            cached.data(cached.store().version())

    assert not AppTest.from_function(script).run().exception


@pytest.mark.slow
def test_each_page_says_once_for_whom_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for page, held in (("overview", True), ("opioids", True), ("system_safety", False)):
        said = sentences(as_(LOCAL, page, {}, monkeypatch))
        assert sum(words.SMALL_NUMBERS in text for text in said) == held, page
        said = sentences(as_(NOBODY, page, {}, monkeypatch))
        assert not any(words.SMALL_NUMBERS in text for text in said)
        assert any("For publication" in text for text in said) == held, page
