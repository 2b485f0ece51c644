"""Preterm optimisation: the nine interventions for babies born too soon."""

from ui import frame
from ui.panels import adoption, around, before_after, project_progress
from ui.panels import control as charts
from ui.preterm import babies, bundle, glance, outcomes
from ui.sections import draw, of

draw(
    frame.programme_page("preterm_optimisation"),
    of(
        "preterm_optimisation",
        {
            "glance": (glance.draw, charts.headlines, charts.beside_the_pathway),
            "intervention": (charts.chosen,),
            **around.views("intervention"),
            "bundle": (bundle.draw,),
            "babies": (babies.draw,),
            "adoption": (adoption.draw,),
            "progress": (project_progress.draw,),
            "outcomes": (outcomes.draw,),
            "before_after": (before_after.draw,),
            "charts": (charts.others,),
        },
    ),
)
