"""System safety: the Patient Safety Incident Response Framework."""

from ui import frame
from ui.panels import around, project_progress
from ui.panels import control as charts
from ui.safety import engagement, support, timeline, transition, where
from ui.sections import Section, draw

draw(
    frame.programme_page("system_safety"),
    (
        Section("timeline", "Timeline", (timeline.draw, timeline.each_trust)),
        Section("where", "Where is everybody", (where.draw, where.moved, where.on_the_map)),
        Section("transition", "Will they get there", (transition.draw,)),
        Section("support", "Who needs support", (support.draw,)),
        Section("engagement", "Engagement", (engagement.draw,)),
        Section("measure", "One measure", (charts.chosen,), of_measure=True, views=around.VIEWS),
        Section("progress", "Progress", (project_progress.draw,)),
    ),
)
