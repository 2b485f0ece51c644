"""Preterm optimisation: the nine interventions for babies born too soon."""

from ui import frame
from ui.panels import adoption, around, before_after, project_progress
from ui.panels import control as charts
from ui.preterm import babies, bundle, glance, outcomes
from ui.sections import Section, draw

draw(
    frame.programme_page("preterm_optimisation"),
    (
        Section("glance", "At a glance", (glance.draw, charts.headlines, charts.beside_the_pathway)),
        Section("intervention", "One intervention", (charts.chosen,), of_measure=True, views=around.VIEWS),
        Section("bundle", "The bundle", (bundle.draw,)),
        Section("babies", "What it means for babies", (babies.draw,)),
        Section("adoption", "Adoption", (adoption.draw,)),
        Section("progress", "Progress", (project_progress.draw,)),
        Section("outcomes", "Outcomes", (outcomes.draw,)),
        Section("before_after", "Before and after", (before_after.draw,)),
        Section("charts", "All charts", (charts.others,)),
    ),
)
