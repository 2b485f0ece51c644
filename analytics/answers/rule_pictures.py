"""What makes a point a signal, by example."""

from __future__ import annotations

from analytics.methods.spc.pictures import PICTURES, Picture
from analytics.methods.spc.presets import MDC
from analytics.model import Signal


def pictures(rule: Signal) -> tuple[Picture, ...]:
    """The examples of a rule as the app's own charts apply it; none where they do not."""
    return tuple(p for p in PICTURES if p.rule is rule and p.preset == MDC.name)
