"""A file against those before it: a revision takes the place of what it revises, and what vanished is said."""

import numpy as np
import pandas as pd
import pytest

from analytics.keeping import revision
from analytics.keeping.preview import beside
from analytics.model.tables import OBSERVATIONS
from analytics.store import Upload


def observations(codes=("R0A", "RM3"), months=("2023-04", "2023-05", "2023-06"), numerator=21.0, denominator=32.0):
    pairs = [(code, pd.Timestamp(f"{month}-01")) for code in codes for month in months]
    return pd.DataFrame(
        {
            "measure": "cord",
            "org_code": [c for c, _ in pairs],
            "period": [m for _, m in pairs],
            "grain": "month",
            "numerator": numerator,
            "denominator": denominator,
            "value": np.nan,
            "status": "",
            "measure_title": "Optimal cord management",
        }
    )[[c.name for c in OBSERVATIONS.columns]]


def keep(store, rows, file="cord.csv"):
    store.commit(rows, Upload("observations", file, "0" * 64, len(rows), format="template_observations"))


def revised(store, rows, file="cord.csv", fmt="template_observations"):
    return revision.revises(rows, beside(rows, OBSERVATIONS, store.at()), OBSERVATIONS, file, fmt, store.history())


@pytest.mark.parametrize(
    ("file", "same"),
    [
        ("cord.csv", True),
        ("Cord (1).csv", True),
        ("cord_v2.xlsx", True),
        ("cord final.csv", True),
        ("cord-provisional.csv.gz", True),
        ("steroids.csv", False),
    ],
)
def test_names_that_differ_in_marks_alone_are_one_file(file, same):
    assert (revision.stem(file) == revision.stem("cord.csv")) is same


def test_a_revision_takes_away_what_it_no_longer_has(store):
    keep(store, observations())
    found = revised(store, observations().drop(1), "cord (2).csv")
    assert found is not None
    assert [(r.org_code, f"{r.period:%Y-%m}") for r in found.removed.itertuples()] == [("R0A", "2023-05")]


def test_the_months_before_its_first_stay(store):
    keep(store, observations())
    found = revised(store, observations(months=("2023-05", "2023-06", "2023-07")))
    assert found is not None
    assert found.removed.empty, "an export of the last three months says nothing about the month before"


@pytest.mark.parametrize(
    ("rows", "file", "fmt", "why"),
    [
        (observations(codes=("RWJ",)), "cord.csv", "template_observations", "another trust's file of the same name"),
        (observations(), "other.csv", "template_observations", "another name"),
        (observations(), "cord.csv", "periprem_monthly", "another layout"),
    ],
)
def test_other_files_revise_nothing(store, rows, file, fmt, why):
    keep(store, observations())
    assert revised(store, rows, file, fmt) is None, why


def test_what_was_undone_is_not_revised(store):
    keep(store, observations())
    store.undo(store.history()[0].upload.id)
    assert revised(store, observations()) is None


def odd(store, rows):
    now = beside(rows, OBSERVATIONS, store.at())
    return revision.oddities(rows, now, OBSERVATIONS, "template_observations", store.history())


def test_vanished_organisations_and_periods_are_named(store):
    keep(store, observations())
    told = odd(store, observations(codes=("R0A",), months=("2023-04", "2023-06", "2023-07")))
    assert ["RM3" in p.message for p in told] == [True, False]
    assert "May 2023" in told[1].message


def test_a_file_about_somebody_else_has_lost_nobody(store):
    keep(store, observations())
    assert odd(store, observations(codes=("RWJ",))) == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "column"),
    [(0.21, 32.0, "value"), (21_000.0, 32_000.0, "denominator")],
)
def test_a_sudden_change_of_scale_is_said(store, numerator, denominator, column):
    keep(store, observations())
    later = observations(months=("2023-07", "2023-08", "2023-09"), numerator=numerator, denominator=denominator)
    told = [p for p in odd(store, later) if "times" in p.message]
    assert [p.column for p in told] == [column]
    assert "Optimal cord management" in told[0].message


def test_one_trust_that_grew_is_no_change_of_scale(store):
    keep(store, observations(codes=("R0A", "RM3", "RWJ")))
    later = observations(codes=("R0A", "RM3", "RWJ"), months=("2023-07", "2023-08", "2023-09"))
    later.loc[later["org_code"] == "R0A", ["numerator", "denominator"]] *= 10
    assert [p for p in odd(store, later) if "times" in p.message] == []


def test_illustrative_numbers_are_no_measure_of_real_ones(store):
    assert odd(store, observations(denominator=32_000.0, numerator=21_000.0)) == []
