"""What changed since a month: the answer in one line, and below the cards the list, each line with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from analytics import words
from analytics.answers.changed import quarter_before
from analytics.catalogue import local
from analytics.charts import sparkline
from analytics.exhibits import changed as exhibits
from analytics.model.changed import Changed
from analytics.sharing.link import to_params
from ui import changed_cached, link
from ui.here import Here
from ui.panels import exhibit
from ui.text import html, plain

MOST = 8
"""So many lines are shown; the table below has all."""
QUARTERS = 12
"""So far back a reader may ask since when."""


def head(here: Here) -> None:
    """The question and its answer."""
    found = _found(here)
    question, counts = html(words.changed.question(found, here.name)), html(words.changed.counts(found))
    with st.container(horizontal=True, vertical_alignment="center", key="changed_head"):
        st.markdown(f'<h2 class="changed">{question}</h2><p class="changed">{counts}</p>', unsafe_allow_html=True)
        _since(here, found)


def draw(here: Here) -> None:
    """The lines that stand out, then those that may be chance, and what the list is worth."""
    found = _found(here)
    shown = changed_cached.told(here.version, here.view, exhibits.since(here.scope), MOST)
    with st.container(key="changed", gap="small"):
        st.caption(plain(words.changed.by_chance(found)))
        if shown:
            st.html(f'<ol class="changes">{"".join(_lines(here, shown))}</ol>')
        if late := words.changed.late(found):
            st.caption(plain(late))
        if owed := words.quality.owes(changed_cached.quality(here.version, here.organisation.code, here.months[1])):
            link.to_page("data_quality", owed)
        if found.lines:
            exhibit.numbers(here, exhibits.of(here.scope, found))
            with st.expander("How this was worked out"):
                st.markdown(plain(words.changed.kept_under(found.rate)))


def _found(here: Here) -> Changed:
    return changed_cached.changed(here.version, here.organisation.code, exhibits.since(here.scope), here.months[1])


def _since(here: Here, found: Changed) -> None:
    """Since when changes count: the ends of quarters before the view's, or the month that a link asks for."""
    ends = [quarter_before(here.months[1])]
    while len(ends) < QUARTERS:
        ends.append(quarter_before(ends[-1]))
    offered = sorted({*ends, found.since}, reverse=True)
    key = f"pick_since_{here.organisation.code}"
    st.session_state[key] = found.since

    def take() -> None:
        chosen: date = st.session_state[key]
        link.picked(exhibits.SINCE, "" if chosen == ends[0] else words.changed.month(chosen))

    st.selectbox(
        "Since",
        offered,
        format_func=lambda month: f"since {month:%b %Y}",
        key=key,
        on_change=take,
        width=170,
        label_visibility="collapsed",
    )


def _lines(here: Here, shown: Sequence[exhibits.Told]) -> Iterator[str]:
    """Each line as HTML, and before the first of them that may be chance that it may."""
    for at, told in enumerate(shown):
        if not told.line.kept and (not at or shown[at - 1].line.kept):
            yield "<li><b>May be chance</b></li>"
        yield _line(here, at + 1, told)


def _line(here: Here, number: int, told: exhibits.Told) -> str:
    """One line: its small chart, and its sentence as a link to the chart that shows it best."""
    series, chart = told.charted.whole
    line = told.line
    page = local.PROGRAMME if line.measure.local else line.measure.programme
    params = to_params(replace(here.view, organisation=line.lead, measure=line.measure.slug, grain=None), here.tree)
    opens = link.beside(page, f"{number}. {told.sentence}", params)
    return f"<li>{sparkline.img(chart, words.control.alt(series, chart))}{opens}</li>"
