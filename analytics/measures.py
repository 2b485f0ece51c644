"""Store + measure + organisation -> `Series`. The only module that turns stored rows into numbers that are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pandas as pd

from analytics.adoption import share_at_or_above
from analytics.model import Grain, Kind, Measure, Organisation, RollUp, Series
from analytics.organisations import Organisations
from analytics.rollup import COLUMNS, coarsen, roll_up

LADDER = (Grain.MONTH, Grain.QUARTER, Grain.ROLLING_YEAR)
"""The grains that months can be shown at, finest first."""

WORDS = {
    Grain.MONTH: "months",
    Grain.QUARTER: "quarters",
    Grain.YEAR: "financial years",
    Grain.ROLLING_YEAR: "rolling 12 months",
}
KIND_WORDS = {
    Kind.NATION: "nation",
    Kind.REGION: "region",
    Kind.ICB: "ICB",
    Kind.TRUST: "trust",
    Kind.SUB_ICB: "sub-ICB location",
    Kind.PSC: "Patient Safety Collaborative",
}
_MEMBERS = {Kind.TRUST: "trusts", Kind.SUB_ICB: "sub-ICBs", Kind.ICB: "ICBs"}


class Rows(Protocol):
    """Where rows come from: a version of the store (`Snapshot`), or one as it would be (`effects.Overlay`)."""

    def rows(self, table: str, scopes: Iterable[str] | None = None) -> pd.DataFrame:
        """The rows that count, as `Snapshot.rows` gives them."""
        ...


@dataclass(frozen=True)
class Resolved:
    """One measure for every organisation of the tree, at each grain that rows were given at (`rollup.COLUMNS`)."""

    measure: Measure
    organisations: Organisations = field(repr=False)
    frames: Mapping[Grain, pd.DataFrame] = field(repr=False)
    illustrative: bool = False
    _rows: dict[Grain, dict[str, pd.DataFrame]] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, code: str, grain: Grain) -> pd.DataFrame:
        """One organisation's rows at a grain, given or worked out from months; empty where there are none."""
        return self._at(grain).get(code, _NOTHING)

    def native(self, code: str) -> Grain | None:
        """The finest grain at which this organisation has a value, or else any row; None where it has nothing."""
        with_rows = [g for g in (Grain.MONTH, Grain.QUARTER, Grain.YEAR) if g in self.frames and code in self._at(g)]
        with_values = [g for g in with_rows if self._at(g)[code]["value"].notna().any()]
        return next(iter(with_values or with_rows), None)

    def grains(self, code: str) -> Iterator[Grain]:
        """Grains that have enough behind each point (the measure's floor), finest first; the coarsest if none has."""
        native = self.native(code)
        if native is None:
            return
        if native is not Grain.MONTH or self.measure.roll_up is not RollUp.SUM:
            yield native
            return
        last: Grain = Grain.MONTH
        any_enough = False
        for grain in LADDER:
            rows = self.rows(code, grain)
            if rows.empty:
                continue
            last = grain
            typical = rows["denominator"].median()
            if pd.isna(typical) or typical >= self.measure.floor:
                any_enough = True
                yield grain
        if not any_enough:
            yield last

    def codes(self) -> set[str]:
        """Organisations that have any value."""
        return {c for f in self.frames.values() for c in f.loc[f["value"].notna(), "org_code"].unique()}

    def _at(self, grain: Grain) -> dict[str, pd.DataFrame]:
        """Rows by organisation. Months are coarsened for all organisations at once, which costs no more than for one."""
        if grain not in self._rows:
            frame = self.frames.get(grain)
            if frame is None and grain in LADDER and Grain.MONTH in self.frames and self.measure.roll_up is RollUp.SUM:
                frame = coarsen(self.frames[Grain.MONTH], self.measure, grain)
            by_code = () if frame is None else frame.groupby("org_code")
            self._rows[grain] = {str(code): rows for code, rows in by_code}
        return self._rows[grain]


