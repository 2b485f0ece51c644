"""One parser for periods and one for days, over the distinct texts of a column.

A financial year starts in April: 2023-24 starts on 2023-04-01 and its Q2 on 2023-07-01. Nothing is guessed in
silence: "2010-11" is a month or a financial year, the rest of its column decides, and without that it is a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.ingest.cells import grains, one_period, spelled
from analytics.ingest.cells.day_orders import (
    SERIAL,
    Decision,
    NoDay,
    decide_days,
    decide_months,
    months_as_days,
    order,
)
from analytics.ingest.cells.spelled import plain
from analytics.model import Grain, labels


def parse(texts: Sequence[str] | pd.Series, answer: str | None = None) -> pd.DataFrame:
    """Periods as text to their first day and grain.

    One row a text, in order: `first_day` (datetime64[s], NaT where not understood), `grain` (month, quarter, year
    or ""), `problem` (why not understood, or ""), `note` (how an ambiguous text was decided, or ""), `swapped` (whether
    day and month were put right) and `choice` (of a date that nothing proves: see `day_orders.Decision`). Blank texts
    have the problem "is blank". `answer` says how to read such dates: day_first or month_first.
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    texts_plain = [spelled.unmarked(plain(t)) for t in distinct]
    swapped = months_as_days(texts_plain)
    fixed = [swapped.get(t, t) for t in texts_plain]
    decision = decide_months(fixed, answer)
    two_ways = [one_period.both_ways(t) for t in fixed]
    finer = grains.finer_than_months(fixed, decision)
    single = [None if both else finer.get(t) or _attempt(t, decision) for t, both in zip(fixed, two_ways, strict=True)]
    # What the unambiguous texts of the same shape are decides for the others.
    dashed = {f[1] for t, f in zip(fixed, single, strict=True) if isinstance(f, tuple) and one_period.YEAR.fullmatch(t)}
    rows: list[tuple[date | None, str, str, str]] = []
    for text, both, found in zip(fixed, two_ways, single, strict=True):
        note = "Numbers of five digits were read as days as Excel stores them" if SERIAL.fullmatch(text) else ""
        note = grains.LAST if isinstance(found, tuple) and grains.is_end(text, decision) else note
        if both is not None:
            if len(dashed) == 1:
                grain = next(iter(dashed))
                found = both[grain]
                note = f"“{text}” was read as {labels.GRAINS[Grain(grain)].phrase}, as the others in its column are"
            else:
                month, year = both[Grain.MONTH][0], int(text[:4])
                found = (
                    f"could be {month:%B %Y} or the financial year {year}-{month.month:02d}: "
                    f"write {month:%b %Y} or {year}-{year + 1}"
                )
        if isinstance(found, tuple):
            rows.append((found[0], str(found[1]), "", note))
        else:
            rows.append((None, "", str(found), note))
    frame = pd.DataFrame(rows, columns=["first_day", "grain", "problem", "note"])
    frame = frame.astype({"first_day": "datetime64[s]", "grain": "str", "problem": "str", "note": "str"})
    frame["swapped"] = [t in swapped or decision.moves(t) for t in texts_plain]
    frame["choice"] = [decision.choice(t) for t in fixed]
    return frame.take(codes).reset_index(drop=True)


def parse_days(texts: Sequence[str] | pd.Series, answer: str | None = None, latest: date | None = None) -> pd.DataFrame:
    """Days as text (2023-07-14 or 14/07/2023): `day` (datetime64[s]), `problem`, `note`, `swapped` (read month first)
    and `choice`, as `parse`.

    What the column proves or shows decides (see `day_orders.decide_days`), then `answer`; without either, a date that
    reads two ways is a problem. No day of the column can be after `latest`, if that is given.
    """
    codes, distinct = pd.factorize(pd.Series(texts, dtype="str"), use_na_sentinel=False)
    texts_plain = [plain(t) for t in distinct]
    decision = decide_days(texts_plain, answer, latest)
    rows: list[tuple[date | None, str]] = []
    for text in texts_plain:
        try:
            rows.append((decision.day(text), ""))
        except NoDay as why:
            rows.append((None, str(why)))
    frame = pd.DataFrame(rows, columns=["day", "problem"]).astype({"day": "datetime64[s]", "problem": "str"})
    frame["note"] = [decision.why if order(t) == "either" else "" for t in texts_plain]
    frame["swapped"] = [decision.moves(t) for t in texts_plain]
    frame["choice"] = [decision.choice(t) for t in texts_plain]
    return frame.take(codes).reset_index(drop=True)


def label(first_day: date | pd.Timestamp | np.datetime64, grain: str) -> str:
    """The one way to write a period: 2023-04, 2023-24 Q2 or 2023-24."""
    day = pd.Timestamp(first_day)
    if grain == Grain.MONTH:
        return f"{day:%Y-%m}"
    start = day.year if day.month >= 4 else day.year - 1
    year = f"{start}-{(start + 1) % 100:02d}"
    return year if grain == Grain.YEAR else f"{year} Q{(day.month - 4) % 12 // 3 + 1}"


def starts(first_day: date, grain: str) -> bool:
    """Whether a period of this grain can start on this day."""
    months = {Grain.MONTH: range(1, 13), Grain.QUARTER: (1, 4, 7, 10), Grain.YEAR: (4,)}
    return first_day.day == 1 and first_day.month in months.get(Grain(grain), ())


def _attempt(text: str, decision: Decision) -> one_period.Period | str:
    try:
        return one_period.one(text, decision)
    except NoDay as wrong:
        return str(wrong)
