"""Names of columns, measures and answers, for comparing."""

from __future__ import annotations


def normal(name: str) -> str:
    """A name for comparing: lower case, one underscore for spaces and hyphens ("Org Code" is "org_code")."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
