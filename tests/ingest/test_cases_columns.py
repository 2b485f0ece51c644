"""Columns whose names say another thing than their cells: quarters written as months, dates of sending, groups as columns,
those who did not receive, and the boards beside their trusts."""

import pytest

from analytics.model import Severity
from tests.ingest.inputs import BASE, WHEN, WHO, pairs, reading, said

ERROR = Severity.ERROR
KEYS = list(BASE.items())
QUARTERS = dict(zip(WHEN, ("2023-04-01", "2023-07-01", "2023-10-01"), strict=True))


def table(head: str, write) -> str:
    return "\n".join([head, *(write(o, p, int(n), int(d)) for (o, p), (n, d) in KEYS)]) + "\n"


@pytest.mark.parametrize("title", ["Quarter", "Quarter starting", "Qtr"])
def test_months_below_quarter_are_quarters_unless_answered_otherwise(title: str):
    text = table(f"Trust,{title},Measure,Num,Den", lambda o, p, n, d: f"{o},{QUARTERS[p]},cord,{n},{d}")
    found = reading(text)
    assert set(found.rows["grain"]) == {"quarter"}
    assert said(found, "read as quarters")
    assert set(reading(text, answers={"grain:period": "month"}).rows["grain"]) == {"month"}


def test_months_that_end_quarters_are_those_quarters():
    ends = dict(zip(WHEN, ("2023-06", "2023-09", "2023-12"), strict=True))
    found = reading(table("Trust,Quarter ending,Measure,Num,Den", lambda o, p, n, d: f"{o},{ends[p]},cord,{n},{d}"))
    assert sorted({f"{d:%Y-%m}" for d in found.rows["period"]}) == ["2023-04", "2023-07", "2023-10"]
    assert set(found.rows["grain"]) == {"quarter"}


def test_first_days_of_financial_years_are_years():
    found = reading(
        table("Trust,Financial year,Measure,Num,Den", lambda o, p, n, d: f"{o},{2017 + int(p[5:])}-04-01,cord,{n},{d}")
    )
    assert set(found.rows["grain"]) == {"year"}


def test_first_days_of_months_below_week_are_no_months():
    found = reading(table("Trust,Week commencing,Measure,Num,Den", lambda o, p, n, d: f"{o},{p}-01,cord,{n},{d}"))
    assert not found.kept
    assert said(found, "Week commencing", "is a week", least=ERROR)


@pytest.mark.parametrize("title", ["Published", "Extract date", "Submission month"])
def test_when_figures_were_sent_is_not_their_period(title: str):
    found = reading(table(f"Trust,{title},Measure,Num,Den", lambda o, p, n, d: f"{o},{p}-01,cord,{n},{d}"))
    assert not found.kept
    assert said(found, title, "sent or published", least=ERROR)


def test_groups_as_columns_are_no_measures():
    rows = "".join(f"{org},2023-04,81%,82%,83%\n" for org in WHO)
    for groups in ("White,Asian,Black", "Male,Female,Unknown", "Under 20,20-34,35+"):
        found = reading(f"Optimal cord management\nTrust,Month,{groups}\n{rows}")
        assert not found.kept, groups
        assert said(found, groups.split(",")[0], "groups of people", least=ERROR), groups


@pytest.mark.parametrize("title", ["Number not receiving", "Not given", "Babies who did not receive", "Missed"])
def test_those_who_did_not_receive_are_no_numerator(title: str):
    assert not reading(
        table(f"Trust,Month,Measure,{title},Denominator", lambda o, p, n, d: f"{o},{p},cord,{n},{d}")
    ).kept


def test_another_rate_than_a_percentage_is_not_taken_for_one():
    found = reading(
        table(
            "Trust,Month,Measure,Rate per 1,000".replace("1,000", "1000"),
            lambda o, p, n, _: f"{o},{p},cord,{50 + n / 10}",
        )
    )
    assert not found.kept
    assert said(found, "another rate", least=ERROR)


def test_trusts_beside_their_boards_are_asked_about():
    board = {"R0A": "QOP", "RJ1": "QKK", "RR8": "QWO"}
    text = table(
        "org_code,period,measure,numerator,denominator,trust name",
        lambda o, p, n, d: f"{board[o]},{p},cord,{n},{d},{o}",
    )
    asked = reading(text)
    assert (asked.kept, [a.name for a in asked.asks]) == (False, ["whose"])
    assert pairs(reading(text, answers={"whose": "trust name"})) == BASE
    assert set(reading(text, answers={"whose": "org_code"}).rows["org_code"]) == set(board.values())


def test_numerators_and_denominators_below_each_other_in_a_column_without_a_name():
    for every in (True, False):
        lines = [
            f"{org if every or part == 0 else ''},{name}," + ",".join(f"{BASE[org, month][part]:g}" for month in WHEN)
            for org in WHO
            for part, name in enumerate(("Numerator", "Denominator"))
        ]
        found = reading("\n".join(["Optimal cord management", "Trust,,Apr-23,May-23,Jun-23", *lines]) + "\n")
        assert pairs(found) == BASE


def test_a_year_that_excel_makes_of_nothing_is_named():
    text = table("org_code,period,measure,numerator,denominator", lambda o, p, n, d: f"{o},{p},cord,{n},{d}")
    found = reading(text.replace("2023-06", "1900-01"))
    assert len(found.rows) == 6
    assert said(found, "the year 1900", least=ERROR)
