"""Preterm optimisation: the nine interventions for babies born too soon."""

from ui import frame, sections

here = frame.programme_page("preterm_optimisation")
sections.at_a_glance(here)
sections.control_charts(here)
sections.comparison(here)
sections.adoption(here)
