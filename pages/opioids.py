"""Opioids: people, items and the Whole System Approach."""

from ui import frame
from ui.opioids import variation
from ui.panels import control as charts
from ui.panels import pathways
from ui.sections import Section, draw

draw(
    frame.programme_page("opioids"),
    (
        Section("glance", "At a glance", (charts.at_a_glance,)),
        Section("measure", "One measure", (charts.chosen,), of_measure=True),
        Section("variation", "Who differs, who is changing", (variation.draw,)),
        Section("approach", "Whole System Approach", (pathways.draw,)),
        Section("charts", "All charts", (charts.others,)),
    ),
)
