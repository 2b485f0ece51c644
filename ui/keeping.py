"""What keeping a file would do, and keeping it: rows, charts, and what local measures are, shown before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import effects, local, revision
from analytics.charts import words
from analytics.ingest import Reading
from analytics.ingest.ledger import counted
from analytics.measures import Resolved
from analytics.model import Measure
from analytics.preview import Preview, beside, preview
from analytics.store import Entry, Moved, NotKept, Snapshot, Upload
from analytics.tables import TABLES
from ui import cached, define, link, problems, rows

SHOWN_ROWS = 10
MOST_DEFINED = 6
"""New measures that the form asks about; more are described on their page."""


@dataclass(frozen=True)
class Kept:
    """What was kept, in a sentence, and whether a measure of one's own was among it."""

    sentence: str
    local: bool = False


def confirm(reading: Reading, data: bytes) -> Kept | None:
    """Show what keeping the file would do, and keep it when told so."""
    assert reading.table is not None
    store = cached.store()
    newest, entries = store.at(), store.history()
    st.markdown("#### What keeping it would do")
    table = TABLES[reading.table]
    now = beside(reading.rows, table, newest)
    revised = revision.revises(reading.rows, now, table, reading.file, reading.format, entries)
    removed = _removed(revised)
    effect = preview(reading.rows, now, table, removed)
    st.markdown("\n".join(f"- {line}" for line in _lines(effect, reading, revised)))
    if odd := revision.oddities(reading.rows, now, table, reading.format, entries):
        problems.draw(odd, refused=False)
    _tables(reading, effect, removed)
    if effect.changes_nothing:
        _nothing_to_keep(store.kept_before(reading.sha256))
        return None
    stored = cached.measures_of(newest.version)
    fresh = [m for m in reading.measures if m.slug not in stored]
    charts = st.container()
    kept = _form(reading, data, removed, newest, fresh)
    with charts:
        _charts(reading, removed, newest, fresh)
    return kept


def _removed(revised: revision.Revision | None) -> pd.DataFrame | None:
    if revised is None or revised.removed.empty:
        return None
    count, earlier = len(revised.removed), revised.of
    st.warning(
        f"This file revises **{earlier.file}**, kept on {earlier.when:%-d %B %Y}, and lacks "
        f"{counted(count, 'row')} that it had."
    )
    if st.checkbox("Take those rows away too: they were wrong, or have gone", value=True, key=f"take_{earlier.id}"):
        return revised.removed
    return None


def _lines(effect: Preview, reading: Reading, revised: revision.Revision | None) -> list[str]:
    titles = cached.measures_of(cached.store().version())
    lines = [
        f"**{effect.new:,}** {'row is' if effect.new == 1 else 'rows are'} new, **{effect.changed:,}** changed, "
        f"**{effect.unchanged:,}** unchanged, **{effect.removed:,}** removed."
    ]
    if revised is not None:
        lines.append(f"It takes the place of {revised.of.file}, kept on {revised.of.when:%-d %B %Y}.")
    for scope, count in effect.put_aside.items():
        name = titles[scope].title if scope in titles else scope
        lines.append(f"{count:,} illustrative rows of “{name}” make way, for every organisation.")
    lines.append(f"The table is *{TABLES[reading.table or ''].title}*. You can undo this below at any time.")
    return lines


def _tables(reading: Reading, effect: Preview, removed: pd.DataFrame | None) -> None:
    first = min(SHOWN_ROWS, len(reading.rows))
    with st.expander(f"The first {counted(first, 'row')} as they would be kept", expanded=reading.proposal is not None):
        st.dataframe(rows.readable(reading.rows.head(SHOWN_ROWS)), hide_index=True)
    if len(effect.changes):
        with st.expander(f"The {counted(len(effect.changes), 'row')} that would change"):
            st.dataframe(rows.readable(effect.changes), hide_index=True)
    if removed is not None:
        with st.expander(f"The {counted(len(removed), 'row')} that would be removed"):
            st.dataframe(rows.readable(removed), hide_index=True)


