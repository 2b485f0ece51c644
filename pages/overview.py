"""Overview: what changed, one card a programme, what needs attention, and every measure in a line; on paper one page."""

from ui import first, frame
from ui.panels import board, cards, changed

here = frame.open_page("Overview", page="overview", hold=True)
with first.to_the_end():
    changed.head(here)
    cards.draw(here)
    first.release()
    changed.draw(here)
    board.draw(here)
