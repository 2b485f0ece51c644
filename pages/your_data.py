"""Your data: drop in a file, see what was understood, keep it, and go back if need be."""

from ui import frame, history, uploads

here = frame.open_page("Your data", "Bring the file that you have: see what is understood before anything is kept.")
uploads.drop(here)
history.draw(here)
uploads.templates()
