"""Numbers as text to numbers, with the reason kept where there is none. A suppressed value never becomes 0.

Percentages: a `%` always divides by 100. Without one, a column is on the scale 0 to 100 if at least half of its numbers
are above 1, otherwise fractions; that holds for a whole column at once, never cell by cell, so that one mistyped cell
cannot turn the others into something else. Whether it is sure enough, `percents` decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import at_once, coded

SUPPRESSED, PROVISIONAL = "suppressed", "provisional"
NOT_SUBMITTED, LOW_QUALITY = "not submitted", "low data quality"
STATUSES = ("", SUPPRESSED, PROVISIONAL, NOT_SUBMITTED, LOW_QUALITY)

PLANNED = re.compile(
    r"plan(?:ned|s)?|targets?|trajector(?:y|ies)|forecasts?|budget(?:ed)?|draft|benchmarks?|projections?|projected|ambitions?|"
    r"modelled|simulated|dummy(?: data)?|illustrative|comparators?|(?:peers?|national)(?: group)?(?: average| mean| median)",
    re.IGNORECASE,
)
"""What says of a row that its figures are no results."""
_SETTLED = ("final", "finalised", "actual", "validated", "confirmed", "published")
"""What people write where a figure is neither missing nor soft."""
_MARKERS = {
    **dict.fromkeys(("*", "**", "c", "[c]", "s", "[s]", "suppressed"), SUPPRESSED),
    **dict.fromkeys(
        ("", "-", "–", "—", ".", "..", "...", ":", "x", "[x]", "z", "[z]", "dns", "missing"), NOT_SUBMITTED
    ),
    **dict.fromkeys(
        ("na", "n/a", "#n/a", "nan", "null", "none", "n/d", "nd", "n/r", "nr", "tbc", "awaited"), NOT_SUBMITTED
    ),
    **dict.fromkeys(
        ("not submitted", "no data", "no return", "not available", "not returned", "not reported", "not recorded"),
        NOT_SUBMITTED,
    ),
    **dict.fromkeys(("low dq", "low data quality", "[low]", "[u]", "[w]"), LOW_QUALITY),
    **dict.fromkeys(("[b]", "[e]", "[r]", "[p]", "[n]"), NOT_SUBMITTED),
}
_BELOW = re.compile(
    r"[<≤]\s*=?\s*\d+|[>≥]\s*=?\s*9\d(?:\.\d+)?\s*%|"
    r"[0-9]\s*(?:to|-|–)\s*\d|(?:less|fewer) than \d+|(?:under|below) \d+|\d+ or (?:less|fewer)"
)
_CLEAN = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"
_NUMBER = re.compile(_CLEAN)
_COMMA = re.compile(r"[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|0+,\d+|\d{1,3}(?:[. ]\d{3})+,\d+)")
"""A decimal comma: no thousands separator has one, two or four digits after it, or zero before it."""
_POINT = re.compile(r"[-+]?(?:\d*\.(?:\d{1,2}|\d{4,})|0*\.\d+|\d{1,3}(?:,\d{3})+\.\d+)")
"""A decimal point, by the same signs."""
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?|[-+]?\d{1,3}(?: \d{3})+(?:\.\d*)?")
_DOTTED = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d*)?")
_CURRENCY = re.compile(r"^([-+]?)\s*(?:£|€|\$|gbp\b)\s*|\s*(?:£|€|gbp)$")
MARKED = re.compile(
    r"(?P<n>[-+£€$]?\s*\d[\d,. ]*%?)\s*(?P<m>\*{1,3}|[†‡§#^¹²³⁴⁵⁶⁷⁸⁹]+|[▲▼△▽↑↓→↗↘⬆⬇◄►]|"
    r"\[[a-z]{1,4}\]|\[\s*(?:note )?\d{1,2}\s*\]|"
    r"\((?:note \d{1,2}|p|r|e|prov\.?|provisional|revised|estimated?)\)|(?<=\d)\s?[pre])",
    re.IGNORECASE,
)
"""A number and the mark of a footnote behind it, or that of a provisional, revised or estimated figure."""
_TEXT_SIGN = re.compile(r"^\s*['’](?=[-+£$.<*\d])")
"""The apostrophe by which a spreadsheet is told to keep a number as text, and which some exports print."""
_PER_CENT = re.compile(r"\s*(?:per ?cent|pct)\.?$")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")


@dataclass(frozen=True)
class Numbers:
    """A column of numbers: `number` (NaN where missing or unreadable), `status` (why a cell is missing, object
    array of ""), `bad` (neither a number nor a marker) and `percent` (written with a % sign, already divided).

    `plain` says that each cell is digits and nothing else. Arrays that say one thing of all rows are only views of it.
    """

    number: np.ndarray
    status: np.ndarray
    bad: np.ndarray
    percent: np.ndarray
    plain: bool = False

    @classmethod
    def blank(cls, length: int) -> Numbers:
        """A column that the file does not have."""
        no = _same(False, length)
        return cls(_same(np.nan, length), _same(NOT_SUBMITTED, length), no, no)


def _same(what: bool | float | str, length: int) -> np.ndarray:
    """An array of one value, which is in memory once."""
    return np.broadcast_to(np.array(what, dtype=object if isinstance(what, str) else type(what)), (length,))


def parse(texts: pd.Series | pa.ChunkedArray, comma: bool | None = None) -> Numbers:
    """Reads a column of text. Plain numbers go through Arrow in one step; only what is left is looked at in Python.

    `comma` says that the file writes decimal commas; left out, the column alone decides.
    """
    arrow = coded.arrow(texts)
    if not comma and (number := at_once.all_plain(arrow)) is not None:
        no = _same(False, len(number))
        return Numbers(number, _same("", len(number)), no, no, plain=True)
    if not comma and (number := at_once.all_signed(arrow)) is not None:
        no = _same(False, len(number))
        return Numbers(number, _same("", len(number)), no, _same(True, len(number)))
    if not pc.any(pc.not_equal(arrow, "")).as_py():
        return Numbers.blank(len(arrow))
    arrow = arrow.combine_chunks()
    missing = pa.scalar(None, type=arrow.type)
    clean = pc.greater(pc.utf8_length(arrow), 0)
    if comma:  # a point then stands between thousands
        clean = pc.and_(clean, pc.invert(pc.match_substring(arrow, ".")))
    try:
        cast = pc.cast(pc.if_else(clean, arrow, missing), pa.float64())
        # Arrow takes "nan" and "inf" for numbers; they are markers or mistakes.
        plain = not pc.any(pc.invert(pc.is_finite(cast))).as_py()
    except pa.ArrowInvalid:
        plain = False
    if not plain:
        clean = pc.and_(clean, pc.match_substring_regex(arrow, _CLEAN))
        cast = pc.cast(pc.if_else(clean, arrow, missing), pa.float64())
    number = np.array(cast.to_numpy(zero_copy_only=False), dtype="float64")
    status = np.full(len(number), "", dtype=object)
    bad, percent = np.zeros(len(number), dtype=bool), np.zeros(len(number), dtype=bool)
    if not comma and not plain:
        signed = pc.match_substring_regex(arrow, at_once.SIGNED)
        percent = np.array(signed)
        if percent.any():
            number[percent] = at_once.shares(arrow.filter(signed))
            clean = pc.or_(clean, signed)
    rest = np.flatnonzero(~clean.to_numpy(zero_copy_only=False))
    if len(rest):
        left = pc.dictionary_encode(arrow.take(pa.array(rest)))
        codes = left.indices.to_numpy()
        texts_left = left.dictionary.to_pylist()
        if comma is None:
            points = pc.any(pc.and_(clean, pc.match_substring(arrow, "."))).as_py()
            comma = not points and writes_commas(texts_left)
        read = [_one(text, comma) for text in texts_left]
        number[rest] = np.array([r[0] for r in read], dtype="float64")[codes]
        status[rest] = np.array([r[1] for r in read], dtype=object)[codes]
        bad[rest] = np.array([r[2] for r in read], dtype=bool)[codes]
        percent[rest] = np.array([r[3] for r in read], dtype=bool)[codes]
    infinite = np.isinf(number)  # 1e999 fits the shape of a number and is none
    number[infinite], bad[infinite] = np.nan, True
    return Numbers(number, status, bad, percent)


def writes_commas(texts: Iterable[str]) -> bool:
    """Whether texts are written with decimal commas: one proves it unless another proves a point, and "1,234" is then one
    and a bit."""
    bare = [_bare(text)[0] for text in texts]
    return any(_COMMA.fullmatch(t) for t in bare) and not any(_POINT.fullmatch(t) for t in bare)


def percent_scale(numbers: Numbers, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fractions from a column of percentages, decided within each group (a measure of the file).

    `groups` has one integer a row. Gives the fractions, and one bool a group: whether its numbers without a % sign
    were on the scale 0 to 100 and were divided.
    """
    above, within = percent_evidence(numbers, groups)
    hundreds = (above > 0) & (above >= within)
    return divided(numbers, hundreds[groups]), hundreds


