"""Attendances and admissions by provider, and statuses by organisation in the shape of the DSPT file."""

from datetime import date

import pandas as pd
import pytest

from analytics import ingest
from analytics.ingest.formats import ae_monthly
from analytics.organisations import at

TREE = at(date(2024, 3, 31))
COLUMNS = (*ae_monthly.ATTENDANCES, *ae_monthly.OVER_FOUR_HOURS, *ae_monthly.ADMISSIONS)
REGIONS = (
    "LONDON",
    "MIDLANDS",
    "NORTH WEST",
    "SOUTH EAST",
    "SOUTH WEST",
    "EAST OF ENGLAND",
    "NORTH EAST AND YORKSHIRE",
)


def ae(rows: list[tuple[str, str, dict[str, object]]], total: dict[str, int] | None = None) -> ingest.Reading:
    """Rows of (code, region, cells); cells not named are 0. Blank and stray columns at the end, as in the public file."""
    lines = [",".join(f'"{c}"' for c in ("Period", "Org Code", "Parent Org", "Org name", *COLUMNS, "", "", "a"))]
    for code, region, cells in rows:
        numbers = [str(cells.get(c, 0)) for c in COLUMNS]
        lines.append(
            ",".join(["MSitAE-OCTOBER-2024", code, f"NHS ENGLAND {region} ", f"NAME OF {code}", *numbers, "", "", ""])
        )
    if total is not None:
        lines.append(
            ",".join(["Total", "Total ", "Total", "Total", *(str(total.get(c, 0)) for c in COLUMNS), "", "", ""])
        )
    return ingest.read_bytes("October-2024.csv", "\n".join(lines).encode())


FIRST, BOOKED = ae_monthly.ATTENDANCES[0], ae_monthly.ATTENDANCES[3]


def of(found: ingest.Reading, title: str) -> dict[str, float]:
    return found.rows[found.rows["measure_title"] == title].set_index("org_code")["numerator"].to_dict()


def test_booked_appointments_are_attendances_too():
    found = ae([("R0A", "NORTH WEST", {FIRST: 100, BOOKED: 20, ae_monthly.ATTENDANCES[2]: 3})])
    assert of(found, "A&E attendances, type 1") == {"R0A": 120}
    assert of(found, "A&E attendances, all types") == {"R0A": 123}
    assert set(found.rows["period"]) == {pd.Timestamp("2024-10-01")}
    assert {str(m.better) for m in found.measures} == {"neutral"}


def test_a_file_of_some_regions_has_no_rows_for_regions_and_england():
    found = ae([("R0A", "NORTH WEST", {FIRST: 100}), ("AXG", "NORTH WEST", {FIRST: 7})], {FIRST: 107})
    assert of(found, "A&E attendances, type 1") == {"R0A": 100}
    assert any("NAME OF AXG (AXG)" in p.message and "left out" in p.message for p in found.problems)


def test_regions_and_england_hold_providers_that_are_no_trust():
    trusts = [(TREE.members(TREE.match(region).code, "trust")[0].code, region, {FIRST: 10}) for region in REGIONS]
    found = ae([*trusts, ("AXG", "NORTH WEST", {FIRST: 7})], {FIRST: 77})
    counts = of(found, "A&E attendances, type 1")
    assert (counts["ENG"], counts["Y62"], counts["Y56"]) == (77, 17, 10)
    assert {str(m.roll_up) for m in found.measures} == {"given_only"}  # never trusts added up beside them
    assert any("add up to what it says" in p.message for p in found.problems)


def test_a_total_that_contradicts_the_rows_is_warned_of_and_nothing_is_summed():
    trusts = [(TREE.members(TREE.match(region).code, "trust")[0].code, region, {FIRST: 10}) for region in REGIONS]
    found = ae(trusts, {FIRST: 80})
    assert "ENG" not in of(found, "A&E attendances, type 1")
    assert any("the total row says 80, the rows add up to 70" in p.message for p in found.problems)


