"""The quarterly report on a page: choose the quarter, read the draft, put it in your own words, keep it, download it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.exports import reports
from analytics.model import Audience
from analytics.model.quarter import Quarter
from analytics.model.report import News, Report, Section
from analytics.reporting import NotReported
from ui import export, link, report_cached, report_form
from ui.here import Here
from ui.panels import exhibit
from ui.text import plain

LABELS = {Audience.PUBLIC: "For publication", Audience.INTERNAL: "Internal"}


def draw(here: Here) -> None:
    """The page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        quarter, audience = _quarter(here), _audience(here)
    whole = replace(here.view, start=None, end=None, measure=None)
    address = link.address(whole, here.version.version, here.tree)
    try:
        report = report_cached.report(here.version, here.organisation.code, quarter, audience, address)
    except NotReported as why:
        st.info(plain(why))
        return
    _about(report, audience)
    _download(report)
    parts = _parts(report)
    titles = [plain(_short(part)) for part in parts]
    for part, tab in zip(parts, st.tabs(titles, key="report_parts", on_change="rerun"), strict=True):
        if tab.open:
            with tab:
                report_form.draw(here, report, part, audience)
                _figures(part)


def _quarter(here: Here) -> Quarter:
    """The quarter: the one that the address names, else that in which the view ends."""
    known = report_cached.quarters(here.version)
    by_name = {quarter.name: quarter for quarter in known}
    asked = st.query_params.get("quarter", "")
    if asked and asked not in by_name:
        st.warning(plain(f"The link asks for the quarter “{asked[:40]}”, of which there are no figures."))
    usual = min(max(Quarter.of(here.months[1]), known[-1]), known[0])
    if asked != st.session_state.get("report_asked") or "report_quarter" not in st.session_state:
        st.session_state["report_quarter"] = by_name.get(asked, usual)
    chosen = st.selectbox("Quarter", known, format_func=str, key="report_quarter", width=220)
    st.session_state["report_asked"] = "" if chosen == usual else chosen.name
    link.seek("quarter", st.session_state["report_asked"])
    return chosen


def _audience(here: Here) -> Audience:
    """For whom it is. What may be published is the usual, and for whoever may see no more the only choice."""
    if here.version.audience is Audience.PUBLIC:
        return Audience.PUBLIC
    asked = Audience.INTERNAL if st.query_params.get("audience") == Audience.INTERNAL else Audience.PUBLIC
    if "report_audience" not in st.session_state:
        st.session_state["report_audience"] = asked
    chosen = st.segmented_control(
        "For whom",
        list(LABELS),
        format_func=LABELS.__getitem__,
        key="report_audience",
        required=True,
        help="For publication, small counts of people are hidden and the others are rounded to the nearest 5. What you "
        "write over one is not in the other.",
    )
    chosen = chosen or Audience.PUBLIC
    link.seek("audience", "" if chosen is Audience.PUBLIC else chosen.value)
    return chosen


def _about(report: Report, audience: Audience) -> None:
    """How much there is, how much of it is news, and what needs a second look."""
    bullets = list(report.bullets)
    news = {kind: sum(b.news is kind for b in bullets) for kind in News}
    told = [f"{len(bullets)} bullets and {len(report.figures)} figures"]
    told += [f"{count} {kind}" for kind, count in news.items() if count]
    st.markdown(plain(f"{'; '.join(told)}. {LABELS[audience]}."))
    if outdated := [b for b in bullets if b.outdated]:
        st.warning(
            plain(
                f"{len(outdated)} of your bullets were written on earlier figures, which have changed since. They are "
                "marked below with what the data say now."
            )
        )
    if report.gone:
        with st.expander(f"{len(report.gone)} bullets of last quarter that the data no longer say"):
            for bullet in report.gone:
                st.markdown(plain(bullet.text))


def _download(report: Report) -> None:
    """Both kinds of file, written in a process of its own, with how far it is and a way to stop."""
    with st.container(horizontal=True, gap="small", key="report_download"):
        for ending, kind in reports.KINDS.items():
            of_it = (report, ending, reports.name(report, ending))
            st.button(plain(f"Make a {kind.title}"), key=f"report_{ending}", on_click=export.begin, args=of_it)
    export.progress("report")


def _parts(report: Report) -> list[list[Section]]:
    """The sections by the headings of the first level. Appendices and glossary are in the file alone."""
    parts: list[list[Section]] = []
    for section in report.sections:
        if section.level == 1:
            parts.append([])
        parts[-1].append(section)
    return [part for part in parts if any(s.editable or s.tiles or s.figures for s in part)]


def _short(part: list[Section]) -> str:
    """What a part is called on its tab: a programme by its short name."""
    return next((f.programme for section in part for f in section.figures), part[0].heading)


def _figures(part: list[Section]) -> None:
    """The figures of a part; their pictures when they are asked for."""
    figures = [figure for section in part for figure in section.figures]
    if not figures:
        return
    st.markdown("## Figures")
    shown = st.toggle("Show the pictures", key=f"report_pictures_{part[0].key}")
    for figure in figures:
        st.markdown(f"**Figure {plain(str(figure.number))}.** {plain(figure.caption)}")
        if shown:
            exhibit.picture(figure.exhibit, key=f"report_{figure.exhibit.slug}")
            st.caption(plain(figure.exhibit.sentence))
