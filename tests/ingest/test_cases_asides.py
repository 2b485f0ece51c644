"""What a file says in passing: in columns that nobody reads, names of columns, titles of sheets and pages, its last line."""

import pytest

from analytics.model import Severity
from tests.ingest.inputs import BASE, OTHER, WHEN, WHO, book, pairs, reading, rows_named, said

HEAD = "org_code,period,measure,numerator,denominator"


def beside(column: str, text: str) -> str:
    lines = (f"{o},{m},cord,{n:g},{d:g},{text}" for (o, m), (n, d) in BASE.items())
    return "\n".join([f"{HEAD},{column}", *lines]) + "\n"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Twin/Singleton", "Singleton"),
        ("Patient class", "Day case"),
        ("Shift", "Night"),
        ("sub_measure", "Deferred clamping of 60s"),
        ("numerator_type", "Estimated"),
        ("imputed", "Y"),
        ("Weighting", "Weighted"),
        ("Sample", "20%"),
        ("Audit", "Spot audit"),
        ("Provider type", "Independent sector"),
        ("Commissioner", "NHS Devon ICB"),
        ("remarks", "Excludes deaths"),
    ],
)
def test_what_narrows_or_estimates_is_asked_about(column: str, text: str):
    found = reading(beside(column, text))
    assert (found.kept, [a.name for a in found.asks if a.default is None]) == (False, [f"rows_of:{column}"])
    assert said(found, column, text, least=Severity.ERROR)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("unit", "babies"),
        ("Population", "Babies born below 34 weeks"),
        ("adjusted", "No"),
        ("Method", "Unadjusted"),
        ("BRAG", "Black"),
        ("organisation type", "NHS Trust"),
        ("Basis", "In-month"),
        ("sex", "All"),
        ("source", "Badgernet"),
        ("Peer group", "Large"),
        ("Indicator group", "Optimisation"),
    ],
)
def test_what_changes_nothing_is_not_asked_about(column: str, text: str):
    found = reading(beside(column, text))
    assert (found.status, pairs(found)) == ("accepted", BASE)


def test_a_board_to_which_a_trust_does_not_belong_is_named():
    found = reading(beside("ICB", "NHS Devon ICB"))
    assert pairs(found) == BASE
    assert len(said(found, "NHS Devon ICB", "does not belong", least=Severity.WARNING)) == 3
    assert not said(reading(beside("Country", "England")), "does not belong")


def test_a_lone_period_years_from_all_others_is_named():
    rows = [f"{o},{y}-{m:02d},cord,1,2" for o in WHO for y in (2022, 2023) for m in range(1, 13)]
    found = reading("\n".join([HEAD, *rows, "RJZ,2013-01,cord,1,2"]))
    assert rows_named(said(found, "2013-01", "years from every other", least=Severity.WARNING)) == {74}
    assert not said(reading("\n".join([HEAD, *rows])), "years from")


@pytest.mark.parametrize("last", ["57.", "57", "57.2"])
def test_a_last_figure_that_lacks_what_all_others_have_may_be_cut(last: str):
    rows = [f"{o},{m},cord,{50 + i}.25%" for i, (o, m) in enumerate(BASE)]
    text = "\n".join(["org_code,period,measure,value", *rows])
    assert len(reading(text).rows) == 9
    cut = reading(text.removesuffix("58.25%") + last)
    assert len(cut.rows) == 8
    assert rows_named(said(cut, "may have been cut", least=Severity.ERROR)) == {10}


def test_a_large_count_that_ends_too_soon_may_be_cut():
    text = "\n".join([HEAD, *(f"{o},{m},cord,{n:g},{d:g}123" for (o, m), (n, d) in BASE.items())])
    assert len(pairs(reading(text))) == 9
    assert rows_named(said(reading(text[:-3]), "may have been cut", least=Severity.ERROR)) == {10}


