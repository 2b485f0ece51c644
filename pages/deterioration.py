"""Deterioration: early warning scores for women and babies."""

from ui import frame
from ui.panels import around, before_after, deterioration, project_progress
from ui.panels import control as charts
from ui.sections import draw, of

draw(
    frame.programme_page("deterioration"),
    of(
        "deterioration",
        {
            "glance": (charts.at_a_glance, charts.headlines),
            "tools": (deterioration.tools,),
            "pier": (deterioration.around,),
            "progress": (project_progress.draw,),
            "measure": (charts.control_charts,),
            **around.views("measure"),
            "before_after": (before_after.draw,),
        },
    ),
)
