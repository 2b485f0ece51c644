"""Parquet files to a sheet of text, through pyarrow."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.ingest.files.extent import CELL_LIMIT
from analytics.ingest.files.tabular import COLUMN_LIMIT, tidy
from analytics.ingest.files.unreadable import Unreadable
from analytics.ingest.shape import Sheet


def read_parquet(data: bytes) -> Sheet:
    """The sheet of a Parquet file; its columns' names are row 1. Raises Unreadable."""
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        schema = file.schema_arrow
        # A few bytes can stand for milliards of equal cells, so the count is asked before anything is read.
        if len(schema) > COLUMN_LIMIT or file.metadata.num_rows * max(1, len(schema)) > CELL_LIMIT:
            raise Unreadable(
                f"The Parquet file has {file.metadata.num_rows:,} rows of {len(schema):,} columns, more than are read.",
                "Export fewer years or organisations at a time, or only the columns that are needed.",
            )
        names = [f.name for f in schema if not f.name.startswith("__index_level_") and not pa.types.is_nested(f.type)]
        table = file.read(columns=names)
        texts = {i: _text(table.column(name)) for i, name in enumerate(names)}
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("The Parquet file is damaged: it cannot be read.", "Export or download it again.") from None
    cells = pd.DataFrame(texts, columns=pd.RangeIndex(len(names)))
    return tidy(names, cells, np.arange(2, len(cells) + 2, dtype="int64"), 1)


def _text(column: pa.ChunkedArray) -> pd.Series:
    """A column as the text a CSV file would hold, "" where null."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type) or pa.types.is_binary(column.type):
        column = column.cast(pa.timestamp("s") if pa.types.is_timestamp(column.type) else pa.string(), safe=False)
    texts: pd.Series = column.cast(pa.string()).fill_null("").to_pandas()
    return texts.astype("str")
