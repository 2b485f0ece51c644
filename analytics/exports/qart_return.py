"""The workbook of a quarterly return: what is known filled in, what may be entered offered as lists, all else locked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from analytics.catalogue import Catalogue
from analytics.exports.qart_read_me import lines
from analytics.model import QuarterlyReturn, Scale, qart

LISTS = "Lists"
BLANK_ROWS = 40
"""Rows for updates and for further projects."""
KINDS = ("update", "learning", "case study")
_WIDTHS = {"name": 34, "element": 30, "pathway": 34, "note": 50, "text": 70, "title": 40, "aim": 40, "programme": 24}
_FILL = PatternFill("solid", fgColor="FFF9E5")
"""Marks what is to be filled in."""

Rows = Sequence[Sequence[object]]


def workbook(asked: QuarterlyReturn, catalogue: Catalogue) -> bytes:
    """The workbook as the bytes of an xlsx file."""
    book = openpyxl.Workbook()
    about = book.active
    assert about is not None
    about.title = qart.READ_ME
    offered = book.create_sheet(LISTS)
    offered.sheet_state = "hidden"
    choices = _Choices(offered)
    _stages(book, asked, catalogue, choices)
    _updates(book, asked, catalogue, choices)
    _progress(book, asked, catalogue, choices)
    _read_me(about, asked, catalogue)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class _Choices:
    """Lists to choose from, on a sheet of their own: Excel takes no more than 255 letters of them in place."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.known: dict[tuple[str, ...], str] = {}

    def of(self, options: Iterable[str]) -> DataValidation:
        """What lets a cell be one of these, or blank."""
        texts = tuple(options)
        if texts not in self.known:
            column = len(self.known) + 1
            for row, text in enumerate(texts, 1):
                _text(self.sheet.cell(row, column), text)
            letter = get_column_letter(column)
            self.known[texts] = f"={LISTS}!${letter}$1:${letter}${len(texts)}"
        return DataValidation(
            "list",
            formula1=self.known[texts],
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not one of the choices",
            error="Choose from the list, or leave the cell blank.",
        )


def choice(scale: Scale, value: float) -> str:
    """A step as the lists offer it: "5 - Used for some"."""
    return f"{value:g} - {scale.label(value)}"


def _step(scale: Scale, value: float) -> str:
    return "" if pd.isna(value) else choice(scale, value)


def _stages(book: openpyxl.Workbook, asked: QuarterlyReturn, catalogue: Catalogue, choices: _Choices) -> None:
    elements = {(p.slug, e.slug): e for p in catalogue.pathways.values() for e in p.elements}
    rows, scales = [], []
    for row in asked.stages.to_dict("records"):
        pathway, element = catalogue.pathways[row["pathway"]], elements[row["pathway"], row["element"]]
        scale, planned = catalogue.scales[element.scale], row["planned_for"]
        known = (qart.ILLUSTRATIVE if row["illustrative"] else qart.RETURNED) if pd.notna(row["last"]) else "not known"
        last, stage = (_step(scale, row[name]) for name in ("last", "stage"))
        when = planned.date() if pd.notna(planned) else ""
        who = [asked.quarter, row["name"], row["org_code"], pathway.title, element.title]
        rows.append([*who, last, known, stage, when, ""])
        scales.append(scale)
    sheet = _sheet(book, qart.STAGES, qart.STAGE_COLUMNS, rows, 0)
    for scale in dict.fromkeys(scales):
        at = [i + 2 for i, one in enumerate(scales) if one is scale]
        _restrict(sheet, qart.STAGE_COLUMNS, "stage", choices.of(choice(scale, s.value) for s in scale.steps), at)
    _restrict(sheet, qart.STAGE_COLUMNS, "planned_for", _days_after(asked.as_at), range(2, len(rows) + 2))


