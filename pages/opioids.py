"""Opioids: people, items and the Whole System Approach."""

from ui import frame, sections

here = frame.programme_page("opioids")
sections.at_a_glance(here)
sections.control_charts(here)
sections.comparison(here)
sections.adoption(here)
