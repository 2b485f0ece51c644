"""Adoption: where organisations stand on a pathway, how they came there, and what holds them up.

`known` tells stages at a date, `scores` counts them by quarter, `movement` compares two dates, `standing` says since
when and what is planned, `phases` when each phase was begun and completed and who moved on, `sites` groups the organisations
of a tool that is brought in by phases.
"""

from __future__ import annotations

from analytics.methods.adoption.known import at, quarters
from analytics.methods.adoption.movement import quarter_before, since
from analytics.methods.adoption.phases import among, counts, flow, furthest, phases
from analytics.methods.adoption.scores import counted, history, paces, reached, share_at_or_above
from analytics.methods.adoption.sites import by_phase, by_record
from analytics.methods.adoption.standing import standing

__all__ = [
    "among",
    "at",
    "by_phase",
    "by_record",
    "counted",
    "counts",
    "flow",
    "furthest",
    "history",
    "paces",
    "phases",
    "quarter_before",
    "quarters",
    "reached",
    "share_at_or_above",
    "since",
    "standing",
]
