"""Days and weeks: refused until their owner says that they may be added up, and then only whole months are kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from analytics.ingest.rows.added_up import ADD_UP, DAYS, WEEKS
from analytics.model import Severity
from tests.ingest.inputs import pairs, reading, rows_named, said

HEAD = "org_code,date,measure,numerator,denominator\n"
WHOLE = {("R0A", "2023-04"): (30.0, 60.0), ("RJ1", "2023-04"): (30.0, 60.0)}


def dates(first: date, count: int, step: int = 1) -> list[date]:
    return [first + timedelta(step * i) for i in range(count)]


def table(days: list[date], write: Callable[[date], str] = date.isoformat, head: str = HEAD) -> str:
    return head + "".join(f"{org},{write(day)},cord,1,2\n" for org in ("R0A", "RJ1") for day in days)


APRIL = dates(date(2023, 4, 1), 30)
MONDAYS = dates(date(2023, 4, 3), 8, 7)


@pytest.mark.parametrize("head", [HEAD, "Trust,Day,Indicator,Babies given,Babies eligible\n"])
def test_days_are_asked_about_and_added_up(head: str):
    text = table(APRIL, head=head)
    asked = reading(text)
    assert (asked.kept, [a.name for a in asked.asks if a.default is None]) == (False, [ADD_UP])
    assert said(asked, "days of this column", least=Severity.ERROR)
    found = reading(text, answers={ADD_UP: DAYS})
    assert pairs(found) == WHOLE
    assert said(found, "added up, as you said", "60 rows", "2 whole months")


def test_a_month_with_a_day_missing_is_left_out_and_named():
    days = APRIL + dates(date(2023, 5, 1), 12)
    text = table(days).replace("RJ1,2023-04-17,cord,1,2\n", "")
    found = reading(text, answers={ADD_UP: DAYS})
    assert pairs(found) == {("R0A", "2023-04"): (30.0, 60.0)}
    assert said(found, "RJ1, April 2023", "29 of its 30 days", least=Severity.ERROR)
    assert said(found, "R0A, May 2023", "12 of its 31 days", least=Severity.ERROR)


@pytest.mark.parametrize(
    ("cell", "words"), [("*,2", "“*” is no numerator"), ("1,", "is no denominator"), ("3,2", "above"), ("-1,2", "“-1”")]
)
def test_a_day_without_a_figure_costs_its_month_and_is_named(cell: str, words: str):
    found = reading(
        table(APRIL).replace("R0A,2023-04-05,cord,1,2", f"R0A,2023-04-05,cord,{cell}"), answers={ADD_UP: DAYS}
    )
    assert pairs(found) == {("RJ1", "2023-04"): (30.0, 60.0)}
    assert rows_named(said(found, words, least=Severity.ERROR)) == {6}


def test_a_day_that_stands_twice_counts_once_and_of_two_that_differ_neither():
    same = reading(table(APRIL) + "R0A,2023-04-05,cord,1,2\n", answers={ADD_UP: DAYS})
    assert pairs(same) == WHOLE
    assert said(same, "repeat a day")
    other = reading(table(APRIL) + "R0A,2023-04-05,cord,2,2\n", answers={ADD_UP: DAYS})
    assert pairs(other) == {("RJ1", "2023-04"): (30.0, 60.0)}
    assert said(other, "R0A, April 2023", "contradict", least=Severity.ERROR)


@pytest.mark.parametrize(
    "write",
    [
        date.isoformat,
        lambda day: f"w/c {day:%d/%m/%Y}",
        lambda day: f"W/E {day:%d/%m/%Y}",
        lambda day: f"Week commencing {day:%-d %B %Y}",
        lambda day: f"{day.isocalendar().year}-W{day.isocalendar().week:02d}",
    ],
)
def test_weeks_are_added_up_in_the_month_of_their_date(write: Callable[[date], str]):
    text = table(MONDAYS, write)
    asked = reading(text)
    assert (asked.kept, [a.name for a in asked.asks if a.default is None]) == (False, [ADD_UP])
    found = reading(text, answers={ADD_UP: WEEKS})
    assert pairs(found) == {("R0A", "2023-04"): (4.0, 8.0), ("RJ1", "2023-04"): (4.0, 8.0)}
    assert said(found, "R0A, May 2023", "4 of its 5 weeks", least=Severity.ERROR)


def test_percentages_are_never_added_up():
    text = "org_code,date,measure,value\n" + "".join(f"R0A,{day},cord,50%\n" for day in APRIL)
    found = reading(text, answers={ADD_UP: DAYS})
    assert (found.kept, found.asks) == (False, ())
    assert said(found, "percentages without the two counts cannot be added up", least=Severity.ERROR)


@pytest.mark.parametrize("step", [14, 28, 30])
def test_dates_that_are_neither_days_nor_weeks_on_end_are_refused(step: int):
    found = reading(table(dates(date(2023, 4, 3), 8, step)), answers={ADD_UP: DAYS})
    assert (found.kept, [a for a in found.asks if a.name == ADD_UP]) == (False, [])


@pytest.mark.parametrize(("of", "write"), [("w/c {}", "%d/%m/%Y"), ("{}", "%Y-%m-%d"), ("{} ", "%d %B %Y")])
def test_weeks_as_columns_are_added_up_too(of: str, write: str):
    head = [
        "Trust",
        *(f"{of.format(day.strftime(write))} {part}" for day in MONDAYS for part in ("Received", "Eligible")),
    ]
    text = "\n".join([",".join(head), *(f"{org}{',1,2' * len(MONDAYS)}" for org in ("R0A", "RJ1"))])
    asked = reading(text, "Optimal cord management.csv")
    assert (asked.kept, [a.name for a in asked.asks if a.default is None]) == (False, [ADD_UP])
    found = reading(text, "Optimal cord management.csv", answers={ADD_UP: WEEKS})
    assert pairs(found) == {("R0A", "2023-04"): (4.0, 8.0), ("RJ1", "2023-04"): (4.0, 8.0)}


def test_counts_without_a_denominator_are_added_up_and_rates_are_not():
    text = "org_code,date,measure,value\n" + "".join(f"R0A,{day},Incidents,{i % 3}\n" for i, day in enumerate(APRIL))
    assert [a.name for a in reading(text).asks if a.default is None] == [ADD_UP]
    found = reading(text, answers={ADD_UP: DAYS})
    assert found.rows["numerator"].tolist() == [30.0]
    for name in ("cord", "Sickness rate", "Mean length of stay"):
        refused = reading(text.replace("Incidents", name), answers={ADD_UP: DAYS})
        assert (refused.kept, [a for a in refused.asks if a.name == ADD_UP]) == (False, [])
