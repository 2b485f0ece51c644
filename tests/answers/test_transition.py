"""Will they get there, and who needs support, over the illustrative data and over uploads that do not tell all."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from analytics import words
from analytics.answers import Data, phases, support, transition
from analytics.catalogue import support as rules
from analytics.model import ENGLAND
from analytics.model.phases import Group
from analytics.model.support import Reason

END = date(2023, 9, 30)
ICB, TRUST, PSC, REGION = "QOP", "RTH", "PSC-MAN", "Y56"


@pytest.mark.parametrize("code", [ENGLAND, REGION, ICB, PSC, TRUST])
def test_the_share_is_the_one_counted_by_hand(data: Data, code: str) -> None:
    found = transition.transition(data, code, END)
    rows = data.adoption("psirf")
    ours = rows[rows["org_code"].isin(found.rows["org_code"]) & (rows["element"] == "transition")]
    last = ours.sort_values("as_at").drop_duplicates("org_code", keep="last")
    assert found.share == pytest.approx((last["stage"] >= 1).mean())
    assert len(found.waiting) == (last["stage"] < 1).sum() == found.waiting_at(END)
    assert found.expected == len(found.rows)


def test_groups_part_the_whole(data: Data) -> None:
    whole = transition.transition(data, ENGLAND, END)
    for by in (Group.REGION, Group.KIND):
        parts = transition.groups(data, ENGLAND, END, by)
        assert sum(len(part.rows) for part in parts) == len(whole.rows)
        assert sum(len(part.waiting) for part in parts) == len(whole.waiting)
    assert {part.name for part in parts} >= {"Acute", "Mental health", "Community", "Ambulance"}


def test_read_early_is_never_later_than_read_late(data: Data) -> None:
    found = transition.transition(data, ENGLAND, END)
    assert all(found.share_at(day, early=True) >= found.share_at(day) for day in found.returns)
    assert found.share_at(END, early=True) == found.share_at(END)


def test_the_real_late_adopter_is_planned_and_not_failed(data: Data) -> None:
    found = transition.transition(data, TRUST, END)
    assert found.rows["planned_for"].tolist() == [pd.Timestamp("2024-04-01")]
    said = words.transition.own(found, "The trust")
    assert "planned for 1 April 2024, after the national plan’s 30 November 2023" in said
    assert "planned, not as failed" in said
    (need,) = support.support(data, TRUST, END, {rules.MONTHS.name: 0.0}).everybody
    assert all(one.element.slug != "transition" for one in need.late)


def test_if_all_plans_are_kept_everybody_has_moved_on_the_last_planned_day(data: Data) -> None:
    found = transition.transition(data, ENGLAND, END)
    assert found.planned["value"].is_monotonic_increasing
    assert found.planned["value"].iloc[-1] == pytest.approx(1.0)
    assert found.planned_share(1.0) == date(2024, 4, 1)
    counted = (found.waiting["planned_for"] <= pd.Timestamp("2023-12-01")).sum() + len(found.rows) - len(found.waiting)
    assert found.planned.set_index("day")["value"]["2023-12-01"] == pytest.approx(counted / len(found.rows))


def uploaded(data: Data, rows: list[tuple[str, str, str, float, str]]) -> Data:
    """The data with these rows of the framework alone: element, trust, day, stage and plan."""
    found = pd.DataFrame(rows, columns=["element", "org_code", "as_at", "stage", "planned_for"])
    days = {name: pd.to_datetime(found[name]).astype("datetime64[ms]") for name in ("as_at", "planned_for")}
    found = found.assign(**days, pathway="psirf", note="", illustrative=False)
    return Data(SimpleNamespace(rows=lambda *_: found), data.measures, data.catalogue, data.organisations)  # type: ignore[arg-type]


def test_plans_that_have_passed_are_no_plans_ahead_and_silence_is_said(data: Data) -> None:
    rows = [
        ("transition", code, "2023-09-30", 0.0, plan)
        for code, plan in (("R0A", "2023-09-01"), ("RMC", ""), ("RM3", ""))
    ]
    found = transition.transition(uploaded(data, rows), ICB, END)
    said = words.transition.plans(found)
    assert "3 trusts have not moved: 0 with a planned day still to come, 1 whose planned day has passed" in said
    assert "2 without a plan. No plan says when." in said
    assert "Nothing is known about 6 more." in words.transition.sentence(found)
    assert found.carried_on is not None
    assert "cannot be carried forward: only 0 moved" in words.transition.carried_on(found)


def test_who_fell_silent_counts_up_to_its_last_return(data: Data) -> None:
    """Two moved in the second quarter, of three heard of then; the fourth was last heard of before: 2 of 3, not 2 of 4."""
    first = [("transition", code, "2023-06-30", 0.0, "") for code in ("R0A", "RMC", "RM3", "RMP")]
    second = [
        ("transition", code, "2023-09-30", stage, "") for code, stage in (("R0A", 1.0), ("RMC", 1.0), ("RM3", 0.0))
    ]
    assert transition.transition(uploaded(data, first + second), ICB, END).share == pytest.approx(2 / 3)


def test_nothing_known_is_said(data: Data) -> None:
    found = transition.transition(uploaded(data, []), ICB, END)
    assert found.rows.empty
    assert "nothing is known" in words.transition.sentence(found)
    empty = support.support(uploaded(data, []), ICB, END, {})
    assert empty.everybody == ()
    assert "nobody can be put on the list" in words.support.sentence(empty, "here")


def test_the_list_is_narrowed_by_reason_and_region(data: Data) -> None:
    found = support.support(data, ENGLAND, END, {rules.MONTHS.name: 1.0})
    assert {len(need.reasons) for need in found.needs} == {2}
    tree = data.organisations
    regions = support.regions(found.needs, tree)
    parts = [support.only(found.needs, tree, region=region) for region in regions]
    assert sum(map(len, parts)) == len(found.needs)
    assert support.only(found.needs, tree, [Reason.BEHIND]) == found.needs
    assert support.only(found.needs, tree, [Reason.SMALL_TEAM]) == ()


def test_every_reason_has_words(data: Data) -> None:
    assert set(words.support.TITLES) == set(Reason)
    found = support.support(data, ENGLAND, END, {rules.MONTHS.name: 1.0})
    said = words.support.why(found.needs[0], found)
    assert said == (
        "Phase 3 Governance, quality 2 months behind plan (31 July 2023), and 1 more phase; "
        "no policy: not begun, planned from 1 July 2023."
    )
    assert transition.followed(data)[1] == phases.TRANSITION
