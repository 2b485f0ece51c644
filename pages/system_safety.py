"""System safety: the Patient Safety Incident Response Framework."""

from ui import frame, sections

here = frame.programme_page("system_safety")
sections.at_a_glance(here)
sections.control_charts(here)
sections.comparison(here)
sections.adoption(here)
