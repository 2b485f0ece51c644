"""The two monthly files of the Maternity Services Data Set, on made-up rows in the published layout."""

import pandas as pd

from analytics import ingest
from analytics.model import Unit

LABELS = ("27 weeks and under", "28 to 31 weeks", "32 to 33 weeks", "34 to 36 weeks", "Missing value / out of range")
DATA = (
    "ReportingPeriodStartDate,ReportingPeriodEndDate,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Final_value"
)
MEASURES = "Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value"
ORGANISATIONS = (
    ("National", "National", (50, 100, 150, 700, 9)),
    ("Y62", "NHS England (Region)", (5, 10, 15, 70, 0)),
    ("QOP", "Local Maternity System", (5, 5, 10, 60, 0)),
    ("01D", "SubICB of Responsibility", (5, 5, 5, 45, 0)),
    ("R0A", "Provider", (5, 5, 5, 50, 0)),
    ("E06000008", "Local Authority of Residence", (5, 5, 5, 5, 0)),
)


def data(start: str = "01/04/2023", end: str = "30/04/2023", name: str = "msds-apr2023-exp-data.csv") -> ingest.Reading:
    lines = [DATA]
    for code, level, counts in ORGANISATIONS:
        for label, count in zip(LABELS, counts, strict=True):
            lines.append(f"{start},{end},GestationLengthBirth,{level},{code},X,{label},Babies,{count}")
        lines.append(f"{start},{end},SmokingStatusGroupBooking,{level},{code},X,Smoker,Women,5")
    return ingest.read_bytes(name, "\n".join(lines).encode())


def test_each_level_keeps_its_own_published_counts():
    found = data()
    assert (found.format, found.status) == ("msds_monthly_data", "accepted")
    rows = found.rows.set_index("org_code")
    assert {c: tuple(rows.loc[c, ["numerator", "denominator"]]) for c in rows.index} == {
        "ENG": (300, 1000),  # the 9 babies of unknown gestation are in neither
        "Y62": (30, 100),
        "QOP": (20, 80),
        "01D": (15, 60),
        "R0A": (15, 65),
    }
    assert set(rows["measure"]) == {"births_below_34"}
    assert (set(rows["grain"]), set(rows["period"])) == ({"month"}, {pd.Timestamp("2023-04-01")})
    assert any("5 rows of other levels" in fact for fact in found.facts)


def test_a_start_date_that_excel_turned_round_is_put_right_and_said():
    # 1 April became 4 January; the end, which cannot be turned round, stayed as it was.
    found = data(start="04/01/2023")
    assert found.status == "accepted_with_warnings"
    assert set(found.rows["period"]) == {pd.Timestamp("2023-04-01")}
    assert any("day and month had changed places" in p.message for p in found.problems)


def test_a_period_that_is_no_month_is_left_out():
    found = data(start="01/04/2023", end="30/06/2023")
    assert found.status == "rejected"
    assert any("not one month" in p.message for p in found.problems)


def test_a_provisional_file_is_marked_and_the_final_one_has_the_same_keys():
    first, final = data(name="msds-aprYYYYProvisional-exp-data.csv"), data()
    assert set(first.rows["status"]) == {"provisional"}
    assert set(final.rows["status"]) == {""}
    key = ["measure", "org_code", "period", "grain"]
    assert first.rows[key].equals(final.rows[key])


def indicators(*rows: tuple[str, str, str, str], name: str = "msds-apr2023-exp-measures.csv") -> ingest.Reading:
    """Rows of (code, indicator, currency, value)."""
    level = {"National": "National", "QOP": "Local Maternity System", "E06000008": "Local Authority of Residence"}
    lines = [
        f"{code},X,{level.get(code, 'Provider')},01/04/2023,30/04/2023,Birth,{indicator},{currency},{value}"
        for code, indicator, currency, value in rows
    ]
    return ingest.read_bytes(name, "\n".join([MEASURES, *lines]).encode())


