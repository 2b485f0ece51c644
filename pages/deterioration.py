"""Deterioration: early warning scores for women and babies."""

from ui import frame, sections

here = frame.programme_page("deterioration")
sections.at_a_glance(here)
sections.control_charts(here)
sections.comparison(here)
sections.adoption(here)
