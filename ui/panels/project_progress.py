"""Project progress scores of a programme by ICS and project: where each stands, what comes next, what is asked about."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.exhibits import progress as exhibits
from analytics.exhibits.progress import SCALE
from analytics.model import Scale
from analytics.model.project_progress import Project
from ui import cached, link, qart_cached
from ui.here import Here
from ui.panels import exhibit
from ui.text import plain, said


def draw(here: Here) -> None:
    """Every project of the programme at or below the organisation in view, then one of them closely."""
    assert here.programme is not None
    st.markdown("## How far has each project come?")
    scale = cached.the_catalogue().scales[SCALE]
    # Scores may be returned before the charts have figures of their quarter: only an end that was chosen holds them back.
    end = here.last_day if here.view.end else None
    found = qart_cached.projects(here.version, here.programme.slug, here.organisation.code, end)
    shown = exhibits.of(here.scope, found)
    if shown.missing:
        exhibit.nothing(shown)
        link.to_page("your_data", "Download the quarterly return (QART) that asks for them")
    else:
        exhibit.says(shown)
        exhibit.numbers(here, shown, opened=True)
        _closely(here, found, scale)
    with st.expander(plain(f"{scale.title}: what the numbers mean")):
        st.markdown("\n".join(f"- **{s.value:.1f} {plain(s.label)}.** {plain(s.description)}" for s in scale.steps))
        st.caption(plain(f"Source: {scale.source}."))


def _closely(here: Here, found: tuple[Project, ...], scale: Scale) -> None:
    """One project: its history, the next half point, and what the charts show."""
    chosen = st.selectbox(
        "Look closely at",
        range(len(found)),
        format_func=lambda at: f"{found[at].title} ({found[at].name})",
        key=f"project_{here.organisation.code}",
    )
    project = found[chosen]
    st.text(words.project_progress.sentence(project, scale))
    st.text(words.project_progress.needed(project, scale))
    for question in words.project_progress.doubts(project):
        st.warning(plain(question))
    for evidence in project.evidence:
        st.caption(said(words.project_progress.shows(evidence)))
    history = [(s.quarter, s.score, s.text) for s in reversed(project.scored)]
    st.dataframe(
        pd.DataFrame(history, columns=["Quarter", "Score", "What changed"]), hide_index=True, alt="History of the score"
    )
