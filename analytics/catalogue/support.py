"""The rule of who needs focused support: its two thresholds, which a reader may change and a link carries.

The report asks for those who need focused support to be known and gives no rule (page 33): these are this app's.
"""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.effects import Adjustable
from analytics.model.support import SupportRule

MONTHS = Adjustable("support_months", "Months behind plan", 3.0, 0.0, 24.0, 1.0, whole=True)
RETURNS = Adjustable("support_returns", "Returns without movement", 2.0, 1.0, 8.0, 1.0, whole=True)


def rule(assumptions: Mapping[str, float]) -> SupportRule:
    """The thresholds that a view asks for, the usual ones where it does not."""
    months, returns = (int(assumptions.get(a.name, a.value or 0)) for a in (MONTHS, RETURNS))
    return SupportRule(months, returns)
