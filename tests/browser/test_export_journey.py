"""Export in the head of a page: each kind is pressed, comes as a file and is read back; a long one can be stopped."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable

import nbformat
from conftest import App, at_rest
from driver import no_exception, press, taken
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

PEOPLE = "/opioids?icb=QOP&measure=opioid_4m&section=measure"
ALL_CHARTS = "/preterm_optimisation?section=charts"
KINDS = ("PowerPoint", "Excel", "CSV", "PNG picture", "SVG picture", "Web page", "Open as a notebook")
SMALL = "Contains small numbers, not for publication"


def opened(page: Page) -> Locator:
    """The popover, open."""
    press(page.get_by_role("button", name="Export", exact=True))
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("button", name=KINDS[-1])).to_be_visible()
    at_rest(page)
    return body


def test_each_kind_comes_as_a_file_that_says_whose_numbers_it_holds(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + PEOPLE)
    body = opened(page)
    expect(body.get_by_text(SMALL)).to_be_visible()
    files = {}
    for kind in KINDS:
        file = taken(page, body.get_by_role("button", name=kind))
        assert re.fullmatch(r"QOP_opioids_measure_[\d.]+-\w+\.\w+", file.suggested_filename)
        files[file.suggested_filename.rpartition(".")[2]] = file.path().read_bytes()
    no_exception(page)
    deck = Presentation(io.BytesIO(files["pptx"]))
    shown = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame]
    assert any("Greater Manchester" in text and SMALL in text for text in shown)
    assert [shape.has_chart for shape in deck.slides[1].shapes].count(True) == 1
    about = load_workbook(io.BytesIO(files["xlsx"]))["About"]
    said = {str(row[0].value): str(row[1].value) for row in about.iter_rows()}
    assert f"{app.address}/opioids?" in said["Link"]
    assert said["Publication"] == SMALL
    assert f"# Publication,{SMALL!r}".replace("'", '"') in files["csv"].decode("utf-8-sig")
    assert files["png"].startswith(b"\x89PNG")
    assert SMALL in files["svg"].decode()
    assert SMALL in files["html"].decode()
    notebook = nbformat.reads(files["ipynb"].decode(), 4)
    assert any("reopened.of(open_store(), LINK)" in cell.source for cell in notebook.cells)


def test_for_publication_hands_out_what_everybody_may_see(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + PEOPLE)
    body = opened(page)
    body.get_by_text("For publication", exact=True).first.click()
    expect(body.get_by_text(SMALL)).to_have_count(0)
    at_rest(page)
    file = taken(page, body.get_by_role("button", name="CSV"))
    assert "for-publication" in file.suggested_filename
    lines = csv.reader(file.path().read_text("utf-8-sig").splitlines())
    _, *rows = (line for line in lines if line and not line[0].startswith("# "))
    counts = [float(cell) for row in rows for cell in row[2:4] if cell]
    assert counts
    assert not [n for n in counts if n % 5]


def test_a_long_export_says_how_far_it_is_and_stops(app: App, browse: Callable[..., Page]) -> None:
    page = browse(app.address + ALL_CHARTS)
    body = opened(page)
    press(body.get_by_role("button", name="PNG picture"))
    expect(body.get_by_text(re.compile(r"\d+ of \d+ figures written"))).to_be_visible()
    body.get_by_role("button", name="Stop", exact=True).click()
    expect(body.get_by_text("Stopped: no file was made.")).to_be_visible()
    press(body.get_by_role("button", name="CSV"))
    made = body.get_by_role("button", name=re.compile(r"^Download ENG_.*csv\.zip"))
    expect(made).to_be_visible()
    packed = zipfile.ZipFile(taken(page, made).path())
    assert len(packed.namelist()) > 4
    assert all(name.endswith(".csv") for name in packed.namelist())
    no_exception(page)
