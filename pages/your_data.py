"""Your data: drop in a file, see what was understood, keep it, and go back if need be."""

from ui import frame
from ui.data import audit, history, returns, uploads

here = frame.open_page(
    "Your data", "Bring the file that you have: see what is understood before anything is kept.", mending=uploads.drop
)
uploads.drop()
history.draw(here)
returns.offer(here)
uploads.templates()
audit.draw()
