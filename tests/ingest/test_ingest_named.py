"""Columns under the names that people give them, organisations by name, periods as other systems write them."""

import pytest

from analytics import ingest
from analytics.model import Severity


def reading(text: str, name: str = "x.csv", measure: str | None = None) -> ingest.Reading:
    return ingest.read_bytes(name, text.encode(), answers={"measure": measure} if measure else {})


@pytest.mark.parametrize("org", ["Organisation Code", "Org Code", "ODS code", "Provider Code", "Trust", "ICB", "Code"])
@pytest.mark.parametrize("period", ["Month", "Period", "Reporting period", "Date", "YEAR_MONTH"])
@pytest.mark.parametrize("numbers", ["Num,Denom", "Numerator,Den"])
def test_synonyms_of_columns(org: str, period: str, numbers: str):
    found = reading(f"Indicator,{org},{period},{numbers}\ncord,R0A,Apr-23,21,32\n")
    assert found.status == "accepted", found.problems
    assert found.rows[["org_code", "numerator", "denominator"]].to_numpy().tolist() == [["R0A", 21, 32]]


def test_a_code_counts_before_a_name_whatever_their_order():
    found = reading("Measure,Trust Name,Trust code,Month,%\ncord,Nonsense,R0A,2023-04,76.1\n")
    assert (found.status, found.rows["org_code"].tolist()) == ("accepted", ["R0A"])
    assert found.rows["value"].tolist() == pytest.approx([0.761])
    assert "1 column not used: Trust Name." in found.facts


def test_names_and_capitals_and_trailing_spaces_find_their_organisation():
    rows = "cord,MANCHESTER UNIVERSITY NHS FOUNDATION TRUST ,2023-04,21,32\ncord,Greater Manchester ICB,2023-04,9,20\n"
    found = reading("Measure,Trust,Month,Num,Denom\n" + rows)
    assert found.rows["org_code"].tolist() == ["R0A", "QOP"]
    near = reading("Measure,Trust,Month,Num,Denom\ncord,R0A,2023-04,1,2\ncord,Manchster Universty,2023-04,1,2\n")
    assert "R0A" in near.problems[0].remedy


@pytest.mark.parametrize(
    ("text", "period", "grain"),
    [
        ("2024.1", "2024-04-01", "quarter"),
        ("MSitAE-OCTOBER-2024", "2024-10-01", "month"),
        ("01/04/2023", "2023-04-01", "month"),
        ("45017", "2023-04-01", "month"),
    ],
)
def test_periods_of_other_systems(text: str, period: str, grain: str):
    found = reading(f"Measure,Trust,Period,Num,Denom\ncord,R0A,{text},1,2\n")
    assert found.kept, found.problems
    assert (str(found.rows["period"][0].date()), found.rows["grain"][0]) == (period, grain)


def test_months_taken_for_days_are_put_right_with_a_warning():
    rows = "".join(f"cord,R0A,{y}-01-{m:02d},1,2\n" for y in (2023, 2024) for m in range(1, 13))
    found = reading("Measure,Trust,Period,Num,Denom\n" + rows)
    assert (found.status, found.rows["period"].nunique()) == ("accepted_with_warnings", 24)
    assert [p.severity for p in found.problems] == [Severity.WARNING]
    assert "put right" in found.problems[0].message


NO_MEASURE = "Org Code,Month,Num,Denom\nR0A,2023-04,21,32\n"


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        (NO_MEASURE, "x.csv", "cord"),
        (NO_MEASURE, "cord.csv", None),
        ("Cord\n\n" + NO_MEASURE, "x.csv", None),
    ],
    ids=["answered", "named by the file", "named by its title"],
)
def test_a_file_of_one_measure_needs_no_column_for_it(text: str, name: str, answer: str | None):
    found = reading(text, name, answer)
    assert (found.status, found.rows["measure"].tolist()) == ("accepted", ["cord"])


def test_a_file_that_names_no_measure_asks():
    found = reading(NO_MEASURE)
    assert (found.status, len(found.rows), found.asks[0].name) == ("rejected", 0, "measure")
    assert "cord" in dict(found.asks[0].options)
    assert "composite_quality_score" not in dict(found.asks[0].options)
