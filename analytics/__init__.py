"""Pure Python analytics: usable from the app, a notebook or the command line. Never imports streamlit."""