def test_a_cell_that_is_no_count_leaves_its_row_out():
    found = ae([("R0A", "NORTH WEST", {FIRST: "x"}), ("RBT", "NORTH WEST", {FIRST: 5})])
    assert set(found.rows["org_code"]) == {"RBT"}
    assert any(p.row == 2 and p.quote == "x" for p in found.problems)


STATUS = '"","Code","Name","Start","Sector","Latest.Status","Date.Of.Publication"\n'


def statuses(*rows: tuple[str, str, str], answers: dict[str, str] | None = None) -> ingest.Reading:
    lines = [
        f'"{i}","{code}","X","2013-04-01","Trust","{status}","{day}"' for i, (code, status, day) in enumerate(rows, 1)
    ]
    return ingest.read_bytes("status.csv", (STATUS + "\n".join(lines)).encode(), answers=answers)


def test_words_of_psirf_are_kept_as_its_phases():
    found = statuses(
        ("R0A", "Transitioned", "30/09/2023"), ("RBT", "Planning", "30/09/2023"), ("00L", "Not started", "30/09/2023")
    )
    assert (found.format, found.table, found.kept) == ("dspt_status", "adoption", True)
    rows = found.rows.set_index("org_code")
    assert rows.loc["R0A", ["pathway", "element", "stage"]].tolist() == ["psirf", "transition", 2]
    assert rows.loc["RBT", ["element", "stage"]].tolist() == ["planning", 1]
    assert set(rows["as_at"]) == {pd.Timestamp("2023-09-30")}
    assert "00L" not in rows.index  # no trust


def test_planned_and_actual_days_beside_the_toolkits_columns_are_kept():
    head = STATUS.strip() + ',"Planned.Date","Actual.Date"\n'
    row = '"1","R0A","X","2013-04-01","Trust","In transition","30/09/2023","","04/09/2023"\n'
    other = '"2","RTH","X","2013-04-01","Trust","Not started","30/09/2023","16/04/2024",""\n'
    found = ingest.read_bytes("status.csv", (head + row + other).encode())
    assert (found.format, found.status) == ("dspt_status", "accepted")
    rows = found.rows.sort_values(["org_code", "as_at"])
    assert list(zip(rows["org_code"], rows["as_at"].dt.strftime("%d/%m/%Y"), rows["stage"], strict=True)) == [
        ("R0A", "04/09/2023", 1),
        ("R0A", "30/09/2023", 1),
        ("RTH", "30/09/2023", 0),
    ]
    assert rows["planned_for"].dropna().tolist() == [pd.Timestamp("2024-04-16")]


def test_words_of_the_toolkit_are_asked_about_and_an_answer_is_noted():
    rows = (("R0A", "20/21 Standards Met", "30/06/2021"), ("RBT", "19/20 Standards Not Met", "30/06/2021"))
    asked = statuses(*rows)
    assert (asked.status, len(asked.rows)) == ("rejected", 0)
    assert [(a.name, a.default) for a in asked.asks] == [
        ("status: Standards Met", None),
        ("status: Standards Not Met", None),
    ]
    answers = {"status: Standards Met": "transition 2", "status: Standards Not Met": "none"}
    found = statuses(*rows, answers=answers)
    assert found.kept
    assert found.rows[["org_code", "element", "stage"]].to_numpy().tolist() == [["R0A", "transition", 2.0]]
    assert found.rows["note"].tolist() == ["Status in the file: 20/21 Standards Met (its meaning was given at upload)"]
    assert {a.default for a in found.asks} == {"transition 2", "none"}  # choices made, which can be changed


@pytest.mark.parametrize("answer", ["none", "nonsense"])
def test_nothing_is_kept_of_a_status_that_says_nothing(answer: str):
    found = statuses(("R0A", "20/21 Standards Met", "30/06/2021"), answers={"status: Standards Met": answer})
    assert (found.status, len(found.rows)) == ("rejected", 0)
