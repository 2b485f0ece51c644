"""What changed since a month: new signals alone, one cause a line, ranked, and beside what chance gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from answers_made import observations

from analytics import words
from analytics.answers import Data
from analytics.answers.changed import changed, quarter_before, shown
from analytics.model import Kind, State
from analytics.organisations import common_name
from analytics.store import Store, Upload

GREATER_MANCHESTER = ("RMC", "R0A", "RM3", "RWJ", "RMP", "RRF")
STABLE = np.random.default_rng(7).binomial(100, 0.5, (8, 24)).astype(float)
UNTIL, SINCE = date(2023, 3, 1), date(2022, 12, 1)

Keep = Callable[..., Data]


@pytest.fixture
def kept(tmp_path: Path) -> Keep:
    """A function from trusts' jumps (in the last three of 24 months) to data of a measure of these trusts alone."""

    def of(jumps: dict[str, float], trusts: tuple[str, ...] = GREATER_MANCHESTER, slug: str = "survival") -> Data:
        store = Store(str(tmp_path / "store"))
        store.create()
        parts = []
        for at, code in enumerate(trusts):
            line = STABLE[at].clip(42, 58)
            line[-3:] += jumps.get(code, 0.0)
            parts.append(observations(code, line, slug=slug))
        rows = pd.concat(parts, ignore_index=True)
        store.commit(rows, Upload("observations", "few.csv", "3" * 64, len(rows)))
        return Data.of(store.at())

    return of


def lines(data: Data, code: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (line.state.value, line.head.code, tuple(sorted(s.code for s in line.signals)))
        for line in changed(data, code, SINCE, UNTIL).lines
    ]


def told(data: Data, code: str) -> list[str]:
    found, tree = changed(data, code, SINCE, UNTIL), data.organisations
    people = {o.code: o for o in tree.by_code.values()}
    names, kinds = {c: common_name(o) for c, o in people.items()}, {c: o.kind for c, o in people.items()}
    return [words.changed.line(line, *shown(data, found, line).whole, names, kinds) for line in found.lines]


def test_where_nothing_happened_a_signal_is_told_as_what_may_be_chance(kept: Keep) -> None:
    data = kept({})
    found = changed(data, "QOP", SINCE, UNTIL)
    assert [s.code for line in found.lines for s in line.signals] == ["R0A"]
    assert not any(line.kept for line in found.lines)
    assert words.changed.by_chance(found).endswith(" The one listed does not stand out from that.")
    nothing = changed(data, "RMC", SINCE, UNTIL)
    assert (nothing.lines, nothing.better, nothing.worse, nothing.still, nothing.late) == ((), 0, 0, 1, ())
    assert found.charts >= 6
    assert 0 < found.by_chance < 1
    assert "chance alone would give fewer than 1" in words.changed.by_chance(found)


def test_a_trust_alone_is_a_line_of_its_own(kept: Keep) -> None:
    data = kept({"RMC": 25.0})
    assert lines(data, "RMC") == [("improvement", "RMC", ("RMC",))]
    (sentence,) = told(data, "RMC")
    assert sentence.startswith("Survival to discharge: better")
    assert sentence.endswith("at Bolton.")


def test_several_trusts_of_an_icb_that_does_not_move_are_one_line(kept: Keep) -> None:
    """Two up and two down: the ICB stays where it was."""
    data = kept({"RMC": 30.0, "R0A": 30.0, "RM3": -30.0, "RWJ": -30.0})
    assert lines(data, "QOP") == [
        ("improvement", "QOP", ("R0A", "RMC")),
        ("concern", "QOP", ("RM3", "RWJ")),
    ] or lines(data, "QOP") == [("concern", "QOP", ("RM3", "RWJ")), ("improvement", "QOP", ("R0A", "RMC"))]
    assert any("at 2 of 6 trusts of Greater Manchester ICB (" in sentence for sentence in told(data, "QOP"))
    found = changed(data, "QOP", SINCE, UNTIL)
    assert not any(line.whole for line in found.lines)
    assert (found.better, found.worse) == (1, 1), "a measure that is better here and worse there counts in both"


