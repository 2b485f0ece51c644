"""What stands around a table, in names of columns and in odd cells: what is not of the period or people named is asked."""

import base64
import io
import zlib

import openpyxl
import pytest

from analytics.ingest import Reading
from analytics.model import Severity
from tests.ingest.inputs import BASE, WHEN, WHO, pairs, reading, rows_named, said
from tests.ingest.test_cases_variants import HEAD, LINES, TEXT, book, table

WARNING, ERROR = Severity.WARNING, Severity.ERROR
PLAIN = "Trust,Month,Numerator,Denominator\n" + "".join(
    f"{org},{month},{n:g},{d:g}\n" for (org, month), (n, d) in BASE.items()
)
LEGACY = zlib.decompress(
    base64.b64decode(
        "eNrtWE1IVFEUPvf9Px11NC1UMBGyMgt/StzoqJhC4GASFBKUPxOZOhOvEUqoTHMTBGGrpI3gpo3Vph8qsF2LwKhFEARay1ZBQQv1de6ZO6959h"
        "YOqGS8M9xz77n33O+ec+9557437xZyF2ceFy3BGmoEGVZtE7SUPobFTApBwHHb5s1kbWCxfdpWZBp4kJoKL7Le6vwM+XkvgQSPlNfIAb5gOQ0X"
        "IRyLRkq3kFrIhh7GbWhgCsaeBPexZEMh2ZVHvI/4DuIPSfcl8SbquU28AXUXWTcshMIV9SKOT0llNJaNnMFTmvOJeqqhAN7wOL5+hyV0VWi2Bn"
        "qG/s2BEiUAs4An1x6JRqyeoUXIxyOchZ92KcCP5LM6X+r3b20/A+z/5e7XPfrvSgrAGNhnGQ/ESQhAscJHFOiLWf1cbjIS8nDMiizDOdiFUiYW"
        "FeCENXIpjnVHLBo/j4k5PDKMMRCPWTjeGonGhgeiXJIBuqqaMUZqqmpqD1YddlpHnFYd1zlWzXlXPUbY5Qye6ik1BF2pIYsemADyfsihdi49Nk"
        "FM/ssPvr/v6O0MnaGeMboOeKgy2MO9BBtu8BmBqzhfxt9UZg5dKSBlk2YGJDwFqCCEA8THaZViahcRz0ffsS7vLBCNtgnSuUmj5bhuLdGH0N6U"
        "9j5sT347/qxk8mtoP7bn2pdG8+c+hmagDC+1frKTwQRUsko2fY/T81CyZiLdfCZe+FfqMaSgsN0WN2UOrAh/coknJL5bzJEksXcJSUZJFljMA4"
        "sRliL0GWHh2cMrtI0R1iHS6CYsjiKloJQKFMmFkjg/TaBIhFJDGr0Oiuxhi+xCkQlFFygyodSRxgUHRfFAUUjHECiK45EqGShxFJ1dk/gI3xtL"
        "7I3qgaS6kFSXVyohNZLGqGOP5oGiuVA0l1caobSQxriDonug6KRjChTddU46obSRxi0HxfBAMVwohuORBrtRkkSs8NetxDQTWg2Q50sk0PiWGb"
        "RlU2LLTI8FTNcCpstZkxYIk8Y0mdko5cETHjt4s/6hjUwSsCZJJJMCc/h2TQrMMynwmnYVvHbVJ5988sknnzaXGL2IgnjNo88KusN18b/OCpZV"
        "/2+S/5a6IIa/OH6WHoUo1hZcSSt+doLKklhsnXOS/xdyOomrWzCIHxzcjsG04xffwViqP+ueGNy4Ryjd9VfTsXOT1/8Njvkt8Q=="
    )
)
"""Nine rows of an Excel 97 workbook: an error in row 5, a formula that was never worked out in row 9, row 3 hidden."""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("figures:longer", TEXT.replace("period", "12 months ending", 1)),
        ("figures:longer", "cord\nCumulative figures\n" + PLAIN),
        ("figures:thousands", "cord\n" + PLAIN.replace("Numerator,Denominator", "Numerator (000s),Denominator (000s)")),
        ("figures:part:Ethnicity: Asian", "cord\nFilters: Ethnicity = Asian\n" + PLAIN),
        ("figures:part:Sex: Female", "cord,,,\nSex,Female,,\n" + PLAIN),
    ],
)
def test_what_is_said_of_all_figures_is_asked_about(name: str, text: str):
    found = reading(text)
    assert not found.kept
    assert name in [ask.name for ask in found.asks]
    answered = reading(text, answers={name: "as they stand", "measure": "cord"})
    assert pairs(answered) == BASE


