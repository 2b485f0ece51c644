"""The opioids page: its own sections."""
