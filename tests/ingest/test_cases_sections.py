"""Labels in rows of their own, as pivot tables in their compact form have them; and figures beside their own denominator."""

import pytest

from analytics.model import Severity
from tests.ingest.inputs import BASE, OTHER, WHEN, WHO, pairs, reading, rows_named, said

TITLES = {
    "R0A": "Manchester University NHS Foundation Trust",
    "RJ1": "Guy's and St Thomas' NHS Foundation Trust",
    "RR8": "Leeds Teaching Hospitals NHS Trust",
}


def both(org: str, month: str) -> str:
    return "{:g},{:g}".format(*BASE[org, month])


def test_a_trust_above_its_months():
    lines = ["Month,Measure,Numerator,Denominator"]
    for org in WHO:
        lines += [f"{TITLES[org]},,,", *(f"{month},cord,{both(org, month)}" for month in WHEN)]
    found = reading("\n".join(lines))
    assert pairs(found) == BASE
    assert rows_named(said(found, "labels of the rows below")) == {2, 6, 10}


def test_a_month_above_its_trusts():
    lines = ["Trust,Measure,Numerator,Denominator"]
    for month in WHEN:
        lines += [f"{month},,,", *(f"{org},cord,{both(org, month)}" for org in WHO)]
    assert pairs(reading("\n".join(lines))) == BASE


def test_a_measure_above_its_rows():
    lines = ["Trust,Month,Numerator,Denominator"]
    for title, rows in (("Optimal cord management", BASE), ("Normothermia", OTHER)):
        lines += [f"{title},,,", *(f"{o},{m},{n:g},{d:g}" for (o, m), (n, d) in rows.items())]
    found = reading("\n".join(lines))
    assert pairs(found) == BASE
    assert [len(part) for _, part in found.rows.groupby("measure")] == [9, 9]


def test_a_pivot_table_in_its_compact_form():
    lines = ["Row Labels,Sum of Numerator,Sum of Denominator", "cord,135,270"]
    for org in WHO:
        sums = [sum(BASE[org, month][i] for month in WHEN) for i in (0, 1)]
        lines += [f"{org},{sums[0]:g},{sums[1]:g}", *(f"{month},{both(org, month)}" for month in WHEN)]
    found = reading("\n".join([*lines, "Grand Total,135,270"]))
    assert pairs(found) == BASE


def test_regions_above_trusts_are_no_labels_of_another_kind():
    lines = ["Trust,Month,Measure,Numerator,Denominator", "London,,,,"]
    lines += [f"{o},{m},cord,{n:g},{d:g}" for (o, m), (n, d) in BASE.items()]
    assert set(pairs(reading("\n".join(lines)))) <= set(BASE)


@pytest.mark.parametrize("write", ["{n:g}/{d:g}", "{n:g} of {d:g}", "{n:g}/{d:g} (50%)"])
def test_both_counts_in_a_cell_beside_the_denominator(write: str):
    lines = ["org_code,period,measure,numerator,denominator"]
    lines += [f"{o},{m},cord,{write.format(n=n, d=d)},{d:g}" for (o, m), (n, d) in BASE.items()]
    assert pairs(reading("\n".join(lines))) == BASE
    lines[3] = f"{lines[3].rsplit(',', 1)[0]},30"
    found = reading("\n".join(lines))
    assert pairs(found) == {key: figures for key, figures in BASE.items() if key != ("R0A", "2023-06")}
    assert 4 in rows_named(said(found, "is not a number", least=Severity.ERROR))
