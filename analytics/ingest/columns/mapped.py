"""A table whose columns were mapped, rearranged into our observations template and read by its reader.

One reader judges everything, so a wrong row is caught here as anywhere. It works on rows that the file does not have, and
they carry the file's own row numbers and columns (`Blocks`), by which it names them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import coded, joined, values
from analytics.ingest.columns.blocks import Block, below_each_other
from analytics.ingest.columns.profiles import PARTS
from analytics.ingest.ledger import distinct, rows_text
from analytics.ingest.mapping import TIMES, Mapping, Role
from analytics.ingest.rows.percents import named_percent
from analytics.ingest.rows.rearranged import as_template, nothing
from analytics.ingest.shape import Blocks, Context, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.ingest.templates.observations import NUMBERS
from analytics.model import Problem, Severity
from analytics.model.tables import OBSERVATIONS
from analytics.words.counting import listing


def understand(sheet: Sheet, mapping: Mapping, context: Context) -> Understood:
    """The observations of a sheet. Problems name rows and columns as the file has them."""
    blocks = _blocks(mapping)
    if not blocks:
        return nothing(OBSERVATIONS, "No column is taken for numbers, so nothing can be kept", "Say which columns are.")
    fixed = _fixed(sheet, mapping)
    scales = _scales(sheet, mapping)
    parts: list[Block] = []
    names, blank = [], []
    for measure, period, organisation, columns in blocks:
        texts = {field: _texts(sheet, i, mapping, scales) for field, i in columns.items()}
        if period and not any(pc.any(pc.not_equal(t, "")).as_py() for t in texts.values()):
            blank.append(mapping.columns[next(iter(columns.values()))].name)
            continue
        parts.append(Block(measure, period, organisation, texts))
        names.append(_names(mapping, columns, bool(period), bool(organisation), bool(measure)))
    if not parts:
        return nothing(OBSERVATIONS, "No cell of the columns of numbers is filled", "Export it again with data.")
    rows = below_each_other(sheet, mapping, fixed, parts)
    rows["at"] = np.tile(np.arange(len(sheet)), len(parts))
    rows["row"], rows["block"] = np.tile(sheet.row_numbers, len(parts)), np.repeat(np.arange(len(parts)), len(sheet))
    if mapping.having(Role.PART):
        rows = rows.astype(dict.fromkeys(rows.select_dtypes("category").columns, "str"))
        rows, names = _by_part(rows, names)
    numbers = tuple(next((n[f] for f in NUMBERS if n.get(f)), "") for n in names)
    cells = {str(c): rows[c] for c in rows.columns if c not in ("part", "row", "block", "at")}
    plain = replace(
        as_template(sheet, cells, rows["row"].to_numpy()),
        blocks=Blocks(rows["block"].to_numpy(), tuple(names), numbers),
        origins=None if sheet.origins is None else sheet.origins[rows["at"].to_numpy()],
    )
    made = template_observations.read(plain, context)
    return replace(made, problems=(*_repaired(sheet, fixed, blank), *made.problems))


def _repaired(sheet: Sheet, fixed: dict[str, pd.Series], blank: list[str]) -> list[Problem]:
    """Columns that are blank, and days and months that were put right."""
    said = []
    if blank:
        names = listing([f"“{n}”" for n in blank])
        said.append(Problem(Severity.INFO, f"No cell of {names} is filled: nothing is read from there."))
    times = {name.removeprefix("time_"): texts for name, texts in fixed.items() if name.startswith("time_")}
    if (moved := joined.swapped(times)) is not None:
        rows = distinct(sheet.row_numbers[moved.to_numpy(dtype=bool)])
        message = f"Day and month had changed places and were put right, so that it is one month ({rows_text(rows)})"
        said.append(Problem(Severity.WARNING, message, "Check that the periods named are those of the file.", rows))
    return said


def _blocks(mapping: Mapping) -> list[tuple[str, str, str, dict[str, int]]]:
    """Columns of numbers that make one observation together: measure, period and organisation as their headers have them,
    and the column of each field. A denominator of no measure in particular is that of all."""
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    shared: dict[tuple[str, str], int] = {}
    numbers = [(i, c) for i, c in enumerate(mapping.columns) if c.is_number]
    measures = {
        (c.period, c.organisation): {
            o.measure for _, o in numbers if (o.period, o.organisation) == (c.period, c.organisation)
        }
        for _, c in numbers
    }
    for i, c in numbers:
        field = "value" if c.role in (Role.VALUE, Role.PERCENT) else str(c.role)
        if c.role is Role.DENOMINATOR and not c.measure and len(measures[c.period, c.organisation]) > 1:
            shared[c.period, c.organisation] = i
            continue
        key = (c.measure, c.period, c.organisation)
        if field in found.get(key, {}):  # twice the same: both are read, and the reader finds that they clash
            key = (c.measure, c.period + " ", c.organisation)
        found.setdefault(key, {})[field] = i
    for (_, period, organisation), columns in found.items():
        if "numerator" in columns and "denominator" not in columns and (period.strip(), organisation) in shared:
            columns["denominator"] = shared[period.strip(), organisation]
    return [(m, p.strip(), o, columns) for (m, p, o), columns in found.items()]


def _fixed(sheet: Sheet, mapping: Mapping) -> dict[str, pd.Series]:
    """What every rearranged row of a row has: organisation, period, measure, status and part, as far as columns say."""
    said = mapping.having(Role.ORGANISATION, Role.STATUS, Role.PART, Role.MEASURE, *TIMES)
    trimmed = {i: sheet.cells[i].str.strip() for i in said}
    fixed: dict[str, pd.Series] = {}
    for role, name in ((Role.ORGANISATION, "org_code"), (Role.STATUS, "status"), (Role.PART, "part")):
        for i in mapping.having(role)[:1]:
            fixed[name] = trimmed[i]
    if at := mapping.having(Role.MEASURE):
        fixed["measure"] = trimmed[at[0]]
        for i in at[1:]:
            both = (fixed["measure"] != "") & (trimmed[i] != "")
            fixed["measure"] = fixed["measure"].str.cat(trimmed[i].where(~both, " – " + trimmed[i]))
    times = {str(r): trimmed[i] for r in TIMES for i in mapping.having(r)[:1]}
    return fixed | {f"time_{name}": texts for name, texts in times.items()}


def _names(
    mapping: Mapping, columns: dict[str, int], period: bool, organisation: bool, measure: bool
) -> dict[str, str]:
    """The file's name for each column of the template."""
    own = {field: mapping.columns[i].name for field, i in columns.items()}
    first = next(iter(own.values()))
    roles: dict[str, tuple[Role, ...]] = {
        "org_code": (Role.ORGANISATION,),
        "measure": (Role.MEASURE,),
        "status": (Role.STATUS,),
    }
    roles["period"] = (Role.PERIOD, Role.START, Role.MONTH, Role.QUARTER, Role.YEAR)
    for field, wanted in roles.items():
        if at := mapping.having(*wanted):
            own[field] = mapping.columns[at[0]].name
    for field, carried in (("period", period), ("org_code", organisation), ("measure", measure)):
        if carried:
            own[field] = first
    return own


