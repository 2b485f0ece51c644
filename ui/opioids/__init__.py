"""Sections of the opioids page."""
