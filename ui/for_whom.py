"""For whom a page is: that it holds small numbers of people, or that it may be published."""

from __future__ import annotations

from analytics.governance.disclosure import RULES
from analytics.model import Audience, Programme
from analytics.words import published as words
from ui import cached


def sentence(audience: Audience, programme: Programme | None) -> str:
    """What a page and each file taken from it say; nothing where no measure has a rule. A page of no programme shows all."""
    shown = programme.measures if programme else cached.the_catalogue().measures.values()
    if not any(measure.disclosure in RULES for measure in shown):
        return ""
    return words.SMALL_NUMBERS if audience is Audience.INTERNAL else words.PUBLISHED
