"""Opioids: people, items and the Whole System Approach."""

from ui import frame
from ui.opioids import approach, baseline, calendar, forecast, people, variation
from ui.panels import control as charts
from ui.panels import project_progress
from ui.sections import Section, draw

draw(
    frame.programme_page("opioids"),
    (
        Section("glance", "At a glance", (charts.at_a_glance, charts.headlines)),
        Section("people", "People", (people.draw,)),
        Section("calendar", "Calendar", (calendar.draw,)),
        Section("measure", "One measure", (charts.chosen,), of_measure=True),
        Section("baseline", "Since 2021", (baseline.draw,)),
        Section("forecast", "Will we get there?", (forecast.draw,)),
        Section("variation", "Who differs", (variation.draw,)),
        Section("approach", "Whole System Approach", (approach.draw,)),
        Section("charts", "All charts", (charts.others,)),
        Section("progress", "Progress", (project_progress.draw,)),
    ),
)
