"""More of the same kinds of trouble, made up here: each is right, asked about, or named by row."""

import io
import zipfile

import pytest

from analytics import ingest
from analytics.model import Severity
from tests.ingest.inputs import BASE, OTHER, WHO, book, pairs, reading, rows_named, said

WARNING, ERROR = Severity.WARNING, Severity.ERROR
HEAD = "org_code,period,measure,numerator,denominator\n"
LINES = [f"{org},{month},cord,{n:g},{d:g}\n" for (org, month), (n, d) in BASE.items()]
TEXT = HEAD + "".join(LINES)


def table(rows=BASE, *columns: str) -> list[list[object]]:
    head = columns or ("Trust", "Month", "Numerator", "Denominator")
    return [list(head), *([org, month, n, d] for (org, month), (n, d) in rows.items())]


def test_the_table_itself():
    assert (reading(TEXT).status, pairs(reading(TEXT))) == ("accepted", BASE)


def test_patient_data_beside_or_below_a_table_are_refused():
    numbers = ("9434765919", "4010232137", "9876543210")
    beside = "Trust,Month,Num,Den,Month,Num,Den,\n" + "".join(f"R0A,2023-04,1,2,2023-05,3,4,{n}\n" for n in numbers)
    below = TEXT + "\n\nNHS number,Month\n" + "".join(f"{n},2023-04\n" for n in numbers)
    assert [reading(text).format for text in (beside, below)] == ["row_level_patient_data"] * 2


def test_three_stacked_tables_with_and_without_a_blank_row():
    lines = {key: f"{key[0]},{key[1]},{n:g},{d:g}" for key, (n, d) in BASE.items()}
    parts = [[line for key, line in lines.items() if key[0] == org] for org in WHO]
    text = "\n".join(
        [
            *(
                "cord",
                "Trust,Month,Num,Den",
                *parts[0],
                "normothermia",
                "Trust,Month,Num,Den",
                *parts[1],
                "",
                "mgso4",
                "",
            ),
            *("Trust,Month,Num,Den", *parts[2]),
        ]
    )
    found = reading(text)
    for org, measure in zip(WHO, ("cord", "normothermia", "mgso4"), strict=True):
        assert pairs(found, measure) == {k: v for k, v in BASE.items() if k[0] == org}


def test_a_second_table_of_other_columns_is_never_under_the_first():
    text = (
        "cord\nTrust,Month,Num,Den\nR0A,2023-04,1,2\nR0A,2023-05,3,4\n\nnormothermia\nProvider,Period,Given,Eligible\n"
    )
    found = reading(text + "RJ1,2023-04,5,6\nRJ1,2023-05,7,8\n")
    assert set(pairs(found)) <= {("R0A", "2023-04"), ("R0A", "2023-05")}
    assert said(found, "not read", least=WARNING)


def test_tables_side_by_side_without_titles_are_not_merged():
    text = "Trust,Month,Num,Den,Month,Num,Den\nR0A,2023-04,1,2,2023-05,3,4\nRJ1,2023-04,5,6,2023-05,7,8\n"
    found = reading(text, answers={"measure": "cord"})
    assert set(pairs(found)) <= {("R0A", "2023-04"), ("RJ1", "2023-04")}
    assert said(found, "not read", least=WARNING) or not found.kept


@pytest.mark.parametrize("name", ["Sheet2", "Plan"])
def test_a_sheet_whose_name_says_nothing_or_another_thing_is_named_and_not_read(name: str):
    found = reading(book(("cord", table()), (name, table(OTHER))), "x.xlsx")
    assert pairs(found) == BASE
    assert said(found, name, "not read", least=WARNING)


def test_a_sheet_for_each_month():
    months = sorted({month for _, month in BASE})
    sheets = [
        (
            month,
            [["Trust", "Measure", "Num", "Den"], *([o, "cord", n, d] for (o, m), (n, d) in BASE.items() if m == month)],
        )
        for month in months
    ]
    assert pairs(reading(book(*sheets), "x.xlsx")) == BASE


def test_a_sheet_for_each_year_of_one_measure_that_is_asked_about():
    early = {("R0A", "2022-05"): (3.0, 9.0), ("RJ1", "2022-05"): (4.0, 9.0)}
    data = book(("2022-23", table(early)), ("2023-24", table()))
    assert not reading(data, "x.xlsx").kept
    assert pairs(reading(data, "x.xlsx", answers={"measure": "cord"})) == {**early, **BASE}


