"""The data that everybody may see, each version judged beside the one published before it."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.answers.data import Data
from analytics.model.tables import TABLES
from analytics.model.uploads import UnknownVersion, Version
from analytics.store import Store

_COUNTED = tuple(TABLES).index("observations")


def for_everybody(store: Store, version: Version) -> Data:
    """A version of the data for the public. The organisations are those of the newest data, whatever the version: what a
    trust counts that changed its board could be told from two trees."""
    tree = Data.of(store.at()).organisations
    published: Data | None = None
    for one in _versions(store, version):
        published = Data.of(store.at(str(one))).published(tree, published)
    assert published is not None
    return published


def for_whom(store: Store, version: Version, publication: bool) -> Data:
    """A version of the data: for everybody to see, or as it is."""
    return for_everybody(store, version) if publication else Data.of(store.at(str(version)))


def _versions(store: Store, last: Version) -> Iterator[Version]:
    """Every version up to the last in which figures changed, the first one first, then the last one itself."""
    entries = [entry.version for entry in reversed(store.history())]
    numbers = sorted({v.numbers[_COUNTED]: v for v in reversed(entries)}.items())
    yield from (v for number, v in numbers if number < last.numbers[_COUNTED] and _kept(store, v))
    yield last


def _kept(store: Store, version: Version) -> bool:
    """Whether a version can still be read: old ones may have been dropped."""
    try:
        store.resolve(str(version))
    except UnknownVersion:
        return False
    return True
