"""Good files that were turned away, or told the wrong reason."""

import time

import pytest

from analytics.ingest import Reading
from analytics.model import Severity
from tests.ingest.inputs import BASE, WHO, case, pairs, said

ERROR = Severity.ERROR


def test_the_layout_of_plot_the_dots():
    found: Reading = case("P01b_plotthedots_org.csv")
    assert set(pairs(found)) == set(BASE)
    assert found.rows["value"].tolist() == [0.5] * 9
    assert any("target" in fact for fact in found.facts)


def test_the_public_sample_of_plot_the_dots_lacks_an_organisation_and_nothing_else():
    found: Reading = case("P01_plotthedots_public.csv")
    assert not found.kept
    assert said(found, "No column holds organisations", least=ERROR)
    assert not said(found, "are periods that we can read")
    assert not said(found, "Nothing says what the numbers measure")


def test_quarters_of_a_short_year():
    found: Reading = case("p01_q1_2324.tsv")
    assert set(found.rows["grain"]) == {"quarter"}
    assert [f"{d:%Y-%m}" for d in found.rows["period"].unique()] == ["2023-04", "2023-07", "2023-10"]


def test_financial_years_in_words():
    found: Reading = case("P17_nrls.csv")
    asked = {a.name for a in found.asks if a.default is None} or found.proposal
    assert found.kept or (asked and not said(found, "are periods that we can read"))
    if found.kept:
        assert [f"{d:%Y-%m}" for d in found.rows["period"].unique()] == ["2020-04", "2021-04"]


def test_waiting_times_name_what_splits_them():
    found: Reading = case("P02_rtt.csv")
    assert not found.kept
    assert not said(found, "are periods that we can read")
    assert said(found, "Treatment Function", least=ERROR) or said(found, "whose are the numbers", least=ERROR)


def test_trusts_without_their_apostrophes():
    found: Reading = case("t32_kings.csv")
    expected = "RJZ RJZ RJ1 RJ7 RJ7 RQ3 RCX RBT RM1 RBL RHQ RJE R1H RTH RGT RHW R0A RK9 RR8"
    assert " ".join(found.rows["org_code"]) == expected


def test_regions_as_they_are_published():
    assert " ".join(case("s37_regions.csv").rows["org_code"]) == "Y58 Y63 Y59 Y61 Y60 Y62 Y56"


def test_systems_for_boards():
    assert list(case("o02b_icb.tsv").rows["org_code"].unique()) == ["QOP", "QHM", "QOX"]


def test_the_columns_of_fingertips_in_r():
    found: Reading = case("P15_fingertipsR.csv")
    assert (found.format, found.kept) == ("fingertips_all_data", True), [p.message for p in found.problems]
    assert set(found.rows["org_code"]) <= {"QOP", "QHM", "QOX", "ENG"} or len(found.rows)


@pytest.mark.parametrize("name", ["u04_vte.csv", "P03_vte.csv"])
def test_a_rate_is_no_dimension(name: str):
    found: Reading = case(name)
    assert not said(found, "splits organisations further")
    assert found.kept, [p.message for p in found.problems]
    assert (len(found.rows), found.rows["measure"].nunique(), set(found.rows["org_code"])) == (9, 1, set(WHO))
    assert (found.rows["numerator"] < found.rows["denominator"]).all()


def test_trusts_as_columns():
    found: Reading = case("w03_trusts_as_columns.xlsx")
    assert found.kept, [p.message for p in found.problems]
    assert set(pairs(found)) == set(BASE)
    assert set(found.rows["value"]) == {0.5}


def test_the_monthly_workbook_of_emergency_departments():
    found: Reading = case("gh548_incorrect_sst_unique_count.xls")
    if not found.kept:
        assert said(found, "monthly CSV", "A&E", least=ERROR)
        return
    assert [f"{d:%Y-%m}" for d in found.rows["period"].unique()] == ["2022-12"]


def test_a_password_is_no_damage():
    found: Reading = case("pass_protected.ods")
    assert said(found, "password", least=ERROR)
    assert not said(found, "damaged")


def test_a_wide_table_costs_no_more_than_a_long_one():
    start = time.process_time()
    found: Reading = case("s27_wide_200x120.csv")
    assert len(found.rows) == 70_704
    assert time.process_time() - start < 10
