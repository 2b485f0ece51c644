"""Published figures against ours, in words."""

from __future__ import annotations

from collections.abc import Collection

from analytics.model.reconciled import Reconciled


def summary(rows: Collection[Reconciled]) -> str:
    """How many figures there are, and how they come out."""
    agree, differ = (sum(row.agrees is verdict for row in rows) for verdict in (True, False))
    made_up = sum(row.illustrative for row in rows)
    caution = (
        f" Of those worked out, {made_up} stand on illustrative data, made to resemble the report, and prove nothing."
        * bool(made_up)
    )
    return (
        f"Of {len(rows)} figures that the report prints, {agree + differ} can be worked out here: {agree} agree and "
        f"{differ} do not. {len(rows) - agree - differ} are out of reach.{caution}"
    )


def verdict(agrees: bool) -> str:
    """Whether a figure agrees, in words."""
    return "agrees" if agrees else "does not agree"


def computed(row: Reconciled) -> str:
    """What was worked out, to a digit or two more than was printed; blank where nothing was."""
    if isinstance(row.computed, str) or row.computed is None:
        return row.computed or ""
    if abs(row.computed) < 1:
        return f"{row.computed:.2g}"
    return f"{row.computed:,.2f}".rstrip("0").rstrip(".")
