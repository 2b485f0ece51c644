"""Layouts of other systems, on small files with the quirks that their owners' code shows."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.formats import ALL, psirf_status
from analytics.ingest.shape import Format
from analytics.model import Severity


def reading(text: str, name: str = "x.csv", measure: str | None = None) -> ingest.Reading:
    return ingest.read_bytes(name, text.encode(), answers={"measure": measure} if measure else {})


CHART = (
    "date,org_id,org_name,numerator,denominator,ratio,percentile,10th percentile,50th percentile\n"
    "2023-04-01,QOP,NHS GREATER MANCHESTER ICB,120,3200.5,0.0375,80,0.01,0.02\n"
    "2023-05-01,QOP,NHS GREATER MANCHESTER ICB,,3201,,,0.01,0.02\n"
)


def test_an_openprescribing_chart_keeps_its_two_numbers_and_reads_a_blank_as_zero():
    found = reading(CHART, "opioidper1000.csv")
    assert (found.status, found.format) == ("accepted", "openprescribing_chart")
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[120, 3200.5], [0, 3201]]
    assert any("percentile" in fact and "not used" in fact for fact in found.facts)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("High dose opioids per 1000 patients.csv", "opioidper1000"),
        ("Prescribing of opioids total oral morphine equivalence.csv", "opioidome"),
        ("Antibiotic stewardship.csv", None),
    ],
)
def test_a_chart_is_named_by_its_title_or_asks(name: str, slug: str | None):
    found = reading(CHART, name)
    assert found.rows["measure"].unique().tolist() == ([slug] if slug else [])
    assert bool(found.asks) == (slug is None)


PARTS = ("Eligible", "Received", "Did Not Receive", "% Received")
HEADER = ",Trust,Month," + ",".join(f"{t} - {p}" for t in ("Cord Management", "Optimal Steroids") for p in PARTS)


def periprem(*rows: str) -> ingest.Reading:
    return reading(HEADER + "\n" + "\n".join(f"{i},{row}" for i, row in enumerate(rows)) + "\n")


def test_periprem_takes_eligible_and_received_and_its_own_codes():
    found = periprem("GLO,2024-04-01,8,6,2,0.75,8,1,7,0.1", "UHBW,2024-04-01,,,,NaN,1,1,0,1")
    assert (found.status, found.format) == ("accepted", "periprem_monthly"), found.problems
    rows = found.rows.set_index("org_code")
    assert rows["measure"].tolist() == ["cord"]  # the optimal, stricter kind is another measure
    assert rows.loc["RTE", ["numerator", "denominator"]].tolist() == [6, 8]
    assert any("Optimal Steroids - Eligible" in fact and "not used" in fact for fact in found.facts)


def test_periprem_counts_that_do_not_add_up_are_flagged_and_the_share_is_recomputed():
    found = periprem("GLO,01/04/2024,8,6,0,1.0,1,1,0,1")
    assert found.status == "accepted_with_warnings"
    assert [(p.severity, p.row, p.column) for p in found.problems] == [(Severity.WARNING, 2, "Cord Management")]
    assert found.rows[["numerator", "denominator"]].to_numpy().tolist() == [[6, 8]]


def test_periprem_units_of_one_trust_are_added_and_quarters_are_financial():
    found = periprem("MUS,2024.1,8,6,2,0.75,1,1,0,1", "YEO,2024.1,2,1,1,0.5,1,1,0,1", "GLO,2024.1,3,1,2,0.3,1,1,0,1")
    rows = found.rows.set_index("org_code")
    assert rows.loc["RH5", ["numerator", "denominator"]].tolist() == [7, 10]
    assert rows.loc["RTE", "denominator"] == 3
    assert set(rows["grain"]) == {"quarter"}
    assert set(rows["period"]) == {pd.Timestamp("2024-04-01")}
    assert any("RH5" in fact for fact in found.facts)
    # A suppressed part makes the sum unknown, never smaller.
    hidden = periprem("MUS,2024.1,8,*,2,0.75,1,1,0,1", "YEO,2024.1,2,1,1,0.5,1,1,0,1").rows.iloc[0]
    assert (hidden["status"], pd.isna(hidden["numerator"]), hidden["denominator"]) == ("suppressed", True, 10)


QART = "psc,ics,organisation,date,corticosteroids,normothermia,caffeine,newtt2,mews,stage_1\n"


def test_qart_history_gives_stages_at_the_end_of_each_quarter():
    row = "X,Y,MANCHESTER UNIVERSITY NHS FOUNDATION TRUST,2023/24 Q2,"
    found = reading(QART + row + "Stage 5 - Adoption,Stage 4 - Testing or Implementation,N/A,Stage 1 - Knowledge,,3\n")
    assert (found.status, found.format, found.table) == ("accepted", "qart_history", "adoption"), found.problems
    kept = found.rows[["pathway", "element", "org_code", "stage"]].to_numpy().tolist()
    assert kept == [
        ["preterm", "steroids", "R0A", 5],
        ["preterm", "normothermia", "R0A", 4],
        ["newtt2", "stage", "R0A", 1],
    ]
    assert set(found.rows["as_at"]) == {pd.Timestamp("2023-09-30")}
    assert "2 cells without a stage" in " ".join(found.facts)


def test_qart_names_what_it_cannot_place():
    rows = "X,Y,EASTBOURNE HOSPITAL SITE,2023/24 Q2,Stage 5 - Adoption,Stage 9 - Beyond,N/A,,,\n"
    found = reading(QART + "X,Y,R0A,2023/24 Q2,Stage 5 - Adoption,,,,,\n" + rows)
    assert (found.status, len(found.rows)) == ("accepted_with_warnings", 1)
    assert {p.row for p in found.problems} == {3}
    assert any("EASTBOURNE" in p.message for p in found.problems)


def test_qart_keeps_the_least_advanced_of_a_legacy_trust_and_its_successor():
    rows = "X,Y,RVY,2023/24 Q2,Stage 5 - Adoption,,,,,\nX,Y,RBN,2023/24 Q2,Stage 3 - Decision,,,,,\n"
    assert reading(QART.replace("stage_1", "stage_2") + rows).rows["stage"].tolist() == [3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Transitioned", ("transition", "2")),
        ("In transition", ("transition", "1")),
        ("Not started", ("transition", "0")),
        ("Not yet transitioned", ("transition", "0")),
        ("Governance", ("governance", "1")),
        ("Governance - completed", ("governance", "2")),
        ("Policy agreed", ("policy_and_plan", "2")),
        ("Phase 4", ("planning", "1")),
        ("3 Governance and quality", ("governance", "1")),
        ("Embedded", ("embedding", "2")),
        ("Orientation not started", ("orientation", "0")),
        ("Splendid", None),
        ("20/21 Standards Met", None),
    ],
)
def test_what_a_psirf_status_says(text: str, expected: tuple[str, str] | None):
    assert psirf_status.status_of(text) == expected


def test_psirf_statuses_become_phases_and_odd_ones_are_named():
    text = "Trust name,PSIRF status,As at\nMANCHESTER UNIVERSITY NHS FOUNDATION TRUST,Transitioned,30/09/2023\n"
    found = reading(text + "RBN,Planning,30/09/2023\nRM3,Splendid,30/09/2023\n")
    assert (found.format, found.status) == ("psirf_status", "accepted_with_warnings")
    assert found.rows[["org_code", "element", "stage"]].to_numpy().tolist() == [
        ["R0A", "transition", 2],
        ["RBN", "planning", 1],
    ]
    assert [p.row for p in found.problems] == [4]


PSIRF_RETURN = "Trust code,PSIRF phase,Status,Planned start,Planned end,Actual start,Actual end,As at\n"


def told(found: ingest.Reading) -> list[list[str]]:
    rows = found.rows.sort_values(["org_code", "element", "as_at"])
    days = [rows[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("as_at", "planned_for")]
    columns = (rows["org_code"], rows["element"], days[0], rows["stage"].astype(int).astype(str), days[1])
    return [list(row) for row in zip(*columns, strict=True)]


def test_a_return_of_several_phases_and_dates_keeps_planned_and_actual_days():
    found = reading(
        PSIRF_RETURN
        + "R0A,1 Orientation,Complete,01/09/2022,31/12/2022,03/10/2022,15/01/2023,30/06/2023\n"
        + "R0A,Governance,Under way,,31/07/2023,01/03/2023,,30/06/2023\n"
        + "R0A,Transition,Not started,01/12/2023,,,,30/06/2023\n"
        + "R0A,Governance,Under way,,31/07/2023,01/03/2023,,30/09/2023\n"
        + "RBN,Policy and plan,Not started,01/10/2023,30/11/2023,,,30/09/2023\n"
    )
    assert (found.format, found.status) == ("psirf_status", "accepted")
    assert told(found) == [
        ["R0A", "governance", "2023-03-01", "1", ""],
        ["R0A", "governance", "2023-06-30", "1", "2023-07-31"],
        ["R0A", "governance", "2023-09-30", "1", "2023-07-31"],
        ["R0A", "orientation", "2022-10-03", "1", ""],
        ["R0A", "orientation", "2023-01-15", "2", ""],
        ["R0A", "orientation", "2023-06-30", "2", ""],
        ["R0A", "transition", "2023-06-30", "0", "2023-12-01"],
        ["RBN", "policy_and_plan", "2023-09-30", "0", "2023-10-01"],
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("R0A,Planning,2023-04-01,,2023-09-30", [["2023-04-01", "1"], ["2023-09-30", "1"]]),
        ("R0A,Planning,2023-04-01,2023-07-01,", [["2023-04-01", "1"], ["2023-07-01", "2"]]),
        ("R0A,Planning,2023-04-01,2023-09-30,2023-09-30", [["2023-04-01", "1"], ["2023-09-30", "2"]]),
        ("R0A,Planning,,,2023-09-30", [["2023-09-30", "0"]]),
    ],
    ids=["under way", "days alone, no return date", "ended on the return's day", "no day yet"],
)
def test_phases_with_actual_days_and_without_a_status_say_it_by_their_days(row: str, expected: list[list[str]]):
    found = reading(f"Trust code,PSIRF phase,Actual start,Actual end,As at\n{row}\n")
    assert [[day, stage] for _, element, day, stage, _ in told(found)] == expected


def test_a_go_live_is_a_transition_under_way_and_a_planned_one_stays_planned():
    text = "Trust,PSIRF status,Planned go live date,Actual go live date,Date,Notes\n"
    found = reading(
        text + "R0A,In transition,,2023-10-02,2023-12-31,\nRTH,Planning,2024-04-01,,2023-12-31,Several sites\n"
    )
    assert told(found) == [
        ["R0A", "transition", "2023-10-02", "1", ""],
        ["R0A", "transition", "2023-12-31", "1", ""],
        ["RTH", "planning", "2023-12-31", "1", ""],
        ["RTH", "transition", "2023-12-31", "0", "2024-04-01"],
    ]


def test_a_status_that_its_own_end_contradicts_is_named():
    found = reading(PSIRF_RETURN + "R0A,Orientation,Under way,,,2022-10-03,2023-01-15,2023-06-30\n")
    assert found.status == "accepted_with_warnings"
    assert [(p.row, "not complete" in p.message) for p in found.problems] == [(2, True)]


FINGERTIPS = (
    "Indicator ID,Indicator Name,Parent Code,Area Code,Area Name,Sex,Age,Category Type,Category,Time period,Value,Count,"
    "Denominator,Value note\n"
)


def test_fingertips_all_data_drops_breakdowns_and_repeats_under_each_parent():
    name = "Babies born below 34 weeks"
    rows = (
        f"1,{name},,E92000001,England,Persons,All,,,2022/23,2.3,12160,530000,\n"
        f"1,{name},,E92000001,England,Persons,All,Deprivation,Most,2022/23,2.9,3000,90000,\n"
        f"1,{name},A,E54000057,Greater Manchester,Persons,All,,,2022/23,2.1,700,33000,\n"
        f"1,{name},B,E54000057,Greater Manchester,Persons,All,,,2022/23,2.1,700,33000,\n"
        "2,Smoking,,E92000001,England,Persons,All,,,2022/23,9.1,1,2,\n"
    )
    found = reading(FINGERTIPS + rows)
    assert found.format == "fingertips_all_data"
    assert found.kept, found.problems
    ours = found.rows[found.rows["measure"] == "births_below_34"]
    assert sorted(ours["org_code"]) == ["ENG", "QOP"]
    assert [m.slug for m in found.measures] == ["smoking"], "what we do not know becomes a measure of one's own"
    assert any("1 row of breakdowns" in fact for fact in found.facts)


def test_fingertips_of_one_unknown_indicator_is_ones_own_unless_it_is_said_to_be_ours():
    row = "2,Smoking,,E92000001,England,Persons,All,,,2022/23,9.1,1,2,\n"
    found = reading(FINGERTIPS + row)
    assert (found.asks[0].name, found.asks[0].default) == ("measure", "smoking")
    # 9.1 is no share of 1 in 2, so the value counts: a rate per 1,000 would be such a one.
    assert found.rows[["measure", "value"]].to_numpy().tolist() == [["smoking", 9.1]]
    assert reading(FINGERTIPS + row, measure="nec").rows["numerator"].tolist() == [1]
    both = reading(FINGERTIPS + row.replace("9.1,1,2", "50,1,2") + row.replace("Smoking", "Obesity"))
    assert both.rows["measure"].tolist() == ["smoking", "obesity"]
    assert both.rows["numerator"].isna().tolist() == [False, True]


def test_fingertips_keeps_sexes_apart_as_measures_of_their_own():
    row = "2,Smoking,,E92000001,England,{},18+ yrs,,,2022/23,50,{},2,\n"
    found = reading(FINGERTIPS + row.format("Persons", 1) + row.format("Male", 2))
    assert sorted(found.rows["measure_title"]) == ["Smoking", "Smoking, male"]


CELLS = st.sampled_from(
    ["", "R0A", "RVY", "QOP", "ENG", "2023-04", "01/04/2023", "2023/24 Q2", "1", "0", "-1", "76.1%", "*", "Total", "N/A",
     "Stage 5 - Adoption", "Transitioned", "cord", "nonsense"]
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("layout", ALL, ids=lambda f: f.slug)
@settings(max_examples=25)
@given(data=st.data())
def test_no_rows_whatever_make_a_layout_fail(layout: Format, data: st.DataObject):
    width = len(layout.signature)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))
    header = ",".join(layout.signature)
    found = reading(header + "\n" + "\n".join(",".join(row) for row in rows) + "\n", measure="cord")
    assert found.status in ("accepted", "accepted_with_warnings", "rejected")
    assert found.kept == (len(found.rows) > 0)
    assert found.kept or found.problems
