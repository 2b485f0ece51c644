"""The illustrative data: made the same each time, calibrated to the printed figures, and well formed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
MADE = DATA / "illustrative"
FILES = ("preterm_observations.csv", "deterioration_observations.csv", "opioid_observations.csv", "adoption.csv")
BASELINE, NOW = ("2019-04", "2020-03"), ("2022-10", "2023-09")
POINT = 0.01
PEOPLE = ("opioid_4m", "opioid_high")
NEW = ("caffeine", "vtv")
LAST = "2023-09-30"
CLOSED = {"RA4": "2023-03-31", "RVY": "2023-06-30"}
"""Trusts that closed in the quarters of PSIRF, and the last quarter end that they saw."""


def read(path: Path) -> pd.DataFrame:
    """A CSV file with codes kept as text."""
    return pd.read_csv(path, dtype={"org_code": str, "value": float, "status": str, "note": str})


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pd.concat([read(MADE / name) for name in FILES[:3]], ignore_index=True)


@pytest.fixture(scope="module")
def stages() -> pd.DataFrame:
    return read(MADE / "adoption.csv")


@pytest.fixture(scope="module")
def organisations() -> pd.DataFrame:
    return pd.read_csv(DATA / "organisations.csv", dtype=str, keep_default_na=False)


def england(rows: pd.DataFrame, measure: str, window: tuple[str, str]) -> pd.Series:
    """Numerator and denominator of a measure, added over trusts and the months of a window."""
    chosen = rows[(rows["measure"] == measure) & rows["period"].between(*window)]
    return chosen[["numerator", "denominator"]].sum()


def rate(rows: pd.DataFrame, measure: str, window: tuple[str, str]) -> float:
    """Pooled rate of England in a window."""
    sums = england(rows, measure, window)
    return float(sums["numerator"] / sums["denominator"])


def given(rows: pd.DataFrame, measure: str, code: str) -> pd.Series:
    """Numerators of one organisation by month."""
    return rows[(rows["measure"] == measure) & (rows["org_code"] == code)].set_index("period")["numerator"]


@pytest.mark.slow
def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(MADE / "make.py"), "--out", str(tmp_path)], check=True)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (MADE / name).read_bytes(), f"{name}: run `make illustrative`"


@pytest.mark.parametrize(
    ("measure", "window", "printed"),
    [
        ("mgso4", NOW, 0.862),
        ("mgso4", (BASELINE[0], NOW[1]), 0.862),
        ("cord", BASELINE, 0.3325),
        ("cord", NOW, 0.665),
        ("normothermia", NOW, 0.761),
    ],
)
def test_national_rates_are_as_printed(
    rows: pd.DataFrame, measure: str, window: tuple[str, str], printed: float
) -> None:
    assert rate(rows, measure, window) == pytest.approx(printed, abs=0.05 * POINT)


def test_steroids_rise_by_ten_points_and_place_of_birth_stays(rows: pd.DataFrame) -> None:
    change = {m: rate(rows, m, NOW) - rate(rows, m, BASELINE) for m in ("steroids", "place_of_birth")}
    assert change["steroids"] == pytest.approx(10 * POINT, abs=0.05 * POINT)
    assert change["place_of_birth"] == pytest.approx(0, abs=0.05 * POINT)


def test_interventions_a_month(rows: pd.DataFrame) -> None:
    for window, printed in ((BASELINE, 1213), (NOW, 1722)):
        assert round(england(rows, "total_interventions", window)["numerator"] / 12) == printed


def test_women_and_babies_behind_the_outcome_estimates(rows: pd.DataFrame) -> None:
    women = england(rows, "mgso4", (BASELINE[0], NOW[1]))["numerator"]
    assert int(women // 37) == 420
    assert round(england(rows, "cord", NOW)["numerator"] / 12 / 33) == 17


def test_sizes_of_england_and_of_a_median_trust(rows: pd.DataFrame) -> None:
    births = rows[(rows["measure"] == "births_below_34") & rows["period"].between(*NOW)]
    assert births["numerator"].sum() / 12 == pytest.approx(1016, rel=0.01)
    assert births["org_code"].nunique() == 120
    assert 7 <= births.groupby("org_code")["numerator"].mean().median() <= 8.5


@pytest.mark.parametrize(
    ("measure", "months", "printed"),
    [("opioid_4m", ("2022-07", "2023-03"), 25_693), ("opioid_high", ("2022-09", "2023-07"), 7_217)],
)
def test_fewer_people_than_in_2021(rows: pd.DataFrame, measure: str, months: tuple[str, str], printed: int) -> None:
    people = given(rows, measure, "ENG")
    fewer = people["2021-01":"2021-12"].mean() - people[months[0] : months[1]].mean()
    assert round(fewer) == printed


def test_spring_2023_is_outside_the_limits_and_june_is_above_may_each_year(rows: pd.DataFrame) -> None:
    people = given(rows, "opioid_4m", "ENG")
    beyond = (people - people.mean()).abs() > 2.66 * people.diff().abs().mean()
    assert list(people.index[beyond]) == ["2023-04", "2023-05", "2023-06"]
    assert all(people[f"{year}-06"] > people[f"{year}-05"] for year in range(2019, 2024))


@pytest.mark.parametrize("measure", PEOPLE)
def test_people_do_not_add_up_to_england(rows: pd.DataFrame, organisations: pd.DataFrame, measure: str) -> None:
    people = rows[rows["measure"] == measure]
    kind = people["org_code"].map(organisations.set_index("code")["type"]).fillna("nation")
    sums = people.groupby([kind, "period"])["numerator"].sum().unstack(0)
    assert (sums["nation"] < sums["region"]).all()
    assert (sums["region"] < sums["icb"]).all()
    assert (sums["nation"] > 0.99 * sums["icb"]).all()
    assert people.groupby(kind)["org_code"].nunique().to_dict() == {"icb": 42, "nation": 1, "region": 7}
    soft = people[people["status"] == "provisional"]
    assert set(soft["period"]) == {"2023-08", "2023-09"}


def test_items_are_given_by_sub_icb_at_a_real_size(rows: pd.DataFrame) -> None:
    items = rows[rows["measure"] == "opioidper1000"]
    assert items["org_code"].nunique() == 106
    assert rate(rows, "opioidper1000", ("2020-12", "2020-12")) == pytest.approx(1.45, abs=0.1)
    assert rate(rows, "opioidper1000", ("2023-05", "2023-05")) == pytest.approx(1.1, abs=0.1)


def test_rows_are_well_formed(rows: pd.DataFrame) -> None:
    assert not rows.duplicated(["measure", "org_code", "period"]).any()
    assert set(rows["status"].dropna()) == {"not submitted", "low data quality", "provisional"}
    blank = rows["numerator"].isna()
    assert (blank == (rows["status"] == "not submitted")).all()
    assert not ((rows["denominator"] <= 0) & (rows["numerator"] > 0)).any()
    assert not (rows["denominator"] < 0).any()
    assert (rows.loc[~blank, "numerator"] >= 0).all()
    proportion = ~rows["measure"].isin(["opioidome", "opioidper1000", "total_interventions"]) & ~blank
    assert (rows.loc[proportion, "numerator"] <= rows.loc[proportion, "denominator"]).all()


def test_new_interventions_and_newtt2_begin_when_they_began(rows: pd.DataFrame) -> None:
    first = rows.groupby("measure")["period"].min()
    assert first[list(NEW)].eq("2023-04").all()
    assert first["newtt2_pathway"] == "2023-01"
    assert 0 < rows.loc[rows["measure"] == "vtv", "org_code"].nunique() < 120


def test_codes_are_known(rows: pd.DataFrame, stages: pd.DataFrame, organisations: pd.DataFrame) -> None:
    sub_icbs = pd.read_csv(DATA / "sub_icbs.csv", dtype=str)["code"]
    known = {"ENG", *organisations["code"], *sub_icbs}
    assert set(rows["org_code"]) <= known
    assert set(stages["org_code"]) <= known
    stories = pd.read_csv(DATA / "stories_report.csv", dtype=str, keep_default_na=False)
    assert set(stories["org_code"]) | set(stories["psc"]) <= known | {""}
    events = pd.read_csv(DATA / "events_national.csv", dtype=str)
    assert set(events["org_code"]) == {"ENG", "Y58"}
    assert set(events.loc[events["org_code"] == "Y58", "title"]) == {"PERIPrem begins in the South West"}
    assert events["source"].str.len().min() > 10


def test_eighty_eight_per_cent_of_elements_are_adopted(stages: pd.DataFrame) -> None:
    last = stages[(stages["pathway"] == "preterm") & (stages["as_at"] == LAST)]
    assert last.groupby("element")["org_code"].nunique().eq(120).all()
    assert len(last) == 9 * 120
    assert round(100 * (last["stage"] >= 5).mean()) == 88
    assert stages.loc[stages["element"].isin(NEW), "as_at"].min() == "2023-06-30"


def test_whole_system_approach_counts(stages: pd.DataFrame) -> None:
    last = stages[(stages["pathway"] == "wsa") & (stages["as_at"] == LAST)]
    icbs = last.pivot(index="org_code", columns="element", values="stage")
    assert len(icbs) == 42
    assert icbs["support"].value_counts().to_dict() == {3: 25, 2: 3, 1: 8, 0: 6}
    full = icbs.loc[icbs["support"] == 3, "phase"]
    assert [int(full.between(*phases).sum()) for phases in ((6, 6), (4, 5), (2, 3))] == [14, 6, 5]
    assert icbs["phase"].notna().sum() == 29  # the headline: one more than 25 and 3
    assert icbs.loc[icbs["support"] >= 2, "phase"].notna().all()


def test_collaboratives_behind_the_whole_system_counts(stages: pd.DataFrame, organisations: pd.DataFrame) -> None:
    last = stages[(stages["pathway"] == "wsa") & (stages["as_at"] == LAST)]
    icbs = last.pivot(index="org_code", columns="element", values="stage")
    full = icbs[icbs["support"] == 3]
    psc = full.index.to_series().map(organisations.set_index("code")["psc_code"])
    counts = [psc[full["phase"].between(*phases)].nunique() for phases in ((4, 6), (6, 6), (2, 3))]
    assert counts == [14, 10, 4]


def test_deterioration_trusts_that_wait_for_phase_5_say_so(stages: pd.DataFrame) -> None:
    for pathway in ("mews", "newtt2"):
        last = stages[(stages["pathway"] == pathway) & (stages["as_at"] == LAST)]
        phases = last[last["element"] == "phase"].set_index("org_code")
        assert len(phases) == 120
        assert set(phases["stage"]) == {3, 4, 5}
        waiting = phases[phases["stage"] == 5]
        assert waiting["note"].str.contains("delayed").all()
        reached = last[last["element"] == "stage"].set_index("org_code")["stage"]
        assert reached[waiting.index].max() <= 3  # nobody tests before phase 5 begins


def test_the_kind_of_record_follows_the_phase_and_some_plans_are_overdue(stages: pd.DataFrame) -> None:
    for pathway in ("mews", "newtt2"):
        last = stages[(stages["pathway"] == pathway) & (stages["as_at"] == LAST)]
        wide = last.pivot(index="org_code", columns="element", values="stage")
        assert wide["record"].notna().all()
        assert ((wide["record"] == 2) == (wide["phase"] == 5)).all(), "who waits for the digital specification"
        planned = last["planned_for"].dropna()
        assert 0 < (planned < LAST).sum() < len(planned)
        assert set(last.loc[last["planned_for"].notna(), "element"]) == {"stage"}, "a phase is no step to reach"


def test_the_pier_pathway_and_its_toolkits_are_known_everywhere(stages: pd.DataFrame) -> None:
    last = stages[(stages["pathway"] == "pier") & (stages["as_at"] == LAST)]
    assert last.groupby("element")["org_code"].nunique().to_dict() == dict.fromkeys(
        ("prevent", "identify", "escalate", "respond", "bsots", "each_baby_counts"), 120
    )
    share = (last["stage"] >= 5).groupby(last["element"]).mean()
    assert share.between(0.2, 0.8).all(), "neither all nor none: there is something to see"


def test_psirf_phases_overlap_and_run_in_order(stages: pd.DataFrame, organisations: pd.DataFrame) -> None:
    psirf = stages[stages["pathway"] == "psirf"]
    last = psirf[psirf["as_at"] == LAST].pivot(index="org_code", columns="element", values="stage")
    assert len(last) == 210
    known = set(psirf["org_code"])
    trusts = organisations[organisations["type"] == "trust"]
    there = (trusts["valid_from"] <= LAST) & ((trusts["valid_to"] == "") | (trusts["valid_to"] >= "2022-09-30"))
    assert known == set(trusts.loc[there, "code"]), "every trust that was open in the period"
    assert known - set(last.index) == set(CLOSED)
    order = ["orientation", "diagnostic", "governance", "planning", "policy_and_plan", "transition", "embedding"]
    assert last[order].diff(axis=1).iloc[:, 1:].le(0).all(axis=None)
    assert ((last == 1).sum(axis=1) > 1).any()  # phases overlap
    assert 0 < (last["transition"] >= 1).mean() < 1
    late = psirf[psirf["planned_for"] == "2024-04-01"]
    assert list(late["element"]) == ["transition"]


def test_learning_responses_are_known_everywhere_and_neither_all_nor_none_are_in_use(stages: pd.DataFrame) -> None:
    last = stages[(stages["pathway"] == "psirf_learning") & (stages["as_at"] == LAST)]
    assert last.groupby("element")["org_code"].nunique().to_dict() == dict.fromkeys(
        ("swarm", "after_action", "mdt_review", "thematic_review", "safety_partners", "lfpse", "training"), 210
    )
    assert (last["stage"] == 2).groupby(last["element"]).mean().between(0.1, 0.95).all()


def test_stages_only_repeat_at_the_last_quarter(stages: pd.DataFrame) -> None:
    key = ["pathway", "element", "org_code"]
    assert not stages.duplicated([*key, "as_at"]).any()
    repeated = stages["stage"].eq(stages.sort_values([*key, "as_at"]).groupby(key)["stage"].shift())
    ends = stages.groupby(key)["as_at"].max().reset_index()
    closed = ends["org_code"].isin(CLOSED)
    assert ends.loc[~closed, "as_at"].eq(LAST).all()
    assert (ends.loc[closed, "as_at"] == ends.loc[closed, "org_code"].map(CLOSED)).all()
    assert set(ends.loc[closed, "pathway"]) == {"psirf"}
    repeated &= ~stages["org_code"].isin(CLOSED)
    assert set(stages.loc[repeated, "as_at"]) == {LAST}
