"""Which organisation each row is about: a text, by the tree of the row's own period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.ingest.cells.coded import codes_of, of_rows
from analytics.ingest.cells.faults import fault
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows.checks import mapped
from analytics.ingest.shape import Ask, Context
from analytics.model import Grain, Kind, Organisation
from analytics.organisations import Match, Organisations
from analytics.words.counting import listing

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Organised:
    """A column of organisations looked up: `code` is where the row belongs, `own` the code as given (they differ where
    a closed organisation was followed to its successor), both categorical, "" where unknown or blank."""

    code: pd.Categorical
    own: pd.Categorical

    @property
    def closed(self) -> np.ndarray:
        """Rows that were moved from a closed organisation to its successor."""
        if self.code is self.own:
            return np.zeros(len(self.own), dtype=bool)
        return np.asarray(self.code.astype("str") != self.own.astype("str"), dtype=bool)


def organised(
    texts: pd.Series,
    context: Context,
    ledger: Ledger,
    column: str,
    *,
    when: np.ndarray | None = None,
    grain: pd.Categorical | None = None,
    needed: bool = True,
    unknown: bool = True,
) -> Organised:
    """Texts to ODS codes; unknown ones are left out, with suggestions, unless `unknown` is false because the caller has
    more to say of them.

    `when` are the first days of the rows' periods (of `grain`, or days). A row from after an organisation closed follows a
    trust to its successor, with a note; of a board it is asked about if it went wholly into one, and else left out. A row
    from before a board began is asked about.
    """
    codes, distinct = codes_of(texts)
    names = [str(t).strip() for t in distinct]
    matches = context.organisations.match_many([n for n in names if n])
    each = [matches.get(n, Match(None)) for n in names]
    named = [m.named.code if m.named else "" for m in each]
    filled = of_rows((bool(n) for n in names), codes)

    def say(text: str) -> str:
        if re.fullmatch(r"\d(?:\.\d+)?E[+-]?\d+", text, re.IGNORECASE):
            return f"“{text}” is a code that Excel took for a number, such as {_before_excel(text)}"
        return matches[text].note or f"“{text}” {fault(text) or 'is no organisation that we know'}"

    def remedy(text: str) -> str:
        near = " or ".join(matches[text].suggestions)
        return f"Did you mean {near}?" if near else "Use its ODS code, such as R0A, QOP or Y62; ENG is England."

    if unknown:
        is_unknown = of_rows((not code for code in named), codes)
        ledger.leave_out(is_unknown & filled, column, texts, say, remedy)
    if needed:
        ledger.leave_out(~filled, column, None, "The organisation is blank", "Give its ODS code; ENG is England.")
    loose = of_rows((bool(m.loose) for m in each), codes) & ~ledger.out
    ledger.warn(
        loose,
        column,
        texts,
        lambda t: f"“{t}” was read as {matches[t].named.name}, whatever stands in the brackets",  # type: ignore[union-attr]
        "If the figures are of one site only, delete the row.",
    )
    _of_another_kind(names, each, codes, ledger, column, texts)
    own = mapped(codes, named)
    if when is None:
        return Organised(own, own)
    late, early = _after(each, codes, when), _before(each, codes, when, grain, context.organisations)
    placed = list(named)
    for at in np.unique(codes[late | early]):
        one, here = each[at].named, codes == at
        assert one is not None
        if (here & early).any():
            _before_its_time(one, here & early, context.organisations, ledger, column, texts)
        if (here & late).any():
            placed[at] = _after_its_time(one, here & late, context.organisations, ledger, column, texts)
    if placed == named:
        return Organised(own, own)
    return Organised(mapped(codes.astype("int64") + late * len(named), [*named, *placed]), own)


def _of_another_kind(
    names: Sequence[str], each: Sequence[Match], codes: np.ndarray, ledger: Ledger, column: str, texts: pd.Series
) -> None:
    """Leaves out a bare place that is the short name of a board or collaborative, among trusts: “Manchester” beside “Leeds”
    may be a trust as well. One that is written as what it is (“NHS Devon ICB”, QJK) is meant."""
    larger = {
        text: match.named
        for text, match in zip(names, each, strict=True)
        if match.named and match.named.kind in (Kind.PSC, Kind.ICB)
    }
    trusts = sum(bool(m.named and m.named.kind is Kind.TRUST) for m in each)
    bare = {t: o for t, o in larger.items() if t.casefold() == o.short_name.casefold()}
    if not bare or len(bare) < len(larger) or trusts < len(bare):
        return
    ledger.leave_out(
        np.array([text in bare for text in names], dtype=bool)[codes] & ~ledger.out,
        column,
        texts,
        lambda t: f"“{t}” may be {bare[t].name}, which is no trust as the others of its column are",
        "Write the trust's full name or its code, such as R0A; or the board's, if it is meant.",
    )


def _before_excel(text: str) -> str:
    """A code that Excel may have turned into a number: 5.00E+01 was 05E01 or 5E1 once."""
    digits, _, power = text.upper().partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{int(power)}"


def _after(each: Sequence[Match], codes: np.ndarray, when: np.ndarray) -> np.ndarray:
    """Rows from after the last day of the organisation that they name."""
    last = [m.named.closed if m.named else None for m in each]
    return _where(last, codes, lambda rows, days: when[rows] > days)


def _before(
    each: Sequence[Match], codes: np.ndarray, when: np.ndarray, grain: pd.Categorical | None, tree: Organisations
) -> np.ndarray:
    """Rows from before the first day of the board that they name, where it took somebody's place on that day."""
    boards = [m.named if m.named and m.named.kind is Kind.ICB else None for m in each]
    first = [b.opened if b and tree.began_in_place(b) else None for b in boards]
    return _where(first, codes, lambda rows, days: _ends(when[rows], None if grain is None else grain[rows]) <= days)


