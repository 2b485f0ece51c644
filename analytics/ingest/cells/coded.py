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


def arrow(texts: pd.Series) -> pa.ChunkedArray:
    """A column of text as Arrow has it, "" where missing."""
    made = pa.array(texts, type=pa.large_string())
    made = made if isinstance(made, pa.ChunkedArray) else pa.chunked_array([made])
    return pc.fill_null(made, "") if made.null_count else made


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
    """Codes as the texts that they stand for, each in memory for itself.

    Rows of one measure usually follow each other. Stretches of one text are laid down by numpy, which asks the system for
    large pages; tens of megabytes that come in small ones cost more than everything that is done with them.
    """
    ends = [*(np.flatnonzero(values.codes[1:] != values.codes[:-1]) + 1).tolist(), len(values)]
    if len(values) < _STRETCH * len(ends):
        return pd.Series(pd.Index(values.categories, dtype="str").array.take(values.codes))
    starts = [0, *ends[:-1]]
    made = [_repeated(values.categories[values.codes[a]], b - a) for a, b in zip(starts, ends, strict=True)]
    return pd.Series(pd.array(pa.chunked_array(made), dtype="str"))


def _repeated(text: str, count: int) -> pa.Array:
    data = text.encode()
    offsets = np.arange(count + 1)
    offsets *= len(data)
    filled = np.full(count, data) if data else np.empty(0)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(filled))


def firsts(codes: np.ndarray, size: int) -> np.ndarray:
    """The first row of each of `size` codes, which count up as they first appear."""
    return np.searchsorted(np.maximum.accumulate(codes), np.arange(size))


def each(do: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What is done with every item, two at a time, in their order."""
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(do, items))
