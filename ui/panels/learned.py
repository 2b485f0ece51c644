"""What others learned about the measure in view, folded away below its chart."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.model import Story
from analytics.model.titles import within
from analytics.organisations import common_name
from ui import learning_cached, link
from ui.here import Here
from ui.text import html

FEW = 4


def draw(here: Here) -> None:
    """A few stories about the measure, and the way to all of them."""
    measure = here.measure
    found = learning_cached.like_this(here.version, measure.slug)
    if not found:
        return
    with st.expander(f"What others learned: {words.counting.counted(len(found), 'story', 'stories')}"):
        told = []
        for story in found[:FEW]:
            about = f"{who(here, story)}, {words.learning.period(story)}. {words.learning.reached(story, measure)}"
            told.append(f"<p><b>{html(story.title)}</b><br>{html(about)}</p>")
        label = f"Read what others learned about {within(measure.short_title)}"
        st.html("".join(told) + link.beside("learning", label, {"about": measure.slug}))


def who(here: Here, story: Story) -> str:
    """Whose story it is, as people say it."""
    found = here.tree.get(story.org_code or story.psc or "ENG")
    return common_name(found) if found else story.org_code or story.psc
