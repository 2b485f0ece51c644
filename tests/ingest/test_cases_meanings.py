"""Columns that nobody reads and that change what rows mean: asked about where every row says it, else only the rows that
count are read, and the others named."""

import pytest

from analytics.ingest.columns.narrowing import EVERY
from analytics.model import Severity
from tests.ingest.inputs import BASE, pairs, reading, rows_named, said

HEAD = "org_code,period,measure,numerator,denominator"
KEYS = list(BASE.items())


def beside(column: str, *texts: str) -> str:
    """The nine rows with a column of these texts, the last of which goes on to the end."""
    told = [*texts, *[texts[-1]] * len(BASE)]
    lines = [f"{o},{p},cord,{n:g},{d:g},{told[i]}" for i, ((o, p), (n, d)) in enumerate(KEYS)]
    return "\n".join([f"{HEAD},{column}", *lines]) + "\n"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("basis", "Rolling 12 months"),
        ("period_type", "YTD"),
        ("cumulative", "Y"),
        ("frequency", "Quarterly"),
        ("period type", "Quarter"),
        ("deleted", "TRUE"),
        ("population", "Preterm below 27 weeks"),
        ("cohort", "Twins"),
        ("birthplace", "Inborn"),
        ("multiplier", "1000"),
        ("scale", "thousands"),
        ("data type", "Benchmark"),
        ("comparator", "Peer average"),
        ("level", "Ward"),
        ("actual_or_forecast", "F"),
    ],
)
def test_what_every_row_says_is_asked_about(column: str, text: str):
    found = reading(beside(column, text))
    assert not found.kept
    assert said(found, column, text, least=Severity.ERROR)
    assert pairs(reading(beside(column, text), answers={f"rows_of:{column}": EVERY})) == BASE


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("frequency", "Monthly"),
        ("period type", "Month"),
        ("deleted", "N"),
        ("include", "Yes"),
        ("level", "Trust"),
        ("multiplier", "1"),
        ("unit", "%"),
        ("actual_or_forecast", "A"),
        ("population", "All"),
    ],
)
def test_what_changes_nothing_is_not_asked_about(column: str, text: str):
    found = reading(beside(column, text))
    assert (found.status, found.asks, pairs(found)) == ("accepted", (), BASE)


@pytest.mark.parametrize(
    ("column", "counts", "not_so"),
    [("include", "Y", "N"), ("deleted", "FALSE", "TRUE"), ("actual_or_forecast", "A", "F"), ("latest", "1", "0")],
)
def test_rows_that_say_that_they_do_not_count_are_left_out_and_named(column: str, counts: str, not_so: str):
    found = reading(beside(column, counts, counts, not_so, counts))
    gone = KEYS[2][0]
    assert pairs(found) == {key: figures for key, figures in BASE.items() if key != gone}
    assert rows_named(said(found, "left out", least=Severity.WARNING)) == {4}


def test_quarters_that_say_so_are_no_question():
    quarters = beside("frequency", "Quarterly").replace("2023-04", "2023-24 Q1").replace("2023-05", "2023-24 Q2")
    found = reading(quarters.replace("2023-06", "2023-24 Q3"))
    assert (found.status, set(found.rows["grain"])) == ("accepted", {"quarter"})
