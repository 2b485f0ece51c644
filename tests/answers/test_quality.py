"""Data quality: what is known, hidden, missing and late, of whom, and who owes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from answers_made import MONTHS, observations

from analytics import words
from analytics.answers import Data
from analytics.answers.quality import quality
from analytics.model import Kind
from analytics.store import Store, Upload

UNTIL = date(2023, 3, 1)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """Four trusts of Greater Manchester: one whole, one two months late, one with a hidden newest month, one with gaps."""
    store = Store(str(tmp_path / "store"))
    store.create()
    whole = observations("R0A", np.full(24, 50.0), slug="cord")
    late = observations("RMC", np.full(22, 50.0), MONTHS[:22], slug="cord")
    hidden = observations("RM3", np.full(24, 50.0), slug="cord")
    hidden.loc[23, ["numerator", "denominator"]] = np.nan
    hidden.loc[23, "status"] = "suppressed"
    gaps = observations("RRF", np.full(24, 50.0), slug="cord").drop(index=[14, 15, 3])
    rows = pd.concat([whole, late, hidden, gaps], ignore_index=True)
    store.commit(rows, Upload("observations", "some.csv", "5" * 64, len(rows)))
    return Data.of(store.at())


def test_the_figures_of_the_last_year_are_counted_by_what_became_of_them(data: Data) -> None:
    rows = quality(data, "QOP", UNTIL).rows.set_index("org_code")
    counts = {code: tuple(rows.loc[code, ["expected", "known", "suppressed", "missing"]]) for code in rows.index}
    assert counts == {"R0A": (12, 12, 0, 0), "RMC": (12, 10, 0, 2), "RM3": (12, 11, 1, 0), "RRF": (12, 10, 0, 2)}


def test_who_has_not_sent_what_most_others_have_is_late_and_who_hid_it_is_not(data: Data) -> None:
    found = quality(data, "QOP", UNTIL)
    (late,) = found.late.to_dict("records")
    assert (late["org_code"], late["behind"]) == ("RMC", 2)
    assert late["due"] == pd.Timestamp("2023-03-01")
    assert words.quality.owed(found.late, {"RMC": "Bolton"}) == "Mar 2023 is due from Bolton (newest: Jan 2023)"
    assert words.quality.owes(found) == "1 organisation owes figures of 1 measure that most others have."
    assert words.quality.sentence(found, "X").startswith("**90%** of the figures expected from X in the last year")
    assert "(4 missing and 1 suppressed)" in words.quality.sentence(found, "X")


def test_nobody_is_late_of_what_few_have_yet(data: Data) -> None:
    assert quality(data, "QOP", date(2023, 1, 1)).late.empty, "as at a month by which all had sent"
    assert quality(data, "R0A", UNTIL).late.empty
    assert quality(data, "RMC", UNTIL).late["org_code"].tolist() == ["RMC"], (
        "the others are England's, not the chosen's"
    )


def test_places_add_up_to_their_senders(data: Data) -> None:
    for code, level in (("QOP", Kind.TRUST), ("Y62", Kind.ICB), ("ENG", Kind.REGION), ("PSC-MAN", Kind.ICB)):
        found = quality(data, code, UNTIL)
        assert found.level is level
        for name in ("expected", "known", "suppressed", "missing"):
            assert found.by_place[name].sum() == found.rows[name].sum() == found.of_measure[name].sum()
        assert found.by_place["senders"].sum() == len(found.rows) == 4


def test_nothing_is_expected_of_who_never_sent(data: Data) -> None:
    found = quality(data, "RXV", UNTIL)
    assert found.complete is None
    assert "Nobody at or below X has sent" in words.quality.sentence(found, "X")


@pytest.mark.parametrize(
    ("counts", "badge"),
    [((12, 12, 0), "● 100%"), ((1000, 999, 2), "◕ 99%, 2 late"), ((12, 8, 1), "◑ 67%, 1 late"), ((12, 1, 0), "◔ 8%")],
)
def test_a_badge_never_rounds_up_to_whole(counts: tuple[int, int, int], badge: str) -> None:
    assert words.quality.completeness(*counts) == badge


@pytest.mark.slow
def test_what_everybody_may_not_see_is_hidden_and_nobody_owes_it(first_store: Path) -> None:
    whole = Data.of(Store(str(first_store)).at())
    own, public = quality(whole, "ENG"), quality(whole.published(), "ENG")
    assert own.rows["suppressed"].sum() == 0
    hidden = public.rows[public.rows["suppressed"] > 0]
    assert len(hidden)
    assert (hidden["known"] + hidden["suppressed"] + hidden["missing"] == hidden["expected"]).all()
    assert hidden[(hidden["missing"] == 0) & (hidden["behind"] > 0)].empty, "what is hidden was sent"
