"""`python -m analytics qart`: the workbook, and words for whatever cannot be."""

import json
from datetime import date

import openpyxl
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.answers import Data, qart
from analytics.model import QuarterlyReturn
from analytics.model.qart import PROGRESS, STAGES
from analytics.store import Store


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_the_workbook_is_written_and_what_it_is_filled_from_said(first_store, tmp_path):
    out = tmp_path / "out.xlsx"
    done = run("qart", "PSC-MAN", "--quarter", "2023-24 Q3", "--out", str(out), "--store", str(first_store))
    assert done.exit_code == 0, done.output
    assert "Health Innovation Manchester, 2023-24 Q3" in done.output
    assert "illustrative data" in done.output
    rows = list(openpyxl.load_workbook(out)[STAGES].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {"2023-24 Q3"}


def test_without_a_quarter_it_is_the_next_and_without_a_name_its_own(first_store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("qart", "Health Innovation Manchester", "--store", str(first_store)).exit_code == 0
    assert (tmp_path / "QART return PSC-MAN 2023-24 Q3.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("QOP",), "no Patient Safety Collaborative"),
        (("PSC-MAN", "--quarter", "Q9"), "no financial quarter"),
    ],
)
def test_what_cannot_be_is_said_as_wrong_usage(first_store, arguments, said):
    done = run("qart", *arguments, "--store", str(first_store))
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())


def test_a_folder_that_is_not_there_is_a_sentence(first_store, tmp_path):
    done = run("qart", "PSC-MAN", "--out", str(tmp_path / "no" / "x.xlsx"), "--store", str(first_store))
    assert done.exit_code == 1
    assert "could not be written" in done.output


@pytest.mark.slow
def test_a_filled_return_is_kept_whole_and_what_moved_is_said(store: Store, tmp_path):
    out = tmp_path / "QART return.xlsx"
    run("qart", "PSC-MAN", "--quarter", "2023-24 Q3", "--out", str(out), "--store", store.uri)
    book = openpyxl.load_workbook(out)
    last = book[STAGES]["F2"].value
    book[STAGES]["H2"].value = "7 - Business as usual" if not last.startswith("7") else "6 - Used for all"
    for cell, value in {
        "C2": "Opioids",
        "D2": "QOP",
        "E2": "Leads",
        "G2": "2 - Activity, no improvement",
        "H2": "Ten",
    }.items():
        book[PROGRESS][cell].value = value
    book.save(out)
    done = run("ingest", str(out), "--store", store.uri)
    assert done.exit_code == 0, done.output
    assert "1 moved up, 0 went back" in done.output or "0 moved up, 1 went back" in done.output
    told = json.loads(run("ingest", str(out), "--json", "--store", store.uri).output)
    assert told["also"] == [{"table": "stories", "rows": 1}]
    assert told["done"].startswith("Already here")
    asked: QuarterlyReturn = qart.blank(Data.of(store.at()), "PSC-MAN", "2023-24 Q4")
    assert asked.projects[["title", "last"]].to_numpy().tolist() == [["Leads", 2.0]]
    assert asked.stages["illustrative"].sum() == 0, "the return has taken the place of the illustrative stages"
    assert asked.as_at == date(2024, 3, 31)