def percent_evidence(numbers: Numbers, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many numbers without a % sign each group has from above 1 to 100, and from above 0 to 1.

    Above 100 is a mistake on either scale and 0 is 0 on both: neither says anything.
    """
    bare = np.where(numbers.percent, np.nan, numbers.number)
    size = int(groups.max(initial=-1)) + 1
    above = np.bincount(groups[(bare > 1) & (bare <= 100)], minlength=size)
    within = np.bincount(groups[(bare > 0) & (bare <= 1)], minlength=size)
    return above, within


def divided(numbers: Numbers, hundreds: np.ndarray) -> np.ndarray:
    """The numbers, those without a % sign divided by 100 where `hundreds`."""
    return np.where(hundreds & ~numbers.percent, np.round(numbers.number / 100, at_once.DIGITS), numbers.number)


def status_of(text: str) -> str | None:
    """A status as people write it ("Not-submitted", "*") to one of STATUSES, or None where it is none of them."""
    plain = " ".join(text.casefold().replace("_", " ").replace("-", " ").split()) if len(text) > 2 else text.casefold()
    if not text.strip() or plain in _SETTLED:
        return ""
    return {"p": PROVISIONAL, "[p]": PROVISIONAL, PROVISIONAL: PROVISIONAL}.get(plain) or _marker(plain)


def _marker(plain: str) -> str | None:
    return SUPPRESSED if _BELOW.fullmatch(plain) else _MARKERS.get(plain)


def mark_of(text: str) -> str:
    """The mark behind a number, "" where there is none."""
    marked = MARKED.fullmatch(_SPACES.sub(" ", text).strip())
    return marked["m"].strip() if marked else ""


def _bare(text: str) -> tuple[str, bool]:
    """A text without spaces around it, currency and % sign; and whether it had a % sign."""
    plain = _PER_CENT.sub("%", _SPACES.sub(" ", text.replace("\u2212", "-")).strip().casefold())
    percent = plain.endswith("%")
    return _CURRENCY.sub(r"\1", plain.rstrip("% ")).strip(), percent


def _one(text: str, comma: bool) -> tuple[float, str, bool, bool]:
    """number, status, bad, percent of one text that is not a plain number."""
    text = _TEXT_SIGN.sub("", html.unescape(text))
    marker = _marker(_SPACES.sub(" ", text).strip().casefold())
    if marker is not None:
        return np.nan, marker, False, False
    if (marked := MARKED.fullmatch(_SPACES.sub(" ", text).strip())) is not None:
        text = marked["n"]
    plain, percent = _bare(text)
    if comma:
        plain = plain.replace(".", "" if _DOTTED.fullmatch(plain) else ".").replace(",", ".")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        return np.nan, "", True, False
    return round(float(plain) / 100, at_once.DIGITS) if percent else float(plain), "", False, percent
