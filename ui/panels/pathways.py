"""Where organisations stand on each of a programme's pathways: stages, phases and what is planned."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.charts import stages as steps
from analytics.exhibits import stages as exhibits
from analytics.model import Adoption, Pathway
from ui import adoption_cached, cached, link
from ui.here import Here
from ui.panels import exhibit, stages
from ui.text import plain


def draw(here: Here) -> None:
    """Where the organisations stand on each of the programme's pathways."""
    assert here.programme is not None
    for pathway in here.programme.pathways:
        _pathway(here, pathway)


def _pathway(here: Here, pathway: Pathway) -> None:
    when = here.last_day
    found = opened(here, pathway, when)
    if found is None:
        return
    scales = cached.the_catalogue().scales
    if found.expected == 1:
        stages.own(found)
    else:
        st.markdown(plain(words.adoption.sentence(found, scales)))
        alt = words.adoption.alt(found, scales)
        for slug in dict.fromkeys(e.scale for e in pathway.elements):
            name, scale = f"{pathway.slug}_{slug}", scales[slug]
            stages.bars(exhibits.bars_of(found, scale, f"{alt} {scale.title}."), name)
            if steps.organisations(found, scale) > 1:
                with st.expander(plain(f"{scale.title}: each organisation side by side")):
                    stages.heat_map(found, scale, f"{alt} {scale.title}.", name, here.tree)
            stages.meanings(found, scale)
    if pathway.milestones:
        with st.expander("Milestones of the national plan"):
            stages.milestones(pathway, when)
    every_stage(here, found)


def opened(here: Here, pathway: Pathway, when: date) -> Adoption | None:
    """The head of a pathway and what is known at a day; None, with the way to upload, where nothing is."""
    st.markdown(f"## {plain(pathway.title)}")
    if pathway.question:
        st.markdown(plain(pathway.question))
    found = adoption_cached.at(here.version, pathway.slug, here.organisation.code, when)
    if found.stages.empty:
        exhibit.nothing(exhibits.nothing_recorded(here.scope, pathway, when))
        link.to_page("your_data", "Upload adoption data")
        return None
    return found


def every_stage(here: Here, known: Adoption) -> None:
    """The table of every organisation's stage, to read and to take away."""
    exhibit.numbers(here, exhibits.every_stage(here.scope, known))