def _scales(sheet: Sheet, mapping: Mapping) -> dict[str, bool]:
    """For each measure whether its columns of percentages, all together, are on the scale to 100; none where each cell has
    its sign, so that nothing has to be decided."""
    alike: dict[str, list[pa.Array]] = {}
    for i, column in enumerate(mapping.columns):
        if column.role is Role.PERCENT:
            alike.setdefault(column.measure, []).extend(coded.trimmed(sheet.arrow[i]).chunks)
    found = {}
    for measure, chunks in alike.items():
        together = values.parse(pa.chunked_array(chunks))
        bare = ~np.isnan(together.number) & ~together.percent
        signs = any(named_percent(c.name) for c in mapping.columns if c.role is Role.PERCENT and c.measure == measure)
        if bare.any() and not (signs and (together.number[bare] <= 1).all()):  # 0.9 below % may be 0.9%, which is asked
            _, hundreds = values.percent_scale(together, np.zeros(len(together.number), dtype="int64"))
            found[measure] = bool(hundreds.any())
    return found


def _texts(sheet: Sheet, i: int, mapping: Mapping, scales: dict[str, bool]) -> pa.ChunkedArray:
    """The cells of a column of numbers; percentages with their sign, on the scale that the whole measure shows."""
    texts = coded.trimmed(sheet.arrow[i])
    column = mapping.columns[i]
    if column.role is not Role.PERCENT or column.measure not in scales:
        return texts
    read = values.parse(texts)
    bare = ~np.isnan(read.number) & ~read.percent
    hundreds = scales[column.measure]
    told = zip(texts.to_pylist(), read.number, bare, strict=True)
    signed = [_percent(t, n, hundreds) if is_bare else t for t, n, is_bare in told]
    return pa.chunked_array([pa.array(signed, type=pa.large_string())])


@lru_cache(maxsize=10_000)
def _percent(text: str, number: float, hundreds: bool) -> str:
    """ "76.1%" from 76.1 or 0.761, exactly."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        exact = Decimal(repr(float(number)))
    if not exact.is_finite():
        return text
    return f"{exact if hundreds else exact * 100:f}%"


def _by_part(rows: pd.DataFrame, names: list[dict[str, str]]) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    """Rows that are a numerator or a denominator, put together by organisation, period and measure, and the names of
    their columns: each field's is the one column of numbers."""
    part = rows["part"].str.casefold().map(PARTS).fillna("")
    key = ["measure", "org_code", "period"]
    turn = rows.assign(part=part).groupby([*key, "part"], sort=False).cumcount()
    numbers = rows["value"].where(rows["value"] != "", rows["numerator"])
    whole = rows.assign(turn=turn)
    made = whole.drop_duplicates([*key, "turn"]).set_index([*key, "turn"])
    for name, field in (("numerator", "numerator"), ("denominator", "denominator"), ("percent", "value")):
        own = whole.assign(n=numbers)[part == name].set_index([*key, "turn"])["n"]
        made[field] = own.reindex(made.index).fillna("")
    made = made.reset_index().drop(columns=["turn"])
    return made, [n | dict.fromkeys(NUMBERS, next((n[f] for f in NUMBERS if f in n), "")) for n in names]
