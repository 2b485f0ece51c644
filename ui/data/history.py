"""What was kept, newest first: what each upload changed, its file as it came, and the ways back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.governance.roles import Action
from analytics.ingest.templates import changes
from analytics.keeping import definitions as local
from analytics.keeping import first_start, preview
from analytics.model.tables import TABLES
from analytics.organisations.checks import refused
from analytics.store import Damaged, Entry, NotKept, UnknownUpload, UnknownVersion, Upload
from analytics.words.counting import counted
from ui import access, cached, directory_cached, link
from ui.here import Here
from ui.text import plain

DONE = "history_done"
SHOWN = 20


def draw(here: Here) -> None:
    """The history, each line with a way to see the data as of then, to undo it and to go back to it."""
    st.markdown("## History")
    if done := st.session_state.pop(DONE, None):
        st.success(plain(done))
    for sentence in refused(directory_cached.newest()):
        st.warning(plain(sentence))
    entries = cached.store().history()
    own = [e for e in entries if e.who != first_start.WHO]
    if not own:
        st.caption("Nothing has been uploaded yet.")
    for entry in own[:SHOWN]:
        _entry(entry)
    if len(own) > SHOWN:
        with st.expander(plain(f"{len(own) - SHOWN} earlier")):
            for entry in own[SHOWN:]:
                _entry(entry)
    with st.expander("The data that came with the app"):
        ours = [e.upload for e in entries if e.who == first_start.WHO and e.action == "upload"]
        st.markdown("\n".join(f"- {plain(u.file)}: {u.rows:,} rows, {plain(u.note)}" for u in ours))


def _entry(entry: Entry) -> None:
    upload = entry.upload
    with st.container(border=True):
        st.markdown(_words(entry))
        with st.container(horizontal=True):
            _see(entry)
            if entry.action == "upload" and not entry.undone and access.allowed(_undoing(entry)):
                st.button("Undo", key=f"undo_{upload.id}", on_click=_undo, args=(upload.id, upload.file))
            if entry.original and access.allowed(Action.ORIGINAL):
                st.download_button(
                    "Download the file",
                    access.ticked(Action.ORIGINAL, partial(_original, upload)),
                    upload.file,
                    key=f"original_{entry.action}_{upload.id}",
                    on_click="ignore",
                )
            _back(entry)


def _words(entry: Entry) -> str:
    upload, who = entry.upload, f" by {plain(entry.who)}" if entry.who else ""
    when = f"{entry.when:%-d %B %Y, %H:%M} UTC{who}"
    if entry.action == "restore":
        return f"**Went back to {plain(_moment(upload.file))}**  \n{when}"
    if local.describes(upload) and entry.action == "upload":
        return f"**Described: {plain(upload.note)}**{_state(entry)}  \n{when}"
    title = f"**{plain(upload.file)}**" if entry.action == "upload" else f"Undone: {plain(upload.file)}"
    lines = [f"{title}{_state(entry)}", f"{when} · {_what(upload)}"]
    if entry.action == "upload":
        lines.append(plain(_difference(upload)))
    return "  \n".join([*lines, *([plain(upload.note)] if upload.note else [])])


def _what(upload: Upload) -> str:
    """What the rows of an upload are, in words."""
    return (changes.CHANGES if upload.format == changes.SLUG else TABLES[upload.table]).title.lower()


def _state(entry: Entry) -> str:
    return " · *no longer counts*" if entry.undone else ""


def _moment(version: str) -> str:
    """A version in words: the moment of what was kept last in it."""
    try:
        return f"the data of {cached.known_on(cached.store().resolve(version))}"
    except UnknownVersion:
        return f"data version {version}"


def _difference(upload: Upload) -> str:
    try:
        found = preview.difference(cached.store(), upload.id)
    except (Damaged, UnknownVersion, UnknownUpload):
        return f"{counted(upload.rows, 'row')}; the version before can no longer be read"
    return (
        f"{counted(upload.rows, 'row')}: {found.new:,} new, {found.changed:,} changed, {found.unchanged:,} as before, "
        f"{found.removed:,} removed"
    )


def _see(entry: Entry) -> None:
    st.button(
        "See the data as of then",
        key=f"see_{entry.action}_{entry.version}_{entry.upload.id}",
        on_click=link.change,
        kwargs={"asof": str(entry.version)},
    )


def _back(entry: Entry) -> None:
    if entry.version == cached.store().version() or not access.allowed(Action.RESTORE):
        return
    with st.popover("Go back to this"):
        st.markdown(
            "All tables become what they were at this moment, for everybody. Nothing is lost: what was kept since stays in "
            "the history, and you can go back to it in the same way."
        )
        key = f"{entry.action}_{entry.version}_{entry.upload.id}"
        who = access.who("Your name, for the history", f"back_who_{key}")
        st.button("Go back", key=f"back_{key}", type="primary", on_click=_restore, args=(entry, who))


def _original(upload: Upload) -> bytes:
    return cached.store().original(upload) or b""


def _undoing(entry: Entry) -> Action:
    """What the undo of an upload is to whoever looks: that of their own, or of another's."""
    looking = access.person()
    return Action.UNDO if looking.verified and entry.who == looking.signed else Action.UNDO_OF_OTHERS


def _undo(upload_id: str, file: str) -> None:
    try:
        entry = next((e for e in cached.store().history() if e.upload.id == upload_id and e.action == "upload"), None)
        action = _undoing(entry) if entry else Action.UNDO_OF_OTHERS
        with access.acting(action, f"{file}, upload {upload_id}") as name:
            cached.store().undo(upload_id, name)
        st.session_state[DONE] = f"{file} was undone. What it had replaced counts again."
    except (UnknownUpload, NotKept) as why:
        st.session_state[DONE] = str(why)
    link.change(asof=None)


def _restore(entry: Entry, who: str) -> None:
    try:
        with access.acting(Action.RESTORE, f"version {entry.version}", who=who) as name:
            cached.store().restore(entry.version, name)
        st.session_state[DONE] = f"The data are again what they were on {entry.when:%-d %B %Y at %H:%M} UTC."
    except (UnknownVersion, NotKept) as why:
        st.session_state[DONE] = str(why)
    link.change(asof=None)
