"""Legends: every mark that is drawn is in it, and none that is not."""

import pytest

from analytics import words
from analytics.charts import control, funnel, legend, multiples, ranked
from analytics.model import Unit
from tests.charts.charts_made import chart, measure, series
from tests.charts.test_charts_control_rows import happened
from tests.charts.test_charts_templates import comparison

NA = float("nan")


def said(rows: object) -> list[str]:
    return [entry.text for entry in legend.control(rows)]  # type: ignore[arg-type]


def test_a_control_chart_names_what_is_on_it() -> None:
    of = series([0.5, NA, 0.7, 0.8], status=["", "", "", "provisional"])
    rows = control.rows(of, chart(of, "- i-", centre=0.6, lower=0.4, upper=0.8, target=0.9), happened("2022-05-17"))
    assert said(rows) == [
        "common cause: no more than chance", "improvement, high", "hollow: provisional or not counted", "no figure",
        "average", "limits: chance alone seldom goes beyond", "target", "dated event",
    ]  # fmt: skip


def test_and_nothing_that_is_not() -> None:
    of = series([0.5, 0.6, 0.7])
    assert said(control.rows(of, chart(of))) == ["figure, not judged"]
    assert said(control.rows(of, chart(of, "c", centre=0.6))) == ["concern, low", "average"]


def test_titles_without_room_are_numbers_and_listed_whole() -> None:
    of = series([0.5] * 24)
    few = control.rows(of, chart(of, "-", centre=0.5), happened("2022-05-17"))
    assert legend.events(few) == ()
    titles = [f"A programme with a rather long name, number {n}" for n in range(2)] + ["Are they ready for a score?"]
    dated = happened("2022-05-17", "2022-06-17", "2023-02-01").assign(title=titles)
    rows = control.rows(of, chart(of, "-", centre=0.5), dated)
    assert list(rows.loc[rows["what"] == "event", "event"]) == ["1", "2", "3"]
    assert legend.events(rows) == (
        f"{titles[0]}, 17 May 2022",
        f"{titles[1]}, 17 June 2022",
        "Are they ready for a score? 1 February 2023",
    )
    assert legend.html((), legend.events(rows)).count("<li>") == 3


def test_events_too_close_for_a_number_each_share_one_and_are_listed_in_order() -> None:
    of = series([0.5] * 24)
    days = [f"2023-02-{day:02d}" for day in range(1, 9)]
    rows = control.rows(of, chart(of, "-", centre=0.5), happened("2022-05-17", *days))
    numbers = [number for number in rows.loc[rows["what"] == "event", "event"] if number]
    told = [int(end) for number in numbers for end in number.split("–")]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (1, 9)
    assert any("–" in number for number in numbers)
    assert legend.events(rows)[-1].endswith("8 February 2023")


def test_html_escapes_what_files_say() -> None:
    assert "&lt;b&gt;" in legend.html([legend.sign("×", "<b>")], ["<b>, 1 May 2022"])
    assert "<b></b>" not in legend.html([legend.sign("×", "no figure")])


def test_a_ranked_chart_names_its_reference_and_ranges() -> None:
    entries = [e.text for e in ranked.key(ranked.rows(comparison()))]
    assert entries == ["your choice", "organisation", "95% range: where the true rate may lie", "England"]


def test_small_multiples_name_only_what_they_draw() -> None:
    of = series([0.5, 0.6, 0.7])
    rows = multiples.rows([(of, chart(of, "-", centre=0.6))])
    assert [e.text for e in multiples.key(rows)] == ["common cause: no more than chance", "average"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("babies born below 34+0 weeks", "babies"),
        ("eligible babies: below 27+0 weeks, or twins", "eligible babies"),
        ("registered patients of all ages, in thousands", "registered patients, in thousands"),
        ("all maternity trusts", "all maternity trusts"),
        ("women who gave birth in the period", "women"),
    ],
)
def test_an_axis_says_what_is_counted(text: str, noun: str) -> None:
    assert words.formats.counted(text) == noun
    assert words.formats.axis(measure(denominator=text)) == f"% of {noun}"


def test_an_axis_of_rates_and_of_counts_has_its_unit() -> None:
    rate = measure(Unit.RATE, per_text="items per 1,000 patients")
    assert words.formats.axis(rate) == "items per 1,000 patients"
    assert words.formats.axis(measure(Unit.COUNT, numerator="adults dispensed an opioid")) == "adults"
    assert "items per 1,000 patients" in str(control.template(Unit.RATE, says=words.formats.axis(rate)))
    assert "babies, 2022/23" in str(funnel.template(Unit.PERCENT, who="babies, 2022/23"))
