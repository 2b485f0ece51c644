"""Row-level patient data is refused. The answer names the kind of column found and never a value of it.

Two signs: a cell among the first rows that is a patient's column name and nothing else, or a column of NHS numbers.
Ten digits in a cell are an NHS number only if the last is the modulus-11 check digit of the first nine, which one
ten-digit count in eleven passes by chance: so a column is refused on its majority, never on a stray cell.
Source of the check digit: NHS Data Dictionary, "NHS NUMBER".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.ingest.cells import coded
from analytics.ingest.shape import Sheet

HEADER_ROWS = 20
"""Rows at the top of a sheet that may hold column names, below a title block."""
LEAST_CELLS = 3
"""Valid NHS numbers that make a column suspicious beside other values ..."""
LEAST_SHARE = 0.6
"""... when they are this share of its ten-digit cells. By chance one in eleven is: three of five is 1 in 160."""

_PERSON = r"(?:patient|mother|baby|infant|maternal|birthing person|child|person|client|service user)(?: s)?"
_WORDS: tuple[tuple[str, str], ...] = (
    (rf"(?:{_PERSON} )?(?:new )?nhs ?(?:no|num|nbr|number|id)\.?(?: ?\(?{_PERSON}\)?)?", "NHS number"),
    (rf"{_PERSON} ?nhs|nhs ?(?:mother|baby|patient)", "NHS number"),
    (rf"(?:{_PERSON} )?(?:dob|d o b|date ?of ?birth|birth ?date|birth ?dt)(?: {_PERSON})?", "date of birth"),
    (rf"(?:{_PERSON} )?(?:date ?time|time) ?of ?birth|birth ?date ?time", "date of birth"),
    (rf"(?:{_PERSON} )?hospital ?(?:no|num|number|id)\.?", "hospital number"),
    (rf"{_PERSON} ?(?:id|identifier|no|number|ref|reference)", "patient number"),
    (
        r"mrn|medical record (?:no|number)|local patient id(?:entifier)?|pas (?:no|number|id)|chi ?(?:no|number)|nhi",
        "patient number",
    ),
    (rf"{_PERSON} ?(?:name|forename|surname|first name|last name|family name)", "patient name"),
    (rf"{_PERSON} ?(?:postcode|post code|address)", "patient address"),
)
_PATTERNS = tuple((re.compile(pattern), what) for pattern, what in _WORDS)
_PERSONAL = re.compile(r"age(?: at .*| in .*| years)?|sex|gender|ethnic(?:ity| group| category.*| origin)")
_LETTER = re.compile(r"[A-Za-z]")
"""Every name above has one."""
_POSTCODE = re.compile(r"(?:full |home )?post ?code")


def patient_data(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """What makes this a file about single patients ("NHS number", "date of birth"), on any sheet, or nothing."""
    found: dict[str, None] = {}
    for sheet in sheets:
        for row in _top_rows(sheet):
            names = [_plain(cell) for cell in row if _LETTER.search(cell)]
            for pattern, what in _PATTERNS:
                if any(pattern.fullmatch(name) for name in names):
                    found[what] = None
            if any(_POSTCODE.fullmatch(n) for n in names) and any(_PERSONAL.fullmatch(n) for n in names):
                found["postcode beside age, sex or ethnicity"] = None
        if any(is_nhs_numbers(column, title) for column, title in _columns(sheet)):
            found["NHS number"] = None
    return tuple(found)


def is_nhs_numbers(texts: pd.Series, title: str = "") -> bool:
    """Whether a column of text, with its title, holds NHS numbers, written 9434765919, 943 476 5919 or 943-476-5919."""
    codes, distinct = coded.codes_of(texts)
    each = pa.chunked_array([*coded.arrow(distinct).chunks, [title]], type=pa.large_string())
    written = pc.utf8_trim_whitespace(each)
    ten = pc.and_(
        pc.less_equal(pc.utf8_length(each), 14),
        pc.match_substring_regex(written, r"^\d{3}[ \-]?\d{3}[ \-]?\d{4}$"),
    ).to_numpy()
    if not ten.any():
        return False
    counts = np.append(np.bincount(codes, minlength=len(distinct)), 1)  # of the title as of a cell
    many = int(counts[ten].sum())
    if many < 2:
        return False
    valid = int(counts[ten][valid_check_digit(written.filter(pa.array(ten)).to_pylist())].sum())
    if valid >= LEAST_CELLS and valid >= LEAST_SHARE * many:
        return True
    filled = int(counts[pc.greater(pc.utf8_length(written), 0).to_numpy()].sum())
    # The header, if it is one, is a cell too.
    return valid >= 2 and valid == many >= filled - 1


def valid_check_digit(numbers: list[str]) -> np.ndarray:
    """One bool for each text of ten digits (spaces and hyphens allowed): is the last digit its modulus-11 check digit?

    The nine first digits are weighted 10 to 2; 11 minus the remainder of their sum by 11 is the check digit, 11 counts
    as 0 and 10 is never issued. 943 476 5919: the sum is 299, the remainder 2, the check digit 9.
    """
    digits = np.array([[int(d) for d in text if d.isdecimal()] for text in numbers], dtype="int64").reshape(-1, 10)
    check = 11 - digits[:, :9] @ np.arange(10, 1, -1) % 11
    same = digits.min(axis=1) == digits.max(axis=1)  # 0000000000 is a placeholder, not a person
    return (check % 11 == digits[:, 9]) & (check != 10) & ~same


def _top_rows(sheet: Sheet) -> Iterable[Iterable[str]]:
    yield sheet.header
    yield from sheet.rows(HEADER_ROWS)
    yield from sheet.misfits[:HEADER_ROWS]
    yield from sheet.above


def _columns(sheet: Sheet) -> Iterable[tuple[pd.Series, str]]:
    """Every column and its title, which may be a cell; and those of rows that did not fit, as below a title."""
    for i, title in enumerate(sheet.header):
        longest = max((pc.max(pc.binary_length(chunk)).as_py() or 0 for chunk in sheet.arrow[i].chunks), default=0)
        if longest >= 10:  # else there is no room for an NHS number, but in the title, and one is not enough
            yield sheet.coded(i), title
    for column in itertools.zip_longest(*sheet.above, *sheet.misfits, fillvalue=""):
        yield pd.Series(column, dtype="str"), ""


def _plain(name: str) -> str:
    """MotherNHS, mother_nhs and "Mother's NHS" alike: words in lower case with single spaces."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^A-Za-z0-9]+", " ", words).split()).casefold()
