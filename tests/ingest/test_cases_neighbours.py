"""What stands beside the figures that are wanted: further tables without column names, other months below the first ones,
last year's figures, limits, and a share's two counts under two names. Each is read as what it is, or named."""

import pytest

from analytics.model import Severity
from tests.ingest.inputs import BASE, OTHER, WHEN, WHO, Rows, book, pairs, reading, rows_named, said
from tests.ingest.test_cases_variants import HEAD, LINES, TEXT, table

WARNING, ERROR = Severity.WARNING, Severity.ERROR
FIRST: Rows = {key: pair for key, pair in BASE.items() if key[0] != "RR8"}
LAST: Rows = {key: pair for key, pair in BASE.items() if key[0] == "RR8"}
NAMES = "Trust,Month,Numerator,Denominator\n"


def lines(rows: Rows) -> str:
    return "".join(f"{org},{month},{n:g},{d:g}\n" for (org, month), (n, d) in rows.items())


def shares(*orgs: str, start: int = 50) -> str:
    return "".join(f"{org},{start}%,{start + 1}%,{start + 2}%\n" for org in orgs)


def values(found, measure: str = "cord") -> dict[tuple[str, str], float]:
    rows = found.rows[found.rows["measure"] == measure]
    keys = zip(rows["org_code"], rows["period"].dt.strftime("%Y-%m"), strict=True)
    return dict(zip(keys, rows["value"].round(4), strict=True))


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize(
    "later", ["2023-07,2023-08,2023-09", "Jul-23,Aug-23,Sep-23", "01/07/2023,01/08/2023,01/09/2023"]
)
def test_other_months_below_the_first_are_never_under_those(between: str, later: str):
    text = (
        f"cord\nTrust,{','.join(WHEN)}\n{shares('R0A', 'RJ1')}{between}Trust,{later}\n{shares('RR8', 'RJZ', start=60)}"
    )
    found = reading(text)
    assert values(found) == {(o, m): 0.5 + i / 100 for o in ("R0A", "RJ1") for i, m in enumerate(WHEN)}
    assert said(found, "not read", least=WARNING)


@pytest.mark.parametrize("corner", ["", "Optimal cord management"])
def test_other_names_below_a_blank_corner_or_a_title_in_it(corner: str):
    text = f"cord\n{corner},R0A,RJ1\n2023-04,50%,51%\n2023-05,52%,53%\n{corner},RR8,RJZ\n2023-07,60%,61%\n2023-08,62%,63%\n"
    found = reading(text, answers={"measure": "cord"})
    first = {("R0A", "2023-04"): 0.5, ("RJ1", "2023-04"): 0.51, ("R0A", "2023-05"): 0.52, ("RJ1", "2023-05"): 0.53}
    assert values(found) == first
    assert said(found, "not read", least=WARNING)


@pytest.mark.parametrize("months", [WHEN, ("Apr-23", "May-23", "Jun-23")])
@pytest.mark.parametrize("gap", ["", ","])
def test_wide_tables_side_by_side(months: tuple[str, ...], gap: str):
    head = f"Optimal cord management,,,,{gap}Normothermia,,,\nTrust,{','.join(months)},{gap}Trust,{','.join(months)}\n"
    others = dict(zip(WHO, ("RR8", "R0A", "RJ1"), strict=True))
    found = reading(head + "".join(f"{o},50%,51%,52%,{gap}{p},60%,61%,62%\n" for o, p in others.items()))
    for measure, start in (("cord", 0.5), ("normothermia", 0.6)):
        assert values(found, measure) == {(o, m): round(start + i / 100, 2) for o in WHO for i, m in enumerate(WHEN)}


def test_a_title_and_a_sheet_that_name_two_months():
    rows = [["Report for May 2023"], ["Trust", "Measure", "Num", "Den"], *([o, "cord", 1, 2] for o in WHO)]
    found = reading(book(("Apr-23", rows)), "x.xlsx")
    assert not found.kept
    assert said(found, "May 2023", "Apr-23", least=ERROR)
    assert len(reading(book(("May-23", rows)), "x.xlsx").rows) == 3


@pytest.mark.parametrize("title", ["Normothermia", "Normothermia,,,"])
def test_a_measure_that_stands_alone_begins_a_table(title: str):
    found = reading(f"cord\n{NAMES}{lines(FIRST)}{title}\n{lines(LAST)}")
    assert (pairs(found), pairs(found, "normothermia")) == (FIRST, LAST)
    assert said(found, "Normothermia", "further tables")


