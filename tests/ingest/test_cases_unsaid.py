"""What a file says nowhere and its figures show: codes for missing, shares with a % sign, sums of the year, days counted
from 1904; and what it says in passing of whom it leaves out. Named, or asked about."""

import random
from datetime import date, timedelta

import pytest

from analytics.ingest.rows import cumulative, sentinels
from analytics.model import Severity
from tests.ingest.inputs import BASE, Rows, book, pairs, reading, rows_named, said

HEAD = "org_code,period,measure,numerator,denominator"
MONTHS = [f"{2022 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(18)]


def figures(top: int = 60) -> Rows:
    """Figures as they are: of four trusts in eighteen months, with no order in them."""
    dice = random.Random(7)
    wholes = {(o, m): dice.randint(20, top) for o in ("R0A", "RJ1", "RR8", "RJZ") for m in MONTHS}
    return {key: (float(dice.randint(whole // 3, whole)), float(whole)) for key, whole in wholes.items()}


PLAIN = figures()


def text(rows: Rows, head: str = HEAD, line: str = "{o},{p},cord,{n:g},{d:g}") -> str:
    return "\n".join([head, *(line.format(o=o, p=p, n=n, d=d, s=n / d) for (o, p), (n, d) in rows.items())]) + "\n"


def odd(at: int, numerator: float | None, denominator: float) -> tuple[str, tuple[str, str]]:
    """The figures with other ones in one row, which is on row `at` + 2 of the file."""
    key = list(PLAIN)[at]
    changed = {**PLAIN, key: (PLAIN[key][0] if numerator is None else numerator, denominator)}
    return text(changed), key


@pytest.mark.parametrize("code", [999, 9999, 888, 77777, 999999])
def test_codes_for_missing_figures_are_no_figures_and_are_named(code: int):
    both, key = odd(30, code, code)
    found = reading(both)
    assert {k: f for k, f in pairs(found).items() if k != key} == {k: f for k, f in PLAIN.items() if k != key}
    assert set(found.rows.loc[found.rows["numerator"].isna(), "status"]) == {"not submitted"}
    assert rows_named(said(found, f"{code}", "missing figure", least=Severity.WARNING)) == {32}
    answers = {f"sentinel:{code}": sentinels.FIGURE}
    assert pairs(reading(both, answers=answers))[key] == (code, code)


def test_a_denominator_that_is_a_code_costs_its_row():
    below, key = odd(30, None, 9999)
    assert pairs(reading(below)) == {k: f for k, f in PLAIN.items() if k != key}


@pytest.mark.parametrize("top", [990, 9000, 40_000])
def test_large_figures_among_large_ones_are_figures(top: int):
    rows = {**figures(top), ("RGT", "2023-04"): (999.0, 999.0), ("RGT", "2023-05"): (999.0, 999.0)}
    assert pairs(reading(text(rows))) == rows


def test_a_figure_that_no_list_knows_stands_out_when_it_repeats():
    rows = {**PLAIN, ("RGT", "2023-04"): (12345.0, 12345.0), ("RGT", "2023-05"): (12345.0, 12345.0)}
    assert said(reading(text(rows)), "12345", "missing figure", least=Severity.WARNING)


def test_a_whole_that_is_the_same_each_month_is_a_figure():
    rows = {**PLAIN, **{("ENG", month): (50.0 + at, 2000.0) for at, month in enumerate(MONTHS)}}
    found = reading(text(rows))
    assert pairs(found) == rows
    assert found.asks == ()


def test_percentages_that_are_all_tiny_are_asked_about():
    tiny = text(PLAIN, "org_code,period,measure,value", "{o},{p},cord,{s:.3f}%")
    asked = reading(tiny)
    assert (asked.kept, [a.name for a in asked.asks]) == (False, ["percent:cord"])
    found = reading(tiny, answers={"percent:cord": "fractions"})
    assert found.rows["value"].tolist() == [pytest.approx(n / d, abs=0.0006) for n, d in PLAIN.values()]
    left = reading(tiny, answers={"percent:cord": "hundreds"})
    assert left.rows["value"].max() <= 0.01


def test_counts_decide_what_tiny_percentages_are():
    beside = text(PLAIN, f"{HEAD},value", "{o},{p},cord,{n:g},{d:g},{s:.3f}%")
    found = reading(beside)
    assert pairs(found) == PLAIN
    assert found.rows["value"].max() > 0.5
    assert [(a.name, a.default) for a in found.asks] == [("percent:cord", "fractions")]
    low = text(PLAIN, f"{HEAD},value", "{o},{p},cord,1,2000,0.05%")
    assert reading(low).asks == ()


def running(rows: Rows, first_month: int) -> Rows:
    """The figures as sums of each year, which starts in a month; what is before the first is as large as that."""
    before = (int(MONTHS[0][5:]) - first_month) % 12
    made: Rows = {}
    for org in dict.fromkeys(o for o, _ in rows):
        top, whole = (before * figure for figure in rows[org, MONTHS[0]])
        for month in MONTHS:
            start = int(month[5:]) == first_month
            top, whole = (rows[org, month][i] + (0 if start else so_far) for i, so_far in enumerate((top, whole)))
            made[org, month] = (top, whole)
    return made


@pytest.mark.parametrize("first_month", [4, 1])
def test_sums_of_the_year_that_nothing_labels_are_asked_about(first_month: int):
    sums = running(PLAIN, first_month)
    asked = reading(text(sums))
    assert (asked.kept, [a.name for a in asked.asks]) == (False, [cumulative.CUMULATIVE])
    assert said(asked, "never fall", "year to date", least=Severity.ERROR)
    assert pairs(reading(text(sums), answers={cumulative.CUMULATIVE: cumulative.AS_THEY_STAND})) == sums


def test_counts_without_a_denominator_are_sums_where_they_start_anew():
    incidents = text(running(PLAIN, 4), "org_code,period,measure,value", "{o},{p},Incidents reported,{d:g}")
    assert [a.name for a in reading(incidents).asks if a.default is None] == [cumulative.CUMULATIVE]
    live = text(PLAIN, "org_code,period,measure,value", "{o},{p},Sites that are live,{d:g}").splitlines()
    growing = [f"{line.rsplit(',', 1)[0]},{i % len(MONTHS) + 1}" for i, line in enumerate(live[1:])]
    assert reading("\n".join([live[0], *growing])).kept


def test_figures_that_grow_are_no_sums():
    growing = {key: (20.0 + i % len(MONTHS), 40.0 + i % len(MONTHS)) for i, key in enumerate(PLAIN)}
    assert reading(text(growing)).asks == ()


def numbered(zero: date, day: int = 1) -> str:
    each = {m: (date(int(m[:4]), int(m[5:]), 1) - zero).days + day - 1 for m in MONTHS}
    return "\n".join([HEAD, *(f"{o},{each[p]},cord,{n:g},{d:g}" for (o, p), (n, d) in PLAIN.items())])


def test_days_as_a_spreadsheet_counts_them():
    found = reading(numbered(date(1899, 12, 30)))
    assert pairs(found) == PLAIN
    assert said(found, "numbers of five digits")


def test_days_that_may_be_counted_from_1904_are_asked_about():
    four_years_early = numbered(date(1904, 1, 1))
    asked = reading(four_years_early)
    assert (asked.kept, [a.name for a in asked.asks]) == (False, ["count_of_days:period"])
    assert said(asked, "31 March 2018", "1 April 2022", least=Severity.ERROR)
    assert pairs(reading(four_years_early, answers={"count_of_days:period": "1904"})) == PLAIN
    early = reading(four_years_early, answers={"count_of_days:period": "1900"})
    assert early.rows["period"].min().date() == date(2018, 4, 1) - timedelta(31)


NOTES = (
    "(excludes twins)",
    "excluding transfers",
    "Under 27 weeks only",
    "Private patients",
    "Singletons only",
    "Inborn",
)
NAMED = "Optimal cord management"


@pytest.mark.parametrize("note", NOTES)
def test_who_is_left_out_is_asked_about_wherever_it_is_said(note: str):
    under = text(BASE, "Trust,Month,Numerator,Denominator", "{o},{p},{n:g},{d:g}")
    heads = text(BASE, f"Trust,Month,Indicator,Received {note},Eligible {note}")
    sheet = [HEAD.split(","), *([o, p, "cord", n, d] for (o, p), (n, d) in BASE.items())]
    for data, name in (
        (f"{note}\n\n{text(BASE)}", "x.csv"),
        (f"{NAMED}\n{note}\n\n{under}", "x.csv"),
        (heads, "x.csv"),
        (book((note.strip("()"), sheet)), "x.xlsx"),
    ):
        asked = reading(data, name)
        assert not asked.kept, name
        open_asks = [a for a in asked.asks if a.name.startswith("figures:left out:")]
        assert open_asks
        assert said(asked, "left out of the figures", least=Severity.ERROR)
        found = reading(data, name, answers={a.name: a.options[0][0] for a in open_asks})
        assert pairs(found) == BASE


def test_a_note_below_the_table_and_a_files_name_say_it_too():
    assert not reading(f"{text(BASE)}\nExcludes home births\n").kept
    assert not reading(f"{text(BASE)}\nExclusion criteria: stillbirths\n").kept
    assert reading(f"{text(BASE)}\nExclusions: none\n").kept
    assert not reading(text(BASE), "cord excluding twins.csv").kept
    assert not reading(text(BASE, f"{HEAD},remarks", "{o},{p},cord,{n:g},{d:g},excl. deaths")).kept


@pytest.mark.parametrize(
    "title",
    [
        "Data exclude organisations that did not submit",
        "For management information only",
        "Excludes nothing",
        "England: NHS trusts only",
        "Includes all babies below 34 weeks",
        "Numbers below 8 are suppressed",
    ],
)
def test_titles_that_leave_nobody_out_are_no_question(title: str):
    assert pairs(reading(f"{title}\n\n{text(BASE)}")) == BASE


def test_a_measures_own_name_says_what_it_is_of():
    named = "Readmissions excluding day cases"
    table = text(BASE, "org_code,period,measure,numerator,denominator", f"{{o}},{{p}},{named},{{n:g}},{{d:g}}")
    assert len(reading(table).rows) == len(BASE)


def test_days_of_stages_that_are_numbers_are_named():
    head = "pathway,element,org_code,as_at,stage"
    found = reading(f"{head}\npreterm,cord,R0A,45199,3\npreterm,cord,RJ1,45199,3\n")
    assert [str(day)[:10] for day in found.rows["as_at"]] == ["2023-09-30"] * 2
    assert rows_named(said(found, "45199", "30 September 2023", "1904", least=Severity.WARNING)) == {2, 3}


def test_a_share_far_below_all_others_is_named():
    rows = [f"{o},{p},cord,{'0.8%' if i == 5 else f'{70 + i}%'}" for i, (o, p) in enumerate(BASE)]
    found = reading("\n".join(["org_code,period,measure,value", *rows]))
    assert rows_named(said(found, "0.8%", "1% or less", least=Severity.WARNING)) == {7}
