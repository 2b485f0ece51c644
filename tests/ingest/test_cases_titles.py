"""What titles say of all rows: their period, whose they are, that they are plans; and sheets that hold the two counts."""

import pytest

from analytics.ingest.columns.cautions import AS_THEY_STAND
from analytics.model import Severity
from tests.ingest.inputs import BASE, WHEN, WHO, book, pairs, reading, said

APRIL = {key: figures for key, figures in BASE.items() if key[1] == "2023-04"}
WARNING, ERROR = Severity.WARNING, Severity.ERROR


def below(*titles: str) -> str:
    rows = [f"{org},{n:g},{d:g}" for (org, _), (n, d) in APRIL.items()]
    return "\n".join([*titles, "", "Trust,Numerator,Denominator", *rows]) + "\n"


@pytest.mark.parametrize(
    "titles",
    [
        ("Optimal cord management", "Report for April 2023"),
        ("Optimal cord management", "Reporting period:,April 2023"),
        ("Optimal cord management", "Period: April 2023", "Published: 11 May 2023"),
        ("Optimal cord management - April 2023",),
        ("Optimal cord management", "Data for the month of April 2023"),
        ("Optimal cord management (Apr-23)",),
    ],
)
def test_the_period_of_a_title_is_taken_and_said(titles: tuple[str, ...]):
    found = reading(below(*titles))
    assert pairs(found) == APRIL
    assert said(found, "period of all rows", least=WARNING)


@pytest.mark.parametrize(
    "title",
    [
        "Extracted 11 May 2023",
        "Published: May 2023",
        "Week commencing 3 April 2023",
        "Year to date to April 2023",
        "April 2023 compared with April 2022",
        "Next report: April 2023",
        "12 months to April 2023",
    ],
)
def test_another_date_in_a_title_is_not_taken_for_the_period(title: str):
    assert not reading(below("Optimal cord management", title)).kept


def test_the_trust_of_a_title_is_whose_the_rows_are():
    rows = [f"{month},{n:g},{d:g}" for (org, month), (n, d) in BASE.items() if org == "RR8"]
    titles = ["Trust: Leeds Teaching Hospitals NHS Trust", "Optimal cord management", ""]
    found = reading("\n".join([*titles, "Month,Numerator,Denominator", *rows]) + "\n")
    assert pairs(found) == {key: figures for key, figures in BASE.items() if key[0] == "RR8"}
    assert said(found, "organisation of all rows", least=WARNING)
    two = reading(
        "\n".join(["Leeds", "Guy's and St Thomas'", *titles[1:], "Month,Numerator,Denominator", *rows]) + "\n"
    )
    assert not two.kept


def test_sheets_named_by_the_short_names_of_trusts():
    head = ["period", "measure", "numerator", "denominator"]
    names = {"MFT": "R0A", "Guy's and St Thomas'": "RJ1", "Leeds": "RR8"}
    sheets = [(name, [head, *([m, "cord", *BASE[org, m]] for m in WHEN)]) for name, org in names.items()]
    assert pairs(reading(book(*sheets), "x.xlsx")) == BASE


def test_a_place_that_is_no_trust_among_trusts_is_named():
    text = "org_code,period,measure,numerator,denominator\n" + "".join(
        f"{who},2023-04,cord,1,2\n" for who in ("Manchester", "Leeds", "RJ1", "Dorset")
    )
    found = reading(text)
    assert set(found.rows["org_code"]) == {"RR8", "RJ1"}
    assert said(found, "“Manchester”", "no trust", least=ERROR)
    assert said(found, "“Dorset”", "no trust", least=ERROR)
    assert len(reading(text.replace("Manchester", "PSC-MAN").replace("Dorset", "NHS Dorset ICB")).rows) == 4


def test_sheets_of_numerators_and_denominators_are_one_table():
    def sheet(part: int) -> list[list[object]]:
        return [["Optimal cord management"], ["Trust", *WHEN], *([o, *(BASE[o, m][part] for m in WHEN)] for o in WHO)]

    assert pairs(reading(book(("Numerator", sheet(0)), ("Denominator", sheet(1))), "x.xlsx")) == BASE
    assert not reading(book(("Numerator", sheet(0)[1:]), ("Denominator", sheet(1)[1:])), "x.xlsx").kept


@pytest.mark.parametrize("name", ["Plan", "Targets", "Example", "DRAFT"])
def test_a_sheet_of_plans_is_asked_about(name: str):
    rows = [
        ["org_code", "period", "measure", "numerator", "denominator"],
        *([o, m, "cord", *BASE[o, m]] for o, m in BASE),
    ]
    found = reading(book((name, rows)), "x.xlsx")
    assert (found.kept, [a.name for a in found.asks]) == (False, ["figures:plans"])
    assert said(found, name, "no results", least=ERROR)
    kept = reading(book((name, rows)), "x.xlsx", answers={"figures:plans": AS_THEY_STAND})
    assert pairs(kept) == BASE
    assert pairs(reading(book(("Birth plans", rows)), "x.xlsx")) == BASE


@pytest.mark.parametrize("head", ["Trust,Apr-23,Apr-23,May-23,May-23\n", "Trust,Apr-23,,May-23,\n"])
def test_plans_beside_actuals_under_their_months(head: str):
    text = f"Optimal cord management\n{head},Plan,Actual,Plan,Actual\nR0A,90%,81%,90%,82%\nRJ1,90%,83%,90%,84%\n"
    found = reading(text)
    assert sorted(found.rows["value"]) == [0.81, 0.82, 0.83, 0.84]
    assert set(found.rows["measure"]) == {"cord"}


@pytest.mark.parametrize(
    "days", ["01/04/2023,01/05/2023,01/06/2023", "2023-04-30,2023-05-31,2023-06-30", "4/1/2023,5/1/2023,6/1/2023"]
)
def test_dates_as_column_names_below_a_title(days: str):
    rows = "".join(f"{org},81%,82%,83%\n" for org in WHO)
    found = reading(f"Optimal cord management\nTrust,{days}\n{rows}")
    assert sorted(set(found.rows["period"].dt.strftime("%Y-%m"))) == list(WHEN)


def test_columns_of_weeks_are_refused_by_name():
    rows = "".join(f"{org},81%,82%,83%,84%,85%\n" for org in WHO)
    found = reading(f"Optimal cord management\nTrust,03/04/2023,10/04/2023,17/04/2023,24/04/2023,01/05/2023\n{rows}")
    assert not found.kept
    assert said(found, "days or weeks", "03/04/2023", least=ERROR)


def test_a_number_where_a_measure_is_wanted_is_named():
    found = reading("org_code,period,measure,numerator,denominator\nR0A,2023-04,cord,11,22\nRJ1,2023-04,14,28\n")
    assert (set(pairs(found)), found.measures) == ({("R0A", "2023-04")}, ())
    assert said(found, "“14”", "slipped", least=ERROR)