def test_a_fault_on_the_second_sheet_names_it():
    odd = [["Month", "Measure", "Num", "Den"], ["2023-04", "cord", "?", 9], ["2023-05", "cord", 2, 9]]
    good = [["Month", "Measure", "Num", "Den"], ["2023-04", "cord", 1, 9], ["2023-05", "cord", 2, 9]]
    found = reading(book(("R0A", good), ("RJ1", odd)), "x.xlsx")
    assert said(found, "“?”", "sheet “RJ1”", least=ERROR)
    assert len(found.rows) == 3


def test_formulas_in_a_text_file_and_errors_beside_two_counts():
    text = "org_code,period,measure,numerator,denominator,value\nR0A,2023-04,cord,=B2*2,22,\nRJ1,2023-04,cord,0,0,#DIV/0!\n"
    found = reading(text)
    assert rows_named(said(found, "formula without a stored result", least=ERROR)) == {2}
    assert rows_named(said(found, "#DIV/0!", least=WARNING)) == {3}
    assert pairs(found) == {("RJ1", "2023-04"): (0, 0)}


def test_a_measure_that_is_an_error_is_no_measure():
    assert len(reading(HEAD + "R0A,2023-04,#REF!,1,2\nR0A,2023-05,cord,1,2\n").rows) == 1


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("type", ("Plan", "Actual")), ("sex", ("Persons", "Female")), ("Age band", ("All ages", "Under 20"))],
)
def test_rows_that_are_whole_are_read_and_the_others_said(name: str, kinds: tuple[str, str]):
    lines = [f"{line[:-1]},{kind}\n" for line in LINES for kind in kinds]
    wrong = [line.replace("cord,1", "cord,").replace("cord,", "cord,0") for line in lines]
    whole = next(k for k in kinds if k in ("Actual", "Persons", "All ages"))
    text = HEAD[:-1] + f",{name}\n" + "".join(a if whole in a else b for a, b in zip(lines, wrong, strict=True))
    found = reading(text)
    assert pairs(found) == BASE
    assert said(found, name, "left out", least=WARNING)


def test_an_answer_says_that_rows_of_a_group_are_whole():
    text = HEAD[:-1] + ",ward\n" + "".join(f"{line[:-1]},Maternity\n" for line in LINES)
    assert not reading(text).kept
    assert pairs(reading(text, answers={"rows_of:ward": "every row"})) == BASE


@pytest.mark.parametrize(
    ("column", "kind", "why"), [("unit", "Count", "counts"), ("type", "Plan", "plans"), ("imd quintile", "1", "part")]
)
def test_what_rows_may_be_is_said_and_nothing_kept(column: str, kind: str, why: str):
    lines = [f"{org},{month},cord,{n:g},{kind}\n" for (org, month), (n, _) in BASE.items()]
    found = reading(f"org_code,period,measure,value,{column}\n" + "".join(lines))
    assert not found.kept
    assert said(found, column, why, least=ERROR)


def test_counts_of_a_measure_of_ones_own_are_what_they_say():
    lines = [f"{org},{month},Falls,{n:g},Count\n" for (org, month), (n, _) in BASE.items()]
    assert len(reading("org_code,period,measure,value,unit\n" + "".join(lines)).rows) == 9


@pytest.mark.parametrize("column", ["comment", "region", "trust_name", "source"])
def test_remarks_and_what_is_above_are_no_groups(column: str):
    value = {"comment": "late", "region": "London", "trust_name": "Manchester University", "source": "BadgerNet"}[
        column
    ]
    text = HEAD[:-1] + f",{column}\n" + "".join(f"{line[:-1]},{value}\n" for line in LINES[:3])
    assert len(reading(text).rows) == 3


@pytest.mark.parametrize("step", [1, 7])
def test_days_and_weeks_are_refused_and_a_slip_is_one_row(step: int):
    two = [f"R0A,{day},cord,1,2\n" for day in ("2023-04-30", "2023-05-07" if step > 1 else "2023-04-29")]
    assert not reading(HEAD + "".join(two)).kept
    days = [f"2023-04-{d:02d}" for d in range(1, 29, step)]
    assert not reading(HEAD + "".join(f"R0A,{day},cord,1,2\n" for day in days)).kept
    slip = reading(TEXT.replace("RJ1,2023-05", "RJ1,2023-05-02"))
    assert (len(slip.rows), rows_named(said(slip, "2023-05-02", least=ERROR))) == (8, {6})


def test_ends_of_quarters_are_asked_about():
    text = HEAD + "".join(
        f"R0A,{day},cord,{i},9\n" for i, day in enumerate(("30/06/2023", "30/09/2023", "31/12/2023"), 1)
    )
    assert not reading(text).kept
    months = reading(text, answers={"grain:period": "month"}).rows
    quarters = reading(text, answers={"grain:period": "quarter"}).rows
    assert [f"{d:%Y-%m}" for d in months["period"]] == ["2023-06", "2023-09", "2023-12"]
    assert [f"{d:%Y-%m}" for d in quarters["period"]] == ["2023-04", "2023-07", "2023-10"]
    assert set(quarters["grain"]) == {"quarter"}


