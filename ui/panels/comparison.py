"""How organisations compare: one level below the chosen one, or beside it, ranked on the chosen measure."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.answers.levels import first_compared
from analytics.charts import legend, ranked
from analytics.exports import tabulated
from analytics.model import labels
from analytics.organisations import common_name
from ui import cached
from ui.frame import Here
from ui.panels import takeaway
from ui.text import plain


def draw(here: Here) -> None:
    """The organisations one level below the chosen one (or beside it), ranked on the chosen measure."""
    measure = here.measure
    st.markdown("## How do organisations compare?")
    asked = here.ask(measure.slug)
    levels = cached.compared_levels(here.version, asked)
    if not levels:
        st.info(plain(f"Fewer than two organisations have data for {measure.title.lower()} in this period."))
        return
    default = first_compared(cached.data(here.version), here.organisation.code, levels)
    level = (
        st.segmented_control(
            "Compare",
            levels,
            default=default,
            format_func=lambda k: labels.KINDS[k].many,
            required=True,
            key=f"level_{here.organisation.code}_{measure.slug}",
        )
        if len(levels) > 1
        else default
    )
    found = cached.comparison(here.version, asked, level or default)
    if found is None:
        st.info(plain(words.comparison.nothing_alike(measure)))
        return
    around = cached.compared_within(here.version, here.organisation.code, level or default)
    st.markdown(
        f"### {plain(f'{measure.title}: {labels.KINDS[level or default].many} in {common_name(around)}, {found.period}')}"
    )
    st.markdown(plain(words.comparison.sentence(found)))
    drawn = ranked.rows(found)
    st.vega_lite_chart(
        drawn,
        ranked.template(measure.unit, ranked.lines(found), found.illustrative, words.comparison.axis(found)),
        key="comparison",
        width="stretch",
        alt=words.comparison.alt(found),
    )
    st.html(legend.html(ranked.key(drawn)))
    if len(found.not_ranked):
        st.caption(words.comparison.NOT_RANKED)
    if found.left_out:
        st.caption(plain(f"Without a figure for this period: {', '.join(found.left_out)}."))
    takeaway.table(
        here,
        f"{measure.slug}_comparison",
        lambda: tabulated.comparison_table(found),
        lambda: takeaway.measure_lines(here, measure) | {"Period compared": found.period},
        found.illustrative,
        "The numbers behind this comparison",
        measure=measure,
    )
