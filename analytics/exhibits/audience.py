"""Who may see an exhibit: each that is handed out says whether it holds small numbers, or was made for publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analytics.answers import Data
from analytics.exhibits.scope import PATHWAY
from analytics.governance.disclosure import RULES
from analytics.model import Audience, Measure
from analytics.model.collection import PUBLICATION
from analytics.model.exhibit import Exhibit
from analytics.words import published


def marked(data: Data, page: str, shown: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    """Exhibits of a page with the line that says who may see them."""
    public = data.audience is Audience.PUBLIC
    of_page = [m for m in data.measures.values() if m.programme == page] or list(data.measures.values())
    return tuple(_marked(one, public, of_page) for one in shown)


def _marked(exhibit: Exhibit, public: bool, of_page: Iterable[Measure]) -> Exhibit:
    ruled = _holds_people(exhibit, of_page)
    said = (published.PUBLISHED if ruled else published.ALL_SHOWN) if public else published.SMALL_NUMBERS * ruled
    return replace(exhibit, lines={**exhibit.lines, PUBLICATION: said}) if said else exhibit


def _holds_people(exhibit: Exhibit, of_page: Iterable[Measure]) -> bool:
    """Whether a disclosure rule applies. What is of no single measure is taken for one of its page that has a rule, unless
    it tells how far organisations are along a pathway."""
    if exhibit.missing or (exhibit.measure is None and PATHWAY in exhibit.lines):
        return False
    return any(m.disclosure in RULES for m in ((exhibit.measure,) if exhibit.measure else of_page))