def test_a_short_row_in_the_middle_is_named_and_a_blank_one_is_not_filled():
    found = reading(TEXT.replace("RJ1,2023-05,cord,15,30\n", "RJ1,2023-05,cord\n"))
    assert rows_named(said(found, "fewer cells", least=WARNING)) == {6}
    blank = reading(TEXT.replace("RJ1,2023-05", ",2023-05"))
    assert (len(blank.rows), rows_named(said(blank, "organisation is blank", least=ERROR))) == (8, {6})


def test_provisional_periods_and_marked_numbers():
    found = reading(TEXT.replace("2023-06", "2023-06 [p]").replace("cord,11,", "cord,11 (p),"))
    assert pairs(found) == BASE
    assert found.rows.loc[found.rows["period"].dt.month == 6, "status"].tolist() == ["provisional"] * 3


def test_a_code_and_a_name_in_one_cell_that_disagree():
    found = reading(TEXT.replace("RJ1,2023-05", '"Leeds Teaching Hospitals NHS Trust (RJ1)",2023-05'))
    assert (len(found.rows), rows_named(said(found, "RR8", "RJ1", least=ERROR))) == (8, {6})


@pytest.mark.parametrize("quote", ["‘", "`", "’"])
def test_a_file_that_is_windows_1252_as_a_whole_stays_so(quote: str):
    text = TEXT.replace("cord", f"Women{quote}s own – met")
    found = reading(text.encode("cp1252", errors="replace"))
    assert not said(found, "Windows-1252", least=WARNING)
    assert len(found.rows) == 9


def test_subtotals_of_a_pivot_table_are_left_out():
    text = "Trust,Month,Measure,Numerator,Denominator\nR0A,2023-04,cord,1,2\n,2023-05,cord,2,4\nR0A Total,,,3,6\n"
    found = reading(text + "RJ1,2023-04,cord,1,2\n,2023-05,cord,5,9\nRJ1 Total,,,6,11\nGrand Total,,,9,17\n")
    assert pairs(found) == {
        **{("R0A", "2023-04"): (1, 2), ("R0A", "2023-05"): (2, 4)},
        **{("RJ1", "2023-04"): (1, 2), ("RJ1", "2023-05"): (5, 9)},
    }
    assert rows_named(said(found, "totals")) == {4, 7, 8}
    assert not said(found, "differs")


def test_a_subtotal_that_differs_is_named_and_a_measure_called_total_is_none():
    text = "Trust,Month,Measure,Numerator,Denominator\nR0A,2023-04,cord,1,2\n,2023-05,cord,2,4\nR0A Total,,,9,6\n"
    found = reading(text + "RJ1,2023-04,cord,1,2\n,2023-05,cord,5,9\nRJ1 Total,,,6,11\n")
    assert rows_named(said(found, "subtotal", "says 9", "add up to 3", least=WARNING)) == {4}
    own = "".join(f"R0A,2023-0{m},{name},{m},9\n" for m in range(1, 7) for name in ("Births", "Births total"))
    assert reading(HEAD + own).rows["measure"].nunique() == 2


def test_markup_with_entities_of_its_own_is_refused():
    name = b"urn:schemas-microsoft-com:office:spreadsheet"
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="' + name + b'"/>'
    assert said(reading(bomb, "x.xls"), "entities", least=ERROR)


def test_a_cell_as_long_as_a_book_is_quoted_short():
    found = reading(TEXT.replace("cord,11,", f"cord,{'x' * 100_000},"))
    assert max(len(p.message) + len(p.quote or "") for p in found.problems) < 1000


def test_cells_that_end_in_a_tab_and_a_tar():
    assert pairs(reading("\n".join(",".join(f"{c}\t" for c in line.split(",")) for line in TEXT.splitlines()))) == BASE
    tar = b"x.csv".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 300
    assert said(reading(tar, "x.csv"), "tar archive", least=ERROR)


def test_a_workbook_whose_parts_have_backslashes_and_a_password():
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(("Data", table())))) as old,
        zipfile.ZipFile(data, "w") as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename.replace("/", "\\"), old.read(entry))
    assert pairs(reading(data.getvalue(), "x.xlsx", answers={"measure": "cord"})) == BASE


def test_how_many_figures_are_missing_and_why_is_told_in_json():
    text = TEXT.replace("cord,11,", "cord,*,").replace("cord,12,", "cord,[c],").replace("cord,13,", "cord,[x],")
    assert ingest.to_json(reading(text))["marked"] == {"suppressed": 2, "not submitted": 1}
