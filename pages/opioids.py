"""Opioids: people, items and the Whole System Approach."""

from ui import frame
from ui.opioids import approach, baseline, calendar, forecast, people, variation
from ui.panels import control as charts
from ui.panels import project_progress
from ui.sections import draw, of

draw(
    frame.programme_page("opioids"),
    of(
        "opioids",
        {
            "glance": (charts.at_a_glance, charts.headlines),
            "people": (people.draw,),
            "calendar": (calendar.draw,),
            "measure": (charts.chosen,),
            "baseline": (baseline.draw,),
            "forecast": (forecast.draw,),
            "variation": (variation.draw,),
            "approach": (approach.draw,),
            "charts": (charts.others,),
            "progress": (project_progress.draw,),
        },
    ),
)
