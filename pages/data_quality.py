"""Data quality: how complete and how timely the figures are, by organisation and measure, and who owes what."""

from ui import changed_cached, frame
from ui.panels import exhibit

here = frame.open_page("Data quality", "How far can these figures be trusted, and who owes some?", page="data_quality")
for shown in changed_cached.quality_exhibits(here.version, here.view):
    exhibit.draw(here, shown, level=2)
