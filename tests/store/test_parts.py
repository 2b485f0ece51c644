"""Texts that come in repeated pieces are stored as those that do not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from analytics.ingest.shape import typed_rows
from analytics.model.tables import OBSERVATIONS
from analytics.store import parts
from tests.store.test_store import empty, upload

__all__ = ["empty"]
MANY = 20_000
KEY = list(OBSERVATIONS.key)


def long(measures: list[str], statuses: list[str]) -> pd.DataFrame:
    """Stretches of rows, long enough to be laid down at once."""
    size = MANY * len(measures)
    number = np.arange(size)
    columns = {
        "measure": pd.Categorical(np.repeat(measures, MANY)),
        "org_code": pd.Categorical(np.array(["R0A", "RMC", "QOP"])[number % 3]),
        "period": np.datetime64("1600-01-01", "s") + number * np.timedelta64(86_400, "s"),
        "grain": pd.Categorical(["month"] * size),
        "numerator": number.astype(float),
        "status": pd.Categorical(np.repeat(statuses, MANY)),
        "measure_title": pd.Categorical(np.repeat([f"{m} (title)" for m in measures], MANY)),
    }
    return typed_rows(OBSERVATIONS, columns)


@pytest.mark.parametrize(
    ("measures", "statuses"),
    [
        (["cord", "warm"], ["", ""]),
        (["cord", "cord", "warm"], ["", "provisional", ""]),
        (["warm", "cord", "warm"], ["provisional", "", "suppressed"]),
    ],
    ids=["sorted", "status changes within", "not sorted"],
)
def test_repeated_pieces_come_back_as_their_texts(empty, measures, statuses):
    rows = long(measures, statuses)
    coded = parts.to_arrow(rows, OBSERVATIONS, "mine", illustrative=False).schema
    assert {"measure", "grain", "status", "measure_title"} <= {f.name for f in coded if pa.types.is_dictionary(f.type)}
    empty.commit(rows, upload())
    found = empty.at().rows("observations")[OBSERVATIONS.schema.names]
    ordered = [frame.sort_values(KEY, ignore_index=True) for frame in (rows, found)]
    pd.testing.assert_frame_equal(*ordered, check_dtype=False)


def test_missing_texts_stay_missing(empty):
    rows = long(["cord", "warm"], ["", ""])
    rows["measure_title"] = pd.Series([None] * len(rows), dtype="str")
    empty.commit(rows, upload())
    assert empty.at().rows("observations")["measure_title"].isna().all()
