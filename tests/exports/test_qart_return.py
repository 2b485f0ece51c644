"""The workbook of a quarterly return: what may be entered is offered, what may not be changed is locked, nothing runs."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest

from analytics import catalogue, ingest
from analytics.answers import Data, qart
from analytics.exports.qart_return import workbook
from analytics.model import QuarterlyReturn
from analytics.model.qart import PROGRESS, PROGRESS_COLUMNS, READ_ME, STAGE_COLUMNS, STAGES, TO_FILL_IN, UPDATES

TODAY = date(2024, 1, 15)
HOSTILE = '=HYPERLINK("http://x.example","pay")'


@pytest.fixture(scope="module")
def asked(data: Data) -> QuarterlyReturn:
    found = qart.blank(data, "PSC-MAN", "2023-24 Q3")
    project = {
        "programme": "preterm_optimisation",
        "org_code": "QOP",
        "title": HOSTILE,
        "measure": "cord",
        "aim": "+95%",
        "last": 3.0,
        "score": float("nan"),
        "text": "",
    }
    return replace(found, projects=pd.DataFrame([project]))


@pytest.fixture(scope="module")
def book(asked: QuarterlyReturn) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(asked, catalogue.load())))


def options(book: openpyxl.Workbook, sheet: str, cell: str) -> list[str]:
    """What the list of a cell offers."""
    (rule,) = [r for r in book[sheet].data_validations.dataValidation if cell in r.sqref and r.type == "list"]
    name, cells = rule.formula1.lstrip("=").split("!")
    return [c.value for (c,) in book[name][cells.replace("$", "")]] if ":" in cells else [book[name][cells].value]


def test_each_stage_is_chosen_from_the_steps_of_its_own_scale(book, asked):
    known = catalogue.load()
    for number, row in enumerate(asked.stages.itertuples(), 2):
        element = next(e for e in known.pathways[row.pathway].elements if e.slug == row.element)
        steps = known.scales[element.scale].steps
        assert options(book, STAGES, f"H{number}") == [f"{s.value:g} - {s.label}" for s in steps]


def test_only_what_is_to_be_filled_in_is_open(book):
    for name in (READ_ME, STAGES, UPDATES, PROGRESS):
        assert book[name].protection.sheet, name
    keys = list(STAGE_COLUMNS)
    for row in book[STAGES].iter_rows():
        for key, cell in zip(keys, row, strict=True):
            assert cell.protection.locked is (cell.row == 1 or key not in TO_FILL_IN[STAGES])


def test_a_known_project_keeps_its_name(book):
    open_cells = {
        key: not cell.protection.locked for key, cell in zip(PROGRESS_COLUMNS, book[PROGRESS][2], strict=True)
    }
    assert [key for key, is_open in open_cells.items() if is_open] == ["score", "text", "measure", "aim"]
    assert not book[PROGRESS]["E3"].protection.locked, "another project may be added"


def test_what_looks_like_a_formula_is_text_and_comes_back_as_it_was(asked, book):
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    (cell,) = [c for c in cells if c.value == HOSTILE]
    assert cell.quotePrefix, "opened and left, it stays text"
    book[PROGRESS]["G2"].value, book[PROGRESS]["H2"].value = "3.5 - Improvement", "=1+1 went well"
    book[PROGRESS]["H2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    (stories,) = ingest.read_bytes("x.xlsx", out.getvalue(), today=TODAY).also
    (row,) = stories.rows.to_dict("records")
    assert (row["title"], row["text"], row["score"], row["aim"]) == (HOSTILE, "=1+1 went well", 3.5, "+95%")
    assert (row["org_code"], row["psc"], row["kind"], row["quarter"]) == ("QOP", "PSC-MAN", "update", "2023-24 Q3")


def test_every_step_and_score_is_explained_and_illustrative_data_marked(book):
    told = "\n".join(str(c.value) for (c,) in book[READ_ME].iter_rows(max_col=1) if c.value)
    known = catalogue.load()
    for slug in ("adoption_stages", "phase_status", "project_progress"):
        assert all(step.description in told for step in known.scales[slug].steps)
    assert "Illustrative data" in told
