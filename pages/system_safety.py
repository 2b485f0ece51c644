"""System safety: the Patient Safety Incident Response Framework."""

from ui import frame
from ui.panels import around, project_progress
from ui.panels import control as charts
from ui.safety import engagement, support, timeline, transition, where
from ui.sections import draw, of

draw(
    frame.programme_page("system_safety"),
    of(
        "system_safety",
        {
            "timeline": (timeline.draw, timeline.each_trust),
            "where": (where.draw, where.moved, where.on_the_map),
            "transition": (transition.draw,),
            "support": (support.draw,),
            "engagement": (engagement.draw,),
            "measure": (charts.chosen,),
            **around.views("measure"),
            "progress": (project_progress.draw,),
        },
    ),
)
