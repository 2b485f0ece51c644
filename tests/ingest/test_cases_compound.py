"""Cells of two figures, or of a figure and its unit: taken apart where they can be nothing else."""

from collections.abc import Callable

import numpy as np
import pytest

from analytics.model import Severity
from tests.ingest.inputs import BASE, WHEN, WHO, pairs, reading, rows_named, said

KEYS = list(BASE.items())
Write = Callable[[int, int], str]


def counts(write: Write, bottom: Write = lambda n, d: f"{d}") -> str:
    lines = [f'{o},{p},cord,"{write(int(n), int(d))}","{bottom(int(n), int(d))}"' for (o, p), (n, d) in KEYS]
    return "\n".join(["org_code,period,measure,numerator,denominator", *lines]) + "\n"


def figure(write: Write, title: str = "value") -> str:
    lines = [f'{o},{p},cord,"{write(int(n), int(d))}"' for (o, p), (n, d) in KEYS]
    return "\n".join([f"org_code,period,measure,{title}", *lines]) + "\n"


def wide(write: Write) -> str:
    lines = [",".join([o, *(f'"{write(*map(int, BASE[o, p]))}"' for p in WHEN)]) for o in WHO]
    return "\n".join(["Optimal cord management", "Trust,Apr-23,May-23,Jun-23", *lines]) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        counts(lambda n, d: f"{n} ({100 * n / d:.0f}%)"),
        counts(lambda n, d: f"{n} [{100 * n / d:.1f} %]"),
        counts(lambda n, _: f"{n} babies", lambda _, d: f"{d} babies"),
        counts(lambda n, _: f"n={n}", lambda _, d: f"n = {d}"),
        figure(lambda n, d: f"{n}/{d}"),
        figure(lambda n, d: f"{n} / {d}", "Received/Eligible"),
        figure(lambda n, d: f"{n} of {d}"),
        figure(lambda n, d: f"{n} out of {d} (50%)"),
        figure(lambda n, d: f"50% ({n}/{d})"),
        wide(lambda n, d: f"{n}/{d}"),
        wide(lambda n, d: f"{n} of {d}"),
    ],
)
def test_two_figures_in_a_cell_are_taken_apart(text: str):
    found = reading(text)
    assert pairs(found) == BASE
    assert said(found, "taken apart")


def test_a_percentage_in_brackets_is_held_against_the_two_counts():
    found = reading(counts(lambda n, d: f"{n} ({91 if n == 13 else 100 * n / d:.0f}%)"))
    assert pairs(found) == BASE
    assert rows_named(said(found, "not numerator / denominator", least=Severity.WARNING)) == {4}


def test_without_the_denominator_the_percentage_is_the_value():
    for text in (figure(lambda n, d: f"{n} (50%)"), wide(lambda n, d: f"50% ({n})")):
        found = reading(text)
        assert (len(found.rows), set(found.rows["value"])) == (9, {0.5})
        assert sorted(found.rows["numerator"]) == [float(n) for n in range(11, 20)]
        assert np.isnan(found.rows["denominator"]).all()


@pytest.mark.parametrize(
    "text",
    [
        "org_code,period,measure,value\nR0A,2023-04,cord,22/23\nR0A,2023-05,cord,23/24\n",
        "org_code,period,measure,value\nR0A,2023-04,cord,30/22\nR0A,2023-05,cord,11/23\n",
        "org_code,when,measure,numerator\nR0A,04/23,cord,11\nR0A,05/23,cord,12\n",
        counts(lambda n, _: f"{n} weeks"),
        counts(lambda n, _: f"{n} babies" if n % 2 else f"{n} women"),
        counts(lambda n, _: f"{n} (40)"),
    ],
)
def test_what_may_be_a_date_or_anything_else_is_not_taken_apart(text: str):
    found = reading(text)
    assert not said(found, "taken apart")
    assert not len(found.rows) or found.rows["numerator"].isin([11.0, 12.0]).all()


def test_one_such_cell_among_figures_is_named():
    found = reading(counts(lambda n, _: "13 (50%)" if n == 13 else f"{n}"))
    assert (len(pairs(found)), rows_named(said(found, "13 (50%)", least=Severity.ERROR))) == (8, {4})
