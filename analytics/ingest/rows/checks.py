"""Checks that formats share: which columns, which names, which organisations, which days.

Columns of text become categoricals (see `coded`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.ingest.cells import grains as lengths
from analytics.ingest.cells import periods
from analytics.ingest.cells.coded import codes_of, firsts, of_rows
from analytics.ingest.cells.day_orders import order, span_fixed
from analytics.ingest.cells.faults import REMEDY, fault
from analytics.ingest.cells.names import normal
from analytics.ingest.cells.spelled import plain
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.day_questions import (
    ORDERS,
    as_titled,
    ask_order,
    day_numbers,
    name_day_numbers,
    whole_quarters,
)
from analytics.ingest.rows.lone_periods import years_from_others
from analytics.ingest.shape import Context, Sheet
from analytics.words.counting import counted, listing

FAR = 5 * 366
"""Days ahead from which on a period cannot be meant, where most of the file's are not."""


def mapped(codes: np.ndarray, values: Iterable[str]) -> pd.Categorical:
    """A categorical of `values[codes]`, where several codes may have one value."""
    inner, categories = pd.factorize(np.array([*values, ""], dtype=object))
    inner = inner.astype(np.min_scalar_type(-len(categories)))  # small while they are few
    same = len(inner) == len(categories) and codes.min(initial=0) >= 0  # each has a value of its own
    own = codes if same else inner.take(codes)
    return pd.Categorical.from_codes(own, pd.Index(categories, dtype="str"), validate=False)


def locate(sheet: Sheet, wanted: Mapping[str, Iterable[str]]) -> tuple[dict[str, int], list[str], list[str]]:
    """Where the wanted columns are. `wanted` gives each its other names.

    Returns positions by wanted name, titles of columns not wanted, and wanted names that two columns carry. Where two
    columns fit one name, the one whose name stands first among its names is it: a code comes before a name.
    """
    names = {
        normal(n): (column, i)
        for column, others in wanted.items()
        for i, n in reversed([*enumerate((column, *others))])
    }
    fits: dict[str, list[tuple[int, int]]] = {}
    extra: list[tuple[int, str]] = []
    for at, title in enumerate(sheet.header):
        if (found := names.get(normal(title))) is None:
            extra.append((at, title or "a column without a name"))
        else:
            fits.setdefault(found[0], []).append((found[1], at))
    places = {column: min(found)[1] for column, found in fits.items()}
    twice = [column for column, found in fits.items() if len({rank for rank, _ in found}) < len(found)]
    extra += [(at, sheet.header[at]) for column, found in fits.items() for _, at in found if at != places[column]]
    return places, [title for _, title in sorted(extra)], twice


def ignored(extra: list[str]) -> tuple[str, ...]:
    """The sentence on columns that are not used."""
    return (f"{counted(len(extra), 'column')} not used: {listing(extra)}.",) if extra else ()


def look_up(texts: pd.Series, known: Mapping[str, str], ledger: Ledger, column: str, what: str) -> pd.Categorical:
    """Texts to slugs by slug or title in any case; "" where blank. Unknown ones are left out, near names suggested."""
    plain = {normal(name): slug for name, slug in known.items()}
    codes, distinct = codes_of(texts)
    found = mapped(codes, [plain.get(normal(str(t)), "") for t in distinct])
    filled = of_rows((bool(str(t).strip()) for t in distinct), codes)

    def near(text: str) -> str:
        close = list(dict.fromkeys(plain[n] for n in difflib.get_close_matches(normal(text), plain, 4, 0.6)))
        return (
            f"Did you mean {' or '.join(close)}?"
            if close
            else f"Known are: {', '.join(dict.fromkeys(known.values()))}."
        )

    ledger.leave_out((found == "") & filled, column, texts, lambda t: f"“{t}” is no {what} that we know", near)
    return found


def required(sheet: Sheet, places: Mapping[str, int], columns: Iterable[str], ledger: Ledger) -> None:
    """Rows where a required text column is blank are left out."""
    for column in columns:
        leave_out_blank(sheet.cells[places[column]], ledger, column)


