"""The twelve months that organisations share for a comparison."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.answers import Data
from analytics.model import Kind
from analytics.series import years


@pytest.mark.parametrize("slug", ["cord", "appropriate_care_score", "opioidper1000", "psirf_transition"])
@pytest.mark.parametrize(
    "start", [date(2019, 6, 1), date(2022, 3, 1), date(2022, 4, 1), date(2023, 1, 1), date(2026, 1, 1)]
)
def test_a_beginning_that_is_not_needed_changes_no_comparison(data: Data, slug: str, start: date) -> None:
    found, end = data.resolved(slug), date(2023, 3, 1)
    codes = [o.code for kind in (Kind.ICB, Kind.TRUST) for o in data.organisations.all(kind)]
    rows, period = years.latest_year(found, codes, start, end)
    needed = years.needed_from(found, codes, start, end)
    again, same = years.latest_year(found, codes, needed, end)
    pd.testing.assert_frame_equal(rows, again)
    assert period == same
    assert (needed is None) == (start <= date(2022, 4, 1))
