"""The stages of a pathway drawn: one organisation's own, how many stand at each step, and each of them side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.adoption import places
from analytics.charts import legend
from analytics.exhibits import stages as exhibits
from analytics.model import Adoption, Pathway, Scale
from analytics.model.exhibit import Picture
from analytics.organisations import Organisations, common_name
from ui import cached, link
from ui.panels import exhibit
from ui.text import cells, plain

MOST_IN_HEAT_MAP = 30
"""More organisations than this are shown a region or an ICB at a time, so that the heads of the columns stay in sight."""


def own(known: Adoption) -> None:
    """One organisation's own stages, in the pathway's order: a table says more than bars of one."""
    scales, rows = cached.the_catalogue().scales, []
    for element in known.pathway.elements:
        for _, at in known.stages[known.stages["element"] == element.slug].iterrows():
            planned = f"{at['planned_for']:%-d %B %Y}" if pd.notna(at["planned_for"]) else ""
            where = words.adoption.step_words(scales[element.scale], at["stage"])
            rows.append((element.title, where, f"{at['as_at']:%-d %B %Y}", planned, at["note"] or ""))
    columns = ["Element", "Stands at", "Recorded", "Next step planned for", "Note"]
    table = pd.DataFrame(rows, columns=columns)
    st.table(cells(table.loc[:, (table != "").any()]), hide_index=True, alt=f"Stages of {known.pathway.title}")


def bars(picture: Picture, name: str) -> None:
    """How many organisations stand at each step of one scale, element by element."""
    st.html(legend.html(picture.legend))
    exhibit.drawn(picture, f"stages_{name}")


def heat_map(known: Adoption, scale: Scale, alt: str, name: str, tree: Organisations) -> None:
    """Each organisation's step on each element, by number and fill; many of them a region or an ICB at a time."""
    if picture := exhibits.heat_map(_page_of(known, name, tree), scale, alt):
        exhibit.drawn(picture, f"heat_{name}")


def _page_of(found: Adoption, name: str, tree: Organisations) -> Adoption:
    """The part of the organisations that is chosen to be seen, all of them where they are few."""
    if found.stages["org_code"].nunique() <= MOST_IN_HEAT_MAP:
        return found
    groups = {common_name(tree[place]) if place else "Elsewhere": codes for place, codes in places(tree, found).items()}
    page = f"page_{name}"
    codes = {place or "elsewhere": common_name(tree[place]) if place else "Elsewhere" for place in places(tree, found)}
    if (linked := codes.get(link.pick(page))) is not None:
        st.session_state[page] = linked
    chosen = st.selectbox(
        "Show the organisations of",
        sorted(groups),
        format_func=lambda group: f"{group} ({len(groups[group])})",
        key=page,
        width=330,
        on_change=lambda: link.picked(page, next(c for c, title in codes.items() if title == st.session_state[page])),
    )
    return replace(found, stages=found.stages[found.stages["org_code"].isin(groups[chosen])])


def meanings(known: Adoption, scale: Scale) -> None:
    """What each step of a scale means, and what is worth knowing of the elements on it."""
    with st.expander(plain(f"{scale.title}: what the numbers mean")):
        st.markdown(
            "\n".join(f"- **{plain(s.label)}** {plain(s.description)} {plain(s.dates)}".rstrip() for s in scale.steps)
        )
        noted = [e for e in known.pathway.elements if e.scale == scale.slug and e.note]
        st.markdown("\n".join(f"- **{plain(e.title)}.** {plain(e.note)}" for e in noted))
        st.caption(plain(f"Source: {scale.source}."))


def milestones(pathway: Pathway, when: date) -> None:
    """The dated steps of the national plan, and how each stands at a day: a list, which also reads well on a phone."""
    st.container(key=f"milestones_{pathway.slug}").markdown(
        "\n".join(
            f"- **{plain(words.progress.milestone_state(m, when))}** · "
            + plain(f"{words.formats.day(m.due)} · {m.title}. {m.note}".rstrip())
            for m in pathway.milestones
        )
    )
