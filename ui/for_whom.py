"""For whom a page is: that it holds small numbers of people, or that it may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.governance.disclosure import RULES
from analytics.model import Audience
from analytics.words import published as words
from ui import cached
from ui.text import plain

if TYPE_CHECKING:
    from ui.frame import Here


def draw(here: Here) -> None:
    """Say so once, where a measure is shown that has a rule of disclosure."""
    if told := sentence(here):
        st.caption(plain(told))


def sentence(here: Here) -> str:
    """What the page and each file taken from it say; nothing where no measure has a rule."""
    shown = here.programme.measures if here.programme else cached.the_catalogue().measures.values()
    if not any(measure.disclosure in RULES for measure in shown):
        return ""
    return words.SMALL_NUMBERS if here.version.audience is Audience.INTERNAL else words.FOR_PUBLICATION
