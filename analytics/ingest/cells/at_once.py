"""Whole columns of numbers that are all written one way, read in one step."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

DIGITS = 12
"""Decimals of a percentage as a fraction: enough for any, and without the noise of 76.1 / 100 = 0.7609999999999999."""
SIGNED = r"^[-+]?(\d{1,15}\.?\d{0,9}|\.\d{1,9})%$"
"""A percentage with its sign and nothing odd."""


def all_plain(arrow: pa.ChunkedArray) -> np.ndarray | None:
    """The numbers of a column that holds nothing else, as most do; None for any other."""
    try:
        number = pc.cast(arrow, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    # Arrow takes "nan" and "inf" for numbers; they are markers or mistakes.
    return number if np.isfinite(number).all() else None


def all_signed(arrow: pa.ChunkedArray) -> np.ndarray | None:
    """The fractions of a column whose every cell is a percentage with its sign; None for any other."""
    if not len(arrow) or not arrow[0].as_py().endswith("%"):
        return None
    return shares(arrow) if pc.all(pc.match_substring_regex(arrow, SIGNED)).as_py() else None


def shares(signed: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """Fractions of percentages with their sign."""
    number = pc.cast(pc.utf8_rtrim(signed, characters="%"), pa.float64()).to_numpy(zero_copy_only=False)
    return np.asarray(np.round(number / 100, DIGITS))
