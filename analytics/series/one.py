"""One organisation's `Series`, sliced out of its grid, and what to say about where its numbers come from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.model import Grain, Measure, Organisation, RollUp, Series, labels
from analytics.series.grid import Grid
from analytics.series.resolve import Resolved

NAMED = 3
"""So many periods are named in a note."""
_NO_POINTS = pd.DataFrame(
    {
        "period": np.zeros(0, dtype="datetime64[ms]"),
        **{name: np.zeros(0) for name in ("numerator", "denominator", "value")},
        "status": pd.Series([], dtype="str"),
    }
)


def chosen_grain(resolved: Resolved, organisation: Organisation, asked: Grain | None = None) -> Grain | None:
    """The grain that an organisation is shown at: as asked, if the numbers bear it, else the finest that they do.

    None where the measure has nothing for the organisation.
    """
    possible = resolved.grains(organisation.code) if organisation.kind in resolved.measure.levels else iter(())
    usual = next(possible, None)
    return asked if usual and asked and (asked is usual or asked in possible) else usual


def has_values(
    resolved: Resolved,
    organisation: Organisation,
    start: date | None = None,
    end: date | None = None,
    grain: Grain | None = None,
) -> bool:
    """Whether `series` would have a value, without making it."""
    chosen = chosen_grain(resolved, organisation, grain)
    whole = None if chosen is None else resolved.grid(chosen)
    if whole is None:
        return False
    grid, at = whole.until(end), whole.place[organisation.code]
    return bool(np.isfinite(grid.value[at, grid.row[at] & grid.inside(start, end)]).any())


def series(
    resolved: Resolved,
    organisation: Organisation,
    start: date | None = None,
    end: date | None = None,
    grain: Grain | None = None,
) -> Series:
    """One organisation's series up to the month `end`, without gaps, at a grain that has enough behind it.

    A finer grain than the numbers bear is not drawn: the next one is, and `notes` says so. The series is empty where no
    value lies between `start` and `end`; else it begins with the first row there is, because the beginning of a view
    crops what is drawn and never what it is judged by.
    """
    measure, code = resolved.measure, organisation.code
    chosen = chosen_grain(resolved, organisation, grain)
    if chosen is None:
        return _empty(resolved, organisation, Grain.MONTH, (_why_nothing(resolved, organisation),))
    whole = resolved.grid(chosen)
    assert whole is not None
    grid, at = whole.until(end), whole.place[code]
    notes = _grain_notes(resolved, code, chosen, grain)
    shown = np.flatnonzero(grid.row[at] & grid.inside(start, end))
    if not np.isfinite(grid.value[at, shown]).any():
        reason = _too_few(grid, at, shown, measure) if shown.size else "There is no data in the chosen period."
        return _empty(resolved, organisation, chosen, (*notes, reason))
    return Series(
        measure,
        organisation,
        chosen,
        points_of(grid, at),
        basis=_basis(grid, at, measure),
        illustrative=resolved.illustrative,
        notes=(*notes, *_given_notes(grid, at, organisation), *_mix_notes(grid, at, measure)),
        breaks=tuple(pd.to_datetime(grid.periods[breaks_of(grid, at)])),
    )


def breaks_of(grid: Grid, at: int) -> np.ndarray:
    """The positions from which an organisation's composite is made of something else."""
    return np.zeros(0, dtype=int) if grid.breaks is None else np.flatnonzero(grid.breaks[at])


def _given_notes(grid: Grid, at: int, organisation: Organisation) -> tuple[str, ...]:
    """What is not comparable between periods that were reported and periods that were added up."""
    own = np.flatnonzero(grid.row[at])
    given = grid.given[at, own]
    if given.all() or not given.any():
        return ()
    itself, summed = "reported for the organisation itself", "added up from its members"
    few, which, other = (own[given], itself, summed) if given.mean() <= 0.5 else (own[~given], summed, itself)
    named = [f"{day:%B %Y}" for day in pd.to_datetime(grid.periods[few[:NAMED]])]
    more = f" and {len(few) - NAMED} more" if len(few) > NAMED else ""
    return (
        f"{', '.join(named)}{more} {'was' if len(few) == 1 else 'were'} {which}, the others were {other}. The two may "
        "count differently, so a change between them may not be a change of care.",
    )


def _mix_notes(grid: Grid, at: int, measure: Measure) -> tuple[str, ...]:
    """Where a composite is made of something else, in words."""
    told = []
    for column in () if grid.mixed is None else np.flatnonzero(grid.mixed[at]):
        earlier = np.flatnonzero(np.isfinite(grid.value[at, :column]))[-1]
        now, before = (f"{grid.have[at, place]:.0f}" for place in (column, earlier))
        of = len(measure.composite_of)
        counts = f"{f'all {of}' if now == str(of) else f'{now} of the {of}'} interventions are counted, before {before}"
        if grid.grain is not Grain.MONTH:
            counts = "other interventions are counted than before"
        told.append(
            f"From {pd.Timestamp(grid.periods[column]):%B %Y} on {counts}. So the limits start again there, and levels on "
            "either side are not compared."
        )
    return tuple(told)


