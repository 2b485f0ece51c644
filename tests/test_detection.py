"""The document of what charts see agrees with the simulation behind it, run again with fewer series."""

import re
from itertools import takewhile
from pathlib import Path

import numpy as np
import pytest

from analytics.methods.spc.lines import from_sigma
from benchmarks import detection

TEXT = (Path(__file__).parents[1] / "docs" / "detection.md").read_text("utf-8")


def printed(header: list[str]) -> list[list[str]]:
    """The rows of the document's table under this header."""
    below = TEXT.partition(" | ".join(header) + " |\n")[2].splitlines()[1:]
    rows = takewhile(lambda line: line.startswith("|"), below)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]


def number(cell: str) -> float | None:
    found = re.fullmatch(r"(?:more than )?([\d,.]+)%?", cell)
    return float(found[1].replace(",", "")) if found else None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "series"), [(detection.periods, 400), (detection.patients, 300)], ids=["periods", "patients"]
)
def test_the_printed_figures_are_those_of_the_simulation(table, series) -> None:
    told, again = printed(detection.HEADERS[table]), table(series)
    assert [[c for c in row if number(c) is None] for row in told] == [
        [c for c in row if number(c) is None] for row in again
    ]
    for old, new in zip(told, again, strict=True):
        for a, b in zip(old, new, strict=True):
            if number(a) is not None:
                slack = 8 if a.endswith("%") else max(2, 0.35 * number(a))
                assert number(b) == pytest.approx(number(a), abs=slack), (old, new)


def test_the_cusums_figures_are_those_of_its_table() -> None:
    assert printed(detection.HEADERS[detection.units]) == detection.units()


def test_a_signal_is_told_by_the_newest_point_of_a_run() -> None:
    """Six points above the centre: the sixth completes the run, as a chart drawn anew with each point would show it."""
    values = np.array([[0.0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 9, -9]])
    lines = from_sigma(np.zeros((1, 1)), np.full((1, 1), 2.0))
    high, low = detection.newest(values, lines)
    assert high[0].tolist() == [False] * 5 + [True, True, False]
    assert low[0].tolist() == [False] * 7 + [True]
