"""What a reorganisation does to numbers: merger, split, acquisition and renaming, each across the day of change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.model import ENGLAND, Grain, Kind, Organisation, RollUp, Succession, Unit
from analytics.model.organisation import SuccessionKind
from analytics.organisations.directory import Directory
from analytics.organisations.sources import NATION, Parenthood
from analytics.series.grid import Grid
from analytics.series.rollup import roll_up
from analytics.series.stages import of_the_tree

CORD = replace(catalogue.load().measures["cord"], maternity_only=False)
PEOPLE = replace(CORD, roll_up=RollUp.GIVEN_ONLY)
BOARDS = replace(CORD, reported_by=Kind.ICB)
DAY, LAST = date(2026, 4, 1), date(2026, 3, 31)
BEFORE, AFTER = "2026-02-01", "2026-05-01"
MERGER, SPLIT, TAKEN, RENAMED = SuccessionKind


def one(code: str, kind: Kind, parent: str, opened: date | None = None, closed: date | None = None) -> Organisation:
    return Organisation(code, code, code, kind, parent, opened=opened, closed=closed)


def made() -> Directory:
    """North: A and B merged into AB; C split between AB2 and the rest D, which was there before; E took over F, both there
    before; G is H now. Each had two trusts (a1, a2 ...)."""
    boards = [one(c, Kind.ICB, "N", closed=None if c in "DE" else LAST) for c in "ABCDEFG"]
    boards += [
        one("AB", Kind.ICB, "N", opened=DAY),
        one("C1", Kind.ICB, "N", opened=DAY),
        one("H", Kind.ICB, "N", opened=DAY),
    ]
    trusts = [one(f"{c.lower()}{i}", Kind.TRUST, c) for c in "ABCDEFG" for i in (1, 2)]
    went = [
        ("A", "AB", MERGER, True),
        ("B", "AB", MERGER, True),
        ("C", "C1", SPLIT, False),
        ("C", "D", TAKEN, False),
        ("F", "E", TAKEN, True),
        ("G", "H", RENAMED, True),
    ]
    everybody = [NATION, one("N", Kind.REGION, ENGLAND), *boards, *trusts]
    return Directory(
        {o.code: o for o in everybody},
        tuple(Succession(old, new, DAY, kind, whole) for old, new, kind, whole in went),
        (Parenthood("c1", "parent", "C1", DAY), Parenthood("c2", "parent", "D", DAY)),
    )


DIRECTORY = made()
THEN, NOW = DIRECTORY.at(LAST), DIRECTORY.at(DAY)
TRUSTS = [o.code for o in NOW.all(Kind.TRUST)]


def rows(*sent: tuple[str, str, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(sent, columns=["org_code", "period", "numerator", "denominator"])
    return frame.assign(period=pd.to_datetime(frame["period"]), value=np.nan, status="").astype(
        {"numerator": float, "denominator": float}
    )


def cell(grid: Grid, code: str, month: str) -> tuple[float, float, float]:
    found = grid.frame().set_index(["org_code", "period"])
    if (code, pd.Timestamp(month)) not in found.index:
        return (np.nan,) * 3
    return tuple(found.loc[(code, pd.Timestamp(month)), ["numerator", "denominator", "value"]])


def trusts(month: str) -> list[tuple[str, str, float, float]]:
    return [(code, month, i, 10) for i, code in enumerate(TRUSTS)]


def test_the_trees_of_both_days():
    assert [o.code for o in THEN.all(Kind.ICB)] == list("ABCDEFG")
    assert [o.code for o in NOW.all(Kind.ICB)] == ["AB", "C1", "D", "E", "H"]
    assert [o.code for o in NOW.members("AB", Kind.TRUST)] == ["a1", "a2", "b1", "b2"]
    assert [o.code for o in NOW.members("D", Kind.TRUST)] == ["c2", "d1", "d2"]
    assert DIRECTORY.at(date(2030, 1, 1)) is NOW


def test_a_new_boards_history_is_the_sum_of_its_present_members():
    grid = roll_up(rows(*trusts(BEFORE), *trusts(AFTER)), CORD, NOW)
    for code in ("AB", "C1", "D", "E", "H", "N", ENGLAND):
        assert cell(grid, code, BEFORE) == cell(grid, code, AFTER), code
    assert grid.apart is None, "the same members all through: nothing breaks"
    assert set(grid.codes).isdisjoint("ABCFG")


def test_a_merger_adds_up_what_was_given_for_the_old_boards():
    grid = roll_up(rows(("A", BEFORE, 1, 10), ("B", BEFORE, 4, 10), ("AB", AFTER, 6, 20)), BOARDS, NOW)
    assert cell(grid, "AB", BEFORE) == (5, 20, 0.25)
    assert cell(grid, "AB", AFTER) == (6, 20, 0.3)
    assert grid.apart is None


def test_half_of_a_merger_is_not_the_whole():
    assert np.isnan(cell(roll_up(rows(("A", BEFORE, 1, 10)), BOARDS, NOW), "AB", BEFORE)[2])


def test_what_an_old_board_sent_takes_the_place_of_its_members():
    """A sends a row of its own, and its trusts too; of B only the trusts send."""
    grid = roll_up(rows(*trusts(BEFORE), ("A", BEFORE, 100, 200)), CORD, NOW)
    b = sum(n for code, _, n, _ in trusts(BEFORE) if code[0] == "b")
    assert cell(grid, "AB", BEFORE)[:2] == (100 + b, 220)
    everybody = sum(n for code, _, n, _ in trusts(BEFORE) if code[0] != "a") + 100
    assert cell(grid, "N", BEFORE)[:2] == (everybody, 200 + 120)


def test_a_split_cannot_be_divided_and_counts_where_all_of_it_is():
    sent = [(c, BEFORE, i, 10) for i, c in enumerate("ABCDEFG")]
    grid = roll_up(rows(*sent), BOARDS, NOW)
    assert np.isnan(cell(grid, "C1", BEFORE)).all()
    assert cell(grid, "N", BEFORE) == (21, 70, 0.3)
    assert cell(grid, "N", BEFORE) == cell(roll_up(rows(*sent), BOARDS, THEN), "N", BEFORE)


def test_a_board_that_took_a_part_is_apart_from_then_on():
    sent = [("D", BEFORE, 1, 10), ("D", AFTER, 5, 20)]
    for measure in (BOARDS, PEOPLE):
        grid = roll_up(rows(*sent), measure, NOW)
        assert cell(grid, "D", BEFORE)[0] == 1
        assert pd.Timestamp(AFTER) == pd.Timestamp(grid.periods[grid.breaks[grid.place["D"]]][0])


def test_an_acquisition_of_the_whole_is_added_where_both_were_given():
    both = rows(("E", BEFORE, 1, 10), ("F", BEFORE, 3, 10), ("E", AFTER, 5, 20))
    grid = roll_up(both, BOARDS, NOW)
    assert (cell(grid, "E", BEFORE), grid.apart) == ((4, 20, 0.2), None)
    alone = roll_up(rows(("E", BEFORE, 1, 10), ("E", AFTER, 5, 20)), BOARDS, NOW)
    assert alone.breaks[alone.place["E"]].any(), "the board of before is another than that of today"
    assert cell(roll_up(both, BOARDS, THEN), "E", BEFORE) == (1, 10, 0.1)


def test_a_renaming_carries_everything_on():
    sent = rows(("G", BEFORE, 1, 10), ("H", AFTER, 2, 10))
    for measure in (BOARDS, PEOPLE):
        grid = roll_up(sent, measure, NOW)
        assert (cell(grid, "H", BEFORE)[2], cell(grid, "H", AFTER)[2], grid.apart) == (0.1, 0.2, None)


@pytest.mark.parametrize("code", ["AB", "C1", "E"])
def test_people_are_never_added_over_a_reorganisation(code):
    sent = [(c, BEFORE, 1, 10) for c in "ABCF"] + [(code, AFTER, 2, 10)]
    grid = roll_up(rows(*sent), PEOPLE, NOW)
    assert np.isnan(cell(grid, code, BEFORE)).all()
    assert cell(grid, code, AFTER)[0] == 2


def test_a_count_follows_the_same_way():
    births = replace(BOARDS, unit=Unit.COUNT)
    grid = roll_up(rows(("A", BEFORE, 1, 10), ("B", BEFORE, 4, 10)), births, NOW)
    assert cell(grid, "AB", BEFORE)[2] == 5


def stages(*sent: tuple[str, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(sent, columns=["org_code", "as_at", "stage"])
    return frame.assign(as_at=pd.to_datetime(frame["as_at"]), pathway="p", element="e")


@pytest.mark.parametrize(
    ("sent", "code", "stood"),
    [
        (
            [("A", "2025-06-30", 5), ("B", "2025-06-30", 2), ("A", "2025-12-31", 6), ("AB", "2026-05-31", 4)],
            "AB",
            [2, 2, 4],  # what the whole reports of itself counts, and no longer what a closed part stood at
        ),
        ([("E", "2025-06-30", 5), ("F", "2025-09-30", 3)], "E", [5, 3]),
        ([("G", "2025-06-30", 5), ("H", "2026-06-30", 6)], "H", [5, 6]),
        ([("C", "2025-06-30", 5), ("C1", "2026-06-30", 6)], "C1", [6]),
    ],
    ids=["merger", "acquisition", "renaming", "split"],
)
def test_stages_over_the_day(sent, code, stood):
    found = of_the_tree(stages(*sent), NOW)
    assert found[found["org_code"] == code].sort_values("as_at")["stage"].tolist() == stood


def slow(sent: pd.DataFrame, code: str) -> tuple[float, float]:
    """The second implementation: an organisation's own row; or else, of each old board that stands below it by today, its
    row or its trusts; and the trusts below it of boards that are still there or were split without a row."""
    own = sent[sent["org_code"] == code]
    if len(own):
        return own["numerator"].iloc[0], own["denominator"].iloc[0]
    used, total, base = set(), 0.0, 0.0
    below = {o.code for o in NOW.by_code.values() if NOW.is_open(o) and NOW.within(o.code, code)}
    for old in THEN.all(Kind.ICB):
        row = sent[sent["org_code"] == old.code]
        still = old.code in below
        if len(row) and (still or NOW.holds(old.code) in below):
            total, base = total + row["numerator"].iloc[0], base + row["denominator"].iloc[0]
            used |= {o.code for o in THEN.members(old.code, Kind.TRUST)}
            used |= {o.code for o in NOW.members(old.code, Kind.TRUST)} if still else set()
    for trust in NOW.all(Kind.TRUST):
        row = sent[sent["org_code"] == trust.code]
        if trust.code in below - used and len(row):
            total, base = total + row["numerator"].iloc[0], base + row["denominator"].iloc[0]
    return total, base


counts = st.integers(1, 30).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*TRUSTS, "A", "B", "C", "G"]), counts, min_size=1))
def test_sums_of_before_agree_with_a_slow_walk(sent):
    frame = rows(*[(code, BEFORE, n, d) for code, (n, d) in sent.items()])
    grid = roll_up(frame, CORD, NOW, Grain.MONTH)
    for code in ("AB", "C1", "N", ENGLAND):
        assert np.nan_to_num(cell(grid, code, BEFORE)[:2]).tolist() == list(slow(frame, code)), code


def test_who_closed_and_went_nowhere_counts_while_it_was_there():
    gone = {o.code: o for o in DIRECTORY.organisations.values()} | {"d1": one("d1", Kind.TRUST, "D", closed=LAST)}
    tree = Directory(gone, DIRECTORY.successions, DIRECTORY.parents).at(DAY)
    sent = [*trusts(BEFORE), *(row for row in trusts(AFTER) if row[0] != "d1")]
    grid = roll_up(rows(*sent), CORD, tree)
    columns = [
        int(grid.months.searchsorted((pd.Timestamp(m).year - 1970) * 12 + pd.Timestamp(m).month - 1))
        for m in (BEFORE, AFTER)
    ]
    at = grid.place["D"]
    assert [(grid.covered[at, c], grid.expected[at, c]) for c in columns] == [(3, 3), (2, 2)]


def test_a_trust_that_was_taken_over_counts_above_where_the_other_is_silent():
    went = (*DIRECTORY.successions, Succession("a2", "a1", DAY, TAKEN, True))
    people = {o.code: o for o in DIRECTORY.organisations.values()} | {"a2": one("a2", Kind.TRUST, "A", closed=LAST)}
    tree = Directory(people, went, DIRECTORY.parents).at(DAY)
    grid = roll_up(rows(*(row for row in trusts(BEFORE) if row[0] != "a1")), CORD, tree)
    assert np.isnan(cell(grid, "a1", BEFORE)[2]), "half of it is not the whole"
    assert cell(grid, "AB", BEFORE)[:2] == (1 + 2 + 3, 30)
