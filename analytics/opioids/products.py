"""Which products the measures count: a small table by substance and by what a row says of the route.

A BNF code tells the substance and not the route. Without `route` a substance is taken by mouth, or as a patch where it
has no oral factor.
"""

from __future__ import annotations

from collections.abc import Iterator

from analytics.opioids import morphine
from analytics.opioids.cells import ROUTES, UNKNOWN_ROUTE, USUAL
from analytics.opioids.small import Small

COUNTED_ROUTES = ("oral", "patch")
LOW_DOSE_BELOW_MG = 15
"""Co-codamol 8/500 and 12.8/500 and co-dydramol 10/500 lie below, 15/500 and 20/500 do not."""
TYPES = {
    "prefix": "string",
    "named": "string",
    "why_not": "string",
    "factor": "double",
    "patch": "boolean",
    "low_below": "double",
}


def substances() -> dict[str, str]:
    """Substances that a code alone tells: those of the table but groups in which only the description says opioid."""
    return {code: name for code, name in morphine.substances().items() if code not in morphine.MIXED}


def products() -> Small:
    """A row for each substance and each text that may tell a route: why it does not count, or else its factor, whether it
    is a patch, and below how many mg a co-product is of low dose (0: it is none)."""
    return Small(TYPES, list(_products()))


def _products() -> Iterator[tuple[str, str, str | None, float, bool, float]]:
    factors, usual = morphine.factors(), _usual_routes()
    for text in (USUAL, UNKNOWN_ROUTE, *ROUTES):
        for prefix in morphine.EXCLUDED:
            yield prefix, text, "methadone", 0.0, False, 0.0
        for prefix in substances():
            route = usual[prefix] if text == USUAL else ROUTES.get(text)
            found = factors.get((prefix, route or ""))
            low = float(LOW_DOSE_BELOW_MG) if found and found.part == "least" else 0.0
            yield prefix, text, _why_not(route, found), found.factor if found else 0.0, route == "patch", low


def _why_not(route: str | None, factor: morphine.Factor | None) -> str | None:
    if route is None:
        return "route"
    if route not in COUNTED_ROUTES:
        return "by_other_routes"
    return None if factor else "factor"


def _usual_routes() -> dict[str, str]:
    """The route of each substance where a file does not tell: by mouth, else as a patch, else the one that it has."""
    routes: dict[str, list[str]] = {}
    for prefix, route in morphine.factors():
        routes.setdefault(prefix, []).append(route)
    return {s: next((r for r in COUNTED_ROUTES if r in found), found[0]) for s, found in routes.items()}
