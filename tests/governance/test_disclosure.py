"""Which cells of an array are hidden: small ones, and their partners."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.governance.disclosure import Cells, hidden, rounded, unsafe


def counts(text: str) -> np.ndarray:
    return np.array([[np.nan if cell == "." else float(cell) for cell in line.split()] for line in text.splitlines()])


def of(numerator: str, denominator: str) -> Cells:
    counted = counts(numerator)
    return Cells(counted, counts(denominator), np.isfinite(counted), share=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "small", "why"),
    [
        ("5", "10", False, "five of ten: enough on either side"),
        ("4", "10", True, "four counted"),
        ("6", "10", True, "four not counted"),
        ("0", "10", False, "nobody is nobody: zero stays"),
        ("10", "10", False, "all are all"),
        ("3", "3", True, "three in all"),
        ("0", "0", False, "nobody to count"),
    ],
)
def test_a_small_count_is_unsafe(numerator: str, denominator: str, small: bool, why: str) -> None:
    assert unsafe(of(numerator, denominator), 5).item() is small, why


def alone(cells: Cells) -> np.ndarray:
    """What is hidden where all is new."""
    return hidden(cells, 5, unsafe(cells, 5), cells.there, np.zeros_like(cells.there)).cells


def test_one_is_never_hidden_alone() -> None:
    cells = of("2\n20\n30", "22\n40\n60")
    out = alone(cells)
    assert out.ravel().tolist() == [True, True, False], "the smallest of the others goes with it"


def test_what_is_hidden_adds_up_to_enough() -> None:
    cells = of("1\n1\n30\n40", "21\n21\n60\n80")
    out = alone(cells)
    assert out.ravel().tolist() == [True, True, True, False], "1 and 1 are 2, by subtraction: a third is hidden"


def test_rounded_to_the_nearest_five() -> None:
    assert rounded(np.array([0, 8, 12, 13, 17.5, np.nan])).tolist()[:5] == [0, 10, 10, 15, 20]
