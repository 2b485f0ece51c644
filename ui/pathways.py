"""Where organisations stand on each of a programme's pathways: stages, phases and what is planned."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import export
from analytics.charts import stages, words
from analytics.model import Adoption, Pathway, Scale
from ui import cached, link, takeaway
from ui.frame import Here

MOST_IN_HEAT_MAP = 45
"""More organisations than this do not fit a readable heat map; the table has them all."""


def draw(here: Here) -> None:
    """Where the organisations stand on each of the programme's pathways."""
    assert here.programme is not None
    for pathway in here.programme.pathways:
        _pathway(here, pathway)


def _pathway(here: Here, pathway: Pathway) -> None:
    scales = cached.the_catalogue().scales
    when = (pd.Timestamp(here.view.end or here.span[1]) + pd.offsets.MonthEnd(0)).date()
    found = cached.adoption(here.version, pathway.slug, here.organisation.code, when)
    st.markdown(f"## {pathway.title}")
    if pathway.question:
        st.markdown(pathway.question)
    if found.stages.empty:
        st.info(f"No stage has been recorded for {here.name} by {when:%-d %B %Y}. Upload an adoption file to show it.")
        link.to_page("your_data", "Upload adoption data")
        return
    alt = words.adoption_alt(found, scales)
    if found.expected == 1:
        _own_stages(found)
    else:
        st.markdown(words.adoption_sentence(found, scales))
        for slug in dict.fromkeys(e.scale for e in pathway.elements):
            _stages(found, scales[slug], alt)
    if pathway.milestones:
        _milestones(pathway)
    source = " ".join(
        f"{scales[s].title}: {scales[s].source}." for s in dict.fromkeys(e.scale for e in pathway.elements)
    )
    lines = takeaway.context_lines(here) | {
        "Pathway": pathway.title,
        "As at": f"{when:%d %B %Y}",
        "Source of the scale": source,
    }
    takeaway.table(
        here,
        f"{pathway.slug}_stages",
        export.adoption_table(found),
        lines,
        found.illustrative,
        "Every organisation’s stage",
    )


def _own_stages(found: Adoption) -> None:
    """One organisation's own stages, in the pathway's order: a table says more than bars of one."""
    scales, rows = cached.the_catalogue().scales, []
    for element in found.pathway.elements:
        for _, at in found.stages[found.stages["element"] == element.slug].iterrows():
            planned = f"{at['planned_for']:%-d %B %Y}" if pd.notna(at["planned_for"]) else ""
            where = scales[element.scale].label(at["stage"])
            rows.append((element.title, where, f"{at['as_at']:%-d %B %Y}", planned, at["note"] or ""))
    columns = ["Element", "Stands at", "Recorded", "Next step planned for", "Note"]
    table = pd.DataFrame(rows, columns=columns)
    st.table(table.loc[:, (table != "").any()], hide_index=True, alt=f"Stages of {found.pathway.title}")


def _stages(found: Adoption, scale: Scale, alt: str) -> None:
    """How many organisations stand at each step of one scale, then each of them where they are few enough to draw."""
    name = f"{found.pathway.slug}_{scale.slug}"
    adopted = any(e.adopted_at is not None for e in found.pathway.elements if e.scale == scale.slug)
    st.markdown(stages.key_html(scale, adopted), unsafe_allow_html=True)
    st.vega_lite_chart(
        stages.rows(found, scale),
        stages.template(scale, stages.elements(found, scale), found.illustrative),
        key=f"stages_{name}",
        width="stretch",
        alt=f"{alt} {scale.title}.",
    )
    several = stages.organisations(found, scale)
    if 1 < several <= MOST_IN_HEAT_MAP:
        with st.expander(f"{scale.title}: each organisation side by side"):
            st.vega_lite_chart(
                stages.heat_rows(found, scale),
                stages.heat_template(scale, several, found.illustrative),
                key=f"heat_{name}",
                width="stretch",
                alt=f"{alt} {scale.title}, one row an organisation.",
            )
    with st.expander(f"{scale.title}: what the numbers mean"):
        st.markdown("\n".join(f"- **{s.label}** {s.description} {s.dates}".rstrip() for s in scale.steps))
        noted = [e for e in found.pathway.elements if e.scale == scale.slug and e.note]
        st.markdown("\n".join(f"- **{e.title}.** {e.note}" for e in noted))


def _milestones(pathway: Pathway) -> None:
    rows = pd.DataFrame(
        {
            "Milestone": [m.title for m in pathway.milestones],
            "Due": [f"{m.due:%-d %B %Y}" for m in pathway.milestones],
            "State in the report": [m.state for m in pathway.milestones],
            "Note": [m.note for m in pathway.milestones],
        }
    )
    with st.expander("Milestones of the national plan"):
        st.table(rows, hide_index=True, alt=f"Milestones of {pathway.title}")