@pytest.mark.parametrize("title", ["Sex: All", "Trust: Manchester University", "Ward to board report", "Period: 2023"])
def test_titles_that_narrow_nothing_are_not_asked_about(title: str):
    assert pairs(reading(f"cord\n{title}\n{PLAIN}")) == BASE


def test_forecasts_are_left_out_and_final_figures_are_no_odd_status():
    lines = [line[:-1] + (",Forecast\n" if "2023-06" in line else ",Final\n") for line in LINES]
    found = reading(HEAD[:-1] + ",status\n" + "".join(lines))
    assert pairs(found) == {key: pair for key, pair in BASE.items() if key[1] != "2023-06"}
    assert rows_named(said(found, "no results", least=ERROR)) == {4, 7, 10}
    assert not said(found, "no status", least=WARNING)


@pytest.mark.parametrize("written", ["{3} 30, 2023", "0{1}/2023", "{1}.2023", "{3}/23", "{3} 1st, 2023"])
def test_months_as_other_systems_write_them(written: str):
    text = TEXT
    for i, name in ((4, "Apr"), (5, "May"), (6, "Jun")):
        said_so = written.replace("{1}", str(i)).replace("{3}", name)
        said_so = said_so.replace(" 30,", " 31,") if i == 5 else said_so
        text = text.replace(f"2023-0{i}", f'"{said_so}"')
    assert pairs(reading(text)) == BASE


def test_a_month_that_may_count_from_january_or_april_is_not_guessed():
    assert said(reading(TEXT.replace("2023-04", "2023M04")), "January or from April", least=ERROR)


def test_the_apostrophe_of_a_number_kept_as_text():
    assert pairs(reading(TEXT.replace("cord,", "cord,'"))) == BASE


def test_hidden_columns_that_were_read_are_said():
    made = openpyxl.Workbook()
    for row in table():
        made.active.append(row)
    made.active.title = "cord"
    made.active.column_dimensions["C"].hidden = True
    data = io.BytesIO()
    made.save(data)
    found = reading(data.getvalue(), "x.xlsx")
    assert pairs(found) == BASE
    assert said(found, "Column “Numerator” is hidden", least=WARNING)
    assert not said(reading(book(("cord", table())), "x.xlsx"), "hidden")


def test_errors_formulas_and_hidden_rows_of_an_old_workbook():
    found: Reading = reading(LEGACY, "x.xls")
    assert pairs(found) == {key: pair for i, (key, pair) in enumerate(BASE.items(), 2) if i not in (5, 9)}
    assert rows_named(said(found, "error of Excel", least=ERROR)) == {5}
    assert rows_named(said(found, "formula without", least=ERROR)) == {9}
    assert rows_named(said(found, "Row 3 is hidden", least=WARNING)) == {3}


def test_months_above_pairs_of_columns_and_within_their_names():
    lines = {o: ",".join(f"{BASE[o, m][0]:g},{BASE[o, m][1]:g}" for m in WHEN) for o in WHO}
    body = "".join(f"{o},{line}\n" for o, line in lines.items())
    above = f",2023-04,,2023-05,,2023-06,\nTrust,Num,Den,Num,Den,Num,Den\n{body}"
    assert pairs(reading(above, answers={"measure": "cord"})) == BASE
    names = ",".join(f"Cord {m}-23 {part}" for m in ("Apr", "May", "Jun") for part in ("Num", "Den"))
    within = reading(f"Trust,{names}\n{body}")
    assert pairs(within) == BASE


def test_the_year_beside_its_quarters_is_not_used():
    found = reading("cord 2023/24\nTrust,Q1,Q2,Q3,Q4,2023/24\nR0A,50%,51%,52%,53%,54%\nRJ1,53%,54%,55%,56%,57%\n")
    assert set(found.rows["grain"]) == {"quarter"}
    assert found.rows["value"].round(2).tolist() == [0.5, 0.53, 0.51, 0.54, 0.52, 0.55, 0.53, 0.56]


def test_a_copy_of_a_sheet_is_no_second_measure():
    found = reading(book(("cord", table()), ("cord (2)", table())), "x.xlsx")
    assert pairs(found) == BASE
    assert len(found.rows) == 9


def test_a_file_of_providers_below_a_title_block_is_no_bulk_file_of_prescriptions():
    block = "Title:,cord\nSource:,BadgerNet\nPublished:,10 August 2023\n\nCode,Provider,Month,Numerator,Denominator\n"
    body = "".join(f"{o},,{m},{n:g},{d:g}\n" for (o, m), (n, d) in BASE.items())
    assert pairs(reading(block + body)) == BASE
