"""System safety: the Patient Safety Incident Response Framework."""

from ui import frame
from ui.panels import comparison, pathways, project_progress
from ui.panels import control as charts

here = frame.programme_page("system_safety")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
project_progress.draw(here)
