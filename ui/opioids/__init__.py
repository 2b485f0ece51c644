"""The sections of the opioids page."""
