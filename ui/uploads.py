"""Your data: read a file, show what it is, keep it when the user says so, list what was kept, undo one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from analytics import first_start, ingest
from analytics.charts.words import shorten
from analytics.ingest import Reading, template_files
from analytics.model import Problem, Severity
from analytics.preview import Preview, preview
from analytics.store import Entry, UnknownUpload, Upload
from analytics.tables import TABLES
from ui import cached, link
from ui.frame import Here

_DONE, _ROUND = "upload_done", "upload_round"
SHOWN_ROWS = 10
MOST_PROBLEMS = 12
FOUND_LENGTH = 60
ACCEPTED = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "gz", "zip")


def drop(here: Here) -> None:
    """The way in: choose a file, read what it was understood as, confirm."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done)
    # A new key after each upload empties the box, and lets go of the file in memory.
    turn = st.session_state.setdefault(_ROUND, 0)
    file = st.file_uploader(
        "Drop a CSV file or an Excel workbook here",
        type=list(ACCEPTED),
        key=f"file_{turn}",
        help="OpenPrescribing and maternity statistics (MSDS) files as downloaded, or one of the templates below.",
    )
    if file is None:
        st.caption("Nothing is kept until you say so. Never upload data about single patients: such a file is refused.")
        return
    reading = ingest.read_bytes(file.name, file.getvalue())
    if reading.asks:
        answer = _ask(reading)
        if answer is None:
            return
        reading = ingest.read_bytes(file.name, file.getvalue(), answers={"measure": answer})
    _understood(reading)
    if reading.status != "rejected":
        _confirm(here, reading)


def _ask(reading: Reading) -> str | None:
    question = reading.asks[0]
    titles = dict(question.options)
    return st.selectbox(
        question.question,
        list(titles),
        index=None,
        placeholder="Choose one",
        format_func=lambda slug: titles[slug],
        key=f"ask_{reading.sha256}",
    )


def _understood(reading: Reading) -> None:
    """What the file was recognised as, what is kept and what not, and why."""
    if reading.status == "rejected":
        st.error(f"**{reading.file}** was not kept.")
    else:
        st.markdown(f"### {reading.file}: {reading.format_title}")
    if reading.facts:
        st.markdown("\n".join(f"- {fact}" for fact in reading.facts))
    # Notes repeat what the facts above say.
    serious = [p for p in reading.problems if p.severity is not Severity.INFO]
    if serious:
        st.markdown("#### What needs your eye")
        refused = reading.status == "rejected"
        _problems(serious[:MOST_PROBLEMS], refused)
        if len(serious) > MOST_PROBLEMS:
            with st.expander(f"{len(serious) - MOST_PROBLEMS} more"):
                _problems(serious[MOST_PROBLEMS:], refused)
    if reading.status == "rejected" and reading.first_rows:
        with st.expander("The first rows as they were read"):
            st.dataframe(pd.DataFrame(reading.first_rows, columns=reading.seen_columns or None), hide_index=True)


def _problems(problems: Sequence[Problem], refused: bool) -> None:
    """Each problem as a paragraph: what happens to it, where it is, what it means, what to do."""
    items = []
    for problem in problems:
        error = "Refused" if refused else "Left out"
        what = error if problem.severity is Severity.ERROR else "Check"
        where = [f"row {problem.row:,}" if problem.row else "", f"column {problem.column}" if problem.column else ""]
        head = ", ".join([what, *(w for w in where if w)])
        found = ""
        if problem.found and shorten(problem.found, FOUND_LENGTH).rstrip("…") not in problem.message:
            found = f" Found: {shorten(problem.found, FOUND_LENGTH)}."
        text = escape(f"{problem.message.rstrip('.')}.{found} {problem.remedy}")
        items.append(f"<li><b>{escape(head)}.</b> {text}</li>")
    st.markdown(f'<ul class="problems">{"".join(items)}</ul>', unsafe_allow_html=True)


