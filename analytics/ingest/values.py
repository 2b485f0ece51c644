"""Numbers as text to numbers, with the reason kept where there is none. A suppressed value never becomes 0.

Percentages: a `%` always divides by 100. Without one, a column is on the scale 0 to 100 if at least half of its numbers
are above 1, otherwise fractions; `percent_scale` decides that for a whole column at once, never cell by cell, so that
one mistyped cell cannot turn the others into something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

SUPPRESSED, PROVISIONAL = "suppressed", "provisional"
NOT_SUBMITTED, LOW_QUALITY = "not submitted", "low data quality"
STATUSES = ("", SUPPRESSED, PROVISIONAL, NOT_SUBMITTED, LOW_QUALITY)

_MARKERS = {
    **dict.fromkeys(("*", "**", "c", "[c]", "s", "[s]", "suppressed"), SUPPRESSED),
    **dict.fromkeys(
        (
            "",
            "-",
            "–",
            "—",
            ".",
            "..",
            "...",
            ":",
            "na",
            "n/a",
            "#n/a",
            "nan",
            "null",
            "none",
            "x",
            "[x]",
            "z",
            "[z]",
            "dns",
            "not submitted",
            "missing",
        ),
        NOT_SUBMITTED,
    ),
    **dict.fromkeys(("low dq", "low data quality", "[low]"), LOW_QUALITY),
}
_BELOW = re.compile(r"[<≤]\s*=?\s*\d+|[1-9]\s*(?:to|-|–)\s*\d|less than \d+")
_CLEAN = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"
_NUMBER = re.compile(_CLEAN)
_COMMA = re.compile(r"[-+]?\d+,(?:\d{1,2}|\d{4,})\s*%?")
"""A decimal comma: no thousands separator has one, two or four digits after it."""
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")


@dataclass(frozen=True)
class Numbers:
    """A column of numbers: `number` (NaN where missing or unreadable), `status` (why a cell is missing, object
    array of ""), `bad` (neither a number nor a marker) and `percent` (written with a % sign, already divided)."""

    number: np.ndarray
    status: np.ndarray
    bad: np.ndarray
    percent: np.ndarray

    @classmethod
    def blank(cls, length: int) -> Numbers:
        """A column that the file does not have."""
        no = np.zeros(length, dtype=bool)
        return cls(np.full(length, np.nan), np.full(length, NOT_SUBMITTED, dtype=object), no, no)


def parse(texts: pd.Series) -> Numbers:
    """Reads a column of text. Plain numbers go through Arrow in one step; only what is left is looked at in Python."""
    arrow = pa.array(pd.Series(texts, dtype="str").fillna(""))
    if isinstance(arrow, pa.ChunkedArray):
        arrow = arrow.combine_chunks()
    missing = pa.scalar(None, type=arrow.type)
    clean = pc.greater(pc.utf8_length(arrow), 0)
    try:
        cast = pc.cast(pc.if_else(clean, arrow, missing), pa.float64())
        # Arrow takes "nan" and "inf" for numbers; they are markers or mistakes.
        plain = not pc.any(pc.invert(pc.is_finite(cast))).as_py()
    except pa.ArrowInvalid:
        plain = False
    if not plain:
        clean = pc.match_substring_regex(arrow, _CLEAN)
        cast = pc.cast(pc.if_else(clean, arrow, missing), pa.float64())
    number = np.array(cast.to_numpy(zero_copy_only=False), dtype="float64")
    status = np.full(len(number), "", dtype=object)
    bad, percent = np.zeros(len(number), dtype=bool), np.zeros(len(number), dtype=bool)
    rest = np.flatnonzero(~clean.to_numpy(zero_copy_only=False))
    if len(rest):
        left = pc.dictionary_encode(arrow.take(pa.array(rest)))
        codes = left.indices.to_numpy()
        texts_left = left.dictionary.to_pylist()
        comma = _decimal_comma(texts_left) and not pc.any(pc.match_substring(arrow, ".")).as_py()
        read = [_one(text.replace(",", ".") if comma else text) for text in texts_left]
        number[rest] = np.array([r[0] for r in read], dtype="float64")[codes]
        status[rest] = np.array([r[1] for r in read], dtype=object)[codes]
        bad[rest] = np.array([r[2] for r in read], dtype=bool)[codes]
        percent[rest] = np.array([r[3] for r in read], dtype=bool)[codes]
    infinite = np.isinf(number)  # 1e999 fits the shape of a number and is none
    number[infinite], bad[infinite] = np.nan, True
    return Numbers(number, status, bad, percent)


def _decimal_comma(texts: list[str]) -> bool:
    """Whether a column is written with decimal commas: one cell proves it, and "1,234" then is one and a bit."""
    return any(_COMMA.fullmatch(text.strip()) for text in texts)


def percent_scale(numbers: Numbers, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fractions from a column of percentages, decided within each group (a measure of the file).

    `groups` has one integer a row. Gives the fractions, and one bool a group: whether its numbers without a % sign
    were on the scale 0 to 100 and were divided.
    """
    bare = np.where(numbers.percent, np.nan, numbers.number)
    # Above 100 is a mistake on either scale and 0 is 0 on both: neither says anything.
    size = int(groups.max(initial=-1)) + 1
    above = np.bincount(groups[(bare > 1) & (bare <= 100)], minlength=size)
    within = np.bincount(groups[(bare > 0) & (bare <= 1)], minlength=size)
    hundreds = (above > 0) & (above >= within)
    divide = hundreds[groups] & ~numbers.percent
    return np.where(divide, numbers.number / 100, numbers.number), hundreds


def status_of(text: str) -> str | None:
    """A status as people write it ("Not-submitted", "*") to one of STATUSES, or None where it is none of them."""
    plain = " ".join(text.casefold().replace("_", " ").replace("-", " ").split()) if len(text) > 2 else text.casefold()
    if not text.strip():
        return ""
    return {"p": PROVISIONAL, "[p]": PROVISIONAL, PROVISIONAL: PROVISIONAL}.get(plain) or _marker(plain)


def _marker(plain: str) -> str | None:
    return SUPPRESSED if _BELOW.fullmatch(plain) else _MARKERS.get(plain)


def _one(text: str) -> tuple[float, str, bool, bool]:
    """number, status, bad, percent of one text that is not a plain number."""
    plain = text.replace("\u00a0", " ").strip().casefold()
    marker = _marker(plain)
    if marker is not None:
        return np.nan, marker, False, False
    percent = plain.endswith("%")
    plain = plain.rstrip("%").strip().removeprefix("£").replace("\u2212", "-").replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return np.nan, "", True, False
    return float(plain) / (100 if percent else 1), "", False, percent
