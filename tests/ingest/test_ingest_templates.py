"""Our own templates: offered, filled in, read back; and every kind of row that must not count, with its reason."""

import io
import json
from datetime import date

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from analytics import ingest
from analytics.ingest.formats import ALL
from analytics.ingest.templates.downloads import GUIDE_SHEET, guide, template_csv, template_xlsx
from analytics.model import Severity
from analytics.model.tables import OBSERVATIONS, TABLES, Table

OBSERVED = "measure,org_code,period,numerator,denominator,value,status\n"
ADOPTED = "pathway,element,org_code,as_at,stage,planned_for,note\n"
EVENTS = "date,org_code,measure,title,text,source\n"
STORIES = "quarter,programme,psc,org_code,kind,title,text,score,source\n"
TODAY = date(2026, 1, 15)


def reading(text: str, name: str = "x.csv") -> ingest.Reading:
    return ingest.read_bytes(name, text.encode(), today=TODAY)


def only(found: ingest.Reading) -> tuple[Severity, int | None, str | None, str]:
    """The one problem of a reading."""
    assert len(found.problems) == 1, [p.message for p in found.problems]
    p = found.problems[0]
    return p.severity, p.row, p.column, p.message


@pytest.mark.parametrize("table", TABLES.values(), ids=str)
@pytest.mark.parametrize("make", [template_csv, template_xlsx])
def test_each_template_is_itself_accepted(table: Table, make):
    data = make(table)
    found = ingest.read_bytes("template", data, today=TODAY)
    assert (found.status, found.table, len(found.rows), found.problems) == ("accepted", table.name, 2, ())
    assert found.rows.columns.tolist() == [c.name for c in table.columns]
    # What ingest makes fits the store's types without loss.
    assert pa.Table.from_pandas(found.rows, schema=table.schema, preserve_index=False, safe=True).num_rows == 2


@pytest.mark.slow
def test_the_workbook_has_a_guide_to_every_column():
    for table in TABLES.values():
        book = openpyxl.load_workbook(io.BytesIO(template_xlsx(table)))
        told = [row[0] for row in book[GUIDE_SHEET].iter_rows(min_row=3, values_only=True)]
        header = [cell.value for cell in book.worksheets[0][1]]
        assert told == header == [name for name, _, _ in guide(table)]
        assert all(required in ("yes", "no") and what for _, required, what in guide(table))


def test_every_format_says_what_it_needs():
    assert len({f.slug for f in ALL}) == len(ALL) > 6
    assert all(f.signature and f.title for f in ALL)


def test_column_names_may_differ_in_case_order_and_spaces_and_others_are_named():
    found = reading("Denominator,NUMERATOR,Period,ODS code,Measure,Comment\n32,21,Apr-23,r0a,cord,hi\n")
    assert found.status == "accepted"
    assert found.rows[["measure", "org_code", "numerator", "denominator"]].to_numpy().tolist() == [
        ["cord", "R0A", 21, 32]
    ]
    assert "1 column not used: Comment." in found.facts


def test_two_columns_of_one_name_cannot_be_told_apart():
    found = reading("measure,org_code,period,numerator,numerator,denominator\ncord,R0A,2023-04,1,2,3\n")
    assert found.status == "rejected"
    assert "same name (numerator)" in found.problems[0].message


def test_what_nearly_is_a_template_hears_what_it_lacks():
    found = reading("measure,org_code,numerator,denominator\ncord,R0A,1,2\n")
    assert (found.status, found.format) == ("rejected", "unknown")
    assert "Our template for observations" in found.problems[0].message
    assert "period" in found.problems[0].message.split("also has: ")[1]


