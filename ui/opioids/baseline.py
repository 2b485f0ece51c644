"""Against the baseline: how many fewer people a month than then, how sure that is, and what it means in harm."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import baseline as answers
from analytics.catalogue import harms
from analytics.exhibits import baseline as exhibits
from analytics.model import AgainstBaseline, Harmed, Measure
from analytics.model.view import Span
from ui import baseline_cached, cached, link
from ui.here import Here
from ui.opioids import counted
from ui.panels import assumed, exhibit, key_numbers, quoted
from ui.text import cells, html, listed, plain, said

say = words.baseline


def draw(here: Here) -> None:
    """The answer, the picture and the key numbers; then how it was compared, lives and harm, and the small print."""
    st.markdown("## Against the baseline")
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = counted.pick(here, "baseline")
        before, period = answers.spans(cached.data(here.version), measure.slug, here.view.baseline, here.view.period)
        _months(here, before, period)
    if (here.view.baseline or before, here.view.period or period) != (before, period):
        st.warning("The months in the link do not lie one after the other, so those of the report are compared.")
    found = baseline_cached.against(here.version, counted.ask(here, measure), before, period)
    if not found.series.has_values:
        counted.nothing(here, measure, found.note)
        return
    st.html(f'<div class="says"><p><b>{html(say.sentence(found))}</b></p></div>')
    told = answers.harmed(cached.data(here.version), found, dict(here.view.assumptions))
    _key_numbers(found, told)
    whole, *differences = exhibits.of(here.scope, found, told)
    exhibit.figure(here, whole, f"baseline_{measure.slug}")
    _compared(here, found)
    _harm(here, measure, told)
    quoted.draw([measure.slug])
    for one in (whole, *differences):
        exhibit.numbers(here, one)


def _months(here: Here, before: Span, period: Span) -> None:
    """The months that are compared, to be chosen; they go into the link."""
    every = [month.date() for month in pd.date_range(*here.span, freq="MS")]
    with st.popover(said(f"Baseline {say.span(before)} · period {say.span(period)}")):
        st.markdown("Which months are compared. The period lies wholly after the baseline.")
        ends = {
            "baseline_start": before[0],
            "baseline_end": before[1],
            "period_start": period[0],
            "period_end": period[1],
        }
        titles = ("Baseline from", "Baseline to", "Period from", "Period to")
        order = list(ends.values())

        def changed() -> None:
            one, two, three, four = (st.session_state[f"months_{name}"] for name in ends)
            link.change(baseline=(one, two), period=(three, four))

        for at, (name, title) in enumerate(zip(ends, titles, strict=True)):
            # Each end lies between its neighbours; only the end of one span and the beginning of the next differ.
            least, most = order[at - 1] if at else None, order[at + 1] if at < 3 else None
            options = [m for m in every if (least is None or m >= least) and (most is None or m <= most)]
            options = [m for m in options if not (at == 1 and m == period[0]) and not (at == 2 and m == before[1])]
            st.session_state[f"months_{name}"] = order[at]
            st.selectbox(
                plain(title), sorted({*options, order[at]}), format_func=lambda m: f"{m:%b %Y}", key=f"months_{name}",
                on_change=changed,
            )  # fmt: skip
        st.button(
            "Back to the report’s months",
            on_click=link.change,
            kwargs={"baseline": None, "period": None},
            disabled=here.view.baseline is None and here.view.period is None,
        )


def _key_numbers(found: AgainstBaseline, told: tuple[Harmed, ...]) -> None:
    """The main answer, the plain difference, and harm at the assumed NNH."""
    differences = (("A month, main answer", found.robust), ("A month, plain difference", found.plain))
    numbers = [(title, say.change(tested.difference)) for title, tested in differences if tested]
    # The assumption stands in the name, so that the number is never read without it.
    numbers += [(f"{one.title}, plain, at an assumed NNH of {one.nnh:g}", f"{one.plain.value:,.0f}") for one in told]
    key_numbers.draw(numbers)


def _compared(here: Here, found: AgainstBaseline) -> None:
    """Each way of comparing beside the others, and why the plain one is not enough."""
    rows = say.table(found)
    if not rows:
        return
    st.markdown("### How sure is that?")
    st.table(cells(pd.DataFrame(rows)), hide_index=True, alt="The difference by each way of comparing")
    if found.note:
        st.caption(said(found.note))
    if told := say.checked(found, answers.printed(cached.data(here.version), found)):
        st.markdown(said(told))
    st.caption(said(f"{say.too_sure(found)} {say.NEVER_ADDED}"))
    with st.expander("How this was worked out"):
        st.markdown(said(say.method(found)))
        st.markdown(say.CARRIED_ON)


def _harm(here: Here, measure: Measure, told: tuple[Harmed, ...]) -> None:
    """Lives and harm in words, with the assumption beside them to be changed."""
    st.markdown("### What it means in lives and harm")
    assumptions = [h for h in cached.the_catalogue().harms.values() if h.measure == measure.slug]
    if not assumptions:
        st.markdown(say.NO_NNH)
        return
    if not told:
        st.markdown("Nothing can be compared, so nothing follows for lives and harm.")
    st.markdown(listed(say.harm(one) for one in told))
    st.caption(say.COUNTED_DEATHS)
    changed = [h for h in assumptions if harms.name(h) in dict(here.view.assumptions)]
    with st.expander("What is assumed, and change it", expanded=bool(changed)):
        with st.grid(min_column_width=260):
            for one in assumptions:
                assumed.number(here, harms.of_harm(one), one.nnh)
        for one in assumptions:
            st.caption(f"**{plain(one.title)}.** {say.ASSUMPTION}. {plain(one.source)} {plain(' '.join(one.caveats))}")
        kept = tuple(a for a in here.view.assumptions if a[0] not in {harms.name(h) for h in assumptions})
        st.button(
            "Back to the programme’s assumptions",
            on_click=link.change,
            kwargs={"assumptions": kept},
            disabled=not changed,
        )
