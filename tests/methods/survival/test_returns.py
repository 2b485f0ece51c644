"""When organisations moved, told by returns: pictures in text. Returns are at the end of quarters 1, 2, 3 and 4."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.methods.survival.returns import between

DAYS = ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"]
START = date(2022, 8, 16)


def returned(transition: str, policy: str = "    ") -> pd.DataFrame:
    """The returns of one trust: a letter a quarter, blank where it sent nothing of that phase."""
    rows = [
        (element, "R0A", DAYS[place], float(letter))
        for element, letters in (("transition", transition), ("policy", policy))
        for place, letter in enumerate(letters)
        if letter != " "
    ]
    return pd.DataFrame(rows, columns=["element", "org_code", "as_at", "stage"]).astype({"as_at": "datetime64[ms]"})


@pytest.mark.parametrize(
    ("transition", "policy", "after", "by", "why"),
    [
        ("0012", "    ", "2023-06-30", "2023-09-30", "between the return that said no and the one that said yes"),
        ("0 1 ", "    ", "2023-03-31", "2023-09-30", "no return in between: it may have been in either quarter"),
        ("0 1 ", " 1  ", "2023-06-30", "2023-09-30", "a return on another phase, at which this one had not begun"),
        ("  1 ", "    ", "2022-08-16", "2023-09-30", "its first return says yes: any day since the start"),
        ("000 ", "    ", "2023-09-30", None, "not yet, and silent since"),
        ("00  ", "  12", "2023-12-31", None, "not yet by its newest return on anything"),
        ("0101", "    ", "2023-09-30", "2023-12-31", "fell back: it counts when it came back for good"),
        ("0110", "    ", "2023-12-31", None, "fell back and is not there now"),
        ("    ", "12  ", "2023-06-30", None, "nothing was sent of this phase, but the trust was heard of"),
    ],
)  # fmt: skip
def test_between_which_returns(transition: str, policy: str, after: str, by: str | None, why: str) -> None:
    found = between(returned(transition, policy), "transition", 1.0, START).loc["R0A"]
    assert str(found["after"].date()) == after, why
    assert (None if pd.isna(found["by"]) else str(found["by"].date())) == by, why


def test_a_return_from_before_the_start_is_no_wait() -> None:
    found = between(returned("01  "), "transition", 1.0, date(2023, 5, 1)).loc["R0A"]
    assert found["after"] == pd.Timestamp("2023-05-01")


def test_nobody_returned_anything() -> None:
    assert between(returned("    "), "transition", 1.0, START).empty
