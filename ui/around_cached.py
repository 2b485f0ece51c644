"""What stands around the chosen chart, worth keeping between reruns: each is made of the version as it is seen, the view and
the page. What it is made with (`_scope`, by which Streamlit makes no key) follows from these."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.exhibits import Scope, comparison, spread
from analytics.model import ENGLAND, Adjustment, Kind, Limits, View
from analytics.model.exhibit import Exhibit
from analytics.store import Version
from ui import cached
from ui.here import Here
from ui.memo import memo
from ui.seen import Seen


def page(here: Here) -> tuple[Seen, View, str, date]:
    """What all of them are keyed by: besides version and view, the programme and the day of whose organisations it tells."""
    assert here.programme is not None
    return here.version, here.view, here.programme.slug, here.view.tree_day(here.span)


@memo(200)
def ranking(version: Version, view: View, programme: str, day: date, level: Kind, _scope: Scope) -> Exhibit:
    """The organisations of a level around the chosen one, best first."""
    return comparison.of(_scope, cached.comparison(version, _scope.ask(_scope.measure.slug), level), level)


@memo(200)
def funnel(
    version: Version,
    view: View,
    programme: str,
    day: date,
    level: Kind,
    adjustment: Adjustment,
    limits: Limits,
    _scope: Scope,
) -> Exhibit:
    """England's organisations of a level in a funnel, those of the chosen one marked."""
    asked = replace(_scope.ask(_scope.measure.slug), organisation=ENGLAND)
    return spread.of_funnel(_scope, cached.funnel(version, asked, level, adjustment, limits), level)
