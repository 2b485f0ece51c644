"""Working days against GOV.UK's own list of bank holidays, and by hand."""

import json
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.methods.calendar import month_days, working_days


@pytest.mark.parametrize(
    ("month", "days"),
    [
        ("2023-04", 18),  # Good Friday and Easter Monday
        ("2023-05", 20),  # three bank holidays, the coronation's among them
        ("2023-06", 22),
        ("2022-06", 20),  # the spring holiday moved to 2 June, and the jubilee on 3 June
        ("2022-09", 21),  # the Queen's funeral
        ("2020-05", 19),  # Early May moved to VE Day, and Spring
    ],
)
def test_working_days_of_known_months(month, days):
    assert working_days(pd.DatetimeIndex([f"{month}-01"])) == [days]


def test_any_day_of_a_month_stands_for_it_and_nothing_gives_nothing():
    assert working_days(pd.DatetimeIndex(["2023-05-31"])) == [20]
    assert working_days(pd.DatetimeIndex([])).shape == (0,)
    assert list(month_days(pd.DatetimeIndex(["2024-02-29", "2023-02-01"]))) == [29, 28]


def test_every_month_agrees_with_the_governments_list(real):
    listed = json.loads(real("govuk_bank_holidays_england_and_wales.json").read_text(encoding="utf-8"))
    events = listed.get("england-and-wales", listed)["events"]
    free = {date.fromisoformat(e["date"]) for e in events}
    months = pd.date_range(f"{min(free).year}-01-01", f"{max(free).year}-12-01", freq="MS")
    for month, counted in zip(months, working_days(months), strict=True):
        days = [month.date() + timedelta(i) for i in range(month.days_in_month)]
        assert counted == sum(d.weekday() < 5 and d not in free for d in days), month
