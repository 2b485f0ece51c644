"""What an upload would change is said before it is kept."""

import pandas as pd

from analytics.keeping.preview import beside, preview
from analytics.model.tables import EVENTS, OBSERVATIONS
from analytics.store import Upload
from tests.store.test_store import rows


def held(upload, store, table=OBSERVATIONS):
    return preview(upload, beside(upload, table, store.at()), table)


def test_rows_are_new_changed_or_the_same(store):
    first = pd.concat([rows(10, ("R0A", "RMC")), rows(3, ("R0A",), month="2023-05-01")])
    told = held(first, store)
    assert (told.new, told.changed, told.unchanged) == (3, 0, 0)
    assert told.put_aside["cord"] > 6000, "the measure's illustrative rows make way"
    store.commit(first, Upload("observations", "first.csv", "0" * 64, 3))
    second = pd.concat([rows(10, ("R0A",)), rows(12.0, ("RMC",)), rows(9, ("R1K",))])
    told = held(second, store)
    assert (told.new, told.changed, told.unchanged, told.put_aside) == (1, 1, 1, {})
    assert told.changes["numerator"].tolist() == ["10.0 → 12.0"]
    assert held(first, store).changes_nothing


def test_events_without_a_measure_are_known_again(store):
    fields = {"org_code": "R0A", "measure": "", "title": "Trolley", "text": "", "source": "", "kind": "event"}
    event = pd.DataFrame([{"date": pd.Timestamp("2023-07-14")} | fields])
    assert held(event, store, EVENTS).new == 1
    store.commit(event, Upload("events", "e.csv", "0" * 64, 1))
    assert held(event, store, EVENTS).changes_nothing
