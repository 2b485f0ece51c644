"""Files of no known layout: what their columns are taken for, what is asked, and what is never guessed."""

import random
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest.columns.headers import parse, pattern, periods_in
from analytics.ingest.mapping import MappedColumn, Mapping, Role

TRUSTS, MONTHS = ("R0A", "RBN", "RMC"), ("2023-04", "2023-05", "2023-06")


def reading(text: str, name: str = "x.csv", **given: object) -> ingest.Reading:
    return ingest.read_bytes(name, text.encode(), **given)  # type: ignore[arg-type]


def stored(found: ingest.Reading, *columns: str) -> list[list[object]]:
    """The rows to keep, in order, by the columns named."""
    rows = ingest.canonical_rows(found).fillna(-1)
    rows["period"] = rows["period"].str[:7]
    names = list(columns or ("measure", "org_code", "period", "numerator", "denominator"))
    return sorted(rows[names].to_numpy().tolist())


def roles(found: ingest.Reading) -> list[str]:
    assert found.proposal is not None
    return [str(c.role) for c in found.proposal.mapping.columns]


PAIRS = """Provider,Reporting period,{top},{bottom}{more}
R0A,Apr-23,21,32{a}
RBN,Apr-23,9,20{b}
R0A,May-23,30,40{c}
"""


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("Warm bundle - Received", "Warm bundle - Eligible"),
        ("Warm bundle (given)", "Warm bundle (number eligible)"),
        ("Warm bundle_num", "Warm bundle_den"),
        ("Given: Warm bundle", "Eligible: Warm bundle"),
        ("Babies given Warm bundle", "Eligible babies"),
        ("Warm bundle", "Warm bundle denominator"),
        ("Warm bundle", "Total"),
    ],
)
def test_pairs_are_found_by_their_names(top: str, bottom: str):
    found = reading(PAIRS.format(top=top, bottom=bottom, more="", a="", b="", c=""))
    assert found.status == "accepted_with_warnings", found.problems
    assert (found.format, found.format_title) == ("mapped", "A layout of your own")
    assert stored(found) == [
        ["warm_bundle", "R0A", "2023-04", 21, 32],
        ["warm_bundle", "R0A", "2023-05", 30, 40],
        ["warm_bundle", "RBN", "2023-04", 9, 20],
    ]
    warning = found.problems[0]
    assert warning.severity == "warning"
    assert f"“{top}” as numerator" in warning.message
    assert f"“{bottom}” as denominator" in warning.message


def test_a_percentage_proves_a_pair_and_is_no_measure():
    text = PAIRS.format(top="Warm bundle in place", bottom="Seen", more=",Pct", a=",65.6%", b=",45%", c=",75%")
    found = reading(text)
    assert roles(found) == ["organisation", "period", "numerator", "denominator", "ignore"]
    assert "a check, and it agrees" in found.proposal.evidence[4]
    assert {m for m, *_ in stored(found)} == {"warm_bundle_in_place"}


def test_a_percentage_that_is_not_the_quotient_is_asked_about():
    shares = {"more": ",Warm bundle - %", "a": ",11%", "b": ",12%", "c": ",13%"}
    text = PAIRS.format(top="Warm bundle - given", bottom="Warm bundle - eligible", **shares)
    found = reading(text)
    assert found.status == "rejected"
    assert "may be about different things" in found.problems[0].message


@pytest.mark.parametrize("names", [("A thing", "Another"), ("Screened", "Admissions today")])
def test_two_numbers_that_could_be_a_pair_are_asked_about(names: tuple[str, str]):
    found = reading(PAIRS.format(top=names[0], bottom=names[1], more="", a="", b="", c=""))
    assert (found.status, found.format, len(found.rows)) == ("rejected", "unknown", 0)
    assert "never above" in found.problems[0].message
    assert found.proposal is not None
    assert not found.proposal.complete
    assert len(found.first_rows) == 3


def test_two_numbers_that_cannot_be_a_pair_are_two_measures():
    found = reading("Trust,Month,Falls,Pressure ulcers\nR0A,Apr-23,12,5\nRBN,Apr-23,3,9\n")
    assert stored(found, "measure", "org_code", "value") == [
        ["falls", "R0A", 12],
        ["falls", "RBN", 3],
        ["pressure_ulcers", "R0A", 5],
        ["pressure_ulcers", "RBN", 9],
    ]


