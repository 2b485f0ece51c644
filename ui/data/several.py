"""Several files at once: one table of what each would do, and one press that keeps all that are sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.ingest import Reading
from analytics.keeping.dry_run import DryRun, dry_run
from analytics.keeping.keep import Happened
from analytics.model import Severity
from analytics.store import Damaged, NotKept
from analytics.words.counting import counted, listing
from ui import access, broken, cached, link
from ui.data.keeping import Kept, acted, pages_of

LONGEST_REASON = 160


@dataclass(frozen=True)
class File:
    """A file that was dropped: what was understood, and what keeping it would do (None where it cannot be kept)."""

    name: str
    data: bytes
    reading: Reading
    dry: DryRun | None

    @property
    def changes(self) -> bool:
        """Whether keeping it would change anything, and takes no rows away, which is looked at for each file alone."""
        able = self.dry is not None and not self.dry.fault and not self.dry.changes_nothing
        return able and self.dry is not None and self.dry.removed is None


def files(dropped: Sequence[tuple[str, bytes]], read: Callable[[str, bytes], Reading]) -> list[File]:
    """The files that were dropped, each read and held against what is stored now."""
    found = []
    for name, data in dropped:
        reading = read(name, data)
        try:
            dry = dry_run(reading, cached.store()) if reading.kept else None
        except (Damaged, NotKept) as fault:
            broken.draw(fault)
            dry = None
        found.append(File(name, data, reading, dry))
    return found


def draw(each: Sequence[File]) -> Kept | None:
    """The table, and the form that keeps all that can be kept; what was kept, in a sentence."""
    st.markdown("## What each file would do")
    rows = [_row(file) for file in each]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    st.caption("Each is held against what is stored now. A file that waits or was refused is opened below.")
    able = [file for file in each if file.changes]
    if not able:
        return None
    with st.form("keep_several"):
        who = access.who("Your name, for the history")
        note = st.text_input("A note, if you like: what are these, why now?")
        told = st.form_submit_button(f"Keep {counted(len(able), 'file')}", type="primary")
    return _keep(able, who, note.strip()) if told else None


def _row(file: File) -> dict[str, object]:
    reading, dry = file.reading, file.dry
    effect = dry.effect if dry is not None and not dry.fault else None
    return {
        "File": file.name,
        "Then": _then(file),
        "Rows": len(reading.rows),
        "New": effect.new if effect else None,
        "Changed": effect.changed if effect else None,
        "Unchanged": effect.unchanged if effect else None,
        "Removed": effect.removed if effect else None,
        "Warnings": sum(p.severity is Severity.WARNING for p in reading.problems),
        "What it is": reading.format_title,
    }


def _then(file: File) -> str:
    """What becomes of a file, in a few words."""
    if file.changes:
        return "Can be kept"
    if file.dry is not None and file.dry.removed is not None:
        return "Takes rows away: open it"
    if file.reading.kept:
        return str(file.dry.fault) if file.dry is not None and file.dry.fault else "Nothing in it is new"
    if any(ask.default is None for ask in file.reading.asks):
        return "Waits for your answer"
    reasons = [p.message for p in file.reading.problems if p.severity is Severity.ERROR]
    reason = reasons[0] if reasons else "No row can be kept"
    return f"Refused: {reason[:LONGEST_REASON]}{' …' if len(reason) > LONGEST_REASON else ''}"


def _keep(able: Sequence[File], who: str, note: str) -> Kept | None:
    """Keep one after the other, each held against what the one before left."""
    done: list[str] = []
    rows, pages = 0, dict[str, None]()
    for file in able:
        try:
            dry = dry_run(file.reading, cached.store())
        except (Damaged, NotKept) as fault:
            broken.draw(fault)
            break
        # What a file of the same drop had and this one lacks stays: nobody has looked at that.
        outcome = acted(dry.without_removal(), file.data, who=who, note=note)
        if outcome.fault:
            broken.draw(outcome.fault)
            break
        if outcome.happened is Happened.KEPT:
            done.append(file.name)
            rows += outcome.rows
        pages |= dict.fromkeys(pages_of(file.reading))
    if not done:
        return None
    link.change(asof=None)
    return Kept(f"Kept {counted(rows, 'row')} of {listing(done, 6)}. The pages show them now.", tuple(pages))
