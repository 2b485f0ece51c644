"""Opioids: people, items and the Whole System Approach."""

from ui import charts, comparison, frame, pathways

here = frame.programme_page("opioids")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
