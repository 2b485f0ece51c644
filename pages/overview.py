"""Overview: one card a programme, in words."""

from ui import frame
from ui.panels import cards

here = frame.open_page("Safety Improvement Explorer", "What has changed, since when, and for whom?")
cards.draw(here)
