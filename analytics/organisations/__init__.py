"""Who is measured: the NHS as it was, or is, on a day.

`sources` reads what is in `data/`, `directory` makes a tree of it for a day, and `tree` answers what is asked of one.
`changes` lays over it what somebody wrote since, and `kept` finds that among the rows of a version of the data. `at` is of
what came with the app alone.
"""

from analytics.organisations.changes import with_changes
from analytics.organisations.directory import DATA, Directory, at, changes, directory
from analytics.organisations.kept import of_events
from analytics.organisations.names import Former, Match, common_name
from analytics.organisations.tree import Organisations, UnknownOrganisation

__all__ = [
    "DATA",
    "Directory",
    "Former",
    "Match",
    "Organisations",
    "UnknownOrganisation",
    "at",
    "changes",
    "common_name",
    "directory",
    "of_events",
    "with_changes",
]
