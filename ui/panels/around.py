"""What lies around the chosen measure's own chart, each as a view of its own: only the open one is worked out."""

from __future__ import annotations

from ui.panels import comparison, spread
from ui.sections import Draws


def views(section: str) -> dict[str, Draws]:
    """What draws the views below the section of the measure, by their names in a link."""
    drawn = {"compare": (spread.outliers, comparison.draw), "trends": (spread.trends,), "map": (spread.where,)}
    return {f"{section}.{view}": draws for view, draws in drawn.items()}
