"""Your data: read a file, show what it was taken for, ask what only its owner knows, and keep it when told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from analytics import ingest
from analytics.governance.roles import Action
from analytics.ingest import Ask, Reading
from analytics.ingest.columns import assistant
from analytics.ingest.rows.repeats import NEITHER
from analytics.ingest.templates import downloads as template_files
from analytics.keeping import answered, remembered
from analytics.model import Measure, Severity
from analytics.store import Damaged
from analytics.words.counting import counted
from ui import access, cached, directory_cached, link, menu
from ui.data import keeping, mapping, problems, several
from ui.text import cells, plain

_DONE, _ROUND = "upload_done", "upload_round"
ACCEPTED = ("csv", "tsv", "txt", "psv", "xlsx", "xlsm", "xls", "ods", "parquet", "gz", "zip")


def drop() -> None:
    """The way in, for those who may keep files: choose one, read what it was understood as, answer, confirm."""
    if why := access.why_not():
        st.info(plain(why))
        return
    if cached.store().read_only:
        st.warning(
            "Nothing can be kept here: the app may only read the data. You can see what a file was understood as; to keep "
            "it, ask whoever runs the app."
        )
    for sentence in cached.store().recovered:
        st.warning(plain(sentence))
    _done()
    # A new key after each upload empties the box, and lets go of the file in memory.
    turn = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        "Drop CSV files or Excel workbooks here",
        type=list(ACCEPTED),
        accept_multiple_files=True,
        key=f"file_{turn}",
        help="Files as downloaded from OpenPrescribing, NHS England (MSDS, A&E), NHSBSA or Fingertips, your own tables, or "
        "one of the templates below.",
    )
    if not files:
        st.caption("Nothing is kept until you say so. Never upload data about single patients: such a file is refused.")
    elif len(files) == 1:
        _one(files[0].name, files[0].getvalue())
    else:
        _several([(file.name, file.getvalue()) for file in files])


def _one(name: str, data: bytes, alone: bool = True) -> None:
    """A file: what it was understood as, its questions, and the form that keeps it. The box is emptied after it where the
    file is `alone` in it."""
    head = st.container()
    reading, still_open = _read(name, data)
    with head:
        _recognised(reading)
    _understood(reading)
    if still_open:
        st.info(plain(f"Nothing can be kept while a question is open. {' '.join(still_open)}"))
    elif reading.kept and (kept := keeping.confirm(reading, data)) is not None:
        _keep_mapping(reading)
        _kept(kept, alone)


def _several(dropped: list[tuple[str, bytes]]) -> None:
    """Several files: what each would do, and one of them opened."""
    each = several.files(dropped, _as_answered)
    if (kept := several.draw(each)) is not None:
        _kept(kept, all(file.reading.kept for file in each))
    chosen = st.selectbox(
        "Open a file",
        range(len(each)),
        index=next((i for i, file in enumerate(each) if not file.reading.kept), None),
        placeholder="Choose one to see its rows and questions",
        format_func=lambda i: each[i].name,
    )
    if chosen is not None:
        _one(*dropped[chosen], alone=False)


def _kept(kept: keeping.Kept, empty: bool) -> None:
    """Say what was kept on the page as it is then."""
    st.session_state[_DONE] = kept
    st.session_state[_ROUND] += empty
    st.rerun()


def _done() -> None:
    if (done := st.session_state.pop(_DONE, None)) is None:
        return
    st.success(plain(done.sentence))
    titles = menu.pages() | {"your_measures": "your own measures"}
    with st.container(horizontal=True):
        for page in done.pages:
            link.to_page(page, f"See {titles[page]}")


def _read(name: str, data: bytes) -> tuple[Reading, tuple[str, ...]]:
    """The file as read with the answers given and the columns as its owner says, and what is still open of those."""
    read = _reader(name, data)
    first = remembered.reading(read, cached.store())
    edited = mapping.edit(name, data, first)
    said = edited.mapping
    used = said or (first.proposal.mapping if first.proposal and first.proposal.mapping.settled_on else None)
    given: dict[str, str] = st.session_state.setdefault(f"answers_{first.sha256}", {})
    plain = None if said or given else first
    reading = answered.reading(partial(read, mapping=used), cached.store(), given, plain)
    _ask(reading, given)
    return reading, edited.still_open


def _as_answered(name: str, data: bytes) -> Reading:
    """The file as read with what is remembered of its columns and the answers given, without drawing anything."""
    read = _reader(name, data)
    first = remembered.reading(read, cached.store())
    given = st.session_state.get(f"answers_{first.sha256}", {})
    used = first.proposal.mapping if first.proposal and first.proposal.mapping.settled_on else None
    return answered.reading(partial(read, mapping=used), cached.store(), given, None if given else first)


def _reader(name: str, data: bytes) -> Callable[..., Reading]:
    return partial(ingest.read_bytes, name, data, local=_known(), directory=directory_cached.newest())


def _known() -> dict[str, Measure]:
    """The local measures. Where they are damaged there are none: the file may be on its way to mend them."""
    try:
        return cached.local_measures(cached.store().version())
    except Damaged:
        return {}


def _ask(reading: Reading, given: dict[str, str]) -> None:
    """The questions that nobody but the owner can answer, open; choices made already, behind a click."""
    due = [ask for ask in reading.asks if ask.default is None]
    made = [ask for ask in reading.asks if ask.default is not None]
    if due:
        st.markdown("### Only you can know")
    for ask in due:
        _question(reading, ask, given)
    if made:
        title = f"How it was read: {counted(len(made), 'choice')} that you can change"
        with st.expander(title, expanded=any(given.get(ask.name, ask.default) == NEITHER for ask in made)):
            for ask in made:
                _question(reading, ask, given)
            if (kept := answered.recall(cached.store(), reading)) is not None:
                st.caption(f"Answers of {kept.day:%-d %B %Y} are remembered for files with these columns.")
                st.button(
                    "Forget them",
                    on_click=access.if_allowed,
                    args=(Action.KEEP, answered.forget, cached.store(), reading),
                    key=f"forget_{reading.sha256}",
                )


def _question(reading: Reading, ask: Ask, given: dict[str, str]) -> None:
    titles = dict(ask.options)
    key = f"ask_{reading.sha256}_{ask.name}"
    chosen = given.get(ask.name, ask.default)

    def chose() -> None:
        if (answer := st.session_state[key]) is not None:
            given[ask.name] = answer

    st.selectbox(
        plain(ask.question),
        list(titles),
        index=list(titles).index(chosen) if chosen in titles else None,
        placeholder="Choose one",
        format_func=lambda slug: titles[slug],
        key=key,
        on_change=chose,
    )


def _recognised(reading: Reading) -> None:
    if reading.kept:
        st.markdown(f"## {plain(reading.file)}: {plain(reading.format_title)}")
    elif _waits(reading):
        st.info(f"**{plain(reading.file)}** waits for your answer. Nothing is kept before that.")
    elif reading.proposal is not None:
        st.warning(f"**{plain(reading.file)}** was not kept. Say below what its columns are, and it can be.")
    else:
        st.error(f"**{plain(reading.file)}** was not kept.")
    if reading.facts:
        st.markdown("\n".join(f"- {plain(fact)}" for fact in reading.facts))


def _waits(reading: Reading) -> bool:
    return any(ask.default is None for ask in reading.asks)


def _understood(reading: Reading) -> None:
    """What is kept and what not, and why."""
    notes = [p for p in reading.problems if p.severity is Severity.INFO]
    if serious := [p for p in reading.problems if p.severity is not Severity.INFO]:
        st.markdown("### What needs your eye")
        problems.draw(serious, refused=not reading.kept and not _waits(reading))
    if notes:
        with st.expander(f"{len(notes)} note{'s' if len(notes) > 1 else ''} on how it was read"):
            problems.draw(notes, refused=False)
    if not reading.kept and reading.first_rows:
        with st.expander("The first rows as they were read"):
            st.dataframe(pd.DataFrame(reading.first_rows, columns=reading.seen_columns or None), hide_index=True)


def _keep_mapping(reading: Reading) -> None:
    """Remember how the columns were read and what was answered, for files that have the same."""
    if reading.proposal is not None and reading.format == assistant.SLUG:
        remembered.remember(cached.store(), reading.proposal.signature, reading.proposal.mapping)
    answered.remember(cached.store(), reading, st.session_state.get(f"answers_{reading.sha256}", {}))


def templates() -> None:
    """Templates to fill in, each with two example rows and a guide to its columns."""
    st.markdown("## Templates")
    st.markdown(
        "Fill in one of these where you have no file that is understood as it is. Four tables hold everything; the last "
        "template says how organisations change."
    )
    for table in template_files.OFFERED.values():
        with st.expander(plain(f"{table.title}: one row is {table.row_is}")):
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
                    cached.template_workbook(table.name),
                    f"{table.name}.xlsx",
                    key=f"xlsx_{table.name}",
                    on_click="ignore",
                )
            guide = template_files.guide(table)
            st.table(cells(pd.DataFrame(guide, columns=["Column", "Needed", "What goes in it"])), hide_index=True)
