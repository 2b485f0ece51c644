"""Methods: the rules as pictures, every measure's definition, and our documents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.rule_pictures import pictures
from analytics.charts import rule_picture
from analytics.exports import tabulated
from analytics.model import Signal
from ui import abreast, cached
from ui.text import cells, plain, said

DOCS = Path(__file__).resolve().parents[1] / "docs"


def rules() -> None:
    """The special-cause rules, drawn by example."""
    st.markdown("## What makes a point a signal")
    st.markdown(
        "Each small chart is an example. The solid line is the average, dashed lines are limits, dotted lines two sigma. "
        "Purple diamonds are points that signal, grey circles are not. A red line is where the limits start again."
    )
    for rule in Signal:
        if drawn := pictures(rule):
            name = rule.value.replace("_", " ").capitalize()
            with (
                st.expander(said(f"{name}: {words.terms.SIGNAL_WORDS[rule]}")),
                abreast.grid(abreast.FOUR, len(drawn), f"examples_{rule.value}"),
            ):
                for picture in drawn:
                    with st.container():
                        st.html(rule_picture.img(picture))
                        st.markdown(said(picture.sentence))


def funnels() -> None:
    """How outliers are told from luck, and why limits are widened."""
    st.markdown("## When is an organisation an outlier")
    st.markdown(words.funnel.HOW_TO_READ)


def measures() -> None:
    """The definition of every measure in the catalogue."""
    st.markdown("## What each measure means")
    for programme in cached.the_catalogue().programmes:
        st.markdown(f"### {plain(programme.title)}")
        for measure in (*programme.measures, *programme.populations):
            with st.expander(plain(measure.title)):
                lines = {"Why it matters": measure.why_it_matters} | tabulated.measure_lines(measure)
                st.markdown("\n\n".join(f"**{plain(name)}.** {plain(text)}" for name, text in lines.items() if text))
    scales = pd.DataFrame(
        [(s.title, step.label, step.description) for s in cached.the_catalogue().scales.values() for step in s.steps],
        columns=["Scale", "Step", "What it means"],
    )
    with st.expander("Stages, phases and scores"):
        st.table(cells(scales), hide_index=True, alt="Steps of each scale")


def documents() -> None:
    """How far to trust a signal or its absence, where we differ from Making Data Count, and the words we use."""
    for name, title in (
        ("detection.md", "Which chart sees what, and how soon"),
        ("methods.md", "What a list of changes is worth"),
        ("deviations.md", "Where we differ from Making Data Count"),
        ("glossary.md", "Glossary"),
    ):
        with st.expander(plain(title)):
            st.markdown((DOCS / name).read_text("utf-8"))
