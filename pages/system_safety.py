"""System safety: the Patient Safety Incident Response Framework."""

from ui import charts, comparison, frame, pathways

here = frame.programme_page("system_safety")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