def _updates(book: openpyxl.Workbook, asked: QuarterlyReturn, catalogue: Catalogue, choices: _Choices) -> None:
    sheet = _sheet(book, qart.UPDATES, qart.UPDATE_COLUMNS, [[asked.quarter, asked.psc.code]] * BLANK_ROWS, 0)
    who = dict.fromkeys([*(b.code for b in asked.boards), *sorted(asked.stages["org_code"].unique())])
    offers = {"programme": (p.title for p in catalogue.programmes), "org_code": who, "kind": KINDS}
    for column, options in offers.items():
        _restrict(sheet, qart.UPDATE_COLUMNS, column, choices.of(options), range(2, BLANK_ROWS + 2))


def _progress(book: openpyxl.Workbook, asked: QuarterlyReturn, catalogue: Catalogue, choices: _Choices) -> None:
    scale, titles = catalogue.scales["project_progress"], {p.slug: p.title for p in catalogue.programmes}
    rows: list[list[object]] = []
    for row in asked.projects.fillna({"text": "", "measure": "", "aim": ""}).to_dict("records"):
        last, score = (_step(scale, row[name]) for name in ("last", "score"))
        who = [asked.quarter, asked.psc.code, titles[row["programme"]], row["org_code"], row["title"]]
        rows.append([*who, last, score, row["text"], row["measure"], row["aim"]])
    known = len(rows)
    rows += [[asked.quarter, asked.psc.code]] * BLANK_ROWS
    sheet = _sheet(book, qart.PROGRESS, qart.PROGRESS_COLUMNS, rows, known)
    measures = (m.slug for p in catalogue.programmes for m in p.measures)
    offers = {
        "programme": titles.values(),
        "org_code": (b.code for b in asked.boards),
        "score": (choice(scale, s.value) for s in scale.steps),
        "measure": measures,
    }
    for column, options in offers.items():
        _restrict(sheet, qart.PROGRESS_COLUMNS, column, choices.of(options), range(2, len(rows) + 2))


def _sheet(
    book: openpyxl.Workbook, name: str, columns: Mapping[str, str], rows: Rows, with_fixed_keys: int
) -> Worksheet:
    """A locked sheet with its rows; what is to be filled in is open and coloured. The first rows `with_fixed_keys` are
    about something that is known: which, nobody may change."""
    sheet = book.create_sheet(name)
    for column, title in enumerate(columns.values(), 1):
        sheet.cell(1, column, title).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        known = number < with_fixed_keys + 2
        for column, key in enumerate(columns, 1):
            cell = sheet.cell(number, column)
            _put(cell, row[column - 1] if column <= len(row) else "")
            if key in qart.TO_FILL_IN[name] and not (known and key in ("programme", "org_code", "title")):
                cell.protection, cell.fill = Protection(locked=False), _FILL
    for column, key in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, 18)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _lock(sheet)
    return sheet


def _lock(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = False


def _restrict(
    sheet: Worksheet, columns: Mapping[str, str], column: str, rule: DataValidation, rows: Iterable[int]
) -> None:
    letter = get_column_letter(list(columns).index(column) + 1)
    for row in rows:
        rule.add(f"{letter}{row}")
    if rule.sqref:
        sheet.add_data_validation(rule)


def _days_after(day: date) -> DataValidation:
    return DataValidation(
        "date",
        operator="greaterThan",
        formula1=f"DATE({day.year},{day.month},{day.day})",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a day to come",
        error=f"A plan is for a day after {day:%-d %B %Y}; write it as 2024-03-31.",
    )


def _put(cell: Any, value: object) -> None:
    if isinstance(value, date | datetime):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    else:
        _text(cell, str(value))


def _text(cell: Cell, text: str) -> None:
    """Text that stays text: what looks like a formula is neither run nor, when the cell is opened, made into one."""
    text = re.sub(ILLEGAL_CHARACTERS_RE, "", text)
    if text:
        cell.value, cell.data_type, cell.quotePrefix = text, "s", True
    cell.number_format = "@"


def _read_me(sheet: Worksheet, asked: QuarterlyReturn, catalogue: Catalogue) -> None:
    for number, (text, bold) in enumerate(lines(asked, catalogue), 1):
        cell = sheet.cell(number, 1)
        _text(cell, text)
        cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
    sheet.column_dimensions["A"].width = 120
    _lock(sheet)
