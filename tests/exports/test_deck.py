"""The deck, read back by python-pptx."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from exports_made import LINK, VERSION, collection, control, hostile, ranking, without_chart
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from analytics import exhibits
from analytics.answers import Data
from analytics.exports import deck, wrapped
from analytics.model import View
from analytics.model.exhibit import Exhibit
from analytics.model.labels import ILLUSTRATIVE


def slides(*shown: Exhibit) -> list[Any]:
    """The slides of these exhibits, cover and sources apart."""
    made = Presentation(io.BytesIO(deck.to_pptx(collection(*shown))))
    return list(made.slides)[1 : 1 + len(shown)]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def known(numbers: Any) -> list[float | None]:
    return [None if n != n else float(n) for n in numbers]


def test_a_control_chart_is_powerpoints_own_with_the_tables_numbers(data: Data) -> None:
    exhibit = control(data)
    [chart] = charts(slides(exhibit)[0])
    table = exhibit.table()
    series = {s.name: list(s.values) for s in chart.plots[0].series}
    for name, column in {
        "Figure": "value",
        "Average": "centre",
        "Lower limit": "lower",
        "Upper limit": "upper",
    }.items():
        assert series[name] == pytest.approx(known(table[column])), name
    better = table["value"].where(table["state"] == "improvement")
    assert series["Improvement"] == pytest.approx(known(better)), "what is a signal is a series of its own"
    days = [date(1899, 12, 30) + timedelta(float(c)) for c in chart.plots[0].categories]  # as spreadsheets count them
    assert [day.isoformat() for day in days] == table["period"].tolist()


def test_ranked_bars_are_powerpoints_own_with_the_tables_numbers(data: Data) -> None:
    exhibit = ranking(data)
    [chart] = charts(slides(exhibit)[0])
    table = exhibit.table()
    assert list(chart.plots[0].categories) == table["name"].tolist()
    assert list(chart.plots[0].series[0].values) == pytest.approx(known(table["value"]))


def test_ranked_bars_carry_their_95_percent_ranges(data: Data) -> None:
    exhibit = ranking(data)
    [chart] = charts(slides(exhibit)[0])
    [bars] = chart.plots[0].series[0]._element.xpath("c:errBars")
    above = [float(point.text) for point in bars.find(qn("c:plus")).iter(qn("c:v"))]
    table = exhibit.table()
    assert above == pytest.approx(known(table["high"] - table["value"]))
    tags = [child.tag.rpartition("}")[2] for child in chart.plots[0].series[0]._element]
    assert tags.index("errBars") == tags.index("cat") - 1, "where the format has it"


def test_dated_events_are_told(data: Data) -> None:
    measure = "opioid_4m"
    [exhibit] = exhibits.of(data, View("ENG", measure=measure), "opioids", "measure", VERSION)
    [slide] = slides(exhibit)
    told = slide.notes_slide.notes_text_frame.text
    rows = exhibit.picture.rows if exhibit.picture else None
    assert rows is not None
    happened = rows[rows["what"] == "event"]["meaning"].tolist()
    assert happened
    assert all(title in told for title in happened)
    assert "Dated events: " in words(slide) or "More in the notes of this slide." in words(slide)


def test_a_target_line_is_a_series(data: Data) -> None:
    exhibit = next(
        e
        for slug in data.measures
        if data.measures[slug].target is not None and data.measures[slug].programme == "preterm_optimisation"
        for e in exhibits.of(data, View("ENG", measure=slug), "preterm_optimisation", "intervention", VERSION)
    )
    [chart] = charts(slides(exhibit)[0])
    series = {s.name: set(s.values) for s in chart.plots[0].series}
    assert exhibit.measure
    assert series["Target"] == {exhibit.measure.target}


def test_a_slide_says_what_every_copy_must(data: Data) -> None:
    exhibit = control(data)
    [slide] = slides(exhibit)
    assert slide.shapes.title.text_frame.text in exhibit.sentence
    assert slide.shapes.title.text_frame.text
    said = words(slide)
    for text in (exhibit.title, "North West (Y62)", "April 2019 to September 2023", VERSION, ILLUSTRATIVE):
        assert text in said, text
    links = [
        run.hyperlink.address
        for s in slide.shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for run in p.runs
    ]
    assert LINK in links
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.startswith(f"Say {exhibit.slug}.")
    assert LINK in notes


def test_real_data_carry_no_mark_of_made_up_ones(data: Data) -> None:
    [slide] = slides(replace(control(data), illustrative=False))
    assert ILLUSTRATIVE not in words(slide)
    assert "not illustrative" in words(slide)


@pytest.mark.parametrize("native", [True, False])
def test_charts_and_pictures_have_a_text_alternative(data: Data, native: bool) -> None:
    exhibit = control(data)
    [slide] = slides(exhibit if native else replace(exhibit, native=None))
    kind = MSO_SHAPE_TYPE.CHART if native else MSO_SHAPE_TYPE.PICTURE
    [shown] = [shape for shape in slide.shapes if shape.shape_type == kind]
    assert exhibit.picture
    assert shown._element.xpath(".//p:cNvPr")[0].get("descr") == exhibit.picture.alt


def test_what_has_no_chart_is_a_table_that_fits(data: Data) -> None:
    [slide] = slides(without_chart(control(data)))
    [frame] = [shape for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert rows[0][:4] == ["Period", "How many", "Of how many", "Value (% of babies)"]
    assert rows[1][0] == "April 2019"
    assert f"{len(rows) - 1} of 54 rows" in words(slide), "what is left out is said"
    assert frame.top + frame.height < 510 * 12700


def test_the_workbook_within_a_chart_runs_nothing(data: Data) -> None:
    [chart] = charts(slides(hostile(data))[0])
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]


def test_a_long_sentence_is_not_cut(data: Data) -> None:
    said = "Better since May 2021 in each of the regions that were asked for their figures. " * 5
    [slide] = slides(replace(control(data), sentence=said.strip()))
    title = slide.shapes.title.text_frame
    assert len(wrapped.lines(title.text, title.paragraphs[0].runs[0].font.size.pt, 888, wrapped.BOLD)) <= 3
    assert words(slide).count("Better since May 2021") == 5


def test_cover_and_sources(data: Data) -> None:
    made = list(Presentation(io.BytesIO(deck.to_pptx(collection(control(data))))).slides)
    assert made[0].shapes.title.text_frame.text == "Board of October"
    for text in (VERSION, LINK, "North West (Y62)", "made-up numbers"):
        assert text in words(made[0])
    assert "Denominator: babies born below 34+0 weeks" in words(made[-1])
