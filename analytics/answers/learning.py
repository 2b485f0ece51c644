"""What others learned: the stories of a version, searched and filtered, and those that belong on a chart."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.answers.data import Data
from analytics.learning.search import Index
from analytics.model import ENGLAND, Better, Hits, Kind, Sought, Story
from analytics.organisations import Organisations

STORY = "story"
"""The kind of what `marks` gives: a story is no event, though it stands on a chart like one."""


def index(data: Data) -> Index:
    """The stories of a version, ready to be searched."""
    programmes = {p.slug: p.title for p in data.catalogue.programmes}

    def around(story: Story) -> str:
        measure, tree = data.measures.get(story.measure), data.organisations
        who = [found.name for code in (story.org_code, story.psc) if code and (found := tree.get(code))]
        return " ".join([*who, programmes.get(story.programme, ""), measure.title if measure else "", story.kind])

    return Index(data.stories, around)


def search(data: Data, found: Index, sought: Sought) -> Hits:
    """The stories that are sought, best first; without words the newest first."""
    falls = sought.measure in data.measures and data.measures[sought.measure].better is Better.DECREASE
    return found.search(sought.text, partial(_fits, sought, data.organisations, -1 if falls else 1))


def like_this(data: Data, measure: str) -> tuple[Story, ...]:
    """The stories about a measure: first those that say what they reached, the furthest risen first."""

    def told(story: Story) -> tuple[bool, float]:
        known = story.baseline is not None and story.result is not None
        return not known, -abs((story.result or 0) - (story.baseline or 0)) if known else 0

    return tuple(sorted((s for s in data.stories if s.measure == measure), key=told))


def line(tree: Organisations, organisation: str) -> frozenset[str]:
    """An organisation and those above it, its collaborative too."""
    psc = tree.psc_of(tree[organisation])
    return frozenset({organisation, *(o.code for o in tree.ancestors(organisation)), *([psc] if psc else [])})


def below(tree: Organisations, organisation: str) -> frozenset[str]:
    """An organisation, those below it, and the collaborative of a board."""
    kinds = (Kind.REGION, Kind.ICB, Kind.TRUST) + ((Kind.PSC,) if organisation == ENGLAND else ())
    return frozenset({organisation, *(o.code for kind in kinds for o in tree.members(organisation, kind))})


def marks(data: Data, measure: str, organisation: str) -> pd.DataFrame:
    """The stories that belong on a chart of a measure, as its events are, with their source and of the kind STORY."""
    here = line(data.organisations, organisation)
    told = [s for s in data.stories if s.measure == measure and (s.org_code or s.psc or ENGLAND) in here]
    if not told:
        return pd.DataFrame()
    rows = [
        {"date": s.day, "title": f"Story: {s.title}", "text": s.text, "source": s.source, "kind": STORY} for s in told
    ]
    return pd.DataFrame(rows, columns=["date", "title", "text", "source", "kind"]).astype({"date": "datetime64[ms]"})


def _fits(sought: Sought, tree: Organisations, way: int, story: Story) -> bool:
    exact = ("programme", "kind", "quarter", "theme", "measure")
    if any(getattr(sought, name) and getattr(sought, name) != getattr(story, name) for name in exact):
        return False
    if sought.codes is not None and not _codes(tree, story) & sought.codes:
        return False
    if sought.started is not None and (story.baseline is None or way * (story.baseline - sought.started) > 0):
        return False
    return sought.reached is None or (story.result is not None and way * (story.result - sought.reached) >= 0)


def _codes(tree: Organisations, story: Story) -> set[str]:
    """Whose a story is: its organisation's; of none, its collaborative's; of neither, England's."""
    own = {story.org_code} if story.org_code else set()
    return own | ({story.psc} if story.psc else set()) or {ENGLAND}


def of_quarter(data: Data, quarter: str, codes: frozenset[str]) -> tuple[Story, ...]:
    """The stories that tell of a quarter, of some organisations and collaboratives."""
    return tuple(s for s in data.stories if s.quarter == quarter and _codes(data.organisations, s) & codes)