def three(code: str, numerator: object, denominator: object, rate: object, indicator: str = "CQIMPreterm") -> list:
    cells = (("Numerator", numerator), ("Denominator", denominator), ("Rate", rate))
    return [(code, indicator, currency, str(value)) for currency, value in cells]


def test_numerator_denominator_and_rate_become_one_row_of_a_local_measure():
    found = indicators(*three("National", 3500, 45000, 7.8), *three("R0A", 35, 500, 7.0), *three("QOP", 90, 1200, 7.5))
    assert (found.format, found.status) == ("msds_monthly_measures", "accepted")
    rows = found.rows.set_index("org_code")
    assert rows.index.tolist() == ["ENG", "R0A", "QOP"]
    assert rows["numerator"].tolist() == [3500, 35, 90]
    assert rows["denominator"].tolist() == [45000, 500, 1200]
    assert (set(rows["measure"]), set(rows["measure_title"])) == ({"cqimpreterm"}, {"CQIMPreterm"})
    (measure,) = found.measures
    assert (measure.unit, str(measure.better), str(measure.roll_up)) == (Unit.PERCENT, "neutral", "given_only")
    assert "nearest 5" in measure.how_calculated


def test_words_in_the_place_of_numbers_stay_as_reasons():
    found = indicators(
        *three("R0A", 35, 500, 7.0),
        *three("RBN", 40, 400, "Low DQ"),
        *three("RBS", "*", "*", "*"),
        *three("RBT", 5, 15, "*"),
        *three("RJR", "DNS", "DNS", "DNS"),
    )
    rows = found.rows.set_index("org_code")
    assert rows["status"].to_dict() == {
        "R0A": "",
        "RBN": "low data quality",
        "RBS": "suppressed",
        "RBT": "suppressed",
        "RJR": "not submitted",
    }
    assert rows.loc["RBN", "numerator"] == 40
    assert (
        rows.loc[["RBS", "RBT", "RJR"], ["numerator", "value"]].isna().all(axis=None)
    )  # a withheld rate is not rebuilt


def test_a_failed_result_marks_the_numbers_and_a_result_alone_is_listed():
    found = indicators(
        *three("R0A", 35, 500, 7.0),
        ("R0A", "CQIMPreterm", "Result", "Fail"),
        *three("RBN", 40, 400, 10.0),
        ("RBN", "CQIMPreterm", "Result", "Pass"),
        ("R0A", "CQIMDQ02", "Result", "Pass"),
    )
    assert found.rows.set_index("org_code")["status"].to_dict() == {"R0A": "low data quality", "RBN": ""}
    assert any("CQIMDQ02" in fact and "Pass or Fail" in fact for fact in found.facts)


def test_rates_per_thousand_have_their_denominator_in_thousands():
    cells = (("Numerator", "15"), ("Denominator", "5000"), ("Rate per Thousand", "3.0"))
    found = indicators(*(("R0A", "SBL_Element5", currency, value) for currency, value in cells))
    row = found.rows.iloc[0]
    assert (row["numerator"], row["denominator"], row["numerator"] / row["denominator"]) == (15, 5, 3)
    assert (found.measures[0].unit, found.measures[0].per_text) == (Unit.RATE, "per 1,000")


def test_a_rate_without_counts_is_a_value():
    found = indicators(*three("R0A", 35, 500, 7.0), ("RBN", "CQIMPreterm", "Rate", "0.8"))
    row = found.rows.set_index("org_code").loc["RBN"]
    assert row["value"] == 0.008  # percentages, as the rates beside counts are, even below 1


def test_two_values_for_one_thing_are_both_named_and_nothing_is_kept():
    found = indicators(*three("R0A", 35, 500, 7.0), ("R0A", "CQIMPreterm", "Numerator", "40"))
    assert found.status == "rejected"
    assert "rows 2 and 5" in found.problems[0].message
    assert "35 and 40" in found.problems[0].message


def test_a_provisional_file_of_measures_is_marked():
    found = indicators(*three("R0A", 35, 500, 7.0), name="msds-aprYYYYProvisional-exp-measures.csv")
    assert set(found.rows["status"]) == {"provisional"}
