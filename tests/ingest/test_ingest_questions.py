"""Measures of one's own, and the questions about a file: what is asked, what is chosen, what an answer changes."""

from datetime import date

import pandas as pd
import pytest

from analytics import ingest
from analytics.catalogue.local import measure
from analytics.ingest.shape import Ask
from analytics.model import Kind, Measure, Severity, Unit

TODAY = date(2026, 1, 15)
OBSERVED = "measure,org_code,period,numerator,denominator,value\n"
ADOPTED = "pathway,element,org_code,as_at,stage\n"


def reading(text: str, name: str = "x.csv", *, local: dict[str, Measure] | None = None, **answers: str):
    """Answers have their names with __ for : (`percent__cord` is percent:cord)."""
    told = {key.replace("__", ":"): value for key, value in answers.items()}
    return ingest.read_bytes(name, text.encode(), answers=told, local=local, today=TODAY)


def asked(found: ingest.Reading, name: str) -> Ask:
    return next(ask for ask in found.asks if ask.name == name)


def observed(*rows: str) -> str:
    return OBSERVED + "".join(f"{row}\n" for row in rows)


def test_a_measure_that_we_do_not_know_is_welcome():
    found = reading(
        observed("Skin to skin,R0A,2023-04,3,4,", "Skin to skin,QOP,2023-04,30,40,", "cord,R0A,2023-04,1,2,")
    )
    assert (found.status, len(found.rows)) == ("accepted", 3)
    assert found.rows["measure"].tolist() == ["skin_to_skin", "skin_to_skin", "cord"]
    assert found.rows["measure_title"][0] == "Skin to skin"
    assert [(p.severity, p.row) for p in found.problems] == [(Severity.INFO, 2)]
    assert "“Skin to skin” is not one of our measures" in found.problems[0].message
    (made,) = found.measures
    assert (made.title, made.unit, made.local, made.levels) == (
        "Skin to skin",
        Unit.PERCENT,
        True,
        (Kind.ICB, Kind.TRUST),
    )
    assert any("Skin to skin" in fact for fact in found.facts)


def test_a_measure_that_the_store_knows_is_no_news_and_is_found_by_its_title():
    known = {"skin_to_skin": measure("skin_to_skin", "Skin-to-skin within an hour", unit=Unit.PERCENT)}
    for name in ("Skin to skin", "skin_to_skin", "SKIN-TO-SKIN WITHIN AN HOUR"):
        found = reading(observed(f"{name},R0A,2023-04,3,4,"), local=known)
        assert (found.problems, found.asks, found.measures) == ((), (), ())
        assert found.rows["measure"].tolist() == ["skin_to_skin"]


def test_a_slip_can_be_put_right_and_is_kept_as_ones_own_until_then():
    text = observed("crod,R0A,2023-04,1,2,")
    found = reading(text)
    ask = asked(found, "measure:crod")
    assert (found.status, found.rows["measure"][0], ask.default, ask.options[0][0]) == (
        "accepted",
        "crod",
        "crod",
        "crod",
    )
    assert "cord" in dict(ask.options)
    assert "(cord)" in found.problems[0].message
    right = reading(text, measure__crod="cord")
    assert (right.rows["measure"].tolist(), right.measures) == (["cord"], ())
    assert asked(right, "measure:crod").default == "cord", "the choice stays shown and changeable"
    assert reading(text, measure__crod="nonsense").rows["measure"].tolist() == ["crod"]
    before = {"crod": measure("crod", "crod")}
    assert reading(text, local=before).problems == ()
    assert reading(text, local=before, measure__crod="cord").rows["measure"].tolist() == ["cord"]


def test_punctuation_makes_no_new_measure():
    assert reading(observed("Cord!,R0A,2023-04,1,2,")).rows["measure"].tolist() == ["cord"]


@pytest.mark.parametrize(
    ("numbers", "unit"),
    [("3,4,", "percent"), ("5,4,", "rate"), ("5,,", "count"), (",,76.1", "score"), (",,76.1%", "percent")],
)
def test_the_unit_of_a_new_measure_is_what_its_numbers_can_be(numbers: str, unit: str):
    found = reading(observed(f"Skin to skin,R0A,2023-04,{numbers}"))
    assert (found.kept, str(found.measures[0].unit)) == (True, unit)
    assert asked(found, "unit:skin_to_skin").default == unit


def test_a_new_number_without_a_sign_is_not_divided_unless_it_is_said_to_be_a_percentage():
    text = observed("Skin to skin,R0A,2023-04,,,76.1")
    assert reading(text).rows["value"].tolist() == [76.1]
    said = reading(text, unit__skin_to_skin="percent")
    assert (said.rows["value"].tolist(), said.measures[0].unit) == ([pytest.approx(0.761)], Unit.PERCENT)
    called = reading(text.replace("value", "%"))
    assert called.rows["value"].tolist() == pytest.approx([0.761])


