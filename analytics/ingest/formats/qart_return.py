"""The workbook of a quarterly return (QART), filled in: stages on one sheet, updates and project scores on two others.

A stage is as at the last day of the return's quarter. What a return says against itself is named here, cell by cell; what
it says against what is stored, `answers.qart` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods
from analytics.ingest.cells.names import normal
from analytics.ingest.formats import qart_contradictions as contradictions
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks
from analytics.ingest.rows.rearranged import as_template, columns_of
from analytics.ingest.shape import Context, Format, Sheet, Understood, empty_rows
from analytics.ingest.templates import adoption as template_adoption
from analytics.ingest.templates import stories as template_stories
from analytics.model import qart
from analytics.model.tables import ADOPTION, STORIES, Table

SLUG = "qart_return"
SURE = 0.95
"""Above every other layout that may see itself in one of the sheets."""


def read(sheet: Sheet, context: Context) -> Understood:
    """One row for each stage that was filled in."""
    columns, ledger = _columns(sheet, qart.STAGE_COLUMNS), Ledger(sheet)
    _one_quarter(columns["as_at"], ledger)
    filled = (columns["stage"] != "").to_numpy(dtype=bool)
    _not_filled(columns, filled, ledger)
    contradictions.find(columns, filled, context, ledger)
    keep = filled & ~ledger.out
    if not keep.any():
        return Understood(empty_rows(ADOPTION), tuple(ledger.problems))
    rows = {name: columns[name][keep] for name in ("pathway", "element", "org_code", "stage", "planned_for", "note")}
    rows["as_at"] = _last_days(columns["as_at"][keep])
    made = template_adoption.read(as_template(sheet, rows, sheet.row_numbers[keep]), context)
    return _in_its_words(made, qart.STAGE_COLUMNS, ledger)


def read_updates(sheet: Sheet, context: Context) -> Understood:
    """One story for each update; rows in which nothing was filled in are none."""
    return _stories(sheet, qart.UPDATE_COLUMNS, qart.TO_FILL_IN[qart.UPDATES], context)


def read_progress(sheet: Sheet, context: Context) -> Understood:
    """One update for each project with a score or words. Its score is the number before the label."""
    columns = _columns(sheet, qart.PROGRESS_COLUMNS)
    number = columns["score"].str.extract(r"^(\d+(?:\.\d+)?)\s*-", expand=False)
    known = {"score": number.fillna(columns["score"]), "kind": pd.Series(["update"] * len(sheet), dtype="str")}
    fresh = columns["last"] == ""
    wanted = (columns["score"] != "") | (columns["text"] != "") | (fresh & (columns["title"] != ""))
    return _stories(sheet, qart.PROGRESS_COLUMNS, (), context, known, wanted)


def _stories(
    sheet: Sheet,
    names: Mapping[str, str],
    fields: tuple[str, ...],
    context: Context,
    known: Mapping[str, pd.Series] | None = None,
    wanted: pd.Series | None = None,
) -> Understood:
    columns = _columns(sheet, names)
    if wanted is None:
        wanted = pd.concat([columns[name] != "" for name in fields], axis=1).any(axis=1)
    keep = wanted.to_numpy(dtype=bool)
    if not keep.any():
        return Understood(empty_rows(STORIES))
    columns = {**columns, **(known or {})}
    rows = {name: column[keep] for name, column in columns.items() if name != "last"}
    made = template_stories.read(as_template(sheet, rows, sheet.row_numbers[keep]), context)
    return _in_its_words(made, names)


def _columns(sheet: Sheet, names: Mapping[str, str]) -> dict[str, pd.Series]:
    places, _, _ = checks.locate(sheet, {name: (title,) for name, title in names.items()})
    found = columns_of(sheet, places)
    blank = pd.Series([""] * len(sheet), dtype="str")
    return {name: found[name].reset_index(drop=True) if name in found else blank for name in names}


def _one_quarter(texts: pd.Series, ledger: Ledger) -> None:
    """Rows of another quarter than most are left out: a return is of one."""
    most = texts.mode().iloc[0]
    ledger.leave_out(
        (texts != most).to_numpy(dtype=bool),
        "Quarter",
        texts,
        lambda t: f"“{t}” is not the quarter of this return, which is {most}",
        "Put the quarter back, and return other quarters in workbooks of their own.",
    )


def _not_filled(columns: Mapping[str, pd.Series], filled: np.ndarray, ledger: Ledger) -> None:
    had = (columns["last"] != "").to_numpy(dtype=bool)
    ledger.warn(
        had & ~filled,
        "Stage",
        columns["last"],
        lambda t: f"No stage is returned, and it was “{t}” last quarter",
        "If nothing is known it stays as it was; else choose its stage.",
    )
    said = (columns["planned_for"] + columns["note"]).str.strip() != ""
    ledger.warn(
        said.to_numpy(dtype=bool) & ~filled,
        "Stage",
        None,
        "A plan or a note stands beside no stage, so it was not used",
        "Choose the stage that it belongs to.",
    )


def _last_days(texts: pd.Series) -> pd.Series:
    """Quarters to their last day as text; what is no quarter stays, to be named."""
    read = periods.parse(texts)
    last = (read["first_day"] + pd.offsets.MonthEnd(3)).dt.strftime("%Y-%m-%d")
    return pd.Series(np.where(read["grain"] == "quarter", last, texts), dtype="str")


def _in_its_words(made: Understood, names: Mapping[str, str], ledger: Ledger | None = None) -> Understood:
    """Problems with the columns as the workbook calls them, behind those that were found before."""
    told = (replace(p, column=names.get(p.column or "", p.column)) for p in made.problems)
    return replace(made, problems=(*(ledger.problems if ledger else ()), *told))


def _known_by(*titles: str) -> Callable[[frozenset[str], str], float]:
    wanted = {normal(title) for title in titles}
    return lambda columns, _name: SURE if wanted <= columns else 0.0


def _sheet(
    title: str,
    table: Table,
    columns: Mapping[str, str],
    known_by: Sequence[str],
    reads: Callable[[Sheet, Context], Understood],
    parts: tuple[Format, ...] = (),
) -> Format:
    """The format of one sheet of the return, whose columns are called as the workbook calls them."""
    return Format(
        slug=SLUG,
        title=title,
        table=table,
        signature=tuple(columns.values()),
        names={name: (heading,) for name, heading in columns.items()},
        recognise=_known_by(*known_by),
        read=reads,
        parts=parts,
    )


UPDATES = _sheet(
    "Quarterly return (QART), updates",
    STORIES,
    qart.UPDATE_COLUMNS,
    ("Quarter", "PSC", "Programme", "Kind", "Headline", "Update"),
    read_updates,
)
PROGRESS = _sheet(
    "Quarterly return (QART), project progress",
    STORIES,
    qart.PROGRESS_COLUMNS,
    ("Quarter", "PSC", "Programme", "ICS code", "Project", "Score", "What changed"),
    read_progress,
)
FORMAT = _sheet(
    "Quarterly return (QART)",
    ADOPTION,
    qart.STAGE_COLUMNS,
    ("Quarter", "Code", "Pathway", "Element", "Last quarter", "Stage"),
    read,
    (UPDATES, PROGRESS),
)
