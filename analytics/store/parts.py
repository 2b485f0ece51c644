"""Rows as they are stored: Parquet files, one for each scope of a table, and the way back to the rows that count."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.model.tables import Table
from analytics.store.failures import Damage, Damaged
from analytics.store.files import Files
from analytics.store.log import DataFile, digest

OWN = (
    pa.field("upload", pa.string(), nullable=False),
    pa.field("illustrative", pa.bool_(), nullable=False),
    # True in a row that says "this key has no row any more". Blank in tables made before the column was.
    pa.field("removed", pa.bool_()),
)
_THREADS = 4
_ROWS = 250_000
"""Rows that are read by one thread."""


def schema(table: Table) -> pa.Schema:
    """The columns of a table with the store's own."""
    return pa.schema([*table.schema, *OWN])


def to_arrow(
    rows: pd.DataFrame, table: Table, upload_id: str, *, illustrative: bool, removed: bool = False
) -> pa.Table:
    """The rows of an upload in the types of the table, its id and texts that come in repeated pieces as dictionaries. Raises
    pyarrow's errors for a value that does not fit."""
    facts = pa.Table.from_pandas(rows, preserve_index=False).select(table.schema.names)
    types = table.schema
    for i, field in enumerate(table.schema):
        if pa.types.is_string(field.type) and (coded := _coded(facts.column(i))) is not None:
            facts, types = facts.set_column(i, field.name, coded), types.set(i, field.with_type(coded.type))
    facts = facts.cast(types, safe=True)
    own = (_one(upload_id, len(facts)), pa.repeat(illustrative, len(facts)), pa.repeat(removed, len(facts)))
    for field, values in zip(OWN, own, strict=True):
        facts = facts.append_column(field.with_type(values.type), values)
    return facts


def write(files: Files, table: Table, rows: pa.Table, stem: str) -> list[DataFile]:
    """Write rows as data files whose names begin with `stem`, flushed, one for each scope of a partitioned table."""
    if not len(rows):
        return []
    token = secrets.token_hex(4)
    pieces = list(_pieces(rows, table))
    names = [f"{stem}.{token}.{n}.parquet" for n in range(len(pieces))]
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(lambda named, piece: _write(files, table, named, *piece), names, pieces))


def read(files: Files, table: Table, file: DataFile) -> pa.Table:
    """A data file with all columns of the table, blank where it is older than the column. Raises `Damaged`."""
    path = f"{table.name}/{file.disk_path}"
    data = files.read(path)
    if file.sha256 and digest(data) != file.sha256:
        raise Damaged([Damage(path, table.name, "it is not what was written.", "Run `python -m analytics check`.")])
    found = pq.read_table(pa.BufferReader(data))
    columns = []
    for field in schema(table):
        if field.name in file.partition:
            columns.append(pa.repeat(pa.scalar(file.partition[field.name], field.type), len(found)))
        elif field.name in found.column_names:
            columns.append(found[field.name].cast(field.type))
        else:
            columns.append(pa.nulls(len(found), field.type))
    return pa.Table.from_arrays(columns, schema=schema(table))


def complete(rows: pa.Table, table: Table) -> pa.Table:
    """Rows in which `removed` is True or False, as no row is half removed."""
    return rows.set_column(len(rows.column_names) - 1, OWN[2], pc.fill_null(rows["removed"], False))


