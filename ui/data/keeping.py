"""What keeping a file would do, and keeping it: rows, charts, and what local measures are, shown before anything happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from analytics.governance.roles import Action
from analytics.ingest import Reading
from analytics.ingest.templates import changes
from analytics.keeping import whose
from analytics.keeping.dry_run import DryRun, dry_run
from analytics.keeping.keep import Happened, Outcome, keep
from analytics.model import Audience, Measure, Pathway
from analytics.store import Damaged, Entry, Moved, NotKept, Version
from analytics.words import access as words
from analytics.words.counting import counted
from ui import access, broken, cached, link
from ui.data import define, problems, returns, rows, turns
from ui.text import plain

SHOWN_ROWS = 10
MOST_DEFINED = 6
"""New measures that the form asks about; more are described on their page."""


@dataclass(frozen=True)
class Kept:
    """What was kept, in a sentence, and the pages that show it now, by name."""

    sentence: str
    pages: tuple[str, ...] = ()


def confirm(reading: Reading, data: bytes) -> Kept | None:
    """Show what keeping the file would do, and keep it when told so."""
    st.markdown("### What keeping it would do")
    try:
        dry = dry_run(reading, cached.store())
        return _mend(dry, dry.earlier, data) if dry.earlier and dry.only_mends else _shown(dry, data)
    except (Damaged, NotKept) as fault:
        broken.draw(fault)
        return None


def _shown(dry: DryRun, data: bytes) -> Kept | None:
    if fault := next((one.fault for one in dry.whole if one.fault), None):
        raise fault
    if why := whose.refusal(dry, access.person(), cached.store()):
        _not_theirs(dry, why)
        return None
    dry = _removal(dry)
    sees_all = access.audience() is Audience.INTERNAL
    if sees_all:
        returns.draw(dry)
    st.markdown("\n".join(f"- {line}" for one in dry.whole for line in _lines(one)))
    if odd := [problem for one in dry.whole for problem in one.oddities]:
        problems.draw(odd, refused=False)
    for one in dry.whole:
        _tables(one, sees_all)
    if dry.changes_nothing:
        _nothing_to_keep(dry.earlier)
        return None
    fresh = dry.new_measures(cached.measures_of(dry.version))
    charts = st.container()
    kept = _form(dry, data, fresh)
    with charts:
        if sees_all:
            turns.draw(dry, fresh)
        else:
            st.caption(words.NO_PREVIEW)
    return kept


def _not_theirs(dry: DryRun, why: NotKept) -> None:
    """A file that holds rows of others, with the rows named."""
    broken.draw(why)
    tree = whose.tree_now(cached.store())
    for one in dry.whole:
        foreign = whose.foreign_rows(one.reading.rows, access.person(), tree)
        if len(foreign):
            with st.expander(f"The {counted(len(foreign), 'row')} of other organisations"):
                st.dataframe(rows.readable(foreign), hide_index=True)


def _removal(dry: DryRun) -> DryRun:
    """The dry run, with the rows that a revision lacks taken away or not, as chosen."""
    if dry.revises is None or dry.removed is None:
        return dry
    st.warning(
        f"This file revises **{plain(dry.revises.file)}**, kept on {dry.revises.when:%-d %B %Y}, and lacks "
        f"{counted(len(dry.removed), 'row')} that it had."
    )
    take = "Take those rows away too: they were wrong, or have gone"
    return dry if st.checkbox(take, value=True, key=f"take_{dry.revises.id}") else dry.without_removal()


def _lines(dry: DryRun) -> list[str]:
    effect = dry.effect
    titles: dict[str, Measure | Pathway] = {**cached.measures_of(dry.version), **cached.the_catalogue().pathways}
    lines = [
        f"**{effect.new:,}** {'row is' if effect.new == 1 else 'rows are'} new, **{effect.changed:,}** changed, "
        f"**{effect.unchanged:,}** unchanged, **{effect.removed:,}** removed."
    ]
    if dry.revises is not None:
        lines.append(f"It takes the place of {plain(dry.revises.file)}, kept on {dry.revises.when:%-d %B %Y}.")
    for scope, count in effect.put_aside.items():
        name = titles[scope].title if scope in titles else scope
        lines.append(f"{count:,} illustrative rows of “{plain(name)}” make way, for every organisation.")
    table = changes.CHANGES if dry.reading.format == changes.SLUG else dry.table
    lines.append(f"The table is *{table.title}*. You can undo this below at any time.")
    return lines


def _tables(dry: DryRun, sees_all: bool) -> None:
    reading, changes = dry.reading, dry.effect.changes
    first = min(SHOWN_ROWS, len(reading.rows))
    with st.expander(f"The first {counted(first, 'row')} as they would be kept", expanded=reading.proposal is not None):
        st.dataframe(rows.readable(reading.rows.head(SHOWN_ROWS)), hide_index=True)
    if not sees_all:
        return
    if len(changes):
        with st.expander(f"The {counted(len(changes), 'row')} that would change"):
            st.dataframe(rows.readable(changes), hide_index=True)
    if dry.removed is not None:
        with st.expander(f"The {counted(len(dry.removed), 'row')} that would be removed"):
            st.dataframe(rows.readable(dry.removed), hide_index=True)


def _nothing_to_keep(earlier: Entry | None) -> None:
    if earlier is None:
        st.info("Everything in this file is here already, so there is nothing to keep.")
        return
    who = f" by {earlier.upload.who}" if earlier.upload.who else ""
    st.info(
        plain(
            f"This very file was kept on {earlier.when:%-d %B %Y at %H:%M} UTC{who}, as {earlier.upload.file}. "
            "Keeping it again would change nothing."
        )
    )


def _mend(dry: DryRun, earlier: Entry, data: bytes) -> Kept | None:
    """The very file whose stored form is damaged: it can be written again from this copy."""
    upload, count = earlier.upload, len(dry.damaged)
    st.warning(
        f"This very file was kept on {earlier.when:%-d %B %Y at %H:%M} UTC. Of what was stored of it, "
        f"{counted(count, 'file')} {'was' if count == 1 else 'were'} lost or damaged since, and can be written again from "
        "your copy."
    )
    if not st.button("Write them again", type="primary", key=f"mend_{upload.sha256}"):
        return None
    outcome = acted(dry, data)
    if outcome.fault:
        broken.draw(outcome.fault)
        return None
    return Kept(f"{upload.file} is sound again: what was lost or damaged of it was written from your copy.")


def _form(dry: DryRun, data: bytes, fresh: list[Measure]) -> Kept | None:
    reading = dry.reading
    seen = f"seen_{reading.sha256}"
    with st.form(f"keep_{reading.sha256}"):
        described = [_described(measure, reading) for measure in fresh[:MOST_DEFINED]]
        who = access.who("Your name, for the history")
        note = st.text_input("A note, if you like: what is this, why now?")
        told = st.form_submit_button("Keep it", type="primary")
    if not told:
        st.session_state[seen] = dry.version
        return None
    # What was looked at is what was drawn before the button was pressed, not what is there now.
    looked_at = st.session_state.get(seen, dry.version)
    outcome = acted(dry, data, who=who, note=note.strip(), described=described, expected=looked_at)
    if outcome.happened is Happened.CHANGED_MEANWHILE:
        st.session_state[seen] = dry.version
        st.warning(
            plain(
                f"{outcome.fault} What is said above is now about the newest data. Keep it again if it is still right."
            )
        )
        return None
    if outcome.fault:
        broken.draw(outcome.fault)
        return None
    link.change(asof=None)
    return Kept(f"Kept {counted(outcome.rows, 'row')} of {reading.file}. The pages show them now.", pages_of(reading))


def acted(
    dry: DryRun,
    data: bytes,
    *,
    who: str = "",
    note: str = "",
    described: Iterable[Measure] = (),
    expected: Version | None = None,
) -> Outcome:
    """`keep`, by whoever looks and if they may; it is on the audit trail before it is done."""
    about = f"{dry.reading.file}, SHA-256 {dry.reading.sha256}"
    try:
        with access.acting(Action.KEEP, about, who=who) as name:
            outcome = keep(
                dry, cached.store(), data,
                who=name, note=note, described=described, expected=expected, by=access.person(),
            )  # fmt: skip
            if outcome.fault:
                raise outcome.fault
            return outcome
    except Moved as moved:
        return Outcome(Happened.CHANGED_MEANWHILE, fault=moved)
    except (NotKept, Damaged) as fault:
        return Outcome(Happened.NOT_KEPT, fault=fault)


def pages_of(reading: Reading) -> tuple[str, ...]:
    """The pages that show what a file holds: of its measures or pathways, in the menu's order; then that of one's own."""
    known, rows = cached.the_catalogue(), reading.rows
    measures = set(rows["measure"]) if "measure" in rows else set()
    pathways = set(rows["pathway"]) if "pathway" in rows else set()
    programmes = [
        p.slug
        for p in known.programmes
        if measures & {m.slug for m in (*p.measures, *p.populations)} or pathways & {one.slug for one in p.pathways}
    ]
    own = reading.table == "observations" and not known.measures.keys() >= measures
    return (*programmes, "your_measures") if own else tuple(programmes)


def _described(measure: Measure, reading: Reading) -> Measure:
    asked = any(ask.name == f"unit:{measure.slug}" for ask in reading.asks)
    with st.expander(plain(f"“{measure.title}” is a measure of your own: say what it is")):
        st.caption(
            plain(
                "Without answers it is shown without a direction or a target. You can do this later on Your measures."
                + f" It was read as {define.UNITS[measure.unit]}: see “How it was read” above." * asked
            )
        )
        return define.fields(measure, f"keep_{reading.sha256[:12]}", unit_asked=not asked)
