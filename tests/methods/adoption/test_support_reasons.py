"""Who needs focused support: each reason just at its limit and one short of it, and nobody judged on what is not known.

Everybody is at 30 September 2023, by a rule of 3 months and 2 returns, with returns at the ends of five quarters.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import catalogue
from analytics.methods.adoption.support import months_between, support
from analytics.model import Kind, Organisation
from analytics.model.support import Need, Reason, Support, SupportRule

PSIRF = catalogue.load().pathway("psirf")
MOVED = ("transition", 1.0)
TRUST = Organisation("R0A", "Manchester", "Manchester", Kind.TRUST)
OTHER = Organisation("RM3", "Northern Care", "Northern Care", Kind.TRUST)
DAYS = ("2022-09-30", "2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30")
Row = tuple[str, str, str, float, str, str]


def sent(code: str, element: str, stages: str, planned: str = "", note: str = "") -> list[Row]:
    """A trust's returns on one phase: a digit a quarter, blank where it sent nothing; the plan goes with the last."""
    given = [(day, float(s)) for day, s in zip(DAYS, stages, strict=False) if s != " "]
    return [(element, code, day, stage, planned, note) for day, stage in given]


def table(rows: list[Row]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["element", "org_code", "as_at", "stage", "planned_for", "note"])
    days = {
        name: pd.to_datetime(found[name], errors="coerce").astype("datetime64[ms]") for name in ("as_at", "planned_for")
    }
    return found.assign(**days, illustrative=False)


def judged(rows: list[Row], when: str = "2023-09-30", months: int = 3, returns: int = 2) -> Support:
    quarterly = [row for day in DAYS for row in sent("RM3", "embedding", " " * DAYS.index(day) + "0")]
    everybody = table([*rows, *quarterly])
    rule = SupportRule(months, returns)
    return support(everybody, PSIRF, [TRUST, OTHER], date.fromisoformat(when), rule, MOVED)


def one(rows: list[Row], **asked: object) -> Need:
    return next(n for n in judged(rows, **asked).everybody if n.organisation is TRUST)  # type: ignore[arg-type]


GOING = sent("R0A", "transition", "00000", planned="2023-11-01")
"""A trust with a plan that has not moved; each row below adds what it is judged on."""


@pytest.mark.parametrize(
    ("rows", "when", "reason", "holds", "why"),
    [
        # behind: planning is planned to end on 31 July 2023
        (sent("R0A", "planning", "00011"), "2023-10-31", Reason.BEHIND, False, "three months to the day is not more"),
        (sent("R0A", "planning", "00011"), "2023-11-01", Reason.BEHIND, True, "a day more is"),
        (sent("R0A", "planning", "00012"), "2023-11-01", Reason.BEHIND, False, "it is complete"),
        (sent("R0A", "planning", "00011", "2023-08-01"), "2023-11-01", Reason.BEHIND, False, "its own plan is a day later"),
        (sent("R0A", "planning", "00011", "2023-07-31"), "2023-11-01", Reason.BEHIND, True, "its own plan has passed too"),
        (sent("R0A", "planning", "00011", "2024-04-01"), "2023-12-31", Reason.BEHIND, False, "planned late is not behind"),
        ([], "2023-11-01", Reason.BEHIND, False, "nothing is known of it"),
        # still: two returns before 30 September is 31 March
        (sent("R0A", "governance", "01222"), "2023-09-30", Reason.STILL, True, "nothing new since March"),
        (sent("R0A", "governance", "01122"), "2023-09-30", Reason.STILL, False, "it moved in June"),
        (sent("R0A", "governance", "011  "), "2023-09-30", Reason.STILL, True, "it sent nothing since March"),
        (sent("R0A", "governance", "   11"), "2023-09-30", Reason.STILL, False, "first heard of in June"),
        # no plan
        (sent("R0A", "governance", "00012"), "2023-09-30", Reason.NO_PLAN, False, "the transition has a planned day"),
        # no policy: planned from 1 July to 30 November 2023
        (sent("R0A", "policy_and_plan", "00000"), "2023-07-01", Reason.NO_POLICY, False, "the plan begins it that day"),
        (sent("R0A", "policy_and_plan", "00000"), "2023-07-02", Reason.NO_POLICY, True, "not begun a day later"),
        (sent("R0A", "policy_and_plan", "00001"), "2023-11-30", Reason.NO_POLICY, False, "under way on its last day"),
        (sent("R0A", "policy_and_plan", "00001"), "2023-12-01", Reason.NO_POLICY, True, "not complete a day later"),
        (sent("R0A", "policy_and_plan", "00002"), "2023-12-01", Reason.NO_POLICY, False, "complete"),
        ([], "2023-12-01", Reason.NO_POLICY, False, "nothing is known of it"),
        # small team
        (sent("R0A", "governance", "00012", note="A Small Team of one"), "2023-09-30", Reason.SMALL_TEAM, True, "noted"),
        (sent("R0A", "governance", "00012", note="A small trust"), "2023-09-30", Reason.SMALL_TEAM, False, "no team"),
    ],
)  # fmt: skip
def test_a_reason_at_its_limit(rows: list[Row], when: str, reason: Reason, holds: bool, why: str) -> None:
    assert (reason in one([*GOING, *rows], when=when).reasons) == holds, why


