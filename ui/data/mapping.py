"""The mapping assistant: what each column of an unknown file is, proposed with the evidence and changed by whoever knows.

Columns that are alike (the months of a wide table) are one line. Every change reads the file anew, so that the rows and
problems below are always those of what is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from analytics import ingest, words
from analytics.governance.roles import Action
from analytics.ingest import Reading
from analytics.ingest.columns import assistant, headers, settled
from analytics.ingest.mapping import NUMBERS, TIMES, WORDS, MappedColumn, Mapping, Proposal, Role
from analytics.keeping import remembered
from ui import access, cached, directory_cached
from ui.data import measured
from ui.text import plain

MOST_LINES = 40
"""Lines that are offered; a table with more kinds of columns has too many to be asked about."""
_EXAMPLE = 28


@dataclass(frozen=True)
class Edited:
    """What was chosen, or None while the reading holds as it is; and what must be answered before anything is kept."""

    mapping: Mapping | None = None
    still_open: tuple[str, ...] = ()


def edit(name: str, data: bytes, reading: Reading) -> Edited:
    """The assistant for a reading with a proposal."""
    if reading.proposal is None:
        return Edited()
    proposal = reading.proposal
    # What was said before and forgotten again is asked anew.
    key = f"map_{reading.sha256[:12]}_{proposal.mapping.settled_on or ''}"
    with st.expander("What each column is", expanded=not reading.kept):
        st.markdown(
            "The columns were taken for what their cells show. Change what is wrong: the rows below follow at once, and "
            "the answers are remembered for files with the same columns."
        )
        _remembered(proposal)
        header = st.toggle("The first row has the column names", proposal.mapping.header, key=f"{key}_header")
        if header is not proposal.mapping.header:
            other = ingest.read_bytes(name, data, mapping=Mapping(header=header)).proposal
            proposal, key = other or proposal, f"{key}_{header}"
        told = st.container()
        mapping = _edited(proposal, key)
        changed = mapping != reading.proposal.mapping
        confirmed = False
        if settled.still_open(proposal, mapping) and not settled.lacks(mapping):
            as_it_is = "The rest is right as it is" if changed else "Nothing to change: read it like this"
            confirmed = st.checkbox(as_it_is, key=f"{key}_as_it_is")
        left = () if reading.kept and not changed else tuple(settled.still_open(proposal, mapping, confirmed))
        if left:
            told.warning(plain("Still open: " + " ".join(left)))
        st.caption("Nothing is kept until you say so further down.")
    # Said anew, it is of this very file, whatever was said of others before.
    return Edited(replace(mapping, settled_on=None) if changed or confirmed else None, left)


def _remembered(proposal: Proposal) -> None:
    """What was said before of files with these columns, and a way to forget it."""
    day = proposal.mapping.settled_on
    if day is None:
        return
    what = assistant.in_words(proposal.mapping)
    st.info(plain(f"Remembered from {words.formats.day(day)}, for files with these columns: {what}."))
    st.button(
        "Forget this", key=f"forget_{proposal.signature}", on_click=access.if_allowed,
        args=(Action.KEEP, remembered.forget, cached.store(), proposal.signature), disabled=cached.store().read_only,
    )  # fmt: skip


def _edited(proposal: Proposal, key: str) -> Mapping:
    mapping = proposal.mapping
    lines = _lines(mapping)
    if len(lines) > MOST_LINES:
        st.info(f"The file has {len(lines)} kinds of columns. Keep those that matter and save it again.")
        return mapping
    if any(headers.periods_in(c.name for c in mapping.columns if c.is_number)):
        wide = st.toggle("Periods stand as columns", mapping.wide, key=f"{key}_wide")
        if wide is not mapping.wide:
            mapping, key = _turned(mapping, wide), f"{key}_{wide}"
            lines = _lines(mapping)
    columns = list(mapping.columns)
    for line in lines:
        for at, changed in zip(line, _line(proposal, mapping, line, key), strict=True):
            columns[at] = changed
    titles = [_title(mapping, line) for line in lines]
    named, asked = measured.name(replace(mapping, columns=tuple(columns)), lines, titles, key)
    return _constants(named, key, asked)


def _lines(mapping: Mapping) -> list[list[int]]:
    """Positions of columns, those alike together: one role and one header apart from its period or organisation."""
    lines: dict[tuple[object, ...], list[int]] = {}
    for i, c in enumerate(mapping.columns):
        carried = bool(c.period or c.organisation)
        pattern = c.name.replace(c.period, "…", 1).replace(c.organisation, "…", 1) if carried else i
        lines.setdefault((c.role, c.measure, pattern) if carried else (i,), []).append(i)
    return list(lines.values())


def _turned(mapping: Mapping, wide: bool) -> Mapping:
    """With the periods of headers taken for periods, or no longer."""
    found = headers.periods_in(c.name for c in mapping.columns)
    columns = [
        replace(c, period=period if wide else "", measure=c.measure if wide else c.measure or c.name)
        if c.is_number and period
        else c
        for c, period in zip(mapping.columns, found, strict=True)
    ]
    return replace(mapping, columns=tuple(columns))


def _title(mapping: Mapping, line: Sequence[int]) -> str:
    names = [mapping.columns[i].name or "(no name)" for i in line]
    return names[0] if len(line) == 1 else f"{names[0]} to {names[-1]} ({len(line)} columns)"


def _line(proposal: Proposal, mapping: Mapping, line: Sequence[int], key: str) -> list[MappedColumn]:
    """One line: names and example cells, the choice, and the evidence for what was proposed."""
    first, title = mapping.columns[line[0]], _title(mapping, line)
    shown = [words.formats.shorten(text, _EXAMPLE) for i in line[:3] for text in proposal.examples[i]][:3]
    with st.container(border=True):
        left, right = st.columns([2, 3], vertical_alignment="top")
        cells = " · ".join(plain(text) for text in shown) or "no cell is filled"
        left.markdown(f"**{plain(title)}**  \n{cells}")
        roles = list(WORDS)
        role = right.selectbox(
            plain(f"What is {title}?"),
            roles,
            roles.index(first.role),
            WORDS.__getitem__,
            key=f"{key}_role_{line[0]}",
            label_visibility="collapsed",
        )
        right.caption(plain(f"Proposed: {WORDS[first.role].lower()}, because {proposal.evidence[line[0]]}."))
    return [
        replace(mapping.columns[i], role=role, measure=mapping.columns[i].measure if role in NUMBERS else "")
        for i in line
    ]


def _constants(mapping: Mapping, key: str, named: bool) -> Mapping:
    """What no column says, asked for; the measure only where it was not `named` for a column."""
    numbers = [c for c in mapping.columns if c.is_number]
    if (
        not named
        and not mapping.having(Role.MEASURE)
        and any(not c.measure for c in numbers if c.role is not Role.DENOMINATOR)
    ):
        titles = [
            m.title for m in cached.the_catalogue().measures.values() if not m.composite_of and not m.from_adoption
        ]
        known = [mapping.measure, *titles] if mapping.measure and mapping.measure not in titles else titles
        chosen = st.selectbox(
            "Which measure is it? Choose one, or write a title of your own",
            known,
            index=known.index(mapping.measure) if mapping.measure in known else None,
            placeholder="Choose or write",
            accept_new_options=True,
            key=f"{key}_measure",
        )
        mapping = replace(mapping, measure=(chosen or "").strip())
    if not mapping.having(Role.ORGANISATION) and not any(c.organisation for c in numbers):
        tree = directory_cached.newest().at(date.today())
        codes = [code for code, o in tree.by_code.items() if tree.is_open(o)]
        mapping = replace(
            mapping,
            organisation=st.selectbox(
                "Whose numbers are they?",
                codes,
                index=codes.index(mapping.organisation) if mapping.organisation in codes else None,
                format_func=lambda code: f"{tree[code].name} ({code})",
                placeholder="Choose the organisation",
                key=f"{key}_organisation",
            )
            or "",
        )
    if not mapping.having(*TIMES) and not any(c.period for c in numbers):
        said = st.text_input(
            "Which period is it of? 2023-04, 2023-24 Q2 or 2023-24", mapping.period, key=f"{key}_period"
        )
        mapping = replace(mapping, period=said.strip())
    return mapping