def test_one_denominator_may_be_that_of_several():
    text = "Trust,Month,Eligible,Steroids given,Caffeine given\nR0A,Apr-23,20,18,12\nRBN,Apr-23,30,22,29\n"
    assert stored(reading(text)) == [
        ["caffeine", "R0A", "2023-04", 12, 20],
        ["caffeine", "RBN", "2023-04", 29, 30],
        ["steroids", "R0A", "2023-04", 18, 20],
        ["steroids", "RBN", "2023-04", 22, 30],
    ]


def test_whole_numbers_of_a_share_may_be_counts_or_percentages():
    text = "measure,org,Apr-23,May-23\ncord,R0A,{}\ncord,RBN,{}\n"
    assert "counts or percentages" in reading(text.format("21,32", "30,11")).problems[0].message
    for rows in (("76.1,80.5", "50,66.6"), ("76.1%,80.5%", "50%,66.6%"), ("0.761,0.805", "0.5,0.666")):
        values = [row[-1] for row in stored(reading(text.format(*rows)), "org_code", "period", "value")]
        assert values == pytest.approx([0.761, 0.805, 0.5, 0.666])


def test_rows_of_numerators_and_denominators():
    text = "Trust,Indicator,Type,Apr-23,May-23\n" + "".join(
        f"{org},Warm bundle,{kind},{n}\n" for org in TRUSTS for kind, n in (("Eligible", "20,30"), ("Received", "15,*"))
    )
    found = reading(text)
    assert stored(found)[:2] == [["warm_bundle", "R0A", "2023-04", 15, 20], ["warm_bundle", "R0A", "2023-05", -1, 30]]
    assert set(found.rows["status"]) == {"", "suppressed"}


def test_a_pair_of_start_and_end_is_a_period():
    text = "Org,Measure,Start date,End date,Value\nR0A,Falls,01/04/2023,{}\nRBN,Falls,01/04/2023,{}\n"
    for end, grain in (("30/04/2023", "month"), ("30/06/2023", "quarter"), ("31/03/2024", "year")):
        found = reading(text.format(f"{end},4", f"{end},5"))
        assert (found.rows["grain"].tolist(), found.rows["value"].tolist()) == ([grain, grain], [4, 5])


def test_a_year_and_a_month_are_a_period():
    rows = "R0A,2023-24,April,Falls,4\nR0A,2023-24,January,Falls,5\nRBN,2023-24,May,Falls,6\n"
    text = "Trust,Financial year,Month,Measure,Value\n" + rows
    assert stored(reading(text), "period", "value") == [["2023-04", 4], ["2023-05", 6], ["2024-01", 5]]


