"""The question how a column writes its dates."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.ingest.cells import grains
from analytics.ingest.cells.day_orders import DAY_FIRST, FROM_1904, MONTH_FIRST, SERIAL, UNDECIDED, one_day
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.spelled import is_last, plain
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Ask
from analytics.model import Grain

_QUARTER, _YEAR = re.compile(r"\bquarter\b|^qtr\b"), re.compile(r"\byear\b|^fy\b")
_WEEK = re.compile(r"\bweeks?\b|\bw ?[ce]\b")
ORDERS = (DAY_FIRST, MONTH_FIRST)
"""Its answers."""


def ask_order(texts: pd.Series, read: pd.DataFrame, ledger: Ledger, column: str, row_numbers: np.ndarray) -> None:
    """Asks how a column writes its dates: openly where nothing decides, with the choice made where evidence does."""
    unsure = (read["choice"] != "").to_numpy(dtype=bool)
    if not unsure.any():
        return
    at = int(unsure.argmax())
    text, choice = plain(texts.iloc[at]), read["choice"].iloc[at]
    options = tuple(
        (slug, f"{said}: {one_day(text, month_first=slug == MONTH_FIRST):%-d %B %Y}")
        for slug, said in ((DAY_FIRST, "Day first"), (MONTH_FIRST, "Month first"))
    )
    question = f"What is “{text}” (row {row_numbers[at]:,}, column {column})?"
    ledger.ask(Ask(f"day_order:{column}", question, options, None if choice == UNDECIDED else choice))


def whole_quarters(texts: pd.Series, read: pd.DataFrame, ledger: Ledger, column: str) -> pd.DataFrame:
    """The periods of a column whose days are the ends of quarters and nothing else: months or quarters, as answered. Until
    then none is read, because a figure of three months would be taken for that of one."""
    ends = read["note"] == grains.LAST
    months = read["first_day"].dt.month
    if ends.sum() < 2 or not (ends | (read["problem"] != "")).all() or not months[ends].isin((3, 6, 9, 12)).all():
        return read
    first = texts[ends].iloc[0]
    options = [("month", f"The month that ends on {first}"), ("quarter", f"The quarter that ends on {first}")]
    if months[ends].eq(3).all():
        options.append(("year", f"The financial year that ends on {first}"))
    chosen = ledger.ask(
        Ask(f"grain:{column}", f"Every date of column {column} ends a quarter. What is {first}?", tuple(options))
    )
    back = {"month": 0, "quarter": 2, "year": 11}.get(chosen or "", 0)
    read = read.copy()
    read.loc[ends, "first_day"] -= pd.DateOffset(months=back)
    read.loc[ends, "grain"] = chosen or Grain.MONTH.value
    return read


def day_numbers(texts: pd.Series, read: pd.DataFrame, ledger: Ledger, column: str) -> pd.DataFrame:
    """The periods of a column of which some are numbers as spreadsheets store days. Where all of these end a month they may
    as well begin the next, four years later: some workbooks of the Mac count from 1904. That is asked, and none is read."""
    plain_texts = [plain(t) for t in texts]
    numbers = np.array([bool(SERIAL.fullmatch(t)) for t in plain_texts], dtype=bool) & (read["problem"] == "")
    days = {i: one_day(plain_texts[i]) for i in np.flatnonzero(numbers)}
    if not days or not all(is_last(day) for day in days.values()):
        return read
    at, day = next(iter(days.items()))
    text, later = texts.iloc[at], day + FROM_1904
    options = (("1900", f"{day:%-d %B %Y}, the end of that month"), ("1904", f"{later:%-d %B %Y}, counted from 1904"))
    question = f"Column {column} has numbers for days, such as {text}. Which day is it?"
    chosen = ledger.ask(Ask(f"count_of_days:{column}", question, options))
    read = read.copy()
    if chosen == "1904":
        months = [(day + FROM_1904).replace(day=1) for day in days.values()]
        read.loc[numbers, "first_day"] = pd.Series(months, index=read.index[numbers]).astype("datetime64[s]")
        read.loc[numbers, "note"] = "Numbers of five digits were read as days counted from 1904"
    elif chosen is None:
        read.loc[numbers, "first_day"], read.loc[numbers, "grain"] = pd.NaT, ""
        read.loc[numbers, "problem"] = [
            f"is {day:%-d %B %Y}, or {day + FROM_1904:%-d %B %Y} where days are counted from 1904"
            for day in days.values()
        ]
    return read


def name_day_numbers(texts: pd.Series, read: pd.DataFrame, bad: np.ndarray, ledger: Ledger, column: str) -> None:
    """Warns of days that are numbers, with the days that they were read as."""
    numbers = texts.str.fullmatch(rf"\s*(?:{SERIAL.pattern})\s*").to_numpy(dtype=bool) & ~bad
    day = dict(zip(texts.str.strip(), read["day"], strict=True))
    ledger.warn(
        numbers,
        column,
        texts,
        lambda t: f"“{t}” is a day as a spreadsheet stores it, read as {day[t]:%-d %B %Y}",
        "Check it: where days are counted from 1904 it is four years and a day later. Dates are best written as 2023-09-30.",
    )


def as_titled(texts: pd.Series, read: pd.DataFrame, ledger: Ledger, column: str, title: str) -> pd.DataFrame:
    """The periods of a column that is called by another length than its texts have. Months that all begin or end quarters
    below “Quarter” are quarters, unless it is answered otherwise; months below “Week commencing” are problems."""
    name, months = normal(title).replace("_", " "), read["grain"] == Grain.MONTH
    if not months.any() or "month" in name:
        return read
    if _WEEK.search(name):
        read = read.copy()
        why = f"stands under “{title}”, so that it is a week, and the shortest period kept is a month"
        read.loc[months, "first_day"] = pd.NaT
        read.loc[months, "grain"], read.loc[months, "problem"] = "", why
        return read
    grain = Grain.QUARTER if _QUARTER.search(name) else Grain.YEAR if _YEAR.search(name) else None
    asked = any(ask.name == f"grain:{column}" for ask in ledger.asks)
    if grain is None or asked or not (months | (read["problem"] != "")).all():
        return read
    first = (1, 4, 7, 10) if grain is Grain.QUARTER else (4,)
    numbers = read.loc[months, "first_day"].dt.month
    begins, ends = numbers.isin(first).all(), numbers.isin([(m + grain.months - 2) % 12 + 1 for m in first]).all()
    if not begins and not ends:
        return read
    text = texts[months].iloc[0]
    options = ((grain.value, f"The {grain} that {'begins' if begins else 'ends'} then"), ("month", "That month alone"))
    question = f"What is “{text}” in the column “{title}”?"
    if ledger.ask(Ask(f"grain:{column}", question, options, grain.value)) == grain.value:
        read = read.copy()
        read.loc[months, "first_day"] -= pd.DateOffset(months=0 if begins else grain.months - 1)
        read.loc[months, "grain"] = grain.value
        ledger.inform(f"Months under “{title}” were read as {grain}s that {'begin' if begins else 'end'} then.")
    return read
