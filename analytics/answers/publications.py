"""The data that everybody may see, each version judged beside the one published before it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock

from analytics.answers.data import Data
from analytics.model.tables import TABLES
from analytics.model.uploads import UnknownVersion, Version
from analytics.organisations import Organisations
from analytics.store import Store

_COUNTED = tuple(TABLES).index("observations")


KNOWN = 8
"""So many versions are kept, each with those that it was judged beside."""
_known: OrderedDict[tuple[Store, tuple[Version, ...]], Data] = OrderedDict()
"""What was published of the last of some versions. A version never changes, so it stays right for a tree."""
_lock = Lock()


def for_everybody(store: Store, version: Version) -> Data:
    """A version of the data for the public. The organisations are those of the newest data, whatever the version: what a
    trust counts that changed its board could be told from two trees. Only versions that are new since are judged."""
    tree = Data.of(store.at()).organisations
    row = tuple(_versions(store, version))
    with _lock:
        start = next((n for n in range(len(row), 0, -1) if _is_known(store, row[:n], tree)), 0)
        published = _known[store, row[:start]] if start else None
        for done in range(start, len(row)):
            published = Data.of(store.at(str(row[done]))).published(tree, published)
            _known[store, row[: done + 1]] = published
        assert published is not None
        _known.move_to_end((store, row))
        while len(_known) > KNOWN:
            _known.popitem(last=False)
    return published


def _is_known(store: Store, row: tuple[Version, ...], tree: Organisations) -> bool:
    """Whether the last of some versions was judged beside the others, by this tree."""
    found = _known.get((store, row))
    return found is not None and found.organisations == tree


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