@pytest.mark.parametrize("title", ["Targets", "Of which twins", "Antenatal something"])
def test_rows_below_any_other_title_are_named_and_not_kept(title: str):
    found = reading(f"cord\n{NAMES}{lines(FIRST)}{title}\n{lines(LAST)}")
    assert pairs(found) == FIRST
    assert rows_named(said(found, title, "another table", least=ERROR)) == {9, 10, 11, 12}
    whole = HEAD + "".join(LINES[:6]) + f"{title},,,,\n" + "".join(LINES[6:])
    assert pairs(reading(whole)) == FIRST


def test_an_organisation_that_sent_nothing_begins_no_table():
    found = reading(f"cord\n{NAMES}{lines(FIRST)}Some Private Hospital,,,\n{lines(LAST)}")
    assert pairs(found) == BASE


@pytest.mark.parametrize("title", ["Targets", "Of which: Wythenshawe site", "Unvalidated figures"])
def test_a_table_whose_title_sets_it_aside_is_not_put_to_the_first(title: str):
    found = reading(f"{TEXT}\n{title}\n{HEAD}R0A,2023-07,cord,3,9\n")
    assert pairs(found) == BASE
    assert said(found, "not read", least=WARNING)


def test_numbers_of_tables_are_no_part_of_their_titles():
    one, two = (f"Trust,{','.join(WHEN)}\n{shares(*WHO, start=n)}" for n in (50, 40))
    found = reading(f"Table 1: Optimal cord management\n{one}\nTable 2: Normothermia\n{two}")
    assert set(found.rows["measure"]) == {"cord", "normothermia"}


def test_a_sheet_with_its_columns_in_another_order():
    other = [["Month", "Trust", "Denominator", "Numerator"], *([m, o, d, n] for (o, m), (n, d) in OTHER.items())]
    found = reading(book(("cord", table()), ("mgso4", other)), "x.xlsx")
    assert (pairs(found), pairs(found, "mgso4")) == (BASE, OTHER)


def test_names_of_sheets_that_excel_cut():
    names = {"R0A": "Manchester University NHS Found", "RJ1": "Guys and St Thomas NHS Foundati"}
    sheets = [
        (cut, [["Month", "Measure", "Num", "Den"], *([m, "cord", *BASE[org, m]] for m in WHEN)])
        for org, cut in names.items()
    ]
    assert pairs(reading(book(*sheets), "x.xlsx")) == FIRST


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("Cord - numerator", "Cord - denominator"),
        ("Cord received", "Cord eligible"),
        ("Numerator: cord", "Denominator: cord"),
    ],
)
def test_measures_that_are_the_counts_of_one(top: str, bottom: str):
    rows = "".join(f"{o},{m},{top},{n:g}\n{o},{m},{bottom},{d:g}\n" for (o, m), (n, d) in BASE.items())
    assert pairs(reading(f"Trust,Month,Indicator,Value\n{rows}")) == BASE
    wide = "".join(
        f"{o},{name},{','.join(f'{BASE[o, m][part]:g}' for m in WHEN)}\n"
        for o in WHO
        for part, name in enumerate((top, bottom))
    )
    assert pairs(reading(f"Trust,Indicator,{','.join(WHEN)}\n{wide}")) == BASE
    sheets = [
        (name.replace(":", ""), [["Trust", *WHEN], *([o, *(BASE[o, m][part] for m in WHEN)] for o in WHO)])
        for part, name in enumerate((top, bottom))
    ]
    assert pairs(reading(book(*sheets), "x.xlsx")) == BASE


@pytest.mark.parametrize(
    "beside",
    [
        "Cord % previous year",
        "Prior month",
        "Same month last year",
        "National",
        "cord LY",
        "Peer group",
        "cord rank",
        "Baseline",
        "Standard",
    ],
)
def test_figures_of_others_and_of_before_are_not_used(beside: str):
    rows = "".join(f"{o},{m},50%,40%\n" for o, m in BASE)
    found = reading(f"Trust,Month,Cord %,{beside}\n{rows}")
    assert values(found) == dict.fromkeys(BASE, 0.5)
    assert len(found.rows) == len(BASE)
    assert said(found, "not used", beside, least=WARNING)