def test_a_title_of_one_sheet_among_several_is_asked_about():
    head = ["Month", "Measure", "Numerator", "Denominator"]
    sheets = [
        (org, [[title], head, *([m, "cord", *BASE[org, m]] for m in WHEN)])
        for org, title in (("R0A", "All babies"), ("RJ1", "Twins only"))
    ]
    found = reading(book(*sheets), "x.xlsx")
    assert not found.kept
    assert said(found, "Twins only", least=Severity.ERROR)


def web(title: str, rows: str = "", after: str = "") -> str:
    lines = [HEAD, *(f"{o},{m},cord,{n:g},{d:g}" for (o, m), (n, d) in BASE.items())]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in line.split(",")) + "</tr>" for line in lines)
    return f"<html><head><title>Export</title></head><body><h1>{title}</h1><table>{cells}</table>{rows}{after}</body></html>"


def test_what_stands_around_the_table_of_a_page():
    assert pairs(reading(web("Figures of April to June 2023"), "x.xls")) == BASE
    for page in (web("Twins only"), web("Figures", after="<p>Excludes home births</p>")):
        found = reading(page, "x.xls")
        assert (found.kept, [a.default for a in found.asks]) == (False, [None])


def test_titles_of_a_page_are_those_of_its_tables():
    tables = [
        f"<h2>{title}</h2><table><tr><td>Trust</td><td>Month</td><td>Numerator</td><td>Denominator</td></tr>"
        + "".join(f"<tr><td>{o}</td><td>{m}</td><td>{n:g}</td><td>{d:g}</td></tr>" for (o, m), (n, d) in rows.items())
        + "</table>"
        for title, rows in (("Optimal cord management", BASE), ("Normothermia", OTHER))
    ]
    found = reading(f"<html><body>{''.join(tables)}</body></html>", "x.xls")
    assert pairs(found) == BASE
    assert pairs(found, "normothermia") == OTHER


def test_counts_that_are_called_measures():
    wide = ["Trust,Measure,2023-04,2023-05,2023-06"]
    for org in WHO:
        wide += [
            f"{org},{w}," + ",".join(f"{BASE[org, m][i]:g}" for m in WHEN)
            for i, w in enumerate(("Numerator", "Denominator"))
        ]
    assert pairs(reading("\n".join(wide), "Optimal cord management.csv")) == BASE
    alone = reading("org_code,period,measure,value\nR0A,2023-04,Numerator,11\nR0A,2023-05,Numerator,12")
    assert not alone.kept
    assert said(alone, "“Numerator”", "of which", least=Severity.ERROR)


def test_columns_that_may_be_two_things_are_asked_about():
    rows = [f"{o},{m},{n:g},{d - n:g}" for (o, m), (n, d) in BASE.items()]
    yes = reading("\n".join(["Trust,Month,Cord yes,Cord no", *rows]))
    assert not yes.kept
    assert said(yes, "Cord yes", "Cord no")
    larger = reading(
        "\n".join(
            [
                "Trust,Month,Measure,Numerator,England denominator",
                *(f"{o},{m},cord,{n:g},999" for (o, m), (n, _) in BASE.items()),
            ]
        )
    )
    assert [a.name for a in larger.asks if a.default is None] == ["figures:larger area"]
    after = dict(zip(WHEN, (*WHEN[1:], "2023-07"), strict=True))
    two = [f"{o},{m},{after[m]},cord,{n:g},{d:g}" for (o, m), (n, d) in BASE.items()]
    found = reading("\n".join(["Trust,Birth month,Discharge month,Measure,Numerator,Denominator", *two]))
    assert not found.kept
    assert said(found, "Birth month", "Discharge month", "both periods")


def test_days_within_a_columns_name_are_no_months():
    head = ",".join(f"{day:02d} April 2023 {part}" for day in (3, 10, 17, 24) for part in ("Received", "Eligible"))
    found = reading(f"Trust,{head}\nR0A,1,2,1,2,1,2,1,2\nRJ1,1,2,1,2,1,2,1,2\n", "Optimal cord management.csv")
    assert [a.name for a in found.asks if a.default is None] == ["add_up:period"]
