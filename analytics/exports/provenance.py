"""What every copy says of itself: whose numbers, when, from which data, whether they are made up, and where they open."""

from __future__ import annotations

from analytics.model.collection import DATA_VERSION, ORGANISATION, PERIOD, PUBLICATION, Collection, Item
from analytics.model.labels import ILLUSTRATIVE, ILLUSTRATIVE_IN_FULL

DATA, LINK = "Data", "Link"
NOT_ILLUSTRATIVE = "not illustrative: as uploaded"
_EVERY = (PUBLICATION, ORGANISATION, PERIOD, DATA_VERSION)


def provenance(item: Item) -> dict[str, str]:
    """Name and text, of one exhibit."""
    lines = {name: item.exhibit.lines.get(name, "") for name in _EVERY}
    return lines | {DATA: ILLUSTRATIVE_IN_FULL if item.exhibit.illustrative else NOT_ILLUSTRATIVE, LINK: item.link}


def of_all(collection: Collection) -> dict[str, str]:
    """Name and text, of everything together."""
    lines = {name: "; ".join(collection.told(name)) for name in _EVERY}
    return lines | {DATA: ILLUSTRATIVE_IN_FULL if collection.illustrative else NOT_ILLUSTRATIVE, LINK: collection.link}


def foot(item: Item) -> str:
    """The same in one line, without the link, which is long; first whether others may see it."""
    lines = provenance(item)
    version = f"data version {lines[DATA_VERSION]}" if lines[DATA_VERSION] else ""
    kind = ILLUSTRATIVE if item.exhibit.illustrative else "not illustrative"
    public = lines[PUBLICATION].partition(":")[0]
    return " · ".join(part for part in (public, lines[ORGANISATION], lines[PERIOD], version, kind) if part)


def every_line(item: Item) -> dict[str, str]:
    """All that is known of an exhibit: first what every copy says, then its own lines and what must be known to read it."""
    return provenance(item) | dict(item.exhibit.lines) | {"Notes": " ".join(item.exhibit.notes)}