def leave_out_blank(texts: pd.Series, ledger: Ledger, column: str) -> None:
    """Rows where a text is blank are left out."""
    codes, distinct = codes_of(texts)
    blank = of_rows((not str(t).strip() for t in distinct), codes)
    ledger.leave_out(blank, column, None, f"The {column.replace('_', ' ')} is blank", "Fill it in, or delete the row.")


def leave_out_faults(texts: pd.Series, ledger: Ledger, column: str) -> None:
    """Rows where a text is an error or a formula without its result are left out."""
    codes, distinct = codes_of(texts)
    wrong = of_rows((bool(fault(str(t))) for t in distinct), codes)
    ledger.leave_out(wrong, column, texts, lambda t: f"“{t}” {fault(t)}", REMEDY)


def days(
    texts: pd.Series, ledger: Ledger, column: str, *, needed: bool = True, latest: date | None = None
) -> np.ndarray:
    """Texts to days (datetime64[s]). Dates that do not exist leave the row out; blank ones only where needed.

    Dates that read two ways, with nothing to decide, are asked about; until then their rows are left out. `latest` is the
    last day that makes sense, where there is one.
    """
    read = periods.parse_days(texts, ledger.answered(f"day_order:{column}", ORDERS), latest)
    problem = read["problem"].to_numpy(dtype=object)
    bad = (problem != "") & ((problem != "is blank") | needed)
    why = dict(zip(texts[bad].str.strip(), problem[bad], strict=True))
    ledger.leave_out(
        bad,
        column,
        texts,
        lambda t: f"“{t}” {why[t]}" if t else f"The {column} is blank",
        "Write the date as 2023-09-30.",
    )
    order = "month" if read["swapped"].any() else "day"
    for note in dict.fromkeys(n for n in read["note"] if n):
        message = f"Dates that could be read two ways were read {order} first: {note}"
        rows = (read["note"] == note).to_numpy(dtype=bool) & ~bad
        ledger.warn(rows, column, None, message, "Check them, or say which it is.")
    ask_order(texts, read, ledger, column, ledger.row_numbers)
    name_day_numbers(texts, read, bad, ledger, column)
    ledger.warn(
        (read["swapped"] & (read["choice"] == "")).to_numpy(dtype=bool) & ~bad,
        column,
        None,
        "Dates were read month first, because some of the column can be nothing else",
        "Check the dates, or write them as 2023-09-30.",
    )
    return read["day"].to_numpy()


def span_column(starts: pd.Series, ends: pd.Series, ledger: Ledger, column: str) -> tuple[np.ndarray, pd.Categorical]:
    """Months given by their first and last days, to first days (datetime64[s]) and grains.

    Days and months that changed places in a spreadsheet are put right with a warning; pairs that are no month are left
    out. `column` is the name that problems give.
    """
    read = span_fixed(starts, ends)
    problem = read["problem"].to_numpy(dtype=object)
    bad = problem != ""
    pairs = (starts.str.strip() + " to " + ends.str.strip()).str.strip()
    why = dict(zip(pairs[bad], problem[bad], strict=True))
    ledger.leave_out(bad, column, pairs, lambda t: f"“{t}” {why[t]}", "Give the first and the last day of one month.")
    ledger.warn(
        read["swapped"].to_numpy(dtype=bool),
        column,
        pairs,
        lambda t: f"“{t}”: day and month had changed places and were put right, so that it is one month",
        "Check that the periods named below are those of the file.",
    )
    return read["first_day"].to_numpy(), mapped(bad.astype("int64"), ["month", ""])


