"""Opioids: people, items and the Whole System Approach."""

from ui import frame
from ui.panels import comparison, pathways, project_progress
from ui.panels import control as charts

here = frame.programme_page("opioids")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
project_progress.draw(here)