GOOD = "cord,R0A,2023-01,20,30,,\n"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (",R0A,2023-04,1,2,,", "measure", "blank"),
        ("cord,RZZ,2023-04,1,2,,", "org_code", "no organisation"),
        ("cord,,2023-04,1,2,,", "org_code", "blank"),
        ("cord,R0A,2023-13,1,2,,", "period", "month 13"),
        ("cord,R0A,,1,2,,", "period", "blank"),
        ("cord,R0A,2023-04,35,32,,", "numerator", "above the denominator"),
        ("cord,R0A,2023-04,-1,32,,", "numerator", "below zero"),
        ("cord,R0A,2023-04,1,-2,,", "denominator", "below zero"),
        ("cord,R0A,2023-04,5,0,,", "denominator", "is 0"),
        ("cord,R0A,2023-04,5,,,", "denominator", "no denominator"),
        ("cord,R0A,2023-04,many,32,,", "numerator", "not a number"),
        ("cord,R0A,2023-04,50%,32,,", "numerator", "percentage"),
        ("cord,R0A,2023-04,,,130%,", "value", "more than 100%"),
        ("total_interventions,R0A,2023-04,,,13%,", "value", "not one"),
    ],
)
def test_a_bad_row_is_left_out_and_named_and_the_rest_is_kept(row: str, column: str, said: str):
    found = reading(OBSERVED + GOOD + row + "\n")
    severity, at, where, message = only(found)
    assert (found.status, len(found.rows)) == ("accepted_with_warnings", 1)
    assert (severity, at, where) == (Severity.ERROR, 3, column)
    assert said in message
    # Alone it leaves nothing, and the file is rejected.
    alone = reading(OBSERVED + row + "\n")
    assert (alone.status, len(alone.rows)) == ("rejected", 0)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("cord,R0A,2023-04,0,0,,", "denominator", "nobody was eligible"),
        ("cord,R0A,2027-04,1,2,,", "period", "future"),
        ("cord,R0A,2023-04,1,2,,splendid", "status", "no status"),
        ("cord,R0A,2023-04,1,2,0.9,", "value", "not numerator / denominator"),
        ("cord,R0A,2023-04,0,2,,suppressed", "status", "not used"),
    ],
)
def test_an_odd_row_is_kept_with_a_warning(row: str, column: str, said: str):
    found = reading(OBSERVED + GOOD + row + "\n")
    severity, at, where, message = only(found)
    assert (found.status, len(found.rows)) == ("accepted_with_warnings", 2)
    assert (severity, at, where) == (Severity.WARNING, 3, column)
    assert said in message


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("cord,R0A,2023-04,*,30,,", "suppressed"),
        ("cord,R0A,2023-04,<5,30,,", "suppressed"),
        ("cord,R0A,2023-04,21,*,,", "suppressed"),
        ("cord,R0A,2023-04,,,,", "not submitted"),
        ("cord,R0A,2023-04,-,30,,", "not submitted"),
        ("cord,R0A,2023-04,DNS,DNS,,", "not submitted"),
        ("cord,R0A,2023-04,Low DQ,30,,", "low data quality"),
        ("cord,R0A,2023-04,,30,,Low data quality", "low data quality"),
        ("cord,R0A,2023-04,,,,suppressed", "suppressed"),
        ("cord,R0A,2023-04,,,c,provisional", "suppressed"),
    ],
)
def test_a_missing_number_keeps_its_reason_and_is_never_zero(row: str, status: str):
    found = reading(OBSERVED + row + "\n")
    assert found.status == "accepted"
    kept = found.rows.iloc[0]
    assert kept["status"] == status
    assert pd.isna(kept["value"])
    assert pd.isna(kept["numerator"]) or pd.isna(kept["denominator"])
    assert kept["numerator"] != 0


def test_grains_and_our_own_export_read_back():
    text = OBSERVED + "cord,R0A,2023-04,1,2,,\ncord,R0A,2023-24 Q1,3,6,,\ncord,R0A,2023-24,9,18,,\n"
    first = reading(text)
    assert first.rows["grain"].tolist() == ["month", "quarter", "year"]
    assert first.rows["period"].nunique() == 1
    again = reading(ingest.canonical_rows(first).to_csv(index=False))
    assert again.status == "accepted"
    assert again.rows.equals(first.rows)


def test_titles_find_their_measure_and_are_kept_as_written():
    found = reading(OBSERVED + "CORD,R0A,2023-04,1,2,,\nbabies born below 34 weeks,R0A,2023-04,12,,,\n")
    assert found.rows["measure"].tolist() == ["cord", "births_below_34"]
    assert found.rows["measure_title"][1] == "babies born below 34 weeks"
    assert "cord" in found.rows["measure_title"][0]


def test_repeats_are_kept_once_and_contradictions_are_both_named():
    row, other = "cord,R0A,2023-04,21,32,,\n", "cord,R0A,Apr 2023,22,32,,\n"
    same = reading(OBSERVED + row + "cord,R0A,2023-04,21,32.0,,\n")
    assert (same.status, len(same.rows)) == ("accepted_with_warnings", 1)
    assert only(same)[1] == 3
    clash = reading(OBSERVED + row + "cord,R0B,2023-04,1,2,,\n" + other)
    assert (clash.status, clash.rows["org_code"].tolist()) == ("accepted_with_warnings", ["R0B"])
    assert "Rows 2 and 4" in only(clash)[3]
    assert only(clash)[0] is Severity.ERROR
    # Another grain is another fact.
    assert reading(OBSERVED + row + "cord,R0A,2023-24,200,320,,\n").status == "accepted"