def _where(
    days: Sequence[date | None], codes: np.ndarray, holds: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> np.ndarray:
    """Rows for which something holds of the day of their organisation; the few that have one are all that are looked at."""
    found = np.zeros(len(codes), dtype=bool)
    has = np.array([day is not None for day in days], dtype=bool)
    if has.any():
        rows = np.flatnonzero(has[codes])
        found[rows] = holds(rows, np.array([day or date.min for day in days], dtype="datetime64[s]")[codes[rows]])
    return found


def _before_its_time(
    named: Organisation, rows: np.ndarray, tree: Organisations, ledger: Ledger, column: str, texts: pd.Series
) -> None:
    was = tree.what_it_was(named)
    question = f"{was}. Were its figures of before worked out for its present area?"
    if not _agreed(f"early:{named.code}", question, ledger):
        remedy = "Say below whether these figures were worked out anew for its area, or give those of whom it replaced."
        ledger.leave_out(rows, column, texts, was, remedy)


def _after_its_time(
    named: Organisation, rows: np.ndarray, tree: Organisations, ledger: Ledger, column: str, texts: pd.Series
) -> str:
    """Where rows from after an organisation's time belong."""
    now, became = tree.became(named.code), tree.what_became(named)
    if len(now) != 1:
        remedy = f"Give these rows under {listing([o.code for o in now])}." if now else "Check the code and the period."
        ledger.leave_out(rows, column, texts, became, remedy)
        return named.code
    question = f"{became}. Do its rows of later periods belong there?"
    if named.kind is Kind.TRUST or _agreed(f"closed:{named.code}", question, ledger):
        ledger.inform(f"{became}, to which its rows of later periods go.")
        return now[0].code
    ledger.leave_out(rows, column, texts, became, f"Say below whether these rows belong to {now[0].name}.")
    return named.code


def _ends(when: np.ndarray, grain: pd.Categorical | None) -> np.ndarray:
    """The days after the periods."""
    if grain is None:
        return when + np.timedelta64(1, "D")
    months = np.array([Grain(g).months if g else 1 for g in grain.categories])[grain.codes]
    return (when.astype("datetime64[M]") + months).astype("datetime64[s]")


def _agreed(name: str, question: str, ledger: Ledger) -> bool:
    """Whether the user says yes; without an answer, no."""
    options = ((YES, "Yes, keep them there"), (NO, "No, leave them out"))
    return ledger.ask(Ask(name, question, options, NO)) == YES
