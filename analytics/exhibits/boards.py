"""A board to be handed out: its views in their order, one exhibit each, with the speaker's notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from analytics.answers import Data
from analytics.exhibits import reopened
from analytics.exhibits.reopened import NotOpened
from analytics.model import Slide
from analytics.model.collection import DATA_VERSION, Collection, Item
from analytics.model.exhibit import Exhibit
from analytics.sharing import saved
from analytics.sharing.address import Address
from analytics.sharing.stale import asked, stale
from analytics.store import UnknownVersion
from analytics.words import published

PAGE = "boards"


def collection(data_of: Callable[[str], Data], version: str, named: str, base: str = "") -> Collection:
    """A board of a version, by its id or its name. `data_of` gives the data of a version, for whoever it is meant: a view
    may be pinned to a version of its own. `base` is where the app is. Raises `NotOpened`."""
    kept = saved.saved(data_of(version).events)
    board = kept.board(named)
    if board is None:
        known = ", ".join(f"“{b.name}”" for b in kept.boards) or "none yet"
        raise NotOpened(f"There is no board “{named[:80]}” in these data. Boards: {known}.")
    items = tuple(_item(data_of, slide, version, base) for slide in kept.slides(board))
    if not items:
        raise NotOpened(f"No view is on the board “{board.name}”, so there is nothing to export.")
    link = f"{base}/{PAGE}?{urlencode({'board': board.id, 'asof': version})}"
    return Collection(f"board_{board.name}_{version}", board.name, items, link)


def _item(data_of: Callable[[str], Data], slide: Slide, newest: str, base: str) -> Item:
    """What a view shows first, as when the board is presented; where it shows nothing any more, why."""
    view = slide.view
    version = view.asof or newest
    address = Address(base, view.page, view.section, asked(view))
    spoken = published.note(slide.notes, data_of(newest).audience)
    try:
        data = data_of(version)
        gone = stale(view, data.directory, data.span, data.measures, date.today())
        if gone and gone.blocked:
            raise NotOpened(" ".join(gone.why))
        found = reopened.collection(data, version, address).items
    except (NotOpened, UnknownVersion) as why:
        lines = {DATA_VERSION: version}
        nothing = Exhibit(f"view_{view.id}", view.name, str(why), None, pd.DataFrame, lines, missing=True)
        return Item(nothing, address.at(version), spoken)
    first, notes = found[0], gone.why if gone else ()
    if len(found) > 1:
        notes = (*notes, f"The view has {len(found)} figures, of which this is the first; its link opens all of them.")
    exhibit = replace(first.exhibit, notes=(*notes, *first.exhibit.notes))
    return Item(exhibit, first.link, spoken)
