"""What lies around the chosen measure's own chart, each as a view of its own: only the open one is worked out."""

from ui.panels import comparison, spread
from ui.sections import Section

VIEWS = (
    Section("compare", "Compared", (spread.outliers, comparison.draw)),
    Section("trends", "Who is moving", (spread.trends,)),
    Section("map", "On the map", (spread.where,)),
)
