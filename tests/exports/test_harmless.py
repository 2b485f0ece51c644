"""No text that is handed out can become a formula."""

import pandas as pd
import pytest
from exports_made import HOSTILE

from analytics.exports import csv
from analytics.exports.harmless import harmless, in_xml


@pytest.mark.parametrize("text", HOSTILE[:12])
def test_what_begins_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("a=1", "a=1"), ("", ""), (None, ""), (pd.NA, ""), (pd.NaT, ""), (float("nan"), ""), (1.5, "1.5")],
)
def test_other_cells_stay_as_they_are(cell: object, text: str) -> None:
    assert harmless(cell) == text


def test_headings_of_a_csv_are_harmless_too() -> None:
    assert csv.to_csv(pd.DataFrame({"=cmd": [1]}), {}, False).decode("utf-8-sig").splitlines()[0] == "'=cmd"


def test_characters_that_office_files_cannot_hold_are_left_out() -> None:
    assert in_xml("a\x00b\x07c\ud800d\n") == "abcd\n"
