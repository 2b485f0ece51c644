"""The command `chart` prints what the page shows."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

from analytics import words
from analytics.__main__ import app
from analytics.answers import Data, Question
from analytics.answers.chart import between_events, chart
from analytics.store import Store, Upload
from tests.answers.answers_made import observations

RUN = CliRunner()


def printed(store: Store, *arguments: str) -> str:
    done = RUN.invoke(app, ["chart", *arguments, "--store", store.uri])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("code", ["QOP", "Greater Manchester", "qop"])
def test_json_is_the_pages_chart(store: Store, code: str) -> None:
    found = json.loads(printed(store, "cord", code, "--from", "2022-01", "--to", "2023-06", "--json"))
    page = chart(Data.of(store.at()), Question("cord", "QOP", date(2022, 1, 1), date(2023, 6, 1)))
    assert found["sentence"] == words.control.sentence(*page.whole)
    assert (found["org_code"], found["grain"], found["illustrative"]) == ("QOP", "month", True)
    assert (found["variation"], found["basis"]) == (page.chart.variation.value, page.series.basis)
    assert [p["period"] for p in found["points"]][::17] == ["2022-01-01", "2023-06-01"]
    assert [p["centre"] for p in found["points"]] == pytest.approx(page.drawn[1].centre.tolist())


def test_from_crops_and_changes_no_verdict(store: Store) -> None:
    whole = json.loads(printed(store, "cord", "QOP", "--json"))
    late = json.loads(printed(store, "cord", "QOP", "--from", "2023-01", "--json"))
    other = {"points", "notes"}
    assert {k: late[k] for k in late.keys() - other} == {k: whole[k] for k in whole.keys() - other}
    said = [note for note in late["notes"] if note not in whole["notes"]]
    assert said == ["Limits, icons and sentences come from all data since April 2019, although the charts begin later."]
    assert late["points"] == whole["points"][-9:]


def test_everybodys_verdict_is_the_one_of_their_own_page(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(store, "mgso4", "--all"))))
    data = Data.of(store.at())
    assert rows[0]["org_code"] == "ENG"
    assert {r["grain"] for r in rows} == {"month", "quarter", "rolling_year"}, "small trusts stand at a coarser grain"
    for row in rows[::9]:
        page = chart(data, Question("mgso4", row["org_code"]))
        assert (row["variation"], row["assurance"]) == (page.chart.variation.value, page.chart.assurance.value)
        last = page.series.points.dropna(subset="value").iloc[-1]
        assert (row["latest_period"], row["status"]) == (f"{last['period']:%Y-%m-%d}", last["status"])
        assert float(row["latest"]) == pytest.approx(last["value"])


def test_rare_events_are_told_by_the_people_between_them_as_on_the_page(store: Store) -> None:
    events = np.zeros(24)
    events[::4] = 1
    store.commit(observations("R0A", events, slug="nec"), Upload("observations", "nec.csv", "0" * 64, 24))
    found = json.loads(printed(store, "nec", "R0A", "--between-events", "--json"))
    page = between_events(Data.of(store.at()), Question("nec", "R0A"))
    assert page is not None
    assert (found["kind"], found["sentence"]) == ("g", words.control.sentence(*page.whole))
    assert [point["value"] for point in found["points"]] == page.series.points["value"].tolist()
    assert json.loads(printed(store, "nec", "R0A", "--json"))["kind"] == "p"
    assert printed(store, "nec", "R0A", "--between-events").startswith("Babies between cases of necrotising")


def test_events_that_are_not_rare_are_told_by_the_usual_chart_and_a_note(store: Store) -> None:
    usual = json.loads(printed(store, "cord", "QOP", "--json"))
    found = json.loads(printed(store, "cord", "QOP", "--between-events", "--json"))
    note = "Only events of a share that are rare, fewer than 1 a period, are told by the people between them"
    assert found == usual | {"notes": [f"{note}: this is the usual chart.", *usual["notes"]]}


def test_csv_and_a_past_version(store: Store) -> None:
    version = str(store.version())
    rows = list(csv.DictReader(io.StringIO(printed(store, "cord", "ENG", "--csv", "--asof", version))))
    assert list(rows[0]) == [
        "period",
        "numerator",
        "denominator",
        "value",
        "status",
        "centre",
        "lower",
        "upper",
        "state",
    ]
    assert np.isclose(float(rows[0]["numerator"]) / float(rows[0]["denominator"]), float(rows[0]["value"]))


def test_nothing_to_show_says_why(store: Store) -> None:
    assert "says nothing about a single trust" in printed(store, "opioid_4m", "R0A")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cordx", "QOP"], "is no measure"),
        (["cord", "Bolten"], "Bolton NHS Foundation Trust"),
        (["cord"], "--all"),
        (["cord", "QOP", "--all"], "--all"),
        (["cord", "--all", "--between-events"], "of one organisation"),
        (["cord", "QOP", "--from", "2023"], "write it as"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(store: Store, arguments: list[str], said: str) -> None:
    done = RUN.invoke(app, ["chart", *arguments, "--store", store.uri])
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())


def test_a_question_is_a_value() -> None:
    asked = Question("cord", "QOP")
    assert {asked: 1}[replace(asked)] == 1