def test_one_fault_in_many_rows_is_one_problem():
    rows = "".join(f"cord,RZZ,{2015 + i // 12}-{i % 12 + 1:02d},1,2,,\n" for i in range(100))
    found = reading(OBSERVED + GOOD + rows)
    assert "rows 3, 4, 5, 6, 7, 8, 9, 10 and 92 more" in only(found)[3]
    many = reading(OBSERVED + GOOD + "".join(f"cord,Z{i:03d},2023-04,1,2,,\n" for i in range(100)))
    assert len(many.problems) == 26
    assert "75 more values" in many.problems[-1].message


def test_closed_trusts_are_followed_and_added_to_their_successor():
    found = reading(OBSERVED + "cord,RVY,2023-08,2,10,,\ncord,RBN,2023-08,3,20,,\ncord,RVY,2023-09,4,10,,\n")
    assert found.status == "accepted"
    rows = found.rows.sort_values("period")
    assert rows[["org_code", "numerator", "denominator"]].to_numpy().tolist() == [["RBN", 5, 30], ["RBN", 4, 10]]
    assert only(found)[0] is Severity.INFO
    # A suppressed part makes the sum unknown, never smaller.
    hidden = reading(OBSERVED + "cord,RVY,2023-08,*,10,,\ncord,RBN,2023-08,3,20,,\n").rows.iloc[0]
    assert (hidden["status"], pd.isna(hidden["numerator"])) == ("suppressed", True)
    # People never add up: the successor's own row stays.
    people = reading(OBSERVED + "opioid_high,RVY,2023-08,2,10,,\nopioid_high,RBN,2023-08,3,20,,\n")
    assert people.rows["numerator"].tolist() == [3]
    assert people.status == "accepted_with_warnings"
    # Until it closed it is itself.
    before = reading(OBSERVED + "cord,RVY,2023-04,2,10,,\ncord,RBN,2023-04,3,20,,\n")
    assert (before.rows["org_code"].tolist(), before.problems) == (["RVY", "RBN"], ())


def test_percentages_follow_their_columns_scale():
    found = reading(OBSERVED + "cord,R0A,2023-04,,,76.1,\ncord,R0A,2023-05,,,80%,\nsteroids,R0A,2023-04,,,0.5,\n")
    assert found.rows["value"].tolist() == pytest.approx([0.761, 0.8, 0.5])
    assert any("76.1 is 76.1%" in fact for fact in found.facts)
    assert any("0.761 is 76.1%" in fact for fact in found.facts)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("pretrem,cord,R0A,2023-09-30,5,,", "pathway"),
        ("preterm,cards,R0A,2023-09-30,5,,", "element"),
        ("preterm,cord,RZZ,2023-09-30,5,,", "org_code"),
        ("preterm,cord,R0A,2023-09-31,5,,", "as_at"),
        ("preterm,cord,R0A,2023-09-30,8,,", "stage"),
        ("preterm,cord,R0A,2023-09-30,5.5,,", "stage"),
        ("preterm,cord,R0A,2023-09-30,5,2023-06-31,", "planned_for"),
        ("preterm,cord,R0A,2023-09-30,,,", "stage"),
    ],
)
def test_adoption_rows_that_must_not_count(row: str, column: str):
    found = reading(ADOPTED + "preterm,steroids,R0A,2023-09-30,5,,\n" + row + "\n")
    severity, at, where, _ = only(found)
    assert (found.status, len(found.rows)) == ("accepted_with_warnings", 1)
    assert (severity, at, where) == (Severity.ERROR, 3, column)


@pytest.mark.parametrize(
    ("text", "stage"), [("5", 5), ("5.0", 5), ("Stage 5", 5), ("Stage 5 - Adoption", 5), ("used for some", 5), ("0", 0)]
)
def test_stages_as_people_write_them(text: str, stage: float):
    found = reading(ADOPTED + f"preterm,cord,R0A,30/09/2023,{text},,\n")
    assert found.status == "accepted"
    assert found.rows["stage"].tolist() == [stage]
    assert found.rows["as_at"].tolist() == [pd.Timestamp("2023-09-30")]


