"""Deterioration: early warning scores for women and babies."""

from ui import charts, comparison, frame, pathways

here = frame.programme_page("deterioration")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
