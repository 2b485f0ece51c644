"""The stories of a version, by the rules of `cached`. A search is free text and so is never kept."""

from __future__ import annotations

from analytics.answers import learning
from analytics.learning.search import Index
from analytics.model import Hits, Sought, Story
from analytics.organisations import Organisations
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(12)
def index(version: Version) -> Index:
    """The stories of a version, ready to be searched."""
    return learning.index(cached.data(version))


def search(version: Version, sought: Sought) -> Hits:
    """The stories that are sought, best first."""
    return learning.search(cached.data(version), index(version), sought)


def like_this(version: Version, measure: str) -> tuple[Story, ...]:
    """The stories about a measure, those that say what they reached first."""
    return learning.like_this(cached.data(version), measure)


def around(tree: Organisations, code: str) -> dict[str, frozenset[str]]:
    """The codes of an organisation and those below it, and of it and those above."""
    return {"below": learning.below(tree, code), "above": learning.line(tree, code)}