def test_names_beside_codes_and_regions_are_not_taken_for_the_organisation():
    text = (
        "Region,Trust name,ODS,Month,Falls\nNorth West,Manchester University NHS Foundation Trust,R0A,Apr-23,3\n"
        "North West,Mersey and West Lancashire Teaching Hospitals NHS Trust,RBN,Apr-23,4\n"
    )
    found = reading(text)
    assert roles(found) == ["ignore", "ignore", "organisation", "period", "value"]
    assert stored(found, "org_code") == [["R0A"], ["RBN"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trust,Month,Note\nR0A,Apr-23,a\nRBN,May-23,b\n", "No column holds numbers"),
        ("Trust,Falls,Ulcers\nR0A,1,2\nRBN,3,1\n", "No column holds periods"),
        ("Month,Falls,Ulcers\nApr-23,1,2\nMay-23,3,1\n", "No column holds organisations"),
        ("Trust,Apr-23,May-23\nR0A,1,2\nRBN,3,1\n", "Nothing says what the numbers measure"),
        ("Trust,Month,Falls\nR0A,Apr-23,3\n", "too few"),
        ("Trust,Month,Falls\nZZ1,Apr-23,3\nZZ2,Apr-23,4\nZZ3,Apr-23,5\n", "Only 0 of 3 cells of “Trust”"),
        ("ICB,Practice,Month,Items dispensed\nQOP,A81001,Apr-23,3\nQOP,A81002,Apr-23,4\n", "splits organisations"),
        ("Trust,Sex,Month,Falls\nR0A,F,Apr-23,3\nR0A,M,Apr-23,4\nRBN,F,Apr-23,3\nRBN,M,Apr-23,4\n", "told apart by “Sex”"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_said(text: str, said: str):
    found = reading(text)
    assert (found.status, found.format, len(found.rows)) == ("rejected", "unknown", 0)
    assert said in found.problems[0].message


def test_wrong_rows_are_named_by_the_files_own_row_and_column():
    text = PAIRS.format(top="Caffeine - given", bottom="Caffeine - eligible", more="", a="", b="", c="")
    found = reading(text + "RZZ,Apr-23,1,2\nRMC,Apr-23,9,5\nRMC,31 Smarch,1,2\nRMC,May-23,abc,2\n")
    errors = {(p.row, p.column) for p in found.problems if p.severity == "error"}
    assert errors == {
        (5, "Provider"), (6, "Caffeine - given"), (7, "Reporting period"), (8, "Caffeine - given"),
    }  # fmt: skip
    assert len(found.rows) == 3


def test_rows_that_contradict_each_other_are_named():
    text = PAIRS.format(top="Warm bundle - given", bottom="Warm bundle - eligible", more="", a="", b="", c="")
    found = reading(text + "R0A,Apr-23,22,32\n")
    assert any("ows 2 and 5" in p.message for p in found.problems), found.problems
    assert [21, 32] not in stored(found, "numerator", "denominator")


def test_a_row_that_became_several_is_counted_once_and_its_columns_are_named():
    wrong = "".join(f"Nowhere {i % 2},1,2,3,4,5\n" for i in range(20))
    text = "Trust,Apr-23,May-23,Jun-23,Jul-23,Aug-23\n" + "R0A,1,2,3,4,5\n" * 40 + wrong
    first = next(p for p in reading(text, answers={"measure": "falls"}).problems if p.quote == "Nowhere 0")
    assert (first.row, first.rows, first.column) == (42, tuple(range(42, 62, 2)), "Trust")
    under = "under “Apr-23”, “May-23”, “Jun-23”, “Jul-23” ..."
    assert first.message.endswith(f"(rows 42, 44, 46, 48, 50, 52, 54, 56 and 2 more {under})")


def test_two_cells_of_one_row_that_contradict_others_are_two_questions():
    text = "Trust,Apr-23,May-23\nR0A,1,2\nRBN,3,4\nR0A,5,6\n"
    answers = {"measure": "falls"}
    asked = {a.name: a.options for a in reading(text, answers=answers).asks if a.name.startswith("rows:")}
    assert {name: titles[0][1] for name, titles in asked.items()} == {
        "rows:2.1,4.1": "Row 2 (value 1)",
        "rows:2.2,4.2": "Row 2 (value 2)",
    }
    found = reading(text, answers={**answers, "rows:2.1,4.1": "4.1", "rows:2.2,4.2": "2.2"})
    assert stored(found, "org_code", "period", "value") == [
        ["R0A", "2023-04", 5], ["R0A", "2023-05", 2], ["RBN", "2023-04", 3], ["RBN", "2023-05", 4],
    ]  # fmt: skip
    assert "Row 4 was chosen, and row 2, which it contradicts, left out." in [p.message for p in found.problems]


def test_a_mapping_that_was_given_goes_before_everything():
    said = Mapping(
        (
            MappedColumn("Trust", Role.ORGANISATION),
            MappedColumn("Month", Role.PERIOD),
            MappedColumn("A thing", Role.NUMERATOR),
            MappedColumn("Another", Role.DENOMINATOR),
        ),
        measure="Warm bundle",
    )
    found = reading("Trust,Month,A thing,Another\nR0A,Apr-23,5,12\nRBN,Apr-23,3,9\n", mapping=said)
    assert (found.status, found.format) == ("accepted", "mapped")
    assert stored(found)[0] == ["warm_bundle", "R0A", "2023-04", 5, 12]
    assert any(fact.startswith("Read as you said:") for fact in found.facts)


def test_constants_stand_for_what_no_column_says():
    said = Mapping((), organisation="R0A", measure="Falls", period="2023-04")
    found = reading("Ward count,Note\n5,a\n6,b\n", mapping=said)
    assert found.proposal is not None
    columns = (MappedColumn("Ward count", Role.VALUE), MappedColumn("Note"))
    kept = reading(
        "Ward count,Note\n5,a\n", mapping=Mapping(columns, organisation="R0A", measure="Falls", period="2023-04")
    )
    assert stored(kept, "measure", "org_code", "period", "value") == [["falls", "R0A", "2023-04", 5]]


ANY = st.sampled_from(
    [
        "",
        "R0A",
        "RBN",
        "Apr-23",
        "2023-04",
        "cord",
        "12",
        "7",
        "76.1%",
        "*",
        "Numerator",
        "x",
        "–1",
        "Total",
        "31/12/2023",
    ]
)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.lists(ANY, min_size=1, max_size=6), min_size=1, max_size=7), st.data())
def test_nothing_raises_on_any_table(rows: list[list[str]], data: st.DataObject):
    text = "\n".join(",".join(row) for row in rows) + "\n"
    found = reading(text)
    assert found.kept or found.problems
    if found.proposal is not None:
        roles = st.sampled_from(list(Role))
        columns = tuple(
            MappedColumn(c.name, data.draw(roles), c.measure, c.period) for c in found.proposal.mapping.columns
        )
        reading(text, mapping=Mapping(columns, found.proposal.mapping.header))


SYNONYMS = {
    "who": ["Trust", "Provider code", "ODS", "Organisation", "Hospital trust"],
    "when": ["Month", "Reporting month", "Period", "Period of birth"],
    "top": ["Warm bundle - given", "Warm bundle num", "Warm bundle (received)"],
    "bottom": ["Warm bundle - eligible", "Warm bundle den", "Warm bundle (denominator)"],
}


@pytest.mark.slow
@settings(max_examples=40)
@given(st.permutations(list(SYNONYMS)), st.randoms(use_true_random=False))
def test_order_and_names_of_columns_do_not_matter(order: list[str], chance: random.Random):
    rows = [
        {"who": who, "when": when, "top": str(5 + i), "bottom": str(12 + i)}
        for i, (who, when) in enumerate((w, m) for w in TRUSTS for m in MONTHS)
    ]
    names = {key: chance.choice(SYNONYMS[key]) for key in order}
    text = ",".join(names[k] for k in order) + "\n" + "".join(",".join(r[k] for k in order) + "\n" for r in rows)
    assert stored(reading(text)) == sorted(
        ["warm_bundle", r["who"], r["when"], float(r["top"]), float(r["bottom"])] for r in rows
    )


@given(
    st.lists(
        st.builds(MappedColumn, st.text(), st.sampled_from(list(Role)), st.text(), st.text(), st.text()), max_size=5
    ).map(tuple),
    st.booleans(),
    st.text(),
    st.none() | st.dates(),
)
def test_a_mapping_survives_json(columns: tuple[MappedColumn, ...], header: bool, measure: str, said):
    mapping = Mapping(columns, header, measure, settled_on=said)
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_a_mapping_that_was_kept_before_is_read_and_written_in_the_same_words():
    column = {"name": "Trust", "role": "organisation", "measure": "", "period": "", "organisation": ""}
    kept = {"columns": [column], "header": True, "measure": "Falls", "organisation": "", "period": "", "named": ""}
    kept["said"] = "2024-05-01"
    mapping = Mapping.from_json(kept)
    assert mapping.settled_on == date(2024, 5, 1)
    assert mapping.to_json() == kept


@pytest.mark.parametrize(
    "found", [{}, {"columns": [{}], "header": True}, {"columns": [{"name": "a", "role": "b"}], "header": 1}]
)
def test_other_json_is_no_mapping(found: dict):
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        Mapping.from_json(found)


@pytest.mark.parametrize(
    ("header", "role", "stem", "period"),
    [
        ("Cord clamping - Eligible", "denominator", "Cord clamping", ""),
        ("Apr-23", "value", "", "Apr-23"),
        ("2023/24 Q1 % compliant", "percent", "", "2023/24 Q1"),
        ("Numerator Apr-23", "numerator", "", "Apr-23"),
        ("Falls per 1,000 bed days", "value", "Falls per 1,000 bed days", ""),
        ("Total", "denominator", "", ""),
        ("Cord Management - Did Not Receive", "ignore", "Cord Management", ""),
        ("Percentage of babies with steroids", "percent", "steroids", ""),
    ],
)
def test_headers_are_taken_apart(header: str, role: str, stem: str, period: str):
    assert periods_in([header]) == [period]
    found = parse(header, period)
    assert (str(found.part), found.stem) == (role, stem)


def test_months_differ_in_nothing_but_their_period():
    assert pattern("Apr-23 Given") == pattern("May-23 Given") == "… Given"


def test_the_proposal_shows_cells_and_reasons_for_every_column():
    found = reading("Trust,Month,A thing,Another\nR0A,Apr-23,5,12\nRBN,Apr-23,3,9\n")
    proposal = found.proposal
    assert proposal is not None
    assert proposal.examples == (("R0A", "RBN"), ("Apr-23",), ("5", "3"), ("12", "9"))
    assert proposal.evidence[0] == "2 of 2 cells are codes of organisations"
    assert isinstance(found.rows, pd.DataFrame)
