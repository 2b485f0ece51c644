"""Files across a reorganisation: each row is matched by the organisations of its own period."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import ingest

TODAY = date(2026, 8, 1)
HEAD = "measure,org_code,period,numerator,denominator\n"


def reading(rows: str, **answers: str) -> ingest.Reading:
    named = {name.replace("_", ":"): answer for name, answer in answers.items()}
    return ingest.read_bytes("boards.csv", (HEAD + rows).encode(), today=TODAY, answers=named)


def kept(found: ingest.Reading) -> list[list[object]]:
    rows = found.rows.assign(period=found.rows["period"].dt.strftime("%Y-%m"))
    return rows[["org_code", "period", "numerator"]].to_numpy().tolist()


def errors(found: ingest.Reading) -> str:
    return "\n".join(p.message for p in found.problems if p.severity == "error")


def test_new_boards_are_known_and_an_abolished_one_is_named_with_its_successors():
    found = reading(
        "cord,S1Y5D,2026-05,30,40\ncord,NHS Essex Integrated Care Board,2026-05,30,40\ncord,QM7,2026-05,20,40\n"
    )
    assert kept(found) == [["S1Y5D", "2026-05", 30], ["D7T5G", "2026-05", 30]]
    (problem,) = found.problems
    assert problem.severity == "error"
    assert (problem.row, problem.quote) == (4, "QM7")
    assert "(QM7) closed on 31 March 2026; parts of it went to" in problem.message
    assert "NHS Central East Integrated Care Board (S1Y5D)" in problem.message
    assert "NHS Essex Integrated Care Board (D7T5G)" in problem.message


def test_old_codes_until_march_and_new_ones_from_april_just_work():
    found = reading("cord,QMJ,2026-03,1,9\ncord,QRV,2026-03,2,9\ncord,Z9B2Z,2026-04,3,18\ncord,QM7,2026-03,4,9\n")
    assert found.status == "accepted"
    assert kept(found) == [["QMJ", "2026-03", 1], ["QRV", "2026-03", 2], ["Z9B2Z", "2026-04", 3], ["QM7", "2026-03", 4]]


def test_a_board_that_went_wholly_into_one_is_kept_there_only_where_the_user_agrees():
    rows = "cord,QMJ,2026-05,1,9\ncord,QMJ,2026-03,5,9\n"
    asked = reading(rows)
    assert kept(asked) == [["QMJ", "2026-03", 5]]
    assert [a.name for a in asked.asks] == ["closed:QMJ"]
    assert "its successor is NHS West and North London Integrated Care Board (Z9B2Z)" in errors(asked)
    agreed = reading(rows, closed_QMJ="yes")
    assert (kept(agreed), errors(agreed)) == ([["Z9B2Z", "2026-05", 1], ["QMJ", "2026-03", 5]], "")
    assert not errors(reading(rows + "cord,QRV,2026-05,2,9\n", closed_QMJ="yes", closed_QRV="yes"))


def test_two_boards_that_are_one_now_are_added_up():
    found = reading("cord,QMJ,2026-05,1,9\ncord,QRV,2026-05,2,9\n", closed_QMJ="yes", closed_QRV="yes")
    assert kept(found) == [["Z9B2Z", "2026-05", 3]]


def test_a_board_before_its_first_day_is_asked_about():
    rows = "cord,D7T5G,2026-02,1,9\n"
    asked = reading(rows + "cord,R0A,2026-02,1,9\n")
    assert kept(asked) == [["R0A", "2026-02", 1]]
    assert "began on 1 April 2026; until then there was" in errors(asked)
    assert kept(reading(rows, early_D7T5G="yes")) == [["D7T5G", "2026-02", 1]]


@pytest.mark.parametrize("code", ["07H", "RQW", "QRL", "RDE"])
def test_who_only_changed_places_is_kept_on_both_sides(code):
    found = reading(f"cord,{code},2026-03,1,9\ncord,{code},2026-04,2,9\n")
    assert (found.status, kept(found)) == ("accepted", [[code, "2026-03", 1], [code, "2026-04", 2]])


def test_a_year_that_an_organisation_was_there_for_a_part_of_is_its_own():
    found = reading("cord,QM7,2025-26,1,9\ncord,RVY,2023-24,2,9\n")
    assert [row[0] for row in kept(found)] == ["QM7", "RVY"]
