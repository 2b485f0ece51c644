"""Funnel plots: `plot` makes one, from how far each count lies in the `tails` of chance."""

from analytics.methods.funnel.plot import LEAST, bands, funnel, limits, spread_of, why_none, widening, winsorise

__all__ = ["LEAST", "bands", "funnel", "limits", "spread_of", "why_none", "widening", "winsorise"]