def period_column(
    texts: pd.Series, grains: pd.Series | None, ledger: Ledger, column: str, title: str = ""
) -> tuple[np.ndarray, pd.Categorical]:
    """Texts to first days (datetime64[s]) and grains. Unreadable ones are left out; decided ambiguities are noted.

    `grains` is a column that says the grain beside an ISO date, as our own exports write it; `title` is what the file calls
    the column.
    """
    codes, distinct = codes_of(texts)
    read = periods.parse(pd.Series(distinct, dtype="str"), ledger.answered(f"day_order:{column}", ORDERS))
    read = day_numbers(pd.Series(distinct, dtype="str"), read, ledger, column)
    read = whole_quarters(pd.Series(distinct, dtype="str"), read, ledger, column)
    if title and grains is None:
        read = as_titled(pd.Series(distinct, dtype="str"), read, ledger, column, title)
    why = dict(zip((str(t).strip() for t in distinct), read["problem"], strict=True))
    finer = of_rows(read["problem"].str.startswith(lengths.ONE_OF), codes)
    if finer.any():  # one fault of the whole column
        text = str(texts.iloc[int(finer.argmax())]).strip()
        ledger.leave_out(finer, column, None, f"“{text}” {why[text]}", "Choose a monthly file, or add the rows up.")
    bad = of_rows(read["problem"] != "", codes) & ~finer
    ledger.leave_out(
        bad,
        column,
        texts,
        lambda t: f"“{t}” {why[t]}" if t else "The period is blank",
        lambda t: (
            REMEDY if fault(t) else "Write a month as 2023-04, a quarter as 2023-24 Q2, a financial year as 2023-24."
        ),
    )
    for note in dict.fromkeys(n for n in read["note"] if n):
        ledger.inform(f"{note}.")
    ask_order(pd.Series(distinct, dtype="str"), read, ledger, column, ledger.row_numbers[firsts(codes, len(distinct))])
    if read["swapped"].any():
        ledger.warn(
            of_rows(read["swapped"], codes),
            None,
            None,
            "Dates were read month first, because some of the column can be nothing else"
            if any(order(plain(t)) == "month first" for t in distinct)
            else "Day and month were taken for swapped and put right: that way every date of the column begins a month",
            "Check that the periods named below are those of the file, or write months as 2023-04.",
        )
    years = years_from_others(read, np.bincount(codes, minlength=len(distinct)))
    if years.any():
        lone = of_rows(years, codes) & ~bad & ~finer
        ledger.warn(
            lone, column, texts, lambda t: f"“{t}” is years from every other period of the file", "Check the year."
        )
    first_day: np.ndarray = read["first_day"].to_numpy().take(codes)
    grain: pd.Categorical = mapped(codes, read["grain"].tolist())
    if grains is None:
        return first_day, grain
    said = look_up(grains, {g: g for g in ("month", "quarter", "year")}, ledger, "grain", "grain")
    # Only an ISO date leaves the grain open; "2023-24 Q2" has said it.
    iso = np.asarray(texts.str.fullmatch(r"\s*\d{4}-\d{2}-01\s*"), dtype=bool)
    other = iso & (said != "") & (said != "month") & ~ledger.out
    if other.any():
        grain = pd.Categorical(np.where(other, np.asarray(said), np.asarray(grain)).astype(object))
        pairs = pd.DataFrame({"day": first_day, "grain": grain.astype("str")})
        wrong = other.copy()
        wrong[other] = [not periods.starts(d.date(), g) for d, g in pairs[other].itertuples(index=False)]
        ledger.leave_out(
            wrong,
            column,
            texts,
            lambda t: f"No quarter or financial year starts on {t}",
            "Financial years start in April, quarters in April, July, October and January.",
        )
    return first_day, grain


def future(first_day: np.ndarray, texts: pd.Series, context: Context, ledger: Ledger, column: str) -> None:
    """Warns of what has not begun yet; what is further ahead than any plan is a typing error and left out."""
    if not (first_day > np.datetime64(context.today, "s")).any():
        return
    far = (first_day > np.datetime64(context.today + timedelta(FAR), "s")) & ~ledger.out
    far &= 2 * far.sum() < (~ledger.out).sum()
    ledger.leave_out(far, column, texts, lambda t: f"“{t}” is in the far future", "Check the year.")
    late = (first_day > np.datetime64(context.today, "s")) & ~ledger.out
    ledger.warn(late, column, texts, lambda t: f"“{t}” is in the future", "Check the year; plans are not observations.")
