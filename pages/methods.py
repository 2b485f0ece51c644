"""Methods: how the charts are made, what each measure means, the report's figures, and where we differ."""

from ui import frame, methods, report_figures

here = frame.open_page("Methods", "How are these charts made, and can I trust them?", of_nobody=True)
methods.rules()
methods.funnels()
methods.measures()
report_figures.draw(here)
methods.documents()
