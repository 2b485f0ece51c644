"""What may be published: small numbers cannot be seen, nor be had by subtraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import words
from analytics.answers import Data, Question, chart, publications
from analytics.answers.publications import for_everybody
from analytics.governance.disclosure import RULES
from analytics.model import Audience, Grain
from analytics.store import Store, Upload
from tests.answers import attack
from tests.answers.answers_made import MONTHS, observations
from tests.answers.attack import Attack, Told

WIDTH = 3
"""A hidden count that can only be one of three numbers is as good as told: its least and its most must lie further apart."""


@pytest.fixture(scope="module")
def public(data: Data) -> Data:
    return data.published()


def test_england_is_shown_by_the_month_rounded(data: Data, public: Data) -> None:
    asked = Question("births_below_34")
    shown, true = (chart.chart(d, asked).series.points for d in (public, data))
    assert (shown["numerator"] % 5 == 0).all()
    assert (shown["numerator"] - true["numerator"]).abs().max() <= 2.5
    assert public.audience is Audience.PUBLIC


def test_a_trust_is_shown_by_the_year_or_not_at_all(public: Data) -> None:
    asked = Question("cord", "R0A")
    assert chart.chart(public, asked).series.grain is Grain.YEAR
    assert not len(chart.chart(public, Question("place_of_birth", "R0A")).series)
    assert "somebody could be recognised" in chart.chart(public, Question("place_of_birth", "R0A")).series.notes[0]


def test_organisations_without_patients_are_shown_as_they_are(data: Data, public: Data) -> None:
    free = next(slug for slug, m in data.measures.items() if m.disclosure == "none" and data.resolved(slug).grids)
    assert public.resolved(free).grids.keys() == data.resolved(free).grids.keys()
    assert public.resolved(free) is public.whole.resolved(free)


def test_published_data_have_one_tree(public: Data) -> None:
    assert public.on(date(2026, 5, 1)) is public


@pytest.mark.slow
def test_every_measure_shows_nothing_small(data: Data, public: Data) -> None:
    for slug, measure in data.measures.items():
        if measure.disclosure not in RULES:
            continue
        for grid in public.resolved(slug).grids.values():
            for counts in (grid.numerator, grid.denominator):
                assert not ((counts > 0) & (counts < 5)).any(), slug


def test_one_who_is_late_is_not_the_difference_of_two_versions() -> None:
    tree, of = attack.tree(((2, 2), (3,))), attack.measure("suppress_under_5")
    counted, rest = np.full((7, 3), 20.0), np.full((7, 3), 30.0)
    counted[3, 2], rest[3, 2] = 2, 1
    silent = np.zeros((7, 3), dtype=bool)
    silent[3, 2] = True
    before, after = Told(counted, rest, silent), Told(counted, rest, np.zeros_like(silent))
    first = attack.shown_of(before, of, tree)
    then = attack.shown_of(after, of, tree, first)
    board = then.resolved.grids[Grain.MONTH]
    assert not np.isfinite(board.numerator[board.place["R011"], 2])
    england = board.place["ENG"]
    assert board.numerator[england, 2] == first.resolved.grids[Grain.MONTH].numerator[england, 2] == 120
    assert board.status_texts(england, np.array([2])) == [words.published.AS_BEFORE]
    assert board.numerator[england, 1] == 140


def test_everybody_gets_what_was_judged_through_all_versions(store: Store) -> None:
    found = for_everybody(store, store.version())
    assert found.audience is Audience.PUBLIC
    assert len(chart.chart(found, Question("cord")).series)


SHAPES = (((2, 2), (3,)), ((1, 2),), ((2,), (2,)), ((4, 1), (2, 2)))
some = st.integers(0, 9) | st.integers(0, 40)


@st.composite
def versions(draw: st.DrawFn) -> tuple[tuple[tuple[int, ...], ...], tuple[Told, Told]]:
    """A tree, and its counts before and after somebody was late, figures were corrected and perhaps a month was added."""
    shape = draw(st.sampled_from(SHAPES))
    trusts, months = sum(map(sum, shape)), draw(st.sampled_from((3, 6, 12)))
    cells = st.lists(some, min_size=trusts * months, max_size=trusts * months)
    numerator, rest = (np.array(draw(cells), dtype=float).reshape(trusts, months) for _ in range(2))
    late = np.array(draw(st.lists(st.integers(0, 9), min_size=trusts * months, max_size=trusts * months)))
    silent = late.reshape(trusts, months) == 0
    silent[:, -1] |= draw(st.booleans())
    corrected = np.where(late.reshape(trusts, months) == 1, draw(some), numerator)
    after = Told(corrected, rest, np.zeros_like(silent))
    return shape, (Told(numerator, rest, silent), after)


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(RULES))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(case=versions())
def test_no_hidden_count_can_be_worked_out(rule: str, case: tuple) -> None:
    shape, told = case
    organisations, least = attack.tree(shape), RULES[rule].least
    attacker = Attack(organisations, told)
    measure = attack.measure(rule)
    first = attack.shown_of(told[0], measure, organisations)
    shown = (first, attack.shown_of(told[1], measure, organisations, first))
    for version, published in zip(told, shown, strict=True):
        attacker.learn(version, published)
    for version, published in zip(told, shown, strict=True):
        seen = {(c, m) for c, m, _, _ in attack.cells(published.resolved)}
        whole = attack.every_length(version.resolved(measure, organisations))
        targets = [c for c in attack.cells(whole) if (c[0], c[1]) not in seen]
        tried = 0
        for code, months, numerator, denominator in targets:
            for line, count in zip(
                attacker.sums(version, code, months), (numerator, denominator - numerator), strict=True
            ):
                if 0 < count < least and tried < 12:
                    tried += 1
                    low, high = attacker.between(line)
                    assert low <= count <= high, "the attacker’s equations are wrong"
                    assert high - low > WIDTH, f"{code}, months {months}: {count:.0f} lies between {low} and {high}"


@pytest.mark.slow
def test_only_versions_that_are_new_are_judged_and_come_out_the_same(tmp_path: Path) -> None:
    # Nothing else is in this store: of what did not change, one version would be judged like the other and prove nothing.
    store = Store(str(tmp_path / "store"))
    store.create()
    for numerators in ([3, 40], [9, 41], [2, 44]):
        rows = pd.concat(
            [observations(code, n, MONTHS[:12], "cord") for code, n in zip(("R0A", "RMC"), numerators, strict=True)]
        )
        store.commit(rows, Upload("observations", f"{numerators}.csv", "0" * 64, len(rows)))
        step_by_step = for_everybody(store, store.version())
        step_by_step.resolved("cord")
    judged = step_by_step
    while judged.before is not None:
        judged = judged.before
        assert ("publication", "cord") in judged.known, "kept from the time before"
    first = next(e.version for e in store.history() if e.upload.file == "[3, 40].csv")
    assert for_everybody(store, first) is step_by_step.before.before, "a version that was asked for before is there"
    publications._known.clear()
    anew = for_everybody(store, store.version())
    assert anew is not step_by_step
    assert "cord" in anew.measures["composite_quality_score"].composite_of
    for slug in anew.measures:
        now, then = (data.resolved(slug).grids for data in (anew, step_by_step))
        assert bool(now) == (slug in ("cord", "composite_quality_score"))
        assert now.keys() == then.keys()
        for grain, grid in now.items():
            for name, cells in vars(grid).items():
                if isinstance(cells, np.ndarray):
                    np.testing.assert_array_equal(cells, getattr(then[grain], name))


def test_what_was_judged_by_another_tree_is_judged_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = for_everybody(store, store.version())
    tree = replace(before.organisations, by_code=dict(list(before.organisations.by_code.items())[:-1]))
    of = Data.of
    monkeypatch.setattr(Data, "of", lambda snapshot: replace(of(snapshot), organisations=tree))
    assert for_everybody(store, store.version()) is not before
