"""Export: what the page shows as a file. Nothing is made before a kind is pressed; a long one says how far it is and can be
stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

import streamlit as st

from analytics.exhibits import Scope, boards, reopened
from analytics.exports import apart, kinds
from analytics.exports.kinds import File
from analytics.exports.steps import Stopped
from analytics.model import Audience, Board
from analytics.model.collection import PUBLICATION, Collection
from analytics.model.report import Report
from analytics.store import Version
from analytics.words.counting import counted
from analytics.words.published import FOR_PUBLICATION
from ui import access, link, published_cached
from ui.text import plain

SHORT = 4
"""So few exhibits are written while a reader waits for the download."""
_JOB = "export_job"
EXPLAINED = FOR_PUBLICATION.removeprefix("For publication: ").capitalize()


@dataclass(eq=False)
class Job:
    """An export on its way, in a thread of its own."""

    file: str
    of: int
    audience: Audience
    done: int = 0
    made: File | None = None
    failed: bool = False
    _stop: Event = field(default_factory=Event)

    def start(self, shown: Collection | Report, ending: str) -> None:
        """Begin to write."""
        Thread(target=self._write, args=(shown, ending), daemon=True).start()

    def stop(self) -> None:
        """Ask it to stop before the next exhibit."""
        self._stop.set()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.made is None and not self.failed and not self._stop.is_set()

    def _write(self, shown: Collection | Report, ending: str) -> None:
        try:
            self.made = apart.file(shown, ending, self._step)
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

    def made(public: bool) -> Collection:
        data = published_cached.data(scope.version) if public else scope.data
        return reopened.shown(data, scope.version, scope.view, page, link.shown_section(), address)

    offer(made, key="export")


def draw_board(board: Board, version: Version) -> None:
    """The popover of a whole board, by the newest of its data that a page shows."""

    def made(public: bool) -> Collection:
        of = published_cached.data if public else published_cached.internal
        return boards.collection(of, str(version), board.id, link.base())

    offer(made, key=f"export_{board.id}", public=True)


@st.fragment
def offer(made: Callable[[bool], Collection], key: str, public: bool = False) -> None:
    """The popover, a part of the page that runs alone. `made` gathers what is exported when the popover is opened, told
    whether it is for publication, as which it begins where `public`."""
    access.enter()
    folded = st.popover("Export", key=key, on_change="rerun", type="tertiary")
    if folded.open:
        with folded:
            may_choose = access.audience() is Audience.INTERNAL  # others see what is published, and export it
            chosen = not may_choose or st.toggle("For publication", public, key=f"{key}_public", help=EXPLAINED)
            _kinds(made, chosen, key)


def _kinds(made: Callable[[bool], Collection], public: bool, key: str) -> None:
    try:
        with st.spinner("Gathering the figures…"):
            collection = made(public)
    except reopened.NotOpened as why:
        st.info(plain(why))
        return
    count = len(collection.items)
    lines = (f"**{plain(collection.title)}**", counted(count, "figure"), plain(_who_may(collection)))
    st.markdown("  \n".join(line for line in lines if line))
    with st.container(gap="xxsmall"):
        for ending, kind in kinds.KINDS.items():
            if count <= SHORT:
                _at_once(collection, ending, kind.title, key)
            else:
                of_it = (collection, ending, kinds.packed_name(collection, ending))
                st.button(plain(kind.title), key=f"{key}_{ending}", on_click=begin, args=of_it, type="tertiary")
    if count > SHORT:
        progress(key)


def _who_may(collection: Collection) -> str:
    """Whether others may see it, in a few words."""
    return "; ".join(text.partition(":")[0] for text in collection.told(PUBLICATION)[:1])


def _at_once(collection: Collection, ending: str, label: str, key: str) -> None:
    """A download that is written when it is pressed."""

    def content() -> bytes:
        return apart.file(collection, ending).content

    name = kinds.packed_name(collection, ending)
    st.download_button(plain(label), content, name, key=f"{key}_{ending}", on_click="ignore", type="tertiary")


def begin(shown: Collection | Report, ending: str, name: str) -> None:
    """Begin to write a file, and stop the one that is on its way. For the `on_click` of buttons."""
    if former := st.session_state.get(_JOB):
        former.stop()
    job = Job(name, apart.size(shown), access.audience())
    job.start(shown, ending)
    st.session_state[_JOB] = job


def progress(key: str) -> None:
    """How far the file is that was begun last, and the file once it is whole; a part of the page that runs alone."""
    job = st.session_state.get(_JOB)
    st.fragment(_progress, run_every=0.5 if job and job.running else None)(key)


def _progress(key: str) -> None:
    """How far the export is; the file, once it is whole."""
    access.enter()
    job: Job | None = st.session_state.get(_JOB)
    if job is None or (job.audience is Audience.INTERNAL and access.audience() is Audience.PUBLIC):
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