def test_an_answered_unit_judges_the_rows():
    text = observed("Skin to skin,R0A,2023-04,5,4,", "Skin to skin,R0A,2023-05,3,4,")
    assert len(reading(text).rows) == 2
    assert len(reading(text, unit__skin_to_skin="percent").rows) == 1
    known = {"skin_to_skin": measure("skin_to_skin", "Skin to skin", unit=Unit.PERCENT)}
    assert len(reading(text, local=known).rows) == 1
    anew = reading(text, local=known, unit__skin_to_skin="rate")
    assert (len(anew.rows), anew.measures[0].unit) == (2, Unit.RATE)


def test_a_score_can_be_below_zero_and_a_share_cannot():
    assert reading(observed("Net promoter,R0A,2023-04,,,-12.5")).rows["value"].tolist() == [-12.5]
    assert not reading(observed("cord,R0A,2023-04,,,-12.5")).kept


@pytest.mark.parametrize("header", ["Skin to skin", "value"])
def test_a_file_without_a_column_for_the_measure_can_hold_one_of_ones_own(header: str):
    text = f"Org Code,Month,{header}\nR0A,2023-04,76.1\n"
    if header != "value":
        text = text.replace("\n", ",Num,Den\n", 1).replace("76.1", "76.1,3,4")
    found = reading(text, "Skin to skin.csv")
    assert (found.status, asked(found, "measure").default) == ("rejected", None)
    assert asked(found, "measure").options[0] == ("skin_to_skin", "A measure of my own: “Skin to skin”")
    kept = reading(text, "Skin to skin.csv", measure="skin_to_skin")
    assert kept.rows[["measure", "measure_title"]].to_numpy().tolist() == [["skin_to_skin", "Skin to skin"]]
    assert reading(text, "Skin to skin.csv", measure="Time to theatre").rows["measure"].tolist() == ["time_to_theatre"]


@pytest.mark.parametrize(
    ("header", "column", "default"),
    [
        ("value", ["76.1", "80"], "hundreds"),
        ("value", ["0.761", "1"], "fractions"),
        ("value", ["1"], "fractions"),  # our template says so
        ("value", ["0.9", "76.1"], None),  # mixed
        ("value", ["0.9", *["76.1"] * 20], "hundreds"),  # a rare one among many
        ("%", ["0.9", "0.8"], None),  # may be 0.9%
        ("proportion", ["0.9", "0.8"], "fractions"),
        ("%", ["76.1", "0.9", *["50"] * 20], "hundreds"),
    ],
)
def test_the_scale_of_percentages_is_shown_and_asked_where_in_doubt(
    header: str, column: list[str], default: str | None
):
    rows = [f"cord,R0A,{2010 + i // 12}-{i % 12 + 1:02d}-01,,,{v}" for i, v in enumerate(column)]
    text = observed(*rows).replace("value", header)
    found = reading(text)
    assert asked(found, "percent:cord").default == default
    assert found.kept == (default is not None)
    for answer, size in (("hundreds", 100), ("fractions", 1)):
        told = reading(text, percent__cord=answer)
        expected = [float(v) / size for v in column if float(v) / size <= 1]
        assert told.rows["value"].tolist() == pytest.approx(expected)
        said = "76.1 is 76.1%" if answer == "hundreds" else "0.761 is 76.1%"
        assert any(said in fact for fact in told.facts) == told.kept


def test_counts_beside_a_percentage_prove_its_scale_and_a_sign_needs_no_question():
    proved = reading(observed("cord,R0A,2023-04,9,1000,0.9").replace("value", "%"))
    assert (proved.problems, asked(proved, "percent:cord").default) == ((), "hundreds")
    assert reading(observed("cord,R0A,2023-04,,,0.9%")).asks == ()


AMBIGUOUS = ADOPTED + "preterm,cord,R0A,04/07/2023,5\npreterm,cord,R0B,05/07/2023,5\n"


def test_a_date_that_reads_two_ways_is_asked_about_and_never_guessed():
    found = reading(AMBIGUOUS)
    ask = asked(found, "day_order:as_at")
    assert (found.status, len(found.rows), ask.default) == ("rejected", 0, None)
    assert ask.options == (("day_first", "Day first: 4 July 2023"), ("month_first", "Month first: 7 April 2023"))
    assert "row 2" in ask.question
    for answer, day in (("day_first", "2023-07-04"), ("month_first", "2023-04-07")):
        told = reading(AMBIGUOUS, day_order__as_at=answer)
        assert (told.kept, told.rows["as_at"][0]) == (True, pd.Timestamp(day))
        assert asked(told, "day_order:as_at").default == answer