def keys(rows: pd.DataFrame, table: Table) -> pd.Series:
    """One text for each row that is equal where the keys are: a blank key part equals another blank one, and days are
    the same in every resolution."""
    joined = pd.Series("", index=rows.index, dtype="str")
    for name in table.key:
        column = rows[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            column = column.astype("datetime64[ms]").astype("int64")
        joined = joined + column.astype("str").fillna("") + "\x1f"
    return joined


def that_count(rows: pd.DataFrame, table: Table, ranks: Mapping[str, int]) -> pd.DataFrame:
    """Of rows with one key those of the upload that ranks highest, unless that took the row away; illustrative rows only
    where their scope has no uploaded row."""
    made_up = rows["illustrative"].to_numpy(bool)
    if not made_up.any():
        return _newest(rows, table, ranks).drop(columns="removed").reset_index(drop=True)
    real = _newest(rows[~made_up], table, ranks)
    invented = _newest(rows[made_up], table, ranks)
    invented = invented[~invented[table.scope].isin(real[table.scope].unique())]
    both = pd.concat([real, invented]) if len(real) else invented
    return both.drop(columns="removed").reset_index(drop=True)


def _newest(rows: pd.DataFrame, table: Table, ranks: Mapping[str, int]) -> pd.DataFrame:
    if rows["upload"].nunique() > 1:
        rows = rows.iloc[np.argsort(rows["upload"].map(ranks).to_numpy(), kind="stable")]
        blank = [name for name in table.key if rows[name].isna().any()]
        whole = rows.assign(**{name: rows[name].fillna("") for name in blank}) if blank else rows
        rows = rows[~whole.duplicated(list(table.key), keep="last")]
    gone = rows["removed"].to_numpy(bool)
    return rows[~gone] if gone.any() else rows


def _pieces(rows: pa.Table, table: Table) -> Iterator[tuple[pa.Table, dict[str, str | None]]]:
    if not table.charted:
        yield rows, {}
        return
    scope = rows[table.scope].dictionary_encode().combine_chunks()
    names = scope.dictionary.to_pylist()
    codes = scope.indices.to_numpy()
    # Files usually come sorted by measure; then a million rows need not be moved.
    if not (codes[1:] >= codes[:-1]).all():
        rows = rows.take(np.argsort(codes, kind="stable"))
    start = 0
    for name, count in zip(names, np.bincount(codes).tolist(), strict=True):
        yield rows.slice(start, count).drop_columns([table.scope]), {table.scope: name}
        start += count


def _one(text: str, length: int) -> pa.DictionaryArray:
    """A column of one text, which is in memory once and need not be searched for others when it is written."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(length, "int8")), [text], safe=False)


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray | None:
    """A column of text whose pieces stand in it more than once, as a dictionary; each piece is looked at once. None for any
    other column."""
    if not pa.types.is_large_string(column.type) or column.null_count:
        return None
    at = [(chunk.offset, len(chunk), *(b.address for b in chunk.buffers() if b)) for chunk in column.chunks]
    pieces = dict(zip(at, column.chunks, strict=True))
    if len(pieces) == len(at):
        return None
    found = pa.chunked_array(pieces.values()).dictionary_encode().chunks
    codes = {place: piece.indices.to_numpy() for place, piece in zip(pieces, found, strict=True)}
    texts = found[0].dictionary.cast(pa.string())
    return pa.DictionaryArray.from_arrays(np.concatenate([codes[place] for place in at]), texts, safe=False)


def _shortened(rows: pa.Table) -> pa.Table:
    """Rows with each column that has the same text throughout as a dictionary of one."""
    for i, column in enumerate(rows.columns):
        if (text := _same(column)) is not None:
            same = _one(text, len(column))
            rows = rows.set_column(i, rows.field(i).with_type(same.type), same)
    return rows


def _same(column: pa.ChunkedArray) -> str | None:
    """The text that stands in every row of a column, or None; also where it is a dictionary of one already."""
    coded = pa.types.is_dictionary(column.type)
    if not (pa.types.is_string(column.type) or coded) or column.null_count:
        return None
    if coded and all(len(chunk.dictionary) == 1 for chunk in column.chunks):
        return None
    first = str(column[0])
    if first != str(column[-1]):  # which tells most columns at once
        return None
    if not coded:
        return first if pc.all(pc.equal(column, first)).as_py() else None
    codes = column.combine_chunks().indices.to_numpy()
    return first if (codes == codes[0]).all() else None


def _write(files: Files, table: Table, name: str, rows: pa.Table, partition: dict[str, str | None]) -> DataFile:
    sink = pa.BufferOutputStream()
    # Statistics would cost a third of the time, and nobody reads them: a file is read whole. Without our schema it is read
    # as plain text, whatever was a dictionary here.
    pq.write_table(
        _shortened(rows),
        sink,
        compression="snappy",
        write_page_checksum=True,
        write_statistics=False,
        store_schema=False,
        row_group_size=_ROWS,
    )
    data = sink.getvalue().to_pybytes()
    files.write_new(f"{table.name}/{name}", data)
    uploads = rows["upload"]
    if pa.types.is_dictionary(uploads.type):
        uploads = pa.chunked_array([chunk.dictionary for chunk in uploads.chunks])
    ends = pc.min_max(pc.unique(uploads))
    return DataFile(name, len(data), len(rows), partition, ends["min"].as_py(), ends["max"].as_py(), digest(data))
