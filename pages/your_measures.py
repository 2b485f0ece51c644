"""Your measures: what was uploaded under a name that the catalogue does not know."""

from ui import charts, comparison, define, frame

here = frame.local_page()
if here.programme is None:
    define.nothing_yet()
else:
    charts.at_a_glance(here)
    charts.control_charts(here)
    comparison.draw(here)
    define.draw(here)
