"""Overview: one card a programme, in words."""

from ui import frame
from ui.panels import cards

here = frame.open_page("Overview", "What has changed, since when, and for whom?")
cards.draw(here)
