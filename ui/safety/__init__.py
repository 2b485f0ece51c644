"""The sections of System safety."""
