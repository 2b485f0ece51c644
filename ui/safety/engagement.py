"""Engagement: systems and collaboratives, learning responses in use, action learning sessions, and two ideas explained."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import phases as answers
from analytics.charts import stages as steps
from analytics.exhibits import engagement as exhibits
from analytics.exhibits.engagement import EVENTS_OF
from analytics.model import Adoption, Kind
from ui import cached
from ui.here import Here
from ui.panels import exhibit, pathways, stages
from ui.text import cells, said


def draw(here: Here) -> None:
    """Which learning responses are in use, who is engaged, which sessions took place, and what they were about."""
    pathway, when = cached.the_catalogue().pathways[answers.RESPONSES], here.last_day
    st.markdown(
        said(words.whereabouts.engaged(*answers.engaged(cached.data(here.version), here.organisation.code), here.name))
    )
    found = pathways.opened(here, pathway, when)
    if found is not None:
        _in_use(here, found)
    _sessions(here, when)
    _explained()


def _in_use(here: Here, found: Adoption) -> None:
    scale = cached.the_catalogue().scales[found.pathway.elements[0].scale]
    if here.organisation.kind is Kind.TRUST:
        stages.own(found)
    else:
        shown = exhibits.in_use(here.scope, found)
        exhibit.says(shown)
        assert shown.picture is not None
        stages.bars(shown.picture, found.pathway.slug)
        if steps.organisations(found, scale) > 1:
            with st.expander("Each trust side by side"):
                stages.heat_map(found, scale, shown.picture.alt, found.pathway.slug, here.tree)
    stages.meanings(found, scale)
    pathways.every_stage(here, found)


def _sessions(here: Here, when: date) -> None:
    """What took place by the day shown, oldest first: other people's titles and texts, shown as they are."""
    events = cached.drawn_events(here.version, EVENTS_OF, here.organisation.code)
    st.markdown("### What took place")
    shown = exhibits.sessions(here.scope, events, when)
    if shown.missing:
        exhibit.nothing(shown)
        return
    # A table that wraps: in cells of one line the texts and the sources are cut.
    with st.container(key="sessions"):
        st.table(
            cells(shown.table()),
            hide_index=True,
            alt="Events of the framework: the day, what took place, and the source",
        )


def _explained() -> None:
    """What the report's figures 19 and 20 are about."""
    with st.expander("What is a swarm huddle, and what is SEIPS?"):
        st.markdown(words.learning_responses.SWARM)
        st.markdown(words.learning_responses.SEIPS)
        st.caption(f"{words.learning_responses.SOURCE}.")
