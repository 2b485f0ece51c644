"""Export: what the page shows as a file. Nothing is made before a kind is pressed; a long one says how far it is and can be
stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

import streamlit as st

from analytics.exhibits import Scope, reopened
from analytics.exports import apart, kinds
from analytics.exports.kinds import File
from analytics.exports.steps import Stopped
from analytics.model.collection import Collection
from ui import link
from ui.text import plain

SHORT = 4
"""So few exhibits are written while a reader waits for the download."""
_JOB = "export_job"


@dataclass(eq=False)
class Job:
    """An export on its way, in a thread of its own."""

    file: str
    of: int
    done: int = 0
    made: File | None = None
    failed: bool = False
    _stop: Event = field(default_factory=Event)

    def start(self, collection: Collection, ending: str) -> None:
        """Begin to write."""
        Thread(target=self._write, args=(collection, ending), daemon=True).start()

    def stop(self) -> None:
        """Ask it to stop before the next exhibit."""
        self._stop.set()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.made is None and not self.failed and not self._stop.is_set()

    def _write(self, collection: Collection, ending: str) -> None:
        try:
            self.made = apart.file(collection, ending, self._step)
        except Stopped:
            return
        except Exception:
            self.failed = True
            raise

    def _step(self, done: int, of: int) -> None:
        self.done = done
        if self._stop.is_set():
            raise Stopped


def draw(scope: Scope, page: str, address: str) -> None:
    """The popover of a page: the open section of it; `address` opens the same numbers for ever."""
    offer(
        lambda: reopened.shown(scope.data, scope.version, scope.view, page, link.shown_section(), address), key="export"
    )


@st.fragment
def offer(made: Callable[[], Collection], key: str) -> None:
    """The popover, a part of the page that runs alone. `made` gathers what is exported, when the popover is opened."""
    folded = st.popover("Export", key=key, on_change="rerun", type="tertiary")
    if folded.open:
        with folded:
            _kinds(made, key)


def _kinds(made: Callable[[], Collection], key: str) -> None:
    try:
        collection = made()
    except reopened.NotOpened as why:
        st.info(plain(why))
        return
    count = len(collection.items)
    st.markdown(f"**{plain(collection.title)}**  \n{count} {'figure' if count == 1 else 'figures'}, as on this page")
    with st.container(gap="xxsmall"):
        for ending, kind in kinds.KINDS.items():
            if count <= SHORT:
                _at_once(collection, ending, kind.title, key)
            else:
                of_it = (collection, ending)
                st.button(plain(kind.title), key=f"{key}_{ending}", on_click=_begin, args=of_it, type="tertiary")
    if count > SHORT:
        job = st.session_state.get(_JOB)
        st.fragment(_progress, run_every=0.5 if job and job.running else None)(key)


def _at_once(collection: Collection, ending: str, label: str, key: str) -> None:
    """A download that is written when it is pressed."""

    def content() -> bytes:
        return apart.file(collection, ending).content

    name = kinds.packed_name(collection, ending)
    st.download_button(plain(label), content, name, key=f"{key}_{ending}", on_click="ignore", type="tertiary")


def _begin(collection: Collection, ending: str) -> None:
    if former := st.session_state.get(_JOB):
        former.stop()
    job = Job(kinds.packed_name(collection, ending), len(collection.items))
    job.start(collection, ending)
    st.session_state[_JOB] = job


def _progress(key: str) -> None:
    """How far the export is; the file, once it is whole."""
    job: Job | None = st.session_state.get(_JOB)
    if job is None:
        return
    if job.made:
        st.download_button(
            f"Download {plain(job.file)}", job.made.content, job.file, job.made.mime, key=f"{key}_file",
            on_click="ignore", type="primary",
        )  # fmt: skip
    elif job.failed:
        st.error("The file could not be written. Try it again, or another kind.")
    elif job.running:
        st.progress(job.done / job.of, text=f"{job.done} of {job.of} figures written")
        st.button("Stop", key=f"{key}_stop", on_click=job.stop)
    else:
        st.caption("Stopped: no file was made.")
