"""Who differs, who is changing, who drives it: answers over stores of rows, with what public data does to them."""

from datetime import date
from fractions import Fraction as F

import numpy as np
import pandas as pd
import pytest

from analytics import ingest
from analytics.answers import Data, Question, changed_most, contribution, deciles
from analytics.methods import steps
from analytics.model import ENGLAND, Between, Grain, Kind, Presence, Tenth
from analytics.model.tables import OBSERVATIONS
from analytics.store import Store, Upload

MONTHS = pd.date_range("2021-04-01", "2023-09-01", freq="MS")
ITEMS = "opioidper1000"
GM = ("00T", "00V", "00Y", "01D", "01G", "01W", "01Y", "02A", "02H", "14L")
"""The sub-ICBs of Greater Manchester, QOP."""
BOARDS = ("QRV", "QMJ", "QMF", "QKK", "QWE", "QE1", "QYG", "QWO", "QHM", "QOQ", "QF7", "QJ2")


def rows(code, numerator, denominator, months=MONTHS, slug=ITEMS):
    made = pd.DataFrame({"measure": slug, "org_code": code, "period": months, "grain": "month"})
    made = made.assign(numerator=numerator, denominator=denominator, value=np.nan, status="", measure_title=slug)
    return made[[c.name for c in OBSERVATIONS.columns]]


@pytest.fixture
def data(tmp_path):
    def kept(*parts):
        store = Store(str(tmp_path / "store"))
        frame = pd.concat(parts, ignore_index=True).astype({"numerator": float, "denominator": float})
        store.create()
        store.commit(frame, Upload("observations", "own.csv", "0" * 64, len(frame)))
        return Data.of(store.at())

    return kept


def test_an_organisation_that_rises_above_the_ninetieth_percentile_is_there_since_then(data) -> None:
    rising = np.where(np.arange(len(MONTHS)) >= 20, 99.0, 5.0)
    found_data = data(*(rows(code, 1.0 + at, 10.0) for at, code in enumerate(BOARDS)), rows("QOP", rising, 10.0))
    found = deciles.deciles(found_data, Question(ITEMS, "QOP"), Kind.ICB)
    at = found.codes.index("QOP")
    assert (found.tenth[at], found.since[at]) == (Tenth.HIGHEST, 20)
    assert found.own[-1] == 9.9
    assert found.count[-1] == len(BOARDS) + 1


def test_counts_of_people_are_held_side_by_side_as_rates_and_without_adults_not_at_all(data) -> None:
    people = [rows(code, 1000.0 * (1 + at), 50_000.0 * (1 + at), slug="opioid_4m") for at, code in enumerate(BOARDS)]
    found = deciles.deciles(data(*people), Question("opioid_4m"), Kind.ICB)
    assert found.low[0] == found.high[0] == pytest.approx(20.0), "the same rate, however large"


def test_people_without_a_denominator_have_no_band(data) -> None:
    people = [rows(code, 1000.0 * (1 + at), np.nan, slug="opioid_4m") for at, code in enumerate(BOARDS)]
    found = data(*people)
    assert deciles.deciles(found, Question("opioid_4m"), Kind.ICB) is None
    assert changed_most.changed_most(found, Question("opioid_4m"), Kind.ICB) is None


def test_the_beginning_of_a_view_crops_the_band_and_judges_nothing(data) -> None:
    found = data(*(rows(code, 1.0 + at, 10.0) for at, code in enumerate(BOARDS)))
    whole, part = (
        deciles.deciles(found, Question(ITEMS, "QRV", start), Kind.ICB) for start in (None, date(2023, 4, 1))
    )
    assert (part.first, list(part.since)) == (24, list(whole.since))


def test_the_largest_jump_may_be_noise_and_the_strongest_evidence_a_small_shift(data) -> None:
    random = np.random.default_rng(3)
    noisy = random.poisson(4, len(MONTHS)).astype(float)
    noisy[-1], noisy[-13] = 12.0, 2.0
    shifted = random.poisson(4000, len(MONTHS)) * np.where(np.arange(len(MONTHS)) >= 18, 0.9, 1.0)
    others = [rows(code, random.poisson(4000, len(MONTHS)), 1000.0) for code in BOARDS]
    found = changed_most.changed_most(
        data(rows("QOP", shifted, 1000.0), rows("QT6", noisy, 1.0), *others), Question(ITEMS), Kind.ICB
    )
    first = found.rows.iloc[0]
    assert (first["code"], first["better"]) == ("QOP", "better")
    assert abs((first["since"] - MONTHS[18]).days) <= 31
    assert first["after"] / first["before"] == pytest.approx(0.9, abs=0.01)
    assert found.jumped["code"] == "QT6"
    assert not found.jumped["signal"]
    assert found.jumped["jump"] == 5.0
    assert set(found.signals["code"]) == {"QOP"}


def test_a_board_with_a_short_history_is_named_and_not_judged(data) -> None:
    short = rows("QOP", 5.0, 10.0, MONTHS[: steps.LEAST - 1])
    varied = [rows(code, 50.0 + np.arange(len(MONTHS)) % 3, 10.0) for code in ("QRV", "QMJ")]
    found = changed_most.changed_most(data(short, *varied), Question(ITEMS), Kind.ICB)
    assert found.left_out == ("Greater Manchester",)


