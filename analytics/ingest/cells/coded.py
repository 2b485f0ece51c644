"""Columns of text as codes: one small number a row, and the few distinct texts that the numbers stand for.

A million rows then cost what their distinct texts cost. A column that was coded once is a categorical, which the checks
take as they take plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Item = TypeVar("Item")
Result = TypeVar("Result")
_THREADS = 2
"""Arrow leaves the interpreter free while it works on a column, so that another can be worked on meanwhile."""

_STRETCH = 10_000
"""Rows of one text on end from which they are laid down at once."""
_TOP = 10_000
"""Rows that are looked at first."""
_PIECE = 8_192
"""Rows of one text that are in memory, however many there are."""


def arrow(texts: pd.Series | pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of text as Arrow has it, "" where missing."""
    if isinstance(texts, pa.ChunkedArray):
        return texts
    made = pa.array(texts, type=pa.large_string())
    made = made if isinstance(made, pa.ChunkedArray) else pa.chunked_array([made])
    return pc.fill_null(made, "") if made.null_count else made


def plain(column: pa.ChunkedArray) -> pd.Series:
    """The way back: a column of Arrow's as one of text."""
    return pd.Series(pd.array(column, dtype="str"))


def trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without the spaces around them."""
    return pc.utf8_trim_whitespace(column)


def coded(texts: pd.Series) -> pd.Series:
    """A column of text as a categorical of its distinct texts, in the order in which they first appear."""
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return texts
    found = arrow(texts).dictionary_encode().combine_chunks()
    distinct = pd.Index(found.dictionary.to_pandas(), dtype="str")
    return pd.Series(pd.Categorical.from_codes(found.indices.to_numpy(), distinct, validate=False), index=texts.index)


def codes_of(texts: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """A code for each row and the distinct texts, whether the column is coded already or not."""
    column = coded(texts).array
    return column.codes, column.categories


def as_texts(values: pd.Categorical) -> pd.Series:
    """Codes as the texts that they stand for.

    Rows of one measure usually follow each other. A stretch of one text is a short piece of it many times over, in memory
    once: tens of megabytes of the same words cost more than everything that is done with them.
    """
    ends = [*(np.flatnonzero(values.codes[1:] != values.codes[:-1]) + 1).tolist(), len(values)]
    distinct = pd.Index(values.categories, dtype="str")
    if len(values) < _STRETCH * len(ends):
        return pd.Series(distinct.array.take(values.codes))
    starts = [0, *ends[:-1]]
    pieces = {code: _repeated(distinct[code], _PIECE) for code in np.unique(values.codes[starts]).tolist()}
    made = [p for a, b in zip(starts, ends, strict=True) for p in _stretch(pieces[int(values.codes[a])], b - a)]
    return plain(pa.chunked_array(made))


def _stretch(piece: pa.Array, count: int) -> list[pa.Array]:
    """As many rows of the same, of one piece and the beginning of it."""
    whole, rest = divmod(count, len(piece))
    return [*[piece] * whole, *([piece.slice(0, rest)] if rest else [])]


def _repeated(text: str, count: int) -> pa.Array:
    data = text.encode()
    offsets = np.arange(count + 1) * len(data)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(data * count))


def of_rows(each: Iterable[bool], codes: np.ndarray) -> np.ndarray:
    """For every row what holds of its text; in memory once where it holds of all texts or of none, as it mostly does."""
    told = np.fromiter(each, dtype=bool)
    mostly = 2 * np.count_nonzero(told) >= len(told)
    odd = np.flatnonzero(told != mostly)
    # One alone may be a text that no row has, as "" mostly is.
    same = len(told) > 0 and (not len(odd) or (len(odd) == 1 and not (codes == odd[0]).any()))
    return np.broadcast_to(mostly, codes.shape) if same else told[codes]


def distinct(column: pd.Series) -> Iterable[str]:
    """The texts of a column as they first appear; of a coded one, those that repeat the one before are passed over."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.unique()
    codes = column.array.codes
    new = np.append(True, codes[1:] != codes[:-1])[: len(codes)]
    return column[new].unique()


def firsts(codes: np.ndarray, size: int) -> np.ndarray:
    """The first row of each of `size` codes, which count up as they first appear."""
    top = _TOP
    while top < len(codes) and codes[:top].max() < size - 1:  # all of them often stand at the top
        top *= 8
    return np.searchsorted(np.maximum.accumulate(codes[:top]), np.arange(size))


def each(do: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What is done with every item, two at a time, in their order."""
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(do, items))
