"""Your measures: what was uploaded under a name that the catalogue does not know."""

from ui import frame
from ui.data import define
from ui.panels import comparison
from ui.panels import control as charts

here = frame.local_page()
if here.programme is None:
    define.nothing_yet()
else:
    charts.at_a_glance(here)
    charts.control_charts(here)
    comparison.draw(here)
    define.draw(here)
