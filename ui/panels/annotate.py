"""Below the chosen chart: a suggested recalculation to accept or turn down, reasons for signals."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import words
from analytics.answers import chart as charts
from analytics.governance.roles import Action
from analytics.keeping import annotations as notes
from analytics.model import Charted, EventKind, Series
from ui import access, cached, link
from ui.here import Here
from ui.text import plain


def draw(here: Here, charted: Charted) -> None:
    """The forms of one chart. Nothing can be written on a past version of the data."""
    chart = charted.whole[1]
    if chart.warnings:
        st.warning(plain(" ".join(chart.warnings)))
    if here.view.asof or not access.allowed(Action.ANNOTATE, here.organisation.code):
        return
    _forms(here, charted)


@st.fragment
def _forms(here: Here, charted: Charted) -> None:
    """A part of the page that runs alone: a form is made when it is opened, since few readers write."""
    access.still(here.version.audience)
    _recalculation(here, charted.whole[0])
    _reason(here, charted)


def _recalculation(here: Here, series: Series) -> None:
    """The earliest defensible step with its evidence and the case against it; never applied by itself."""
    found = cached.suggestion(here.version, here.ask(series.measure.slug, here.view.grain))
    if found is None:
        return
    day = series.points["period"].iloc[found.start].date()
    asked = f"Should the limits start again in {words.formats.period(day, series.grain, short=True)}?"
    folded = st.expander(plain(asked), key=f"ask_recalculation_{series.measure.slug}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.markdown(plain(f"{found.evidence} {found.against}"))
        with st.form(f"recalculate_{series.measure.slug}"):
            who = access.who("Your name")
            why = st.text_input("What changed in the process, and how do you know it will last?")
            yes, no = st.columns(2)
            accepted = yes.form_submit_button("Start the limits again", type="primary", width="stretch")
            refused = no.form_submit_button("Keep the limits", width="stretch")
        if (accepted or refused) and not (who and why.strip()):
            st.error("Give your name and a reason: whoever reads this chart later will ask.")
        elif accepted or refused:
            kind, title = (
                (EventKind.RECALCULATION, notes.RECALCULATED) if accepted else (EventKind.DECLINED, notes.DECLINED)
            )
            _write(here, series, day, kind, title, why.strip(), who)


def _reason(here: Here, charted: Charted) -> None:
    """Give a signal a reason; it stands on the chart from then on, for everybody."""
    series, signalled = charted.series, charts.signalled(charted)
    if not signalled:
        return
    asked = "Do you know the reason for a signal?"
    folded = st.expander(asked, key=f"ask_reason_{series.measure.slug}", on_change="rerun")
    if not folded.open:
        return
    with folded, st.form(f"reason_{series.measure.slug}", clear_on_submit=True):
        day = st.selectbox(
            "Which point", signalled[::-1], format_func=lambda d: words.formats.period(d, series.grain, short=True)
        )
        title = st.text_input("The reason, in a few words for the chart", max_chars=notes.TITLE_LENGTH)
        text = st.text_input("The rest, if there is more to say")
        who = access.who("Your name")
        if st.form_submit_button("Put it on the chart", type="primary"):
            if title.strip() and who:
                _write(here, series, day, EventKind.REASON, title.strip(), text.strip(), who)
            else:
                st.error("Give the reason in a few words, and your name.")


def _write(here: Here, series: Series, day: date, kind: EventKind, title: str, text: str, who: str) -> None:
    code, slug = here.organisation.code, series.measure.slug
    with access.acting(Action.ANNOTATE, f"{kind.value} of {slug}: {title}", code, who) as name:
        notes.write(
            cached.store(), kind=kind, day=day, organisation=code, measure=slug, title=title, text=text, who=name
        )
    link.change(asof=None)
    st.rerun()
