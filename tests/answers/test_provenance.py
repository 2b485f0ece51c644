"""The months that a page's figures are about: a file that ends later moves those of its own measures alone."""

from datetime import date

import pandas as pd
from answers_made import observations

from analytics.answers import provenance
from analytics.store import Upload


def test_a_file_that_ends_later_moves_its_own_measures_alone(store):
    cord = provenance.span(store.at(), ["cord"], ["preterm"])
    rows = observations("R0A", [1, 2], pd.to_datetime(["2024-04-01", "2024-05-01"])).assign(measure="own")
    store.commit(rows, Upload("observations", "own.csv", "1" * 64, len(rows)))
    data = store.at()
    assert data.span()[1] == date(2024, 5, 1)
    assert provenance.span(data, ["cord"], ["preterm"]) == cord
    assert provenance.span(data, ["own"], []) == (date(2024, 4, 1), date(2024, 5, 1))


def test_what_has_only_stages_is_about_the_months_of_its_stages(data):
    first, last = provenance.span(data.stored, ["psirf_transition"], ["psirf"])
    assert date(2019, 1, 1) < first <= last <= data.stored.span()[1]
    assert provenance.span(data.stored, [], []) == data.stored.span()
