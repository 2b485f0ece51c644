"""What a section of a page shows, as exhibits: for pages, boards, slides, reports and notebooks alike.

`of` is the door; `sections` lists what may be asked for. Each module makes the exhibits of one subject, from the answers,
the pictures and the words; `pages` says which section shows which; `scope` is what all of them are made from.
"""

from __future__ import annotations

from analytics.answers import Data
from analytics.catalogue import local
from analytics.exhibits.pages import PAGES, Section
from analytics.exhibits.scope import Scope
from analytics.model import Programme, View
from analytics.model.exhibit import Exhibit

__all__ = ["Scope", "Section", "of", "sections"]


def of(data: Data, view: View, programme: str, section: str = "", version: str = "") -> tuple[Exhibit, ...]:
    """What a view shows in a section of a page, in the page's order, of these data and of no other version.

    `programme` is the page's name and `section` that of a link: "outcomes", or "intervention.map" for a view below the
    section's own. Such a view stands for itself; the first of them, which a section opens with, follows what its section
    shows. A link without a section opens that of its measure, or else the first. An unknown name gives a `KeyError`.
    """
    known = sections(programme)
    name, _, below = section.partition(".")
    asked = next(s for s in known if s.slug == name) if name in {s.slug for s in known} else None
    if asked is None and name:
        raise KeyError(section)
    asked = asked or next((s for s in known if s.of_measure and view.measure), known[0])
    scope = _scope(data, view, programme, version)
    if programme == local.PROGRAMME and scope.programme is None:
        return ()  # nobody has brought a measure yet
    if not below:
        return asked.exhibits(scope)
    opened = {s.slug: s for s in asked.views}[below]
    own = asked.exhibits(scope) if opened is asked.views[0] else ()
    return (*own, *opened.exhibits(scope))


def sections(programme: str) -> tuple[Section, ...]:
    """The sections of a page, in its order: a `KeyError` where there is no such page."""
    return PAGES[programme]


def _scope(data: Data, view: View, programme: str, version: str) -> Scope:
    span = data.span
    return Scope(data.on(view.tree_day(span)), view, version, span, _programme(data, programme))


def _programme(data: Data, slug: str) -> Programme | None:
    if slug == local.PROGRAMME:
        return local.programme(data.local.values())
    return next((p for p in data.catalogue.programmes if p.slug == slug), None)
