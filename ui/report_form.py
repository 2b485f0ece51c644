"""One part of a report: its bullets in boxes, to be reworded, left out or added to, and kept together."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import streamlit as st

from analytics.governance.roles import Action
from analytics.keeping import report_edits
from analytics.model import Audience
from analytics.model.report import Bullet, Edit, Report, Section
from analytics.reporting import ADDED
from ui import access, cached
from ui.here import Here
from ui.text import plain


def draw(here: Here, report: Report, part: list[Section], audience: Audience) -> None:
    """The part, as a form where it can be written on: not on a past version of the data."""
    if here.view.asof or not access.allowed(Action.REPORT, report.code):
        for section in part:
            _read(section)
        return
    of = f"{report.code}_{report.quarter.name}_{audience}_{here.version}"
    with st.form(f"report_{part[0].key}_{of}", border=False):
        edits = [edit for section in part for edit in _written(report, section, of)]
        if not any(section.editable for section in part):
            st.form_submit_button("Keep", disabled=True)
            return
        who = access.who("Your name")
        if not st.form_submit_button("Keep", type="primary"):
            return
    if not edits:
        st.info("Nothing was changed.")
    elif not who.strip():
        st.error("Give your name: whoever reads the report later will ask.")
    else:
        about = f"{report.code}, {report.quarter}, {audience}"
        with access.acting(Action.REPORT, about, report.code, who.strip()) as name:
            report_edits.keep(cached.store(), report.code, report.quarter, audience, edits, name)
        st.rerun()


def _read(section: Section) -> None:
    """A section to read."""
    _head(section)
    for bullet in section.bullets:
        st.markdown(f"- {plain(bullet.text)} {plain(_about(bullet))}")


def _head(section: Section) -> None:
    if section.level > 1:
        st.markdown(f"{'#' * section.level} {plain(section.heading)}")
    for text in section.paragraphs:
        st.markdown(plain(text))
    for name, text in section.entries:
        st.markdown(f"**{plain(name)}:** {plain(text)}")
    if section.tiles:
        with st.grid(min_column_width=220, gap="medium"):
            for tile in section.tiles:
                with st.container():
                    figure = f" (Figure {tile.figure})" if tile.figure else ""
                    st.markdown(f"**{plain(tile.value)}**  \n{plain(tile.text + figure)}")


def _written(report: Report, section: Section, of: str) -> Iterator[Edit]:
    """Draw a section; what was changed in it comes back as edits. `of` names the report and the version in keys."""
    _head(section)
    for bullet in section.bullets:
        yield from _bullet(bullet, of)
    if not section.editable:
        return
    for bullet in (b for b in report.dropped if b.key.startswith(f"{section.key}/")):
        if st.checkbox(plain(f"Put back: {bullet.drafted}"), key=f"back_{bullet.key}_{of}"):
            yield Edit(bullet.key, bullet.drafted, bullet.drafted)
    text = st.text_area(
        "Add a bullet",
        key=f"add_{section.key}_{of}",
        height=68,
        max_chars=report_edits.LENGTH,
        placeholder="In your words",
    )
    if text.strip():
        yield Edit(f"{section.key}/{ADDED}{secrets.token_hex(4)}", text.strip())


def _bullet(bullet: Bullet, of: str) -> Iterator[Edit]:
    """A bullet in a box. An empty box leaves it out."""
    drafted = bullet.drafted or ("" if bullet.added else bullet.text)
    lines = 1 + len(bullet.text) // 110
    label = plain(_about(bullet) or "Bullet")
    text = st.text_area(
        label, bullet.text, key=f"text_{bullet.key}_{of}", height=48 + 24 * lines, max_chars=report_edits.LENGTH
    ).strip()
    if bullet.outdated:
        st.warning(plain(f"The figures have changed since this was written. The data now say: {drafted}"))
    elif bullet.drafted:
        st.caption(plain(f"The data say: {drafted}"))
    if bullet.former:
        st.caption(plain(f"Last quarter you wrote: {bullet.former}"))
    if st.checkbox("Leave this out", key=f"drop_{bullet.key}_{of}"):
        yield Edit(bullet.key, "", drafted)
    elif bullet.drafted and st.checkbox("Back to what the data say", key=f"draft_{bullet.key}_{of}"):
        yield Edit(bullet.key, drafted, drafted)
    elif text != bullet.text.strip():
        yield Edit(bullet.key, text, drafted)


def _about(bullet: Bullet) -> str:
    """Where a bullet comes from, and whether it is news."""
    told = [f"Figure {number}" for number in bullet.figures]
    told += [str(bullet.news)] if bullet.news else []
    told += ["in your words"] if bullet.written else []
    text = " · ".join(told)
    return text[:1].upper() + text[1:]
