"""The way through overlapping phases: begun, complete, the middle trust, the furthest phase, who moved, each ICB's share."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import words
from analytics.answers import Data
from analytics.answers import phases as answers
from analytics.catalogue import load
from analytics.exports import phase_tables
from analytics.methods import adoption
from analytics.model import ENGLAND, Kind, Organisation, Phases
from analytics.model.phases import Group

PATHWAY = load().pathways["psirf"]
END = date(2023, 9, 30)
TRUSTS = [Organisation(code, f"Trust {code}", code, Kind.TRUST) for code in ("T1", "T2", "T3", "T4")]


def table(*rows: tuple[str, str, str, float | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["org_code", "element", "as_at", "stage", "planned_for"])
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[ms]") for name in ("as_at", "planned_for")}
    return frame.assign(**days, note="", illustrative=False, pathway="psirf")


def of(found: Phases, code: str, element: str) -> pd.Series:
    rows = found.rows
    return rows[(rows["org_code"] == code) & (rows["element"] == element)].iloc[0]


WAYS = {  # records of one trust's planning: (day, status); then when it began, when it was complete
    "begun, then complete": ([("2023-03-31", 0), ("2023-06-30", 1), ("2023-09-30", 2)], "2023-06-30", "2023-09-30"),
    "straight to complete": ([("2023-03-31", 0), ("2023-06-30", 2)], "2023-06-30", "2023-06-30"),
    "not begun": ([("2023-03-31", 0), ("2023-09-30", 0)], None, None),
    "taken back: the first time does not count": (
        [("2022-12-31", 1), ("2023-03-31", 0), ("2023-06-30", 1)],
        "2023-06-30",
        None,
    ),
    "complete, then under way again": ([("2023-03-31", 2), ("2023-06-30", 1)], "2023-03-31", None),
    "a record after the day shown is not known yet": ([("2023-06-30", 1), ("2023-10-01", 2)], "2023-06-30", None),
}


@pytest.mark.parametrize(("records", "began", "done"), WAYS.values(), ids=list(WAYS))
def test_a_phase_has_begun_and_is_complete_since_the_last_record_that_takes_it_back(
    records: list[tuple[str, int]], began: str | None, done: str | None
) -> None:
    rows = table(*(("T1", "planning", day, stage, "") for day, stage in records))
    row = of(adoption.phases(rows, PATHWAY, TRUSTS, END), "T1", "planning")
    for name, day in (("began", began), ("done", done)):
        assert pd.isna(row[name]) if day is None else row[name] == pd.Timestamp(day)


def test_a_trust_is_in_two_phases_at_once_and_both_are_told() -> None:
    rows = table(("T1", "governance", "2023-06-30", 1, ""), ("T1", "planning", "2023-06-30", 1, ""))
    found = adoption.phases(rows, PATHWAY, TRUSTS[:1], END)
    assert [c.under_way for c in adoption.counts(found)] == [0, 0, 1, 1, 0, 0, 0]
    text = words.phases.path(found, "Trust T1", "transition")
    assert "Under way at once: governance and quality; response planning." in text


@pytest.mark.parametrize(
    ("begun", "middle"),
    [
        (["2023-03-31", "2023-06-30", "2023-09-30"], "2023-06-30"),
        (["2023-03-31", "2023-06-30", None], "2023-06-30"),  # who has not begun comes last
        (["2023-03-31", None, None], None),
        (["2023-03-31", "2023-06-30", None, None], "2023-06-30"),  # half have
        (["2023-06-30", None, None, None], None),
    ],
)
def test_the_middle_trust_counts_those_that_have_not_begun(begun: list[str | None], middle: str | None) -> None:
    rows = table(
        *(
            (trust.code, "planning", day or "2023-03-31", 1 if day else 0, "")
            for trust, day in zip(TRUSTS, begun, strict=False)
        )
    )
    counts = {c.element.slug: c for c in adoption.counts(adoption.phases(rows, PATHWAY, TRUSTS, END))}
    assert counts["planning"].known == len(begun)
    assert counts["planning"].middle_began == (date.fromisoformat(middle) if middle else None)
    assert counts["planning"].middle_done is None


def test_the_flow_counts_those_known_on_both_days_and_says_who_went_back() -> None:
    rows = table(
        ("T1", "planning", "2023-06-30", 1, ""),
        ("T1", "transition", "2023-09-30", 1, ""),
        ("T2", "planning", "2023-06-30", 1, ""),
        ("T2", "planning", "2023-09-30", 0, ""),
        ("T3", "orientation", "2023-06-30", 2, ""),
        ("T4", "planning", "2023-09-30", 1, ""),
    )
    found = adoption.flow(rows, PATHWAY, TRUSTS, date(2023, 6, 30), END)
    assert found.compared == 3
    assert found.moves.to_numpy().tolist() == [[1, 1, 1], [4, 0, 1], [4, 6, 1]]
    text = words.whereabouts.flow(found)
    assert "**1 of 3 trusts moved on to a further phase**, 1 stayed and 1 went back" in text
    assert "from 4 response planning to 6 transition (1)" in text
    labels = ["0", "1", "2", "3", "4", "5", "6", "7"]
    shown = phase_tables.flow_table(found, labels).set_index("From")
    assert shown.loc["4"].to_dict() == {"To: 0": 1, "To: 1": 0, "To: 6": 1}


def test_under_way_and_complete_are_counted_apart_and_add_up_to_the_measure(data: Data) -> None:
    found = answers.phases(data, ENGLAND, END)
    one = answers.transition(found)
    stages = found.rows.loc[found.rows["element"] == "transition", "stage"]
    assert (one.under_way, one.complete, one.known) == ((stages == 1).sum(), (stages == 2).sum(), 210)
    text = words.phases.sentence(found, answers.counts(found), "transition", "England")
    assert f"under way at {one.under_way} and complete at {one.complete} of 210 trusts in England" in text
    assert "with a planned day" in text


def test_late_adopters_are_planned_and_not_failed(data: Data) -> None:
    found = answers.phases(data, "RTH", END)
    assert of(found, "RTH", "transition")["planned_for"] == pd.Timestamp("2024-04-01")
    assert "plans to go live on **1 April 2024**: planned, not failed" in words.phases.path(found, "OUH", "transition")


@pytest.mark.parametrize("by", list(Group))
def test_every_known_trust_is_in_one_group(data: Data, by: Group) -> None:
    found = answers.whereabouts(data, ENGLAND, END, by)
    assert found.stages["org_code"].nunique() == len(found.stages) == 210
    titles = {e.slug: e.title for e in found.pathway.elements}
    sizes = found.stages["element"].map(titles).value_counts()
    if by is Group.KIND:
        assert {"Acute", "Acute specialist", "Mental health", "Community", "Ambulance"} == set(sizes.index)
        assert sizes["Ambulance"] == 10
    if by is Group.ICB:
        assert sizes["No single ICB"] == 10, "ambulance trusts serve several"
        assert len(sizes) == 43
        assert list(titles.values())[-1] == "No single ICB", "those of no one place come last"


def test_icbs_on_the_map_are_the_regions_trusts_without_those_of_no_icb(data: Data) -> None:
    boards = answers.in_transition(data, END)
    assert len(boards) == 42
    assert sum(b.known for b in boards) == 200
    own = answers.transition(answers.phases(data, "QOP", END))
    board = next(b for b in boards if b.code == "QOP")
    assert (board.known, board.under_way, board.complete) == (own.known, own.under_way, own.complete)
    assert board.share == (own.under_way + own.complete) / own.known


def test_a_trust_is_shown_among_those_of_its_region(data: Data) -> None:
    assert answers.around(data, "R0A").code == "Y62"
    assert answers.around(data, "QOP").code == "QOP"
    assert answers.groupings(data, "Y62", END)[0] is Group.ICB


def test_what_a_closed_trust_stood_at_holds_its_successor_back_no_longer(data: Data) -> None:
    rows = data.adoption("psirf")
    sent = data.stored.rows("adoption", ["psirf"])
    own = sent[(sent["org_code"] == "RBN") & (sent["as_at"] == pd.Timestamp(END))].set_index("element")["stage"]
    seen = rows[(rows["org_code"] == "RBN") & (rows["as_at"] == pd.Timestamp(END))].set_index("element")["stage"]
    assert (seen == own.reindex(seen.index)).all()


def test_a_note_of_a_file_is_kept_out_of_sentences_that_are_markup() -> None:
    hostile = "![seen](https://example.org/x.png) <b>now</b>"
    rows = table(("T1", "transition", "2023-06-30", 0, "2024-04-01")).assign(note=hostile)
    found = adoption.phases(rows, PATHWAY, TRUSTS[:1], END)
    assert words.phases.note(found, "transition") == hostile
    assert "example.org" not in words.phases.path(found, "Trust T1", "transition")
