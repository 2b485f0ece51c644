"""`Shown` <-> its parameters of a link: `as=rate`, `limits=2021`, `calendar=out`."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.model import Shown, ShownAs
from analytics.model.shown import BASELINE_YEARS

PARAMETERS = ("as", "limits", "calendar")
OUT = "out"
_SCALE, _LIMITS, _CALENDAR = PARAMETERS


def to_params(shown: Shown) -> dict[str, str]:
    """The parameters that show the same again; only those that say something."""
    params = {
        _SCALE: "" if shown.scale is ShownAs.COUNT else shown.scale.value,
        _LIMITS: "" if shown.limits_from is None else str(shown.limits_from),
        _CALENDAR: OUT if shown.calendar_out else "",
    }
    return {name: value for name, value in params.items() if value}


def from_params(params: Mapping[str, str]) -> tuple[Shown, dict[str, str]]:
    """How a link wants to be shown, and by parameter what is shown in place of a value that means nothing."""
    scale, limits, calendar = (params.get(name, "") for name in PARAMETERS)
    years = {str(year): year for year in BASELINE_YEARS}
    unknown = {}
    if scale and scale not in set(ShownAs):
        unknown[_SCALE] = "counts are shown"
    if limits and limits not in years:
        unknown[_LIMITS] = "limits come from all months"
    if calendar and calendar != OUT:
        unknown[_CALENDAR] = "the figures are shown as they are"
    chosen = ShownAs(scale) if scale in set(ShownAs) else ShownAs.COUNT
    return Shown(chosen, years.get(limits), calendar == OUT), unknown
