"""Learning: case studies, key learnings and quarterly updates, searched and filtered."""

from ui import frame, learning

learning.draw(frame.open_page("Learning", "What did others learn, and who has done it already?", figures=False))
