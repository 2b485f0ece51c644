"""The template for changes of organisations: what it takes, and what is wrong with a row of it."""

from __future__ import annotations

from datetime import date

import pytest
from changes_made import MERGED, ROWS, a_file

from analytics import ingest, organisations
from analytics.ingest.templates import downloads
from analytics.ingest.templates.changes import CHANGES
from analytics.model import Kind, Severity
from analytics.organisations import of_events

TODAY = date(2026, 11, 1)


def read(*rows: str, **more):
    return ingest.read_bytes("changes.csv", a_file(*rows), today=TODAY, **more)


def test_a_reorganisation_is_read_and_says_which_boards_open_and_close():
    found = read()
    assert (found.status, found.table, set(found.rows["kind"])) == ("accepted", "events", {"reorganisation"})
    told = " ".join(found.facts)
    assert f"1 April 2027: opens {MERGED} (Z1A2B)" in told
    assert "closes NHS Cheshire and Merseyside Integrated Care Board (QYG)" in told
    assert "36 boards before it, 36 from then on." in told
    known = of_events(found.rows)
    before, after = known.at(date(2027, 3, 31)), known.at(date(2027, 4, 1))
    assert {"QYG", "QE1", "QWO"} == {o.code for o in before.all(Kind.ICB)} - {o.code for o in after.all(Kind.ICB)}
    assert after.ancestor("RBN", Kind.ICB).code == "Z1A2B", "members of one that merged follow it"
    assert (after["RAE"].parent, after["RXF"].parent) == ("Z3C4D", "Z5E6F")
    assert [o.code for o in after.became("R0A")] == ["RM3"]
    assert (before["RXF"].name, after["RXF"].name) == (
        "Mid Yorkshire Teaching NHS Trust",
        "Mid Yorkshire Care NHS Trust",
    )
    assert after.match("Mid Yorkshire Teaching").code == before.match("Mid Yorkshire Care").code == "RXF"
    assert organisations.at(date(2027, 4, 1)) is not after, "the shipped tables stay as they are"
    assert "Z1A2B" not in organisations.at(date(2027, 4, 1))


def test_what_the_template_offers_is_a_file_that_is_understood():
    for name, data in (("changes.csv", downloads.template_csv(CHANGES)), ("c.xlsx", downloads.template_xlsx(CHANGES))):
        found = ingest.read_bytes(name, data, today=TODAY)
        assert found.format == "template_changes"
        assert found.kept, found.problems


NEW = "Z9Y8X,NHS New Integrated Care Board"


@pytest.mark.parametrize(
    ("rows", "row", "told"),
    [
        (["2027-04-01,merger,QQQ,QYG,,,,,,"], 2, "“QQQ” is no organisation that we know"),
        ([",merger,QYG,QE1,,,,,,"], 2, "The date is blank"),
        (["2027-04-01,swallowed,QYG,QE1,,,,,,"], 2, "“swallowed” is no kind of change"),
        (["2027-04-01,merger,QYG,,,,,,,"], 2, "QYG would close without a successor"),
        (["2027-04-01,merger,QYG,QYG,,,,,,"], 2, "QYG would go into itself"),
        ([f"2027-04-01,merger,QYG,{NEW},,,,,"], 2, "Z9Y8X has nobody to stand under: a region is missing"),
        (["2027-04-01,merger,QYG,Z9Y8X,,Y62,,,,"], 2, "Z9Y8X is new and has no name"),
        ([f"2027-04-01,merger,QYG,{NEW},QOP,,,,"], 2, "“QOP” is no region that we know"),
        ([f"2027-04-01,merger,QYG,{NEW},Y62,PSC-NONE,,,"], 2, "“PSC-NONE” is no Patient Safety Collaborative"),
        (["2027-04-01,acquisition,R0A,ZZZ,,,,,,"], 2, "“ZZZ” takes R0A over and is no organisation that we know"),
        (["2027-04-01,acquisition,R0A,QOP,,,,,,"], 2, "is no trust as R0A is"),
        (["2026-03-01,merger,QH8,D7T5G,,,,,,"], 2, "on 1 April 2026 already, and this day lies before it"),
        (["2027-04-01,merger,QH8,QOP,,,,,,"], 2, "closed on 31 March 2026 and went into D7T5G"),
        (["2026-04-01,merger,D7T5G,QOP,,,,,,"], 2, "begins on 1 April 2026, which is not before"),
        ([f"2027-04-01,split,QYG,{NEW},Y62,,,,"], 2, "QYG is split and only Z9Y8X is named"),
        (["2027-04-01,opening,R0A,,A,QOP,,,,"], 2, "Manchester University NHS Foundation Trust (R0A) is here already"),
        (["2027-04-01,renaming,R0A,,,,,,,"], 2, "no new name or code is given"),
        (["2027-04-01,move,RBN,,,QZZ,,,,"], 2, "“QZZ” is no icb or region that we know"),
        (["2027-04-01,move,RBN,,,QOP,,,,", "2027-04-01,move,RBN,,,QE1,,,,"], 3, "two parents on one day, QE1 and QOP"),
        ([ROWS[2], ROWS[3].replace("RWY", "RAE")], 3, "RAE has two parents on 1 April 2027: Z3C4D and Z5E6F"),
        ([ROWS[2].replace("RAE", "R0A"), ROWS[3]], 2, "is no member of QWO, but of QOP"),
        (["2027-04-01,acquisition,RM3,RMC,,,,,,", "2027-04-01,acquisition,RMC,RM3,,,,,,"], 3, "(RM3) closed on"),
    ],
)
def test_each_fault_is_named_with_its_row_and_nothing_is_kept(rows, row, told):
    found = read(*rows)
    assert (found.status, len(found.rows)) == ("rejected", 0)
    errors = [p for p in found.problems if p.severity is Severity.ERROR]
    assert [p.message for p in errors if told in p.message and p.rows == (row,)], [(p.rows, p.message) for p in errors]
    assert all(p.remedy for p in errors)


def test_members_of_a_split_that_no_row_names_are_asked_for():
    found = read(ROWS[2], ROWS[3].replace("RWY ", ""))
    (warning,) = found.problems
    assert found.status == "accepted_with_warnings"
    assert "no row says to which part these go: Calderdale and Huddersfield (RWY)" in warning.message


def test_a_body_that_is_split_may_go_on_with_a_part():
    found = read("2027-04-01,split,QWO,QWO,,,,,,", "2027-04-01,split,QWO,Z3C4D,NHS Aire ICB,Y63,,RAE,,")
    after = of_events(found.rows).at(date(2027, 4, 1))
    assert found.kept
    assert after.is_open(after["QWO"])
    assert (after["RAE"].parent, after["RCF"].parent) == ("Z3C4D", "QWO")


def test_a_second_file_is_held_against_what_the_first_changed():
    first = of_events(read().rows)
    assert read(directory=first).status == "accepted", "the same file once more"
    later = read("2028-04-01,merger,QOP,Z1A2B,,,,,,", directory=first)
    assert later.kept
    wrong = read("2027-10-01,merger,QYG,Z1A2B,,,,,,", directory=first)
    assert "on 1 April 2027 already, and this day lies after it" in wrong.problems[0].message
    assert "undo that upload first" in wrong.problems[0].remedy
