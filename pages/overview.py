"""Overview: one card a programme, what needs attention, and every measure in a line; on paper one page for a board."""

from ui import frame
from ui.panels import board, cards

here = frame.open_page("Overview", "What has changed, since when, and for whom?", page="overview")
cards.draw(here)
board.draw(here)