def points_of(grid: Grid, at: int) -> pd.DataFrame:
    """`Series.points` of an organisation: one row for each period from first to last, missing ones with a reason."""
    columns = grid.columns_of(at)
    numbers = {name: getattr(grid, name)[at, columns] for name in ("numerator", "denominator", "value")}
    texts = [
        t if has else "no data" for t, has in zip(grid.status_texts(at, columns), grid.row[at, columns], strict=True)
    ]
    return pd.DataFrame({"period": grid.periods[columns], **numbers, "status": pd.Series(texts, dtype="str")})


def _empty(resolved: Resolved, organisation: Organisation, grain: Grain, notes: tuple[str, ...]) -> Series:
    return Series(resolved.measure, organisation, grain, _NO_POINTS, illustrative=resolved.illustrative, notes=notes)


def _basis(grid: Grid, at: int, measure: Measure) -> str:
    own = grid.row[at]
    given = grid.given[at, own]
    if given.all():
        return "as reported for the organisation itself"
    if given.any():
        periods = f"{given.sum()} of {own.sum()} {labels.GRAINS[grid.grain].many}"
        rest = _added_up(grid, at, own & ~grid.given[at], measure)
        return f"as reported for the organisation itself in {periods}, else {rest}"
    return _added_up(grid, at, own, measure)


def _added_up(grid: Grid, at: int, own: np.ndarray, measure: Measure) -> str:
    covered, expected = grid.covered[at, own], int(grid.expected[at, own].max())
    low, high = int(covered.min()), int(covered.max())
    members = members_words(measure)
    if measure.from_adoption:
        return f"added up from {expected} {members}"
    if low == expected:
        return f"added up from all {expected} {members}"
    between = f"{low}" if low == high else f"{low} to {high}"
    return f"added up from {between} of {expected} {members}"


def members_words(measure: Measure) -> str:
    """Those who report a measure, in words."""
    words = labels.KINDS[measure.reported_by].shorts
    return f"maternity {words}" if measure.maternity_only else words


def _grain_notes(resolved: Resolved, code: str, chosen: Grain, asked: Grain | None) -> tuple[str, ...]:
    measure, notes = resolved.measure, []
    typical = _typical(resolved, code, Grain.MONTH)
    if resolved.native(code) is Grain.MONTH and chosen is not Grain.MONTH and typical < measure.floor:
        notes.append(
            f"A typical month counts only {typical:.0f}, fewer than the {measure.floor:.0f} that a chart needs, "
            f"so {labels.GRAINS[chosen].many} are shown."
        )
        typical = _typical(resolved, code, chosen)
        if typical < measure.floor:
            notes.append(f"Even then a typical point has only {typical:.0f}: read it with care.")
    elif asked and asked is not chosen:
        wanted, shown = labels.GRAINS[asked].many.capitalize(), labels.GRAINS[chosen].many
        notes.append(f"{wanted} cannot be shown for this measure, so {shown} are.")
    return tuple(notes)


def _typical(resolved: Resolved, code: str, grain: Grain) -> float:
    grid = resolved.grid(grain)
    at = None if grid is None else grid.place.get(code)
    return float("nan") if grid is None or at is None else float(grid.typical[at])


def _why_nothing(resolved: Resolved, organisation: Organisation) -> str:
    measure = resolved.measure
    if measure.local and measure.roll_up is RollUp.GIVEN_ONLY:
        return (
            f"No row was given for {organisation.short_name}, and nobody has said that this measure may be added up. "
            "Choose an organisation that has rows, or say so below, where the measure is described."
        )
    if organisation.kind not in measure.levels:
        kind = labels.KINDS[organisation.kind].one
        return f"This measure says nothing about a single {kind}; choose a larger organisation."
    if not resolved.grids:
        return "No data has been uploaded for this measure yet."
    if measure.roll_up is RollUp.GIVEN_ONLY:
        return (
            f"No row was given for {organisation.short_name}. This measure counts people, who may appear in two "
            "organisations, so it is never added up from others."
        )
    return f"No data has been uploaded for {organisation.short_name} or its {members_words(measure)}."


def _too_few(grid: Grid, at: int, columns: np.ndarray, measure: Measure) -> str:
    expected, best = int(grid.expected[at, columns].max()), int(grid.covered[at, columns].max())
    if expected > 1 and not grid.given[at, columns].any():
        return (
            f"At most {best} of {expected} {members_words(measure)} have reported, too few to speak for the whole. "
            "Choose an organisation that has."
        )
    reasons = sorted({s for s in grid.status_texts(at, columns) if s})
    return "Every value in this period is missing" + (f": {', '.join(reasons)}." if reasons else ".")
