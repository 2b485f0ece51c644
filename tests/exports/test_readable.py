"""Tables as they are read: words, units and dates; and no codes."""

import pandas as pd

from analytics.exports import tabulated
from analytics.exports.readable import readable
from analytics.model import Grain, Signal, Unit
from tests.charts.charts_made import chart, measure, series

NA = float("nan")


def test_a_control_table_reads_in_words_and_units() -> None:
    of = series([0.349, NA], numerator=[15, NA], denominator=[43, NA], status=["", "not submitted"])
    found = chart(of, "i ", centre=0.4, lower=0.1, upper=0.6, signals={Signal.SHIFT: [True, False]})
    raw = tabulated.control_table(of, found)
    read = readable(raw, of.measure).texts()
    assert read.iloc[0].to_dict() == {
        "Period": "April 2022", "How many": "15", "Of how many": "43", "Value (% of d)": "34.9%", "Average": "40.0%",
        "Lower limit": "10.0%", "Upper limit": "60.0%", "Signals": "shift", "Verdict": "improvement", "Status": "",
    }  # fmt: skip
    assert read.iloc[1]["Value (% of d)"] == ""
    assert read.iloc[1]["Status"] == "not submitted"
    assert {"grain", "lower_2sigma"} <= set(raw.columns)  # the file has them all


def test_cells_keep_their_values_to_sort_by() -> None:
    table = pd.DataFrame({"period": ["2023-02-01", "2023-10-01"], "value": [0.09, 0.76]})
    found = readable(table, measure())
    assert found.table["Value (% of d)"].tolist() == [0.09, 0.76]
    assert found.table["Period"].is_monotonic_increasing
    assert found.styled().to_html()


def test_a_rate_has_its_unit_and_quarters_their_names() -> None:
    table = pd.DataFrame({"code": ["QOP"], "name": ["A"], "grain": [Grain.QUARTER.value], "period": ["2023-07-01"],
                          "value": [1.5], "variation": ["common_cause"], "assurance": ["hit_or_miss"]})  # fmt: skip
    read = readable(table, measure(Unit.RATE, per_text="items per 1,000 patients")).texts()
    assert read.iloc[0].to_dict() == {
        "Organisation": "A", "Period": "Q2 2023/24 (July to September 2023)", "Value (items per 1,000 patients)": "1.50",
        "Change": "no clear change", "Target": "met at times",
    }  # fmt: skip


def test_days_titles_shares_and_answers() -> None:
    table = pd.DataFrame({"org_code": ["R0A"], "element": ["cord"], "as_at": ["2023-09-30"], "share": [0.815],
                          "Since": ["2022-09-30 or before"], "used": [True]})  # fmt: skip
    read = readable(table, titles={"cord": "Optimal cord management"}).texts()
    assert read.iloc[0].to_dict() == {
        "Element": "Optimal cord management", "Recorded on": "30 September 2023", "Share": "81.5%",
        "Since": "30 September 2022 or before", "Counted in the trends": "yes",
    }  # fmt: skip


def test_mixed_grains_read_each_in_its_own() -> None:
    table = pd.DataFrame({"grain": ["month", "rolling_year"], "period": ["2023-02-01", "2023-03-01"]})
    assert readable(table).texts()["Period"].tolist() == ["February 2023", "year to March 2023"]


def test_nothing_is_a_table_too() -> None:
    assert readable(pd.DataFrame(columns=["period", "value"]), measure()).texts().empty
