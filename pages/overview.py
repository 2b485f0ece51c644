"""Overview: one card a programme, in words."""

from ui import cards, frame

here = frame.open_page("Safety Improvement Explorer", "What has changed, since when, and for whom?")
cards.draw(here)
