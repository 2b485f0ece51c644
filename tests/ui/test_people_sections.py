"""The sections People and Signal or calendar: what is chosen shows, is named, and is in the address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from analytics import words
from analytics.__main__ import app
from analytics.answers import Question, calendar
from analytics.methods.calendar import working_days
from tests.ui.pictures import alternatives
from tests.ui.shown import sentences
from ui import cached

PAGE = Path(__file__).resolve().parents[2] / "pages" / "opioids.py"
PEOPLE = "People prescribed an opioid in the month and each of the three months before"
HIGH = "People prescribed opioids above 120 mg oral morphine equivalent a day"


@pytest.fixture(scope="module", autouse=True)
def uploaded(first_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store that knows people on high doses whose number follows the working days, without adults to divide by but
    for a board whose registered adults were uploaded once."""
    folder = tmp_path_factory.mktemp("people")
    shutil.copytree(first_store, folder / "store")
    months = pd.date_range("2019-04-01", "2023-09-01", freq="MS")
    noise = np.random.default_rng(1).normal(0, 0.004, len(months))
    people = np.rint(6e4 * np.exp(0.02 * working_days(months) + noise)).astype(int)
    file = folder / "high.csv"
    lines = [f"opioid_high,ENG,{month:%Y-%m},{number},,," for month, number in zip(months, people, strict=True)]
    lines += [line.replace("ENG", "QOP") for line in lines] + ["registered_adults,QOP,2019-01,2500000,,,"]
    file.write_text("\n".join(["measure,org_code,period,numerator,denominator,value,status", *lines]), "utf-8")
    done = CliRunner().invoke(app, ["ingest", str(file), "--store", str(folder / "store")])
    assert done.exit_code == 0, done.output
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(folder / "store"))
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def opened(section: str, **params: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"section": section, **params}.items():
        page.query_params[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def told(page: AppTest) -> str:
    """Without the menu of a page that runs alone, and legends."""
    return re.sub(r"<ul.*?</ul>", "", "\n".join(text for text in sentences(page) if not text.startswith("[")))


def picture(page: AppTest) -> str:
    """The text alternative of the one chart."""
    (alt,) = alternatives(page)
    return alt


def address(page: AppTest) -> dict[str, str]:
    return {n: v if isinstance(v, str) else v[0] for n, v in page.query_params.items()}


def choose(page: AppTest, label: str, value: str) -> AppTest:
    next(box for box in page.main.selectbox if box.label == label).select(value)
    return run(page)


def test_counts_first_and_never_items_among_them() -> None:
    page = opened("people", measure="opioidper1000")
    assert f"### {PEOPLE}" in told(page)
    measures = next(box for box in page.main.selectbox if box.label == "Measure")
    assert measures.options == ["People on long-term opioids", "People on high-dose opioids"]


def test_a_rate_is_named_everywhere_and_in_the_address() -> None:
    page = choose(opened("people", measure="opioid_4m"), "Shown as", "rate")
    assert f"### {PEOPLE}, per 1,000 registered adults" in told(page)
    assert "people per 1,000 registered adults" in told(page)
    assert "per 1,000 registered adults" in picture(page)
    assert address(page)["as"] == "rate"
    assert f"### {PEOPLE}, per 1,000 registered adults" in told(opened("people", **{"as": "rate"}))


def test_per_working_day_warns_that_it_corrects_too_much() -> None:
    page = opened("people", **{"as": "per_day"})
    assert f"### {PEOPLE}, per working day" in told(page)
    assert words.people.PER_DAY_NOTE in told(page)


def test_where_nobody_gave_the_adults_the_counts_stay() -> None:
    page = opened("people", measure="opioid_high", **{"as": "rate"})
    assert f"### {HIGH}\n" in told(page) + "\n"
    assert "A rate needs registered patients aged 18 and over, and no file gave them here" in told(page)
    assert any(str(text.value).startswith("[Upload registered adults](/your_data") for text in page.main.markdown)


def test_adults_uploaded_once_divide_what_their_own_file_does_not() -> None:
    page = opened("people", measure="opioid_high", icb="QOP", **{"as": "rate"})
    assert f"### {HIGH}, per 1,000 registered adults" in told(page)
    assert "of the newest date on or before the month: January 2019" in told(page)
    assert not any("Upload registered adults" in str(text.value) for text in page.main.markdown)
    measures = next(box for box in page.main.selectbox if box.label == "Measure")
    assert "Registered adults" not in measures.options


def test_limits_from_2021_are_named_and_in_the_address() -> None:
    page = choose(opened("people", measure="opioid_4m"), "Limits from", "2021")
    assert f"### {PEOPLE}, limits from 2021" in told(page)
    assert "baseline: the 12 months of 2021" in told(page)
    assert address(page)["limits"] == "2021"
    assert "limits" not in address(choose(page, "Limits from", ""))


def test_the_rolling_line_comes_with_its_warning_and_changes_no_number() -> None:
    page = opened("people", measure="opioid_4m")
    before = told(page)
    assert words.people.ROLLING_NOTE not in before
    next(t for t in page.main.toggle if t.label.startswith("Rolling line")).set_value(True)
    after = told(run(page))
    assert after.replace(f"{words.people.ROLLING_NOTE}\n", "") == before
    assert words.people.ROLLING_NOTE in after


def test_a_link_with_nonsense_is_told_and_shows_the_usual() -> None:
    page = opened("people", **{"as": "logs", "limits": "1066"})
    assert "The link asks for “as=logs”; counts are shown." in told(page)
    assert f"### {PEOPLE}\n" in told(page) + "\n"


def test_how_much_of_the_three_months_is_the_calendar() -> None:
    page = opened("calendar")
    found = calendar.explained(cached.data(cached.store().version()), Question("opioid_4m"))
    assert f"**{words.calendar.headline(found)}**" in told(page)
    assert "June 2023 had 22 working days in 30." in told(page)
    assert words.calendar.LOOKS_BACK in told(page)
    (switch,) = page.main.toggle
    assert switch.disabled
    assert "What the calendar explains of each special-cause point" in [e.label for e in page.expander]


def test_what_was_not_found_is_not_taken_out_whatever_the_link_says() -> None:
    page = opened("calendar", calendar="out")
    assert words.calendar.NOT_TAKEN_OUT in told(page)
    assert f"### {PEOPLE}\n" in told(page) + "\n"


def test_the_switch_takes_the_calendar_out_and_says_so() -> None:
    page = opened("calendar", measure="opioid_high")
    assert "The calendar moves the figures of England" in told(page)
    assert words.calendar.LOOKS_BACK not in told(page)
    page.main.toggle[0].set_value(True)
    run(page)
    assert f"### {HIGH}, calendar taken out" in told(page)
    assert words.calendar.TAKEN_OUT in told(page)
    assert "calendar taken out" in picture(page)
    assert address(page)["calendar"] == "out"
    shared = opened("calendar", measure="opioid_high", calendar="out")
    assert f"### {HIGH}, calendar taken out" in told(shared)
    shared.main.toggle[0].set_value(False)
    assert "calendar" not in address(run(shared))


def test_items_have_their_calendar_and_adoption_has_none() -> None:
    page = opened("calendar", measure="opioidper1000", icb="QOP")
    measures = next(box for box in page.main.selectbox if box.label == "Measure")
    assert measures.value == "opioidper1000"
    assert len(measures.options) == 4


def test_a_trust_has_no_people_of_its_own_and_is_told() -> None:
    for section in ("people", "calendar"):
        page = opened(section, trust="R0A")
        assert not [*page.get("arrow_vega_lite_chart"), *page.get("vega_lite_chart")]
        assert [i.value for i in page.info]
