"""The sections of the opioids page that other programmes have not."""