@pytest.mark.parametrize(
    ("days", "first", "warned"),
    [
        (["04/07/2023", "14/07/2023"], "2023-07-04", False),  # proof
        (["2023-07-04", "07/07/2023"], "2023-07-04", False),  # nothing reads two ways
        (["01/04/2023", "01/07/2023"], "2023-04-01", True),
        (["04/01/2023", "07/01/2023"], "2023-04-01", True),
        (["05/11/2025", "02/12/2025"], None, False),
        (["10/03/2026", "11/01/2025"], None, False),  # 10 March has not come, nor has 3 October
    ],
)
def test_evidence_short_of_proof_is_taken_with_a_warning(days: list[str], first: str | None, warned: bool):
    found = reading(ADOPTED + "".join(f"preterm,cord,R0{'AB'[i]},{day},5\n" for i, day in enumerate(days)))
    assert found.rows["as_at"].tolist()[:1] == ([pd.Timestamp(first)] if first else [])
    assert any("read two ways" in p.message for p in found.problems) == warned
    assert bool(found.asks) == (warned or first is None)


def test_a_day_that_has_not_come_decides_against_its_reading():
    found = reading(ADOPTED + "preterm,cord,R0A,10/01/2026,5\npreterm,cord,R0B,05/07/2023,5\n")
    assert found.rows["as_at"][0] == pd.Timestamp("2026-01-10"), "1 October 2026 is in the future"
    assert "in the future" in found.problems[0].message
    assert asked(found, "day_order:as_at").default == "day_first"


@pytest.mark.parametrize(
    ("column", "months", "default"),
    [
        (["01/04/2023", "01/05/2023"], ["2023-04-01", "2023-05-01"], "none"),
        (["04/01/2023", "05/01/2023"], ["2023-04-01", "2023-05-01"], "month_first"),
        (["04/01/2023"], None, None),
        (["04/01/2023", "01/05/2023"], None, None),
    ],
)
def test_dates_in_the_place_of_periods(column: list[str], months: list[str] | None, default: str | None):
    text = observed(*(f"cord,R0A,{day},1,2," for day in column))
    found = reading(text)
    if default == "none":
        assert found.asks == ()
    if months is None:
        assert (found.kept, asked(found, "day_order:period").default) == (False, None)
        assert reading(text, day_order__period="month_first").rows["period"][0] == pd.Timestamp("2023-04-01")
    else:
        assert found.rows["period"].tolist() == [pd.Timestamp(m) for m in months]


CLASH = observed("cord,R0A,2023-04,21,32,", "cord,R0B,2023-04,1,2,", "cord,R0A,Apr 2023,22,32,")


def test_of_contradicting_rows_none_counts_until_one_is_chosen():
    found = reading(CLASH)
    ask = asked(found, "rows:2,4")
    assert (found.status, found.rows["org_code"].tolist(), ask.default) == (
        "accepted_with_warnings",
        ["R0B"],
        "neither",
    )
    assert ask.options == (("2", "Row 2 (21 of 32)"), ("4", "Row 4 (22 of 32)"), ("neither", "Neither"))
    for answer, numerator in (("2", 21), ("4", 22)):
        told = reading(CLASH, **{"rows:2,4": answer})
        assert told.rows.set_index("org_code").loc["R0A", "numerator"] == numerator
        assert told.status == "accepted"


def test_contradicting_stages_events_and_stories_are_asked_about_too():
    found = reading(
        ADOPTED + "preterm,cord,R0A,2023-09-30,5\npreterm,cord,R0A,2023-09-30,6\nwsa,phase,QOP,2023-09-30,1\n"
    )
    assert len(found.rows) == 1
    assert asked(found, "rows:2,3").options[0][1] == "Row 2 (stage 5)"
    events = (
        "date,org_code,title,text\n2023-07-14,R0A,Trolley,one\n2023-07-14,R0A,Trolley,two\n2023-07-15,R0A,Other,x\n"
    )
    assert len(reading(events).rows) == 1


def test_many_contradictions_are_counted():
    rows = [f"cord,R0A,{2015 + i // 12}-{i % 12 + 1:02d},{n},9," for i in range(30) for n in (1, 2)]
    found = reading(observed(*rows, "cord,R0B,2023-04,1,2,"))
    assert (len(found.rows), sum(a.name.startswith("rows:") for a in found.asks)) == (1, 25)
    assert any("5 more sets" in p.message for p in found.problems)


def test_a_row_that_cannot_be_says_nothing_about_the_unit():
    told = ingest.read_bytes(
        "own.csv",
        b"measure,org_code,period,numerator,denominator\nOwn,R0A,2023-04,1,3\nOwn,R0A,2023-05,1,0\n",
    )
    assert [m.unit for m in told.measures] == ["percent"]
    assert len(told.rows) == 1