_NOTHING = pd.DataFrame(columns=list(COLUMNS))


def resolve(
    measure: Measure, snapshot: Rows, organisations: Organisations, part: Callable[[str], Resolved]
) -> Resolved:
    """The measure for every organisation, from the rows that count.

    `part` resolves the measures that a composite is made of. Rows that were uploaded for the composite itself win over
    the composition.
    """
    own = snapshot.rows("observations", [measure.slug])
    if len(own) or not (measure.composite_of or measure.from_adoption):
        frames = {Grain(str(g)): roll_up(rows, measure, organisations) for g, rows in own.groupby("grain")}
        return Resolved(measure, organisations, frames, bool(own["illustrative"].any()))
    if measure.from_adoption:
        rows = snapshot.rows("adoption", [measure.from_adoption.pathway])
        given = share_at_or_above(rows, measure.from_adoption)
        frames = {Grain.QUARTER: roll_up(given, measure, organisations)} if len(given) else {}
        return Resolved(measure, organisations, frames, bool(rows["illustrative"].any()))
    parts = [part(slug) for slug in measure.composite_of]
    months = [p.frames[Grain.MONTH] for p in parts if Grain.MONTH in p.frames]
    frames = {Grain.MONTH: _compose(months, measure)} if months else {}
    return Resolved(measure, organisations, frames, any(p.illustrative for p in parts))


def _compose(parts: Sequence[pd.DataFrame], measure: Measure) -> pd.DataFrame:
    """Sum the parts' numerators and denominators by organisation and period, over the parts that have a value."""
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["value"].notna()]
    out = rows.groupby(["org_code", "period"], as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        parts=("value", "size"),
        covered=("covered", "max"),
        expected=("expected", "max"),
        given=("given", "all"),
    )
    out["value"] = out["numerator"] / out["denominator"].where(out["denominator"] > 0)
    behind = out["parts"].astype(str) + f" of {len(measure.composite_of)} interventions"
    out["status"] = behind.where(out["parts"] < len(measure.composite_of), "")
    return out[list(COLUMNS)]


def series(
    resolved: Resolved,
    organisation: Organisation,
    start: date | None = None,
    end: date | None = None,
    grain: Grain | None = None,
) -> Series:
    """One organisation's series between two months (both included), without gaps, at a grain that has enough behind it.

    A finer grain than the numbers bear is not drawn: the next one is, and `notes` says so.
    """
    measure, code = resolved.measure, organisation.code
    possible = resolved.grains(code) if organisation.kind in measure.levels else iter(())
    usual = next(possible, None)
    chosen = grain if grain and (grain is usual or grain in possible) else usual or Grain.MONTH
    if usual is None:
        return _empty(resolved, organisation, chosen, (_why_nothing(resolved, organisation),))
    rows = resolved.rows(code, chosen)
    rows = rows[inside(rows["period"], chosen, start, end)]
    notes = _grain_notes(resolved, code, chosen, grain)
    if rows["value"].isna().all():
        reason = _too_few(rows, measure) if len(rows) else "There is no data in the chosen period."
        return _empty(resolved, organisation, chosen, (*notes, reason))
    return Series(
        measure,
        organisation,
        chosen,
        _points(rows, chosen),
        basis=_basis(rows, measure),
        illustrative=resolved.illustrative,
        notes=notes,
    )


def _empty(resolved: Resolved, organisation: Organisation, grain: Grain, notes: tuple[str, ...]) -> Series:
    points = _points(_NOTHING, grain)
    return Series(resolved.measure, organisation, grain, points, illustrative=resolved.illustrative, notes=notes)


def inside(period: pd.Series, grain: Grain, start: date | None, end: date | None) -> pd.Series:
    """Periods that begin on or after `start` and before the month after `end`; a rolling year counts by its last month."""
    inside = pd.Series(True, index=period.index)
    if start:
        inside &= period >= pd.Timestamp(start)
    if end:
        inside &= period <= pd.Timestamp(end) + pd.offsets.MonthEnd(0)
    return inside


