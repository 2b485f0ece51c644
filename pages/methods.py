"""Methods: how the charts are made, what each measure means, and where we differ from Making Data Count."""

from ui import frame, methods

here = frame.open_page("Methods", "How are these charts made, and can I trust them?")
methods.rules()
methods.funnels()
methods.measures()
methods.documents()
