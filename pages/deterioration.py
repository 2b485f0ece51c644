"""Deterioration: early warning scores for women and babies."""

from ui import charts, comparison, deterioration, frame

here = frame.programme_page("deterioration")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
deterioration.draw(here)