def _points(rows: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """`Series.points`: one row for each period from first to last, missing ones with a reason."""
    points = rows[["period", "numerator", "denominator", "value", "status"]].sort_values("period")
    if len(points) > 1:
        step = {Grain.MONTH: 1, Grain.ROLLING_YEAR: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
        whole = pd.date_range(points["period"].iloc[0], points["period"].iloc[-1], freq=pd.DateOffset(months=step))
        points = points.set_index("period").reindex(whole.astype("datetime64[ms]")).rename_axis("period").reset_index()
    points["status"] = points["status"].fillna("no data").astype("str")
    return points.astype(dict.fromkeys(("numerator", "denominator", "value"), float)).reset_index(drop=True)


def _basis(rows: pd.DataFrame, measure: Measure) -> str:
    if rows["given"].all():
        return "as reported for the organisation itself"
    low, high, expected = (int(f) for f in (rows["covered"].min(), rows["covered"].max(), rows["expected"].max()))
    members = members_words(measure)
    if measure.from_adoption:
        return f"added up from {expected} {members}"
    if low == expected:
        return f"added up from all {expected} {members}"
    between = f"{low}" if low == high else f"{low} to {high}"
    return f"added up from {between} of {expected} {members}"


def members_words(measure: Measure) -> str:
    """Those who report a measure, in words."""
    words = _MEMBERS[measure.reported_by]
    return f"maternity {words}" if measure.maternity_only else words


def _grain_notes(resolved: Resolved, code: str, chosen: Grain, asked: Grain | None) -> tuple[str, ...]:
    measure, notes = resolved.measure, []
    native = resolved.native(code)
    typical = resolved.rows(code, Grain.MONTH)["denominator"].median()
    if native is Grain.MONTH and chosen is not Grain.MONTH and typical < measure.floor:
        notes.append(
            f"A typical month has only {typical:.0f} behind it, too few to draw (the least is {measure.floor:.0f}), "
            f"so {WORDS[chosen]} are shown."
        )
        typical = resolved.rows(code, chosen)["denominator"].median()
        if typical < measure.floor:
            notes.append(f"Even then a typical point has only {typical:.0f}: read it with care.")
    elif asked and asked is not chosen:
        notes.append(f"{WORDS[asked].capitalize()} cannot be shown for this measure, so {WORDS[chosen]} are.")
    return tuple(notes)


def _why_nothing(resolved: Resolved, organisation: Organisation) -> str:
    measure = resolved.measure
    if measure.local and measure.roll_up is RollUp.GIVEN_ONLY:
        return (
            f"No row was given for {organisation.short_name}, and nobody has said that this measure may be added up. "
            "Choose an organisation that has rows, or say so below, where the measure is described."
        )
    if organisation.kind not in measure.levels:
        return (
            f"This measure says nothing about a single {KIND_WORDS[organisation.kind]}; choose a larger organisation."
        )
    if not resolved.frames:
        return "No data has been uploaded for this measure yet."
    if measure.roll_up is RollUp.GIVEN_ONLY:
        return (
            f"No row was given for {organisation.short_name}. This measure counts people, who may appear in two "
            "organisations, so it is never added up from others."
        )
    return f"No data has been uploaded for {organisation.short_name} or its {members_words(measure)}."


def _too_few(rows: pd.DataFrame, measure: Measure) -> str:
    expected, best = int(rows["expected"].max()), int(rows["covered"].max())
    if expected > 1 and not rows["given"].any():
        return (
            f"At most {best} of {expected} {members_words(measure)} have reported, too few to speak for the whole. "
            "Choose an organisation that has."
        )
    reasons = sorted({s for s in rows["status"] if s})
    return "Every value in this period is missing" + (f": {', '.join(reasons)}." if reasons else ".")
