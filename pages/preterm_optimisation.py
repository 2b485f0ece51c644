"""Preterm optimisation: the nine interventions for babies born too soon."""

from ui import charts, comparison, frame, pathways

here = frame.programme_page("preterm_optimisation")
charts.at_a_glance(here)
charts.control_charts(here)
comparison.draw(here)
pathways.draw(here)
