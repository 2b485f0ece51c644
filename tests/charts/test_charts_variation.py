"""The decile band and the contribution bars: rows have every column that the templates read, and words say the rest."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import catalogue, organisations
from analytics.charts import contribution, deciles
from analytics.methods import deciles as methods
from analytics.model import Deciles, Grain, Kind
from analytics.words import deciles as words
from tests.charts.test_charts_templates import reads
from tests.words.test_words_contribution import TWO

ITEMS = catalogue.load().measures["opioidper1000"]
TREE = organisations.at(date(2023, 9, 30))


def band(chosen="QOP", first=0):
    """30 boards over 24 months of which the last has risen to the top."""
    value = np.tile(np.linspace(1, 2, 30)[:, None], (1, 24))
    value[0, 10:] = 3.0
    low, median, high, count = methods.bands(value)
    codes = tuple(o.code for o in TREE.all(Kind.ICB))[:30]
    codes = ("QOP", *(c for c in codes if c != "QOP"))[:30]
    tenth, since = methods.tenths(value, low, high)
    own = value[0] if chosen == "QOP" else np.full(24, np.nan)
    period = pd.date_range("2021-10-01", periods=24, freq="MS").to_numpy("datetime64[ms]")
    names = tuple(TREE[c].short_name for c in codes)
    return Deciles(ITEMS, Kind.ICB, Grain.MONTH, period, low, median, high, count, codes, names, tenth, since,
                   TREE[chosen], own, first=first)  # fmt: skip


@pytest.mark.parametrize(
    ("template", "rows"),
    [
        (deciles.template(ITEMS.unit), deciles.rows(band())),
        (contribution.template("items", 2), contribution.rows(TWO)),
    ],
    ids=["deciles", "contribution"],
)
def test_a_template_has_no_data_and_reads_what_the_rows_have(template, rows) -> None:
    assert reads(template) <= set(rows.columns)
    assert "datasets" not in json.dumps(template)
    assert rows["described"].str.len().min() > 10


def test_the_band_says_where_the_chosen_one_lies_since_when_and_who_stays_at_an_end() -> None:
    assert "**Greater Manchester** has 3 items per 1,000 patients in September 2023, in the highest tenth since" in (
        words.sentence(band())
    )
    assert "since August 2022" in words.sentence(band())
    assert "in the highest tenth" in words.steady(band())
    assert "Greater Manchester" in words.steady(band())
    assert words.brief(band())[1] == "in the highest tenth for 12 months or longer"


def test_a_trust_without_figures_has_no_line_and_the_key_has_none() -> None:
    found = band("R0A")
    assert "has no figure of its own" in words.sentence(found)
    assert [entry.text for entry in deciles.marks(found)][1:] == ["their median"]
    assert [entry.text for entry in deciles.marks(band())][1:] == ["their median", "Greater Manchester"]


def test_the_view_crops_the_rows() -> None:
    assert len(deciles.rows(band(first=20))) == 4


def test_words_for_a_listener_have_the_numbers() -> None:
    told = words.alt(band())
    assert "30 ICBs" in told
    assert "eight in ten lie between" in told
    assert "Greater Manchester has 3 items per 1,000 patients" in told