def test_an_icb_that_moves_because_of_its_trusts_is_one_line_with_them(kept: Keep) -> None:
    data = kept(dict.fromkeys(GREATER_MANCHESTER, 25.0))
    assert lines(data, "QOP") == [("improvement", "QOP", tuple(sorted(("QOP", *GREATER_MANCHESTER))))]
    (sentence,) = told(data, "QOP")
    assert "in Greater Manchester ICB, and so at 6 of 6 trusts" in sentence
    (line,) = changed(data, "QOP", SINCE, UNTIL).lines
    assert line.whole
    assert line.lead == "QOP"
    assert line.kept


def test_an_icb_and_its_one_trust_are_one_line_that_names_it(kept: Keep) -> None:
    data = kept({"RXW": 30.0}, trusts=("RXW",))
    assert lines(data, "QOC") == [("improvement", "QOC", ("QOC", "RXW"))]
    (sentence,) = told(data, "QOC")
    assert "in Shropshire, Telford and Wrekin ICB, and so at The Shrewsbury and Telford Hospital" in sentence
    assert lines(data, "RXW") == [("improvement", "RXW", ("RXW",))], "above the chosen organisation nobody is told"


def test_strength_and_reach_rank_and_worse_is_worse(kept: Keep) -> None:
    data = kept({"RMC": -40.0, "R0A": -40.0, "RM3": -40.0, "RXW": 25.0}, trusts=(*GREATER_MANCHESTER, "RXW"))
    found = changed(data, "ENG", SINCE, UNTIL)
    assert [line.state for line in found.lines] == [State.CONCERN, State.IMPROVEMENT]
    assert found.lines[0].head.code == "QOP"
    assert len(found.lines[0].signals) >= 3
    assert found.lines[0].score > found.lines[1].score


def test_a_signal_that_was_there_already_is_no_news(kept: Keep) -> None:
    data = kept({"RMC": 30.0})
    assert changed(data, "RMC", SINCE, UNTIL).lines
    assert changed(data, "RMC", date(2023, 2, 1), UNTIL).lines == (), "it was told by February"


def test_a_measure_without_a_figure_where_one_was_due_is_late(kept: Keep, tmp_path: Path) -> None:
    data = kept({})
    assert changed(data, "QOP", date(2023, 3, 1), date(2023, 6, 1)).late == (data.measures["survival"],)
    found = changed(data, "QOP", SINCE, UNTIL)
    assert found.late == ()
    assert "No figure since March 2023 where one was due: Survival to discharge." in words.changed.late(
        changed(data, "QOP", date(2023, 3, 1), date(2023, 6, 1))
    )


@pytest.mark.parametrize(
    ("month", "before"),
    [("2023-09", "2023-06"), ("2023-10", "2023-09"), ("2023-01", "2022-12"), ("2023-03", "2022-12")],
)
def test_the_last_period_is_the_quarter_of_the_newest_month(month: str, before: str) -> None:
    first, second = (date.fromisoformat(f"{text}-01") for text in (month, before))
    assert quarter_before(first) == second


@pytest.mark.parametrize("code", ["ENG", "Y62", "QOP", "PSC-MAN", "R0A", "RXV"])
def test_of_the_illustrative_data_each_new_signal_is_told_once_and_lies_below_the_chosen(data: Data, code: str) -> None:
    found = changed(data, code)
    signals = [(line.measure.slug, line.state, s.code) for line in found.lines for s in line.signals]
    assert len(signals) == len(set(signals)) == found.signals
    tree = data.organisations
    below = {code} | {o.code for kind in Kind if kind is not Kind.PSC for o in tree.members(code, kind)}
    assert {who for _, _, who in signals} <= below
    kept = [line.kept for line in found.lines]
    assert kept == sorted(kept, reverse=True), "what stands out comes first"
    for line in found.lines:
        assert line.head.code in below
        assert all(0 < s.p <= 1 for s in line.signals)
        assert shown(data, found, line).chart.variation.value.startswith(line.state.value)


def test_the_months_are_taken_from_both_ends_of_a_view(data: Data) -> None:
    early = changed(data, "ENG", date(2021, 3, 1), date(2021, 9, 1))
    assert (early.since, early.until) == (date(2021, 3, 1), date(2021, 9, 1))
    assert changed(data, "ENG", date(2030, 1, 1), date(2021, 9, 1)).lines == (), "nothing is new since after the end"
    assert changed(data, "ENG", date(2001, 1, 1), date(2021, 9, 1)).lines == (), "nothing is known of before the data"
