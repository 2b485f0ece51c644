"""The quarterly return (QART): its workbook to take away, and what a filled one says before it is kept."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import project_progress, qart
from analytics.exports import qart_tables
from analytics.ingest.formats.qart_return import SLUG
from analytics.keeping.dry_run import DryRun
from analytics.model import Kind, Problem, Severity
from analytics.words.counting import counted
from ui import cached, qart_cached
from ui.data import problems
from ui.here import Here
from ui.text import said


def offer(here: Here) -> None:
    """The workbook of a collaborative for a quarter."""
    st.markdown("## Quarterly return (QART)")
    st.markdown(
        "A workbook of a Patient Safety Collaborative's organisations with the last stages filled in: choose what changed, "
        "add updates and project scores, and drop it above. You see what moved before anything is kept."
    )
    pscs = {o.code: o.name for o in here.tree.all(Kind.PSC)}
    own = here.organisation.code if here.organisation.code in pscs else here.tree.psc_of(here.organisation)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        psc = st.selectbox(
            "Patient Safety Collaborative",
            list(pscs),
            index=list(pscs).index(own) if own in pscs else None,
            format_func=lambda code: pscs[code],
            placeholder="Choose one",
            key=f"qart_psc_{own}",
        )
        if psc is None:
            return
        known = qart_cached.quarters(here.version, date.today())
        usual = qart_cached.next_quarter(here.version, psc, date.today())
        quarter = st.selectbox(
            "Quarter", known, index=known.index(usual) if usual in known else 0, width=160, key=f"qart_quarter_{psc}"
        )
        asked = qart_cached.blank(here.version, psc, quarter)
        book = qart_cached.filled_in(here.version, psc, quarter)
        st.download_button("Download the return", book, asked.file, key="qart_return", on_click="ignore")
    filled = int(asked.stages["last"].notna().sum())
    made_up = " The stages are illustrative data: put the true ones in their place." if asked.illustrative else ""
    st.caption(
        said(
            f"{counted(len(asked.stages), 'row')}, one an organisation and element; {filled:,} have a stage of "
            f"{words.formats.day(asked.before)}.{made_up}"
        )
    )


def draw(dry: DryRun) -> None:
    """What moved, what is missing and what is asked about, where the file is a quarterly return."""
    if dry.reading.format != SLUG or dry.reading.rows.empty:
        return
    data = cached.whole(dry.version)
    found = qart.returned(data, dry.reading.rows)
    st.markdown("### What moved since last quarter")
    st.markdown(said(words.qart.sentence(found)))
    moved, missing = qart_tables.moved(found), qart_tables.missing(found, cached.the_catalogue().pathways)
    if len(moved):
        st.dataframe(moved, hide_index=True, alt="What moved since last quarter")
    if len(missing):
        with st.expander(f"Missing against last quarter: {counted(len(missing), 'stage')}"):
            st.dataframe(missing, hide_index=True, alt="Missing against last quarter")
    stories = [part.rows for part in dry.reading.also if part.table == "stories"]
    if stories and (asked := _asked(dry, pd.concat(stories))):
        st.markdown("### Do the words and the numbers agree?")
        problems.draw(asked, refused=False)


def _asked(dry: DryRun, rows: pd.DataFrame) -> list[Problem]:
    """What is asked about the project scores of a return."""
    data = cached.whole(dry.version)
    found = project_progress.of_rows(data, rows[rows["score"].notna()])
    return [
        Problem(Severity.WARNING, f"{one.title} ({one.name}) has a score of {one.now.score:g}", question)
        for one in (project_progress.held_against(data, project) for project in found)
        for question in words.project_progress.doubts(one)
    ]