def test_the_change_of_a_board_is_the_sum_of_its_sub_icbs_and_agrees_with_its_own_rate(data) -> None:
    random = np.random.default_rng(5)
    found_data = data(*(rows(c, random.poisson(100, len(MONTHS)), 50.0 + random.random(len(MONTHS))) for c in GM))
    found = contribution.contribution(found_data, Question(ITEMS, "QOP"), Kind.SUB_ICB, Between.YEARS)
    assert sum(s.of_rate for s in found.shares) == found.change
    assert sum(s.of_amount for s in found.shares) == found.change_of_amount
    grid = found_data.resolved(ITEMS).grids[Grain.MONTH]
    at = grid.place["QOP"]
    top, bottom = grid.numerator[at], grid.denominator[at]
    plain = top[-12:].sum() / bottom[-12:].sum() - top[-24:-12].sum() / bottom[-24:-12].sum()
    assert float(found.change) == pytest.approx(plain)
    assert found.earlier == (date(2021, 10, 1), date(2022, 9, 1))


def test_a_sub_icb_that_only_reports_later_is_a_line_of_its_own_and_one_with_few_months_is_named(data) -> None:
    stayed = [rows(code, 100.0, 50.0) for code in GM[:-3]]
    joined, left, gaps = (
        rows(GM[-3], 200.0, 50.0, MONTHS[-12:]),
        rows(GM[-2], 50.0, 50.0, MONTHS[:-12]),
        rows(GM[-1], 100.0, 50.0),
    )
    found = contribution.contribution(
        data(*stayed, joined, left, gaps.drop(gaps.index[-2])), Question(ITEMS, "QOP"), Kind.SUB_ICB, Between.YEARS
    )
    lines = {s.part.code: s for s in found.shares}
    assert (lines[GM[-3]].presence, lines[GM[-2]].presence) == (Presence.JOINED, Presence.LEFT)
    assert lines[GM[-3]].joined == F(50, 450) * (4 - 2), "its share, times how far it lies from the others"
    assert lines[GM[-2]].joined == F(50, 450) * (2 - 1)
    assert lines[GM[-1]].of_amount == 0, "the missing month is no fall"
    assert len(found.thin) == 1
    assert sum(s.of_rate for s in found.shares) == found.change


def test_a_month_of_which_few_have_reported_yet_is_not_the_newest(data) -> None:
    early = [rows(code, 100.0, 50.0, MONTHS[:-1]) for code in GM[1:]]
    found = contribution.contribution(
        data(rows(GM[0], 100.0, 50.0), *early), Question(ITEMS, "QOP"), Kind.SUB_ICB, Between.QUARTERS
    )
    assert found.later == (date(2023, 6, 1), date(2023, 8, 1))
    assert found.earlier == (date(2022, 6, 1), date(2022, 8, 1))


def test_people_are_never_split_and_items_are(data) -> None:
    found = data(*(rows(code, 100.0, 50.0) for code in GM))
    assert "cannot be added up" in contribution.why_not(found.measures["opioid_4m"])
    assert contribution.why_not(found.measures[ITEMS]) == ""
    assert contribution.contribution(found, Question("opioid_4m", "QOP"), Kind.SUB_ICB, Between.YEARS) is None


def test_england_is_split_by_the_levels_that_report_and_a_trust_asks_for_its_icb(data) -> None:
    found = data(*(rows(code, 100.0, 50.0) for code in (*GM, "92G")))
    assert contribution.divided(found, Question(ITEMS, ENGLAND))[1] == (Kind.ICB, Kind.SUB_ICB), (
        "no region reports enough"
    )
    whole, levels = contribution.divided(found, Question(ITEMS, "R0A"))
    assert (whole.code, levels) == ("QOP", (Kind.SUB_ICB,))
    alone = contribution.contribution(found, Question(ITEMS, "QOX"), Kind.SUB_ICB, Between.YEARS)
    assert len(alone.shares) == 1


def test_one_year_of_data_is_too_short(data) -> None:
    found = data(*(rows(code, 100.0, 50.0, MONTHS[:12]) for code in GM))
    assert contribution.spans(found, Question(ITEMS, "QOP"), Kind.SUB_ICB) == {}


def test_on_the_real_file_every_board_is_split_exactly_banded_and_judged(real, tmp_path) -> None:
    path = real("op_sicbl_opioidper1000_monthly.csv")
    reading = ingest.read_bytes(path.name, path.read_bytes(), today=date(2026, 2, 1))
    store = Store(str(tmp_path / "store"))
    store.create()
    store.commit(reading.rows, Upload("observations", path.name, reading.sha256, len(reading.rows)))
    found = Data.of(store.at())
    boards = found.organisations.all(Kind.ICB)
    assert len(boards) == 42
    grid = found.resolved(ITEMS).grids[Grain.MONTH]
    for board in boards:
        split = contribution.contribution(found, Question(ITEMS, board.code), Kind.SUB_ICB, Between.YEARS)
        assert sum(s.of_rate for s in split.shares) == split.change
        at = grid.place[board.code]
        years = [
            grid.numerator[at, c].sum() / grid.denominator[at, c].sum() for c in (slice(-24, -12), slice(-12, None))
        ]
        assert float(split.change) == pytest.approx(years[1] - years[0], abs=1e-12)
        assert split.later == (date(2025, 1, 1), date(2025, 12, 1))
    banded = deciles.deciles(found, Question(ITEMS), Kind.ICB)
    assert set(banded.count) == {42}
    assert len(changed_most.changed_most(found, Question(ITEMS), Kind.ICB).rows) == 42
