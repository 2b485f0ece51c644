"""The command `reconcile` prints what Methods shows."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.answers import Data
from analytics.answers.reconcile import reconcile
from analytics.store import Store

RUN = CliRunner()


@pytest.mark.slow
def test_json_has_a_row_a_figure(store: Store) -> None:
    done = RUN.invoke(app, ["reconcile", "--json", "--store", store.uri])
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [["id", "published", "computed", "agrees", "reason"]] * 254
    ours = reconcile(Data.of(store.at()))
    assert [(r["id"], r["agrees"], r["reason"]) for r in rows] == [(o.figure.id, o.agrees, o.reason) for o in ours]
    by_id = {row["id"]: row for row in rows}
    assert (by_id["PF011"]["published"], by_id["PF011"]["computed"]) == (29, 28)
    assert (by_id["PF053"]["published"], round(by_id["PF053"]["computed"], 1)) == (86.2, 86.2)
    assert (by_id["PF083"]["published"], by_id["PF083"]["computed"]) == (34, 34)
    assert (by_id["PF041"]["computed"], by_id["PF041"]["agrees"]) == (None, None)


@pytest.mark.slow
def test_words_begin_with_how_many_agree(store: Store) -> None:
    done = RUN.invoke(app, ["reconcile", "--store", store.uri, "--asof", str(store.version())])
    assert done.exit_code == 0, done.output
    first, *lines = done.stdout.splitlines()
    ours = reconcile(Data.of(store.at()))
    differ = sum(row.agrees is False for row in ours)
    assert first.startswith("Of 254 figures that the report prints, ")
    assert f" and {differ} do not" in first
    assert len(lines) == 254
    assert sum("; does not agree. " in line for line in lines) == differ


def test_an_unknown_version_ends_with_1_and_a_sentence(store: Store) -> None:
    done = RUN.invoke(app, ["reconcile", "--asof", "999", "--store", store.uri])
    assert done.exit_code == 1
    assert "“999”" in done.output


def test_an_unknown_option_ends_with_2(store: Store) -> None:
    assert RUN.invoke(app, ["reconcile", "--csv", "--store", store.uri]).exit_code == 2
