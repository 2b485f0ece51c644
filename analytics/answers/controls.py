"""Who an event can be held against: organisations that it did not reach, added up into one control series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.methods.before_after.regression import LEAST_OTHERS, pooled
from analytics.model import ENGLAND, Grain, Kind, Organisation, RollUp, Series, Unit, labels
from analytics.organisations import Organisations
from analytics.series.one import series as measured
from analytics.series.resolve import Resolved


def fitting_series(
    resolved: Resolved, organisation: Organisation, start: date | None, end: date | None, grain: Grain | None
) -> Series:
    """The series in periods that share no months: as `measures.series` gives it, but quarters for a rolling year.

    Small quarters are no harm here, because each is weighted by its denominator.
    """
    found = measured(resolved, organisation, start, end, grain)
    if found.grain is not Grain.ROLLING_YEAR:
        return found
    floorless = replace(resolved, measure=replace(resolved.measure, floor=0.0))
    quarters = measured(floorless, organisation, start, end, Grain.QUARTER)
    return replace(quarters, measure=resolved.measure)


def unexposed(organisations: Organisations, code: str, where: str) -> list[Organisation]:
    """Organisations like `code` that an event at `where` did not reach: those of its region outside `where`.

    Where all of the region was reached, and for a region itself, the other regions; for a Patient Safety Collaborative the
    other ones; none for England or a national event.
    """
    chosen = organisations[code]
    region = organisations.ancestor(code, Kind.REGION)
    if ENGLAND in (code, where):
        return []
    beside = organisations.all(chosen.kind)
    if region and region is not chosen:
        beside = organisations.members(region.code, chosen.kind)
    reached = {code, where, *(o.code for o in organisations.members(where, chosen.kind))}
    found = [o for o in beside if o.code not in reached]
    if found or region is None:
        return found
    return [o for o in organisations.all(Kind.REGION) if o.code != region.code]


def control(
    resolved: Resolved, organisations: Organisations, series: Series, where: str
) -> tuple[pd.DataFrame | None, str, str]:
    """The control series of an event at `where` (`before_after.pooled`), its name, and why there is none."""
    measure, code = series.measure, series.organisation.code
    if code == ENGLAND:
        return None, "", "England has nobody beside it to be compared with."
    if where == ENGLAND:
        return None, "", "The event was for all of England, so there is nobody without it to compare with."
    if measure.roll_up is not RollUp.SUM or measure.unit not in (Unit.PERCENT, Unit.RATE):
        return (
            None,
            "",
            "This measure is a count, which depends on size: others cannot be added up into a fair control.",
        )
    others = unexposed(organisations, code, where)
    frame, size = pooled([resolved.rows(o.code, series.grain) for o in others], series.points["period"])
    if size < LEAST_OTHERS:
        return (
            None,
            "",
            "Fewer than two organisations that the event did not reach have enough figures to compare with.",
        )
    return frame, _name(organisations, others, size), ""


def _name(organisations: Organisations, others: Sequence[Organisation], size: int) -> str:
    """“the 16 other trusts in North West”."""
    kind = others[0].kind
    region = organisations.ancestor(others[0].code, Kind.REGION)
    place = f" in {region.short_name}" if region and kind is not Kind.REGION else ""
    return f"the {size} other {labels.KINDS[kind].many}{place}"