@pytest.mark.parametrize(
    ("title", "text"), [("Stat", "Lower 95% CI"), ("Statistic", "Standard deviation"), ("Stat", "UCL"), ("M/F", "M")]
)
def test_rows_of_limits_and_of_one_sex_are_asked_about(title: str, text: str):
    found = reading(f"org_code,period,measure,value,{title}\n" + "".join(f"{o},{m},cord,40%,{text}\n" for o, m in BASE))
    assert (found.kept, [a.name for a in found.asks if a.default is None]) == (False, [f"rows_of:{title}"])


def test_a_rate_of_whole_numbers_is_no_numerator():
    rows = "".join(f"{o},{m},{n:g},{d * 100:g},5\n" for (o, m), (n, d) in BASE.items())
    found = reading(f"Org code,Month,Complaints,Births,Rate per 1000\n{rows}")
    assert pairs(found, "complaints") == {key: (n, d * 100) for key, (n, d) in BASE.items()}
    assert not (found.rows["numerator"] == 5).any()


def test_a_table_drawn_with_bars_has_no_blank_corner():
    text = "| Trust | Month | Measure | Num | Den |\n|---|---|---|---|---|\n"
    assert (
        pairs(reading(text + "".join(f"| {o} | {m} | cord | {n:g} | {d:g} |\n" for (o, m), (n, d) in BASE.items())))
        == BASE
    )


def test_counts_and_percentages_of_one_measure_are_told_apart():
    units = [("Percentage", "50") if i % 2 else ("Count", "11") for i in range(9)]
    rows = "".join(f"{o},{m},Temperature taken,{u},{v}\n" for (o, m), (u, v) in zip(BASE, units, strict=True))
    found = reading(f"org_code,period,measure,unit,value\n{rows}")
    assert set(found.rows["value"]) == {50}
    assert rows_named(said(found, "Count", "left out", least=WARNING)) == {2, 4, 6, 8, 10}


def test_a_year_beside_a_period_that_is_not_in_it_is_named():
    year = HEAD[:-1] + ",Financial year\n" + "".join(f"{line[:-1]},2023/24\n" for line in LINES)
    assert not said(reading(year), "stands beside")
    assert rows_named(said(reading(year.replace("11,22,2023/24", "11,22,2021/22")), "2021/22", least=WARNING)) == {2}


def test_nothing_but_errors_is_refused():
    text = HEAD + "".join(f"{o},{m},cord,#N/A,#N/A\n" for o, m in BASE)
    found = reading(text)
    assert not found.kept
    assert rows_named(said(found, "Every figure is an error of Excel", least=ERROR)) == set(range(2, 11))


def test_a_month_with_errors_is_read_where_it_has_figures():
    found = reading(f"cord\nTrust,{','.join(WHEN)}\nR0A,50%,#DIV/0!,52%\nRJ1,53%,54%,55%\nRR8,56%,#VALUE!,57%\n")
    assert values(found)["RJ1", "2023-05"] == 0.54
    assert rows_named(said(found, "error of Excel", least=ERROR)) == {3, 5}


@pytest.mark.parametrize("written", ["{v}% (40.0 to 70.0)", "{v}% [95% CI 40-70]", "{v} (40, 70)", "{v}% ▲", "{v}% ↓"])
def test_intervals_and_arrows_beside_a_figure(written: str):
    rows = "".join(f'{o},{m},cord,"{written.format(v=50 + i)}"\n' for i, (o, m) in enumerate(BASE))
    assert values(reading(f"org_code,period,measure,value\n{rows}")) == {k: (50 + i) / 100 for i, k in enumerate(BASE)}


def test_a_figure_outside_its_interval_is_not_read():
    rows = "".join(f"{o},{m},cord,{50 + i}% (52 to 70)\n" for i, (o, m) in enumerate(BASE))
    assert not reading(f"org_code,period,measure,value\n{rows}").kept


def test_shares_that_are_only_said_to_be_high_are_suppressed():
    found = reading("org_code,period,measure,value\nR0A,2023-04,cord,>95%\nRJ1,2023-04,cord,90%\n")
    assert dict(zip(found.rows["org_code"], found.rows["status"], strict=True)) == {"R0A": "suppressed", "RJ1": ""}


def test_a_cell_of_100_000_letters_costs_no_time():
    found = reading(TEXT.replace("RJ1,2023-05", "A" * 100_000 + ",2023-05"))
    assert pairs(found) == {key: pair for key, pair in BASE.items() if key != ("RJ1", "2023-05")}