def _confirm(here: Here, reading: Reading) -> None:
    assert reading.table is not None
    newest = cached.store().at()
    effect = preview(reading.rows, reading.table, newest)
    st.markdown("#### What keeping it would do")
    st.markdown("\n".join(f"- {line}" for line in _effect(effect, reading)))
    with st.expander(f"The first {SHOWN_ROWS} rows as they would be kept"):
        st.dataframe(ingest.canonical_rows(reading).head(SHOWN_ROWS), hide_index=True)
    if len(effect.changes):
        with st.expander(f"The {len(effect.changes):,} rows that would change"):
            st.dataframe(effect.changes, hide_index=True)
    if effect.changes_nothing:
        st.info("Everything in this file is here already, so there is nothing to keep.")
        return
    with st.form(f"keep_{reading.sha256}"):
        who = st.text_input("Your name, for the history")
        note = st.text_input("A note, if you like: what is this, why now?")
        if st.form_submit_button("Keep it", type="primary"):
            _keep(reading, who.strip(), note.strip())


def _effect(effect: Preview, reading: Reading) -> list[str]:
    titles = cached.the_catalogue().measures
    lines = [
        f"**{effect.new:,}** rows are new, **{effect.changed:,}** change, **{effect.unchanged:,}** stay as they are."
    ]
    for scope, count in effect.put_aside.items():
        name = titles[scope].title if scope in titles else scope
        lines.append(f"{count:,} illustrative rows of “{name}” make way, for every organisation.")
    lines.append(f"The table is *{TABLES[reading.table or ''].title}*. You can undo this below at any time.")
    return lines


def _keep(reading: Reading, who: str, note: str) -> None:
    upload = Upload(
        reading.table or "", reading.file, reading.sha256, len(reading.rows), who, note, format=reading.format
    )
    cached.store().commit(reading.rows, upload)
    link.change(asof=None)
    st.session_state[_DONE] = f"Kept {len(reading.rows):,} rows of {reading.file}. The pages show them now."
    st.session_state[_ROUND] += 1
    st.rerun()


def history(here: Here) -> None:
    """What was kept, newest first, each with a way to undo it and to see the data as they were."""
    st.markdown("## History")
    entries = cached.store().history()
    own = [e for e in entries if e.who != first_start.WHO]
    if not own:
        st.caption("Nothing has been uploaded yet.")
    for entry in own:
        _entry(entry)
    with st.expander("The data that came with the app"):
        ours = [e.upload for e in entries if e.who == first_start.WHO]
        st.markdown("\n".join(f"- {u.file}: {u.rows:,} rows, {u.note}" for u in ours))


def _entry(entry: Entry) -> None:
    upload = entry.upload
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        who = f" by {upload.who}" if upload.who else ""
        title = f"**{upload.file}**" if entry.action == "upload" else f"Undone: {upload.file}"
        state = " · *undone*" if entry.undone else ""
        st.markdown(
            f"{title}{state}  \n{entry.when:%-d %B %Y, %H:%M} UTC{who} · {upload.rows:,} row{'s' * (upload.rows != 1)} of "
            f"{TABLES[upload.table].title.lower()}" + (f"  \n{upload.note}" if upload.note else ""),
            width="stretch",
        )
        st.button(
            "See the data as of then",
            key=f"see_{entry.action}_{upload.id}",
            on_click=link.change,
            kwargs={"asof": str(entry.version)},
        )
        if entry.action == "upload" and not entry.undone:
            st.button("Undo", key=f"undo_{upload.id}", on_click=_undo, args=(upload.id, upload.file))


def _undo(upload_id: str, file: str) -> None:
    try:
        cached.store().undo(upload_id)
        st.session_state[_DONE] = f"{file} was undone. What it had replaced counts again."
    except UnknownUpload as unknown:
        st.session_state[_DONE] = str(unknown)
    link.change(asof=None)


def templates() -> None:
    """Templates to fill in, each with two example rows and a guide to its columns."""
    st.markdown("## Templates")
    st.markdown("Four tables hold everything. Fill in one of these where you have no file that is understood as it is.")
    for table in TABLES.values():
        with st.expander(f"{table.title}: one row is {table.row_is}"):
            guide = template_files.guide(table)
            st.table(pd.DataFrame(guide, columns=["Column", "Needed", "What goes in it"]), hide_index=True)
            with st.container(horizontal=True):
                st.download_button(
                    "CSV template",
                    template_files.template_csv(table),
                    f"{table.name}.csv",
                    "text/csv",
                    key=f"csv_{table.name}",
                    on_click="ignore",
                )
                st.download_button(
                    "Excel template",
                    partial(template_files.template_xlsx, table),
                    f"{table.name}.xlsx",
                    key=f"xlsx_{table.name}",
                    on_click="ignore",
                )