def test_an_icb_on_a_trusts_pathway_is_warned_of():
    assert "followed by trust" in only(reading(ADOPTED + "preterm,cord,QOP,2023-09-30,5,,\n"))[3]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2023-02-30,R0A,cord,T,,", "date"),
        ("2023-02-03,RZZ,cord,T,,", "org_code"),
        ("2023-02-03,R0A,crod,T,,", "measure"),
        ("2023-02-03,R0A,cord,,,", "title"),
    ],
)
def test_events_that_must_not_count(row: str, column: str):
    found = reading(EVENTS + "2023-07-14,ENG,,Framework,,\n" + row + "\n")
    assert len(found.rows) == 1
    assert only(found)[1:3] == (3, column)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2023-24,opioids,,QOP,update,T,text,,", "quarter"),
        ("2023-24 Q5,opioids,,QOP,update,T,text,,", "quarter"),
        ("2023-24 Q2,opiates,,QOP,update,T,text,,", "programme"),
        ("2023-24 Q2,opioids,QOP,,update,T,text,,", "psc"),
        ("2023-24 Q2,opioids,,QOP,poem,T,text,,", "kind"),
        ("2023-24 Q2,opioids,,QOP,update,T,text,3.7,", "score"),
        ("2023-24 Q2,opioids,,QOP,update,T,text,5.5,", "score"),
        ("2023-24 Q2,opioids,,QOP,update,T,,,", "text"),
    ],
)
def test_stories_that_must_not_count(row: str, column: str):
    found = reading(STORIES + "2023/24 Q2,opioids,PSC-EM,,Update,A,text,3.5,\n" + row + "\n")
    assert found.rows[["quarter", "kind", "psc"]].to_numpy().tolist() == [["2023-24 Q2", "update", "PSC-EM"]]
    assert only(found)[1:3] == (3, column)


STRUCTURED = "quarter,programme,org_code,kind,title,text,theme,measure,aim,baseline,result,from,to\n"


def test_what_a_story_set_out_to_do_and_reached_are_fields():
    found = reading(
        STRUCTURED
        + "2023-24 Q2,preterm_optimisation,R0A,case study,T,text,trolley,cord,95% within a year,68,81.5%,2022-10-01,"
        "2023-09-30\n2023-24 Q2,opioids,QOP,update,U,text,,opioid_high,,1480,1312,,\n"
    )
    assert found.problems == ()
    first, second = found.rows.to_dict("records")
    assert (first["theme"], first["measure"], first["aim"]) == ("trolley", "cord", "95% within a year")
    assert (first["baseline"], first["result"]) == (0.68, 0.815), "percentages are fractions, however written"
    assert (first["from"], first["to"]) == (pd.Timestamp("2022-10-01"), pd.Timestamp("2023-09-30"))
    assert (second["baseline"], second["result"]) == (1480, 1312)
    assert pd.isna(second["from"])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",crod,,,,,", "measure"),
        (",cord,,high,,,", "baseline"),
        (",cord,,40%,140%,,", "result"),
        (",opioid_high,,40%,,,", "baseline"),
        (",cord,,,,2023-02-30,", "from"),
        (",cord,,,,2023-03-01,2023-02-01", "to"),
    ],
)
def test_fields_of_a_story_that_cannot_be(row: str, column: str):
    found = reading(
        STRUCTURED + "2023-24 Q2,opioids,QOP,update,T,text,,,,,,,\n2023-24 Q2,opioids,QOP,update,U,text," + row
    )
    assert len(found.rows) == 1
    assert only(found)[1:3] == (3, column)


def test_a_number_of_nothing_is_named_and_not_kept():
    found = reading(STRUCTURED + "2023-24 Q2,opioids,QOP,update,T,text,,,,40,,,\n")
    assert only(found)[1:3] == (2, "baseline")
    assert found.rows["baseline"].isna().all()


def test_the_json_of_the_command_line():
    told = ingest.to_json(reading(OBSERVED + GOOD + ",R0A,2023-04,1,2,,\n"))
    assert list(told) == ["status", "format", "table", "rows", "problems", "version"]
    assert list(told["problems"][0]) == ["severity", "row", "column", "found", "message", "remedy"]
    assert (told["status"], told["format"], told["table"], told["rows"]) == (
        "accepted_with_warnings",
        "template_observations",
        "observations",
        1,
    )
    assert json.loads(json.dumps(told)) == told
    asked = ingest.to_json(reading(OBSERVED + "crod,R0A,2023-04,1,2,,\n"))["asks"]
    assert [list(ask) for ask in asked] == [["name", "question", "options", "default"]] * len(asked)
    assert {"answer": "cord", "title": asked[0]["options"][1]["title"]} == asked[0]["options"][1]


def test_canonical_rows_have_iso_days_and_the_tables_columns():
    rows = ingest.canonical_rows(reading(OBSERVED + "cord,R0A,2023-24 Q2,1,2,,\n"))
    assert rows.columns.tolist() == [c.name for c in OBSERVATIONS.columns]
    assert (rows["period"][0], rows["grain"][0]) == ("2023-07-01", "quarter")
