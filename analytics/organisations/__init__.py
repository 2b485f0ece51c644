"""Who is measured: the NHS as it was, or is, on a day.

`sources` reads what is in `data/`, `directory` makes a tree of it for a day, and `tree` answers what is asked of one.
"""

from analytics.organisations.directory import DATA, at, changes, directory
from analytics.organisations.names import Former, Match, common_name
from analytics.organisations.tree import Organisations, UnknownOrganisation

__all__ = [
    "DATA",
    "Former",
    "Match",
    "Organisations",
    "UnknownOrganisation",
    "at",
    "changes",
    "common_name",
    "directory",
]
