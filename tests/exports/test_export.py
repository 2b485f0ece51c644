"""Files to take away say what they hold and cannot run anything in a spreadsheet."""

import io
from datetime import date

import pandas as pd

from analytics import catalogue, organisations
from analytics.exports import csv, tabulated
from analytics.model.labels import ILLUSTRATIVE_IN_FULL

CORD = catalogue.load().measures["cord"]


def test_the_lines_above_the_table_say_for_whom_when_and_what():
    lines = {"Organisation": "NHS Greater Manchester", "Period": "April 2021 to March 2022"} | tabulated.measure_lines(
        CORD
    )
    text = csv.to_csv(pd.DataFrame({"period": ["2021-04-01"], "value": [0.5]}), lines, illustrative=True).decode(
        "utf-8-sig"
    )
    head = [line for line in text.splitlines() if line.startswith(("# ", '"# '))]
    assert head[0] == "# " + ILLUSTRATIVE_IN_FULL or head[0] == f'"# {ILLUSTRATIVE_IN_FULL}"'
    for word in ("Organisation", "Period", "Numerator", "Denominator", "Source", "How it is calculated"):
        assert any(line.startswith(f"# {word},") for line in head), word
    table = pd.read_csv(io.StringIO(text), skiprows=len(head))
    assert table.to_dict("records") == [{"period": "2021-04-01", "value": 0.5}]


def test_real_data_carry_no_illustrative_line():
    assert b"Illustrative" not in csv.to_csv(pd.DataFrame({"a": [1]}), {}, illustrative=False)


def test_a_cell_that_a_spreadsheet_would_run_is_quoted():
    text = csv.to_csv(
        pd.DataFrame({"note": ["=HYPERLINK(1)", "+1", "@x", "fine", None], "n": [-1.5] * 5}), {"A": "=1"}, False
    )
    cells = text.decode("utf-8-sig").splitlines()
    assert cells[0] == "# A,'=1"
    assert [c.split(",")[0] for c in cells[2:]] == ["'=HYPERLINK(1)", "'+1", "'@x", "fine", ""]
    assert cells[2].endswith(",-1.5"), "a number stays a number"


def test_a_download_says_by_the_organisations_of_which_day_it_was_made():
    who = organisations.at(date(2026, 5, 1))["D7T5G"]
    lines = tabulated.context_lines(who, (date(2025, 4, 1), date(2026, 5, 1)), "1.0.0.0-4f2a", date(2026, 5, 31))
    assert lines["Organisation"] == "NHS Essex Integrated Care Board (D7T5G)"
    assert lines["Organisations"] == "as on 31 May 2026"
