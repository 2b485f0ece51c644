"""Methods: how charts are made, what measures mean, the report’s figures and whether they hold, and where we differ."""

from ui import frame, methods, reconciled, report_figures

here = frame.open_page("Methods", "How are these charts made, and can I trust them?", of_nobody=True)
methods.rules()
methods.funnels()
methods.measures()
report_figures.draw(here)
reconciled.draw(here)
methods.documents()