def _nothing_to_keep(earlier: Entry | None) -> None:
    if earlier is None:
        st.info("Everything in this file is here already, so there is nothing to keep.")
        return
    who = f" by {earlier.upload.who}" if earlier.upload.who else ""
    st.info(
        f"This very file was kept on {earlier.when:%-d %B %Y at %H:%M} UTC{who}, as {earlier.upload.file}. "
        "Keeping it again would change nothing."
    )


def _charts(reading: Reading, removed: pd.DataFrame | None, newest: Snapshot, fresh: list[Measure]) -> None:
    """Whose icons would change. `fresh` are measures of one's own that the store does not know."""
    if reading.table is None or not TABLES[reading.table].charted:
        return
    version = newest.version
    stored = cached.measures_of(version)
    known = {m.slug: m for m in fresh} | stored
    now = effects.Overlay(newest, reading.table, reading.rows, removed)

    def before(slug: str) -> Resolved | None:
        return cached.resolved(version, slug) if slug in stored else None

    found = effects.effects(now, before, known, cached.the_organisations())
    st.markdown(_charts_sentence(found))
    if found.turns:
        turned = [
            (
                t.measure.short_title,
                t.organisation.short_name,
                words.VARIATION_WORDS[t.before],
                words.VARIATION_WORDS[t.after],
                "" if t.assurance_before == t.assurance_after else words.ASSURANCE_WORDS[t.assurance_after],
            )
            for t in found.turns
        ]
        columns = ["Measure", "Organisation", "Says now", "Would say", "Against its target"]
        with st.expander("The charts that would change"):
            st.dataframe(pd.DataFrame(turned, columns=columns), hide_index=True)


def _charts_sentence(found: effects.Effect) -> str:
    parts = []
    if found.looked_at:
        turned = len(found.turns)
        parts.append(
            f"**{turned or 'None'}** of {counted(found.looked_at, 'chart')} that have these numbers in them would change "
            "colour or icon."
        )
    if found.new:
        parts.append(f"{counted(found.new, 'chart')} would have real numbers for the first time.")
    if found.left:
        parts.append(f"{found.left:,} more were too many to look at here.")
    return " ".join(parts)


def _form(
    reading: Reading, data: bytes, removed: pd.DataFrame | None, newest: Snapshot, fresh: list[Measure]
) -> Kept | None:
    seen = f"seen_{reading.sha256}"
    with st.form(f"keep_{reading.sha256}"):
        described = [_described(measure, reading) for measure in fresh[:MOST_DEFINED]] + fresh[MOST_DEFINED:]
        who = st.text_input("Your name, for the history")
        note = st.text_input("A note, if you like: what is this, why now?")
        told = st.form_submit_button("Keep it", type="primary")
    if not told:
        st.session_state[seen] = newest.version
        return None
    upload = Upload(
        reading.table or "",
        reading.file,
        reading.sha256,
        len(reading.rows),
        who.strip(),
        note.strip(),
        format=reading.format,
    )
    try:
        if defined := local.worth_keeping(described, reading.rows):
            local.define(cached.store(), defined, who.strip())
        # What was looked at is what was drawn before the button was pressed, not what is there now.
        cached.store().commit(
            reading.rows, upload, removed=removed, original=data, expected=st.session_state.get(seen, newest.version)
        )
    except Moved as moved:
        st.session_state[seen] = newest.version
        st.warning(f"{moved} What is said above is now about the newest data. Keep it again if it is still right.")
        return None
    except NotKept as why:
        st.error(str(why))
        return None
    link.change(asof=None)
    own = reading.table == "observations" and not cached.the_catalogue().measures.keys() >= set(reading.rows["measure"])
    return Kept(f"Kept {counted(len(reading.rows), 'row')} of {reading.file}. The pages show them now.", own)


def _described(measure: Measure, reading: Reading) -> Measure:
    asked = any(ask.name == f"unit:{measure.slug}" for ask in reading.asks)
    with st.expander(f"“{measure.title}” is a measure of your own: say what it is"):
        st.caption(
            "Without answers it is shown without a direction or a target. You can do this later on Your measures."
            + f" It was read as {define.UNITS[measure.unit]}: see “How it was read” above." * asked
        )
        return define.fields(measure, f"keep_{reading.sha256[:12]}", unit_asked=not asked)
