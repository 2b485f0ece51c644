"""Quirks of public layouts that the real files at hand do not show."""

import pandas as pd

from analytics import ingest
from analytics.model import Severity

LABELS = ("27 weeks and under", "28 to 31 weeks", "32 to 33 weeks", "34 to 36 weeks", "Missing value / out of range")
BULK = "month,code,numerator,denominator\n"
LIVE = ["00L", "00N", "00P", "00Q", "00R", "00T", "00V", "00X", "00Y", "01A", "01D", "01E"]


def msds(values: dict[str, tuple[str, ...]], labels: tuple[str, ...] = LABELS) -> ingest.Reading:
    levels = {"National": "National", "Y62": "NHS England (Region)", "QOP": "Local Maternity System"}
    rows = ["Period,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value"]
    for code, counts in values.items():
        level = levels.get(code, "Provider")
        for label, count in zip(labels, counts, strict=True):
            rows.append(f"2021-22,GestationLengthBirth,{level},{code},X,{label},Babies,{count}")
    rows.append("2021-22,TotalBabies,National,National,X,,Babies,100")
    return ingest.read_bytes("msds.csv", "\n".join(rows).encode())


def test_msds_suppressed_parts_make_the_sum_unknown():
    found = msds(
        {"National": ("5", "10", "15", "70", "9"), "R0A": ("*", "5", "5", "50", "0"), "RBN": ("5", "5", "5", "*", "0")}
    )
    rows = found.rows.set_index("org_code")
    assert rows.loc["ENG", ["numerator", "denominator"]].tolist() == [30, 100]  # not included: 9 of unknown gestation
    assert rows.loc["R0A", "status"] == "suppressed"
    assert pd.isna(rows.loc["R0A", "numerator"])
    assert rows.loc["RBN", "numerator"] == 15  # its own three parts are known
    assert pd.isna(rows.loc["RBN", "denominator"])


def test_msds_labels_drift_in_case_and_spaces_and_other_levels_are_counted():
    drifted = ("27 Weeks and Under", " 28 to 31  weeks", "32 TO 33 WEEKS", "34 to 36 weeks", "Missing Value / Other")
    found = msds({"National": ("5", "10", "15", "70", "9"), "QOP": ("1", "1", "1", "1", "1")}, drifted)
    assert found.rows["org_code"].tolist() == ["ENG"]
    assert found.rows["numerator"].tolist() == [30]
    assert any(fact.startswith("5 rows of other levels") for fact in found.facts)


def test_msds_without_a_needed_category_is_rejected_and_says_which():
    found = msds({"National": ("5", "10", "15", "70", "9")}, ("under 28", *LABELS[1:]))
    assert found.status == "rejected"
    assert "27 weeks and under" in found.problems[0].message


def test_openprescribing_blank_numerator_is_zero_and_a_stray_code_is_left_out():
    rows = "".join(f"2023-04-01,{code},1,2\n" for code in LIVE[1:])
    found = ingest.read_bytes("opioidome.csv", f"{BULK}2023-04-01,00L,,3.2\n2023-04-01,07P,5,3.2\n{rows}".encode())
    assert found.status == "accepted_with_warnings"
    assert found.rows.set_index("org_code").loc["00L", ["numerator", "denominator"]].tolist() == [0, 3.2]
    assert [(p.severity, p.row, p.quote) for p in found.problems] == [(Severity.ERROR, 3, "07P")]
    assert "1 July 2022" in found.problems[0].message


def test_openprescribing_unknown_codes_that_are_no_ccgs():
    found = ingest.read_bytes("opioidome.csv", f"{BULK}2023-04-01,A81001,1,2\n2023-04-01,A81002,1,2\n".encode())
    assert (found.status, found.problems[0].quote) == ("rejected", "A81001, A81002")