def test_who_has_moved_is_not_asked_for_a_plan_nor_for_movement() -> None:
    found = one(sent("R0A", "transition", "11111"))
    assert found.moved
    assert found.reasons == ()


@pytest.mark.parametrize(("planned", "holds"), [("", True), ("2023-11-01", False), ("2023-09-01", False)])
def test_no_plan_is_no_planned_day_for_moving(planned: str, holds: bool) -> None:
    """A day that has passed was a plan: it is told as passed, and by and by as behind. Another phase’s is no go-live."""
    found = one([*sent("R0A", "transition", "00000", planned), *sent("R0A", "governance", "00012", "2023-12-01")])
    assert (Reason.NO_PLAN in found.reasons) == holds
    assert found.overdue == (planned == "2023-09-01")
    assert (found.planned_for is None) == holds


@pytest.mark.parametrize(("months", "behind"), [(1, True), (2, False), (3, False)])
def test_months_behind_are_the_readers_to_set(months: int, behind: bool) -> None:
    """Governance and planning were planned to end on 31 July: at 30 September, a month and 30 days ago, so more than 1."""
    found = one([*GOING, *sent("R0A", "governance", "00111")], months=months)
    assert (Reason.BEHIND in found.reasons) == behind


@pytest.mark.parametrize(("returns", "still"), [(1, True), (2, True), (3, False), (4, False), (5, False)])
def test_returns_without_movement_are_the_readers_to_set(returns: int, still: bool) -> None:
    """It moved last in March, two returns ago; five returns ago there was none to compare with."""
    assert (Reason.STILL in one([*GOING, *sent("R0A", "governance", "01222")], returns=returns).reasons) == still


def test_most_reasons_and_most_behind_come_first_and_who_is_unknown_is_not_judged() -> None:
    found = judged([*sent("R0A", "transition", "00000"), *sent("R0A", "orientation", "00000")])
    assert [n.organisation.code for n in found.needs] == ["R0A", "RM3"]
    assert found.needs[0].reasons == (Reason.BEHIND, Reason.STILL, Reason.NO_PLAN)
    assert found.needs[0].months == 9, "orientation was planned to end on 31 December 2022"
    assert judged([]).expected == 2
    assert [n.organisation.code for n in judged([]).everybody] == ["RM3"]


@pytest.mark.parametrize(
    ("due", "when", "months"),
    [
        ("2023-07-31", "2023-09-30", 2),
        ("2023-07-31", "2023-10-30", 2),
        ("2023-07-31", "2023-10-31", 3),
        ("2023-11-30", "2024-02-29", 3),
        ("2023-09-01", "2023-09-30", 0),
    ],
)
def test_whole_months(due: str, when: str, months: int) -> None:
    assert months_between(date.fromisoformat(due), date.fromisoformat(when)) == months
