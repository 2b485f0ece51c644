"""Deterioration: early warning scores for women and babies."""

from ui import frame
from ui.panels import around, before_after, deterioration, project_progress
from ui.panels import control as charts
from ui.sections import Section, draw

draw(
    frame.programme_page("deterioration"),
    (
        Section("glance", "At a glance", (charts.at_a_glance, charts.headlines)),
        Section("tools", "MEWS and NEWTT2", (deterioration.tools,)),
        Section("pier", "PIER and toolkits", (deterioration.around,)),
        Section("progress", "Progress", (project_progress.draw,)),
        Section("measure", "One measure", (charts.control_charts,), of_measure=True, views=around.VIEWS),
        Section("before_after", "Before and after", (before_after.draw,)),
    ),
)
