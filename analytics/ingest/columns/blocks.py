"""Columns of numbers under each other: a table that is wide, as the rows of our template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.ingest.cells import coded, joined
from analytics.ingest.mapping import Mapping as ColumnMapping
from analytics.ingest.shape import Sheet
from analytics.ingest.templates.observations import NUMBERS


@dataclass(frozen=True)
class Block:
    """What the headers of columns that make one observation together say, and the cells of each field."""

    measure: str
    period: str
    organisation: str
    texts: Mapping[str, pa.ChunkedArray]


def below_each_other(
    sheet: Sheet, mapping: ColumnMapping, fixed: dict[str, pd.Series], blocks: Sequence[Block]
) -> pd.DataFrame:
    """The blocks as rows of the template, one block after the other. Texts are codes: a wide table repeats few of them."""
    size, count = len(sheet), len(blocks)

    def each(texts: Sequence[str]) -> pd.Categorical:
        codes, distinct = pd.factorize(pd.Series(texts, dtype="str"))
        return pd.Categorical.from_codes(np.repeat(codes, size), distinct)

    def tiled(texts: pd.Series) -> pd.Categorical:
        one = coded.coded(texts).array
        return pd.Categorical.from_codes(np.tile(one.codes, count), one.categories)

    columns: dict[str, Any] = {
        "measure": tiled(fixed["measure"])
        if "measure" in fixed
        else each([b.measure or mapping.measure for b in blocks]),
        "org_code": tiled(fixed["org_code"])
        if "org_code" in fixed and not any(b.organisation for b in blocks)
        else each([b.organisation or mapping.organisation for b in blocks]),
        "period": _periods(size, mapping, fixed, blocks),
        **{name: tiled(fixed[name]) for name in ("status", "part") if name in fixed},
    }
    nothing = coded.arrow(pd.Series([""] * size, dtype="str"))
    for field in NUMBERS:
        chunks = [chunk for b in blocks for chunk in b.texts.get(field, nothing).chunks]
        columns[field] = coded.plain(pa.chunked_array(chunks))
    return pd.DataFrame(columns)


def _periods(size: int, mapping: ColumnMapping, fixed: dict[str, pd.Series], blocks: Sequence[Block]) -> pd.Categorical:
    """The period of every row of every block: worked out once for each text that a header carries."""
    times = {name.removeprefix("time_"): t for name, t in fixed.items() if name.startswith("time_")}
    carried = dict.fromkeys(b.period for b in blocks)
    if not times:
        codes, distinct = pd.factorize(pd.Series([joined.dated(mapping.period, b.period) for b in blocks], dtype="str"))
        return pd.Categorical.from_codes(np.repeat(codes, size), distinct)

    def of(text: str) -> pd.Series:
        return pd.Series([text] * size, dtype="str")

    made = {text: joined.period(times, of(text), of(mapping.period)) for text in carried}
    return coded.coded(pd.concat([made[b.period] for b in blocks], ignore_index=True)).array
