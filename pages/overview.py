"""Overview: what changed, one card a programme, what needs attention, and every measure in a line; on paper one page."""

from ui import frame
from ui.panels import board, cards, changed

here = frame.open_page("Overview", page="overview")
changed.head(here)
cards.draw(here)
changed.draw(here)
board.draw(here)
